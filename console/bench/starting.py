"""The start of the console, and its memory at rest: each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from console.bench.goals import goal_ms
from console.bench.rounds import Act
from console.domain.errors import UserError

_BARE = "import numpy, PySide6.QtWidgets, time; print(time.monotonic())"
_PATIENCE_S = 300


def start(snapshot: Path, folder: Path, scale: str, rounds: int) -> Act:
    """From the process's start to the first painted map; the street has been opened before."""
    counted: dict[str, int] = {}

    def ours() -> float:
        begun_s = time.monotonic()
        said = watched("first", snapshot, folder)
        counted.update(modules=said["modules"], heavy_modules=len(said["heavy"]))
        return float((said["at_s"] - begun_s) * 1e3)

    return Act(
        name="start",
        ours=ours,
        floor=_bare_ms,
        floor_name="bare_imports",
        goal_ms=goal_ms("start", scale),
        floor_gate=2.0,
        rounds=rounds,
        counters=lambda: counted,
    )


def at_rest(snapshot: Path, folder: Path) -> dict[str, Any]:
    """Bytes `resident` and `columns` of a console in which everything has been loaded."""
    return watched("rest", snapshot, folder)


def watched(what: str, snapshot: Path, folder: Path) -> dict[str, Any]:
    """What a console in another process said of itself; UserError when it said nothing."""
    module = ["-P", "-m", "console.bench.started"]
    said = _said([sys.executable, *module, what, str(snapshot), str(folder)])
    found: dict[str, Any] = json.loads(said)
    return found


def _bare_ms() -> float:
    begun_s = time.monotonic()
    return (float(_said([sys.executable, "-P", "-c", _BARE])) - begun_s) * 1e3


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
    if done.returncode or not done.stdout.strip():
        last = (done.stderr.strip().splitlines() or [""])[-1]
        raise UserError("bench.no_start", reason=last[:200])
    return done.stdout.strip().splitlines()[-1]
