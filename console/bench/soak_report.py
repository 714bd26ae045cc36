"""`bench --soak`: the street and its series made, the soak run, and its figures said."""

from __future__ import annotations

import gc
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from console.bench.goals import STALL_MS
from console.bench.screens import some_screen
from console.bench.soak import HOURS, STEP_S, Soak, Soaked, written_series
from console.bench.wall_scenes import GOAL_MS, scenes_at_4k
from console.domain import instants
from console.domain.leftovers import temporary_prefix
from console.domain.progress import Progress
from console.domain.words import say
from console.snapshot.manifest import read_manifest
from console.store.memory import keep_apart

RESIDENTS = 60_000
MOST_SLOPE_MB = 1.0
_HOUR_US = 3_600_000_000


def run_soak(*, as_json: bool, language: str, tell: Progress) -> Iterator[str]:
    """The figures of a soak of HOURS simulated hours, line by line."""
    gc.collect()
    gc.freeze()  # as the wall's own process does
    keep_apart()
    found = soaked(HOURS, RESIDENTS, tell)
    if as_json:
        yield json.dumps(figures(found), ensure_ascii=False, indent=2)
    else:
        yield from lines(found, language)


def soaked(hours: int, residents: int, tell: Progress, step_s: int = STEP_S) -> Soaked:
    """Make a street and a snapshot for each hour, and live through them, `step_s` at a time."""
    from PySide6.QtWidgets import QApplication

    from console.demo.options import DemoOptions
    from console.demo.street import write_demo
    from console.paint import theme as themes

    with some_screen(), tempfile.TemporaryDirectory(prefix=temporary_prefix()) as name:
        home = Path(name)
        tell("wall_soak.writing", 0.0)
        base = write_demo(home / "base.street", DemoOptions(residents=residents))
        written_series(base, home / "series", hours)
        folder = home / "followed"
        folder.mkdir()
        application = QApplication.instance() or QApplication(["street-console"])
        themes.load_fonts()
        start_us = instants.parse(read_manifest(base).as_of, instants.zone("UTC"))
        start_us += _HOUR_US
        soak = Soak(home / "series", folder, home / "state", start_us, step_s)
        try:
            found = soak.run(hours, tell)
            tell("wall_soak.scenes", 1.0)
            found.scenes_ms = scenes_at_4k(base)
            return found
        finally:
            soak.close()
            del application


def figures(found: Soaked) -> dict[str, float | bool]:
    """The figures by name, and whether they hold."""
    said: dict[str, float | bool] = {
        "hours": found.hours,
        "took_s": round(found.took_s, 1),
        "snapshots": found.snapshots,
        "missed": found.missed,
        "turns": found.turns,
        "alarms": found.alarms,
        "skipped": found.skipped,
        "memory_mb": round(found.left[-1].memory_mb, 1) if found.left else 0.0,
        "slope_mb_a_day": round(found.slope_mb, 3),
        "handles_more": found.growth("handles"),
        "threads_more": found.growth("threads"),
        "objects_more": found.growth("objects"),
        "worst_turn_ms": round(found.worst_ms, 1),
        "worst_swap_ms": round(found.worst_swap_ms, 1),
        "over": found.over,
    }
    worst = max(found.scenes_ms.values(), default=0.0)
    return said | {"worst_scene_ms": round(worst, 1), "held": holds(found)}


def holds(found: Soaked) -> bool:
    """Whether nothing grew, nothing was missed and nothing failed."""
    grown = any(found.growth(name) > 0 for name in ("handles", "threads", "objects"))
    lost = found.missed or found.skipped or found.snapshots < found.hours
    return not grown and not lost and found.slope_mb <= MOST_SLOPE_MB


def lines(found: Soaked, language: str) -> Iterator[str]:
    """The figures in words."""
    said = figures(found)
    most = {"most_slope": MOST_SLOPE_MB, "most_ms": STALL_MS, "most_scene_ms": GOAL_MS}
    for key in ("time", "shown", "memory", "growth", "stalls", "painted"):
        yield say(f"wall_soak.{key}", language, **most, **said)
    yield say("wall_soak.held" if said["held"] else "wall_soak.not_held", language)
