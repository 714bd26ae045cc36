"""Runs every check in order, says what it does and how long it took: the launcher's `test`.

The exit status is that of the first check that failed; the later ones run all the same.
Arguments go to pytest, and then nothing but the tests runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
"""What pytest says when no test is marked so; not a failure here."""

Stage = tuple[str, list[str], dict[str, str]]


def tool(name: str) -> str:
    """The program `name` of the environment this Python belongs to."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit(f"{name} is not installed here; start the tests by ./street-console test")
    return found


def stages(arguments: list[str]) -> Iterator[Stage]:
    """Every check as what it is called, the command, and what it adds to the environment."""
    pytest = [sys.executable, "-P", "-m", "pytest", "-q", "-rfEs"]
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    if arguments:
        yield "tests", [*pytest, "-m", "not xvfb", *arguments], offscreen
        return
    yield "format", [tool("ruff"), "format", "--check", "."], {}
    yield "lint", [tool("ruff"), "check", "."], {}
    yield "types", [tool("mypy")], {}
    yield "import contracts", [tool("lint-imports"), "--no-logo"], {}
    yield from measured(pytest)
    others = [f"--ignore=tests/{room}" for room in rooms_measured()]
    yield "tests", [*pytest, "-m", "not xvfb", *others], offscreen
    virtual, screen = virtual_screen()
    yield "tests on a screen", [*virtual, *pytest, "-m", "xvfb"], screen


def measured(pytest: list[str]) -> Iterator[Stage]:
    """The tests of the lower floors' rooms, and how much of these they run."""
    with tempfile.TemporaryDirectory() as folder:
        where = {"COVERAGE_FILE": str(Path(folder) / "measured")}
        rooms = [f"tests/{room}" for room in rooms_measured()]
        seen = [f"--cov=console.{room}" for room in rooms_measured()]
        quiet = ["--cov-branch", "--cov-report="]
        yield "tests of rules and data", [*pytest, *rooms, *seen, *quiet], where
        ratchet = str(REPO / "tests" / "ratchet.py")
        yield "what they run", [sys.executable, "-P", ratchet, where["COVERAGE_FILE"]], {}


def rooms_measured() -> list[str]:
    """The rooms of `console/` of which is measured how much their tests run."""
    held = tomllib.loads((REPO / "tests" / "ratchet.toml").read_text("utf-8"))
    return list(held["least"])


def virtual_screen() -> tuple[list[str], dict[str, str]]:
    """How to run a command on a screen of its own, and the Qt platform to use there."""
    if sys.platform != "linux":
        return [], {"QT_QPA_PLATFORM": ""}
    if shutil.which("xvfb-run") is None or shutil.which("xauth") is None:
        return [], {"QT_QPA_PLATFORM": "offscreen"}
    return ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24"], {"QT_QPA_PLATFORM": "xcb"}


def run(stage: Stage) -> int:
    """Run one check; its exit status, 0 when there was nothing to run."""
    name, command, extra = stage
    print(f"── {name}", flush=True)
    start = time.monotonic()
    environment = {**os.environ, "PYTHONUTF8": "1", **extra}
    status = subprocess.run(command, cwd=REPO, env=environment, check=False).returncode
    status = 0 if name == "tests on a screen" and status == NOTHING_COLLECTED else status
    verdict = "ok" if status == 0 else f"failed ({status})"
    print(f"── {name}: {verdict}, {time.monotonic() - start:.1f} s", flush=True)
    return status


def main() -> int:
    """Run all; the first failure's status."""
    statuses = [run(stage) for stage in stages(sys.argv[1:])]
    return next((status for status in statuses if status), 0)


if __name__ == "__main__":
    sys.exit(main())
