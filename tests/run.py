"""Runs every check, says what it does and how long it took: the launcher's `test`.

Checks that nobody times run two at a time, each said whole when it ends; what looks at the clock
runs after them and alone: the tests of the whole window, and those marked `timed`. The exit
status is that of the first check that failed; the later ones run all the same. Arguments go to
pytest, and then nothing but the tests runs.
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
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from console.domain.leftovers import temporary_prefix

REPO = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
"""What pytest says when no test is marked so; not a failure here."""
AT_ONCE = min(2, os.cpu_count() or 1)
"""Checks that run side by side: more than cores would time out what waits for an answer."""

ROOMS_ASIDE = ("paint", "views", "widgets", "state")
"""Rooms of which only the tests marked `timed` look at the clock."""

Stage = tuple[str, list[str], dict[str, str]]


def tool(name: str) -> str:
    """The program `name` of the environment this Python belongs to."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit(f"{name} is not installed here; start the tests by ./street-console test")
    return found


OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
PYTEST = [sys.executable, "-P", "-m", "pytest", "-q", "-rfEs"]


def untimed(folder: Path) -> Iterator[Stage]:
    """The checks of the text and the tests of the lower floors' rooms, the longest first.

    Each is what it is called, the command, and what it adds to the environment; what the tests of
    a room run is measured into a file of its own in `folder`.
    """
    yield "types", [tool("mypy")], {}
    for room in ROOMS_ASIDE:
        unmarked = [*PYTEST, "-m", "not xvfb and not timed", f"tests/{room}"]
        yield f"tests of {room}", unmarked, OFFSCREEN
    seen = [f"--cov=console.{room}" for room in rooms_measured()]
    for room in rooms_measured():
        where = {"COVERAGE_FILE": str(folder / f"measured.{room}")}
        command = [*PYTEST, f"tests/{room}", *seen, "--cov-branch", "--cov-report="]
        yield f"tests of {room}", command, where
    texts = sorted(str(file.relative_to(REPO)) for file in (REPO / "tests").glob("test_*.py"))
    yield "tests of the text", [*PYTEST, *texts], OFFSCREEN
    yield "format", [tool("ruff"), "format", "--check", "."], {}
    yield "lint", [tool("ruff"), "check", "."], {}
    yield "import contracts", [tool("lint-imports"), "--no-logo"], {}


def alone(folder: Path) -> Iterator[Stage]:
    """What reads the measurements in `folder`, and the tests that look at the clock, in order."""
    ratchet = str(REPO / "tests" / "ratchet.py")
    yield "what the rooms' tests run", [sys.executable, "-P", ratchet, str(folder)], {}
    timed = [f"tests/{room}" for room in ROOMS_ASIDE]
    yield "tests that are timed", [*PYTEST, "-m", "timed and not xvfb", *timed], OFFSCREEN
    done = [f"--ignore=tests/{room}" for room in (*rooms_measured(), *ROOMS_ASIDE)]
    others = [*PYTEST, "-m", "not xvfb", *done, "--ignore-glob=tests/test_*.py"]
    yield "tests", others, OFFSCREEN
    virtual, screen = virtual_screen()
    yield "tests on a screen", [*virtual, *PYTEST, "-m", "xvfb"], screen


def chosen(arguments: list[str]) -> Stage:
    """The tests that `arguments` choose, and nothing else."""
    return "tests", [*PYTEST, "-m", "not xvfb", *arguments], OFFSCREEN


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


def run(stage: Stage, *, aside: bool = False) -> int:
    """Run one check; its exit status, 0 when there was nothing to run.

    One that runs `aside` of others says all it has to say at its end.
    """
    name, command, extra = stage
    if not aside:
        print(f"── {name}", flush=True)
    start = time.monotonic()
    environment = {**os.environ, "PYTHONUTF8": "1", **extra}
    out, err = (subprocess.PIPE, subprocess.STDOUT) if aside else (None, None)
    done = subprocess.run(command, cwd=REPO, env=environment, check=False, stdout=out, stderr=err)
    said = done.stdout.decode("utf-8", "replace") if aside else ""
    nothing = name == "tests on a screen" and done.returncode == NOTHING_COLLECTED
    status = 0 if nothing else done.returncode
    verdict = "ok" if status == 0 else f"failed ({status})"
    print(f"{said}── {name}: {verdict}, {time.monotonic() - start:.1f} s", flush=True)
    return status


def main() -> int:
    """Run all; the first failure's status."""
    if sys.argv[1:]:
        return run(chosen(sys.argv[1:]))
    made = tempfile.TemporaryDirectory(prefix=temporary_prefix())
    with made as name, ThreadPoolExecutor(AT_ONCE) as lanes:
        folder = Path(name)
        statuses = list(lanes.map(partial(run, aside=True), untimed(folder)))
        statuses += [run(stage) for stage in alone(folder)]
    return next((status for status in statuses if status), 0)


if __name__ == "__main__":
    sys.exit(main())
