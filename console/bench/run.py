"""The bench: which acts are measured at a scale, one after the other, and what came of them."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from console.bench import goals, opening, qgis, report, starting
from console.bench.leaving_acts import leaving
from console.bench.report import Found
from console.bench.rounds import Act, measure
from console.bench.screens import some_screen
from console.bench.streets import street_folder
from console.bench.watchdog import Stalls
from console.domain.instants import MICROS_A_DAY
from console.domain.progress import Progress, silent
from console.domain.records import dataclass
from console.store.columns import Street
from console.store.frame import frame
from console.store.load import open_street

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from console.bench.stage import Stage

_MB = 1e6


@dataclass(frozen=True, slots=True)
class Effort:
    """How many rounds: of processes started, streets opened, filters counted, and all else."""

    starts: int = 9
    openings: int = 7
    rounds: int = 21
    clicks: int = 15


EFFORT = {
    "street": Effort(),
    "district": Effort(starts=5, openings=3, clicks=7),
    "city": Effort(starts=3, openings=1, rounds=9, clicks=3),
}


def run_bench(
    scale: str,
    *,
    as_json: bool,
    language: str,
    soaks: bool = False,
    tell: Progress = silent,
) -> Iterator[str]:
    """The report of a scale, line by line, or that of a soak."""
    if soaks:
        from console.bench.soak_report import run_soak

        yield from run_soak(as_json=as_json, language=language, tell=tell)
        return
    tell("bench.building", 0.0)
    found = bench(street_folder(scale), scale, EFFORT[scale], tell)
    if as_json:
        yield json.dumps(report.as_json(found, machine()), ensure_ascii=False, indent=2)
    else:
        yield from report.lines(found, machine(), language)


def bench(snapshot: Path, scale: str, effort: Effort, tell: Progress) -> Found:
    """Measure every act on the street in `snapshot`."""
    found = Found(scale)
    with some_screen() as folder:
        opening.keep(snapshot)
        acts = _away_from_window(snapshot, folder, scale, effort)
        for number, act in enumerate(acts):
            tell(f"bench.act.{act.name}", 0.08 * number)
            found.rows.append(measure(act))
        for act in leaving(snapshot, folder, scale, effort.openings):
            tell(f"bench.act.{act.name}", 0.14)
            found.rows.append(measure(act))
        tell("bench.resting", 0.15)
        _rest(found, starting.at_rest(snapshot, folder))
        _away_with_peers(found, snapshot, folder, effort, tell)
        _on_stage(found, snapshot, folder, effort, tell)
    return found


def machine() -> dict[str, object]:
    """The machine, in a few words that name nobody."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "cores": os.cpu_count() or 1,
    }


def _away_from_window(snapshot: Path, folder: Path, scale: str, effort: Effort) -> Iterator[Act]:
    yield starting.start(snapshot, folder, scale, effort.starts)
    yield opening.open_first(snapshot, scale, effort.openings)
    yield opening.open_again(snapshot, scale, effort.openings)


def _away_with_peers(
    found: Found, snapshot: Path, folder: Path, effort: Effort, tell: Progress
) -> None:
    """The filter's clicks, counting only, beside all engines that are to be had."""
    from console.bench.filter.clicks import click_acts, desk
    from console.bench.stage import application_of

    application_of()
    street = open_street(snapshot).street
    tell("bench.peers", 0.18)
    with desk(street, folder) as engines:
        found.missing = tuple(engines.missing)
        for number, act in enumerate(click_acts(engines, found.scale, effort.clicks)):
            tell(f"bench.act.{act.name}", 0.2 + 0.015 * number)
            found.rows.append(measure(act))


def _filter_on_stage(found: Found, stage: Stage, effort: Effort, tell: Progress) -> None:
    """The filter's clicks until everything is painted, and the drag."""
    from console.bench.filter.painted import FilterDesk
    from console.bench.filter.workload import workload

    shown = stage.console.session.frame
    assert shown is not None
    desk = FilterDesk(stage, workload(shown), found.scale, effort.rounds)
    for number, act in enumerate(desk.acts()):
        tell(f"bench.act.{act.name}", 0.75 + 0.015 * number)
        found.rows.append(measure(act))
    tell("bench.dragging", 0.92)
    found.figures |= {f"drag_{name}": value for name, value in asdict(desk.drag()).items()}


def _on_stage(found: Found, snapshot: Path, folder: Path, effort: Effort, tell: Progress) -> None:
    """Everything that needs the window."""
    from console.bench.map_acts import MapDesk
    from console.bench.section_acts import hover_section, open_buildings
    from console.bench.stage import staged
    from console.bench.stalls import watch

    scale, rounds = found.scale, effort.rounds
    with ExitStack() as stack:
        stage = stack.enter_context(staged(snapshot, folder))
        street = stage.console.session.street
        assert street is not None
        peer = stack.enter_context(_peer(street, stage.console.map.canvas, folder))
        found.has_qgis = peer is not None
        desk = MapDesk(stage, scale, rounds, peer)
        over = hover_section(stage, scale, rounds)
        acts = chain([over] if over else [], desk.acts(), open_buildings(street, scale, rounds))
        for number, act in enumerate(acts):
            tell(f"bench.act.{act.name}", min(0.74, 0.4 + 0.04 * number))
            found.rows.append(measure(act))
        _filter_on_stage(found, stage, effort, tell)
        tell("bench.using", 0.95)
        _use(found, watch(stage))


@contextmanager
def _peer(street: Street, canvas: QWidget, folder: Path) -> Iterator[qgis.Qgis | None]:
    """QGIS with the street's places in a picture of the map's size; None where it is not here."""
    if qgis.python() is None:
        yield None
        return
    week_us = 7 * MICROS_A_DAY
    frames = [frame(street, at) for at in (street.as_of_us - week_us, street.as_of_us)]
    size = canvas.width(), canvas.height()
    with qgis.running(frames[0], frames[1], folder, size) as peer:
        yield peer


def _rest(found: Found, said: dict[str, float]) -> None:
    """The figures of a console at rest."""
    columns_mb = said["columns"] / _MB
    found.figures |= {
        "columns_mb": columns_mb,
        "memory_allowed_mb": goals.MEMORY_TIMES * columns_mb + goals.MEMORY_PLUS_MB,
        "coming_stall_ms": said["stall_ms"],
        "coming_own_stall_ms": said["own_stall_ms"],
        "coming_own_over": said["own_over"],
    }
    if said["resident"] is not None:
        found.figures["memory_mb"] = said["resident"] / _MB


def _use(found: Found, stalls: Stalls) -> None:
    """The figures of a window in use."""
    found.figures |= {
        "stall_ms": stalls.worst.wall_ms,
        "own_stall_ms": stalls.worst_own.own_ms,
        "over": stalls.over,
        "own_over": stalls.own_over,
    }
    found.stalled_act = stalls.worst_own.act
