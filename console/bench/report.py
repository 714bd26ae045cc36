"""What the bench says: a table for people, an object for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from console.bench import goals
from console.bench.rounds import Row, Spread
from console.domain.records import dataclass
from console.domain.words import BETWEEN, say
from console.store.summary_text import width

_GAP = "  "
Cells = tuple[str, ...]


@dataclass(slots=True)
class Found:
    """What the bench has found so far; figures are numbers by key below bench.figure."""

    scale: str
    rows: list[Row] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    has_qgis: bool = False
    missing: tuple[str, ...] = ()
    stalled_act: str = ""


def lines(found: Found, machine: Mapping[str, object], language: str) -> Iterator[str]:
    """The report: medians with quartiles, ratios beside what they are held to."""
    yield say("bench.title", language, scale=found.scale, **machine)
    yield say("bench.how", language)
    yield ""
    yield from _table(list(_rows(found.rows, language)), language)
    yield ""
    yield from _figures(found, language)
    if not found.has_qgis:
        yield say("bench.no_qgis", language)
    if found.missing:
        missing = (say(f"bench.beside.{name}", language) for name in found.missing)
        names = BETWEEN[language].join(missing)
        yield say("bench.missing", language, names=names)


def as_json(found: Found, machine: Mapping[str, object]) -> dict[str, Any]:
    """The same as one object."""
    return {
        "scale": found.scale,
        "machine": dict(machine),
        "acts": [_object(row) for row in found.rows],
        "figures": {name: round(value, 3) for name, value in found.figures.items()},
        "stalled_act": found.stalled_act or None,
        "qgis": found.has_qgis,
        "missing": list(found.missing),
    }


def _rows(rows: Sequence[Row], language: str) -> Iterator[Cells]:
    """Cells of a row an act and, where there is a peer, one more below it."""
    for row in rows:
        act = row.act
        yield (
            say(f"bench.act.{act.name}", language),
            _spread(row.ours_ms),
            "" if act.goal_ms is None else f"{act.goal_ms:g}",
            "" if act.goal_ms is None else _verdict(row.is_quick, language),
            f"{_spread(row.over_floor)} × {say(f'bench.beside.{act.floor_name}', language)}",
            _gate(act.floor_gate),
            "" if act.floor_gate is None else _verdict(row.keeps_floor, language),
            f"{row.rounds - row.dropped}/{row.rounds}",
            _counted(row.counters, language),
        )
        for beside in row.peers:
            peer, shown = beside.peer, say(f"bench.beside.{beside.peer.name}", language)
            yield (
                *("", "", "", ""),
                f"{_spread(beside.over)} × {shown} ({beside.took_ms.median:.3g} ms)",
                _gate(peer.gate),
                "" if peer.gate is None else _verdict(beside.is_kept, language),
                *("", ""),
            )


def _table(rows: list[Cells], language: str) -> Iterator[str]:
    heads = ("act", "ours", "goal", "reached", "ratio", "gate", "held", "rounds", "counted")
    all_rows = [tuple(say(f"bench.head.{name}", language) for name in heads), *rows]
    widths = [max(width(row[column]) for row in all_rows) for column in range(len(heads))]
    for row in all_rows:
        cells = (
            f"{cell}{' ' * (wide - width(cell))}" for cell, wide in zip(row, widths, strict=True)
        )
        yield _GAP.join(cells).rstrip()


def _figures(found: Found, language: str) -> Iterator[str]:
    figures = found.figures
    if "memory_mb" in figures:
        goal = goals.MEMORY_MB.get(found.scale)
        held = figures["memory_mb"] <= figures["memory_allowed_mb"]
        yield say(
            "bench.figure.memory",
            language,
            used=f"{figures['memory_mb']:.0f}",
            goal=goal if goal is not None else "–",
            allowed=f"{figures['memory_allowed_mb']:.0f}",
            columns=f"{figures['columns_mb']:.1f}",
            verdict=_verdict(held, language),
        )
    if "drag_p50_ms" in figures:
        yield _dragged(figures, found.scale, language)
    act = say(f"bench.act.{found.stalled_act}", language) if found.stalled_act else "–"
    for key in ("coming_", ""):
        if f"{key}stall_ms" in figures:
            yield say(
                f"bench.figure.{key}stall",
                language,
                worst=f"{figures[f'{key}stall_ms']:.0f}",
                own=f"{figures[f'{key}own_stall_ms']:.0f}",
                act=act,
                allowed=f"{goals.STALL_MS:.0f}",
                verdict=_verdict(figures[f"{key}own_over"] == 0, language),
            )


def _dragged(figures: Mapping[str, float], scale: str, language: str) -> str:
    """Held are both the median, under its goal, and all but a hundredth of the frames due."""
    found = {name.removeprefix("drag_"): value for name, value in figures.items()}
    goal = goals.goal_ms("drag", scale)
    held = found["dropped"] <= goals.DROPPED_SHARE * found["frames"]
    if goal is not None:
        held &= found["p50_ms"] <= goal
    said = {name: f"{value:.0f}" for name, value in found.items()}
    said["goal"] = "–" if goal is None else f"{goal:g}"
    return say("bench.figure.drag", language, **said, verdict=_verdict(held, language))


def _counted(counters: Mapping[str, int], language: str) -> str:
    return " · ".join(
        say(f"bench.count.{name}", language, count=count) for name, count in counters.items()
    )


def _verdict(is_kept: bool, language: str) -> str:
    return say("bench.held" if is_kept else "bench.over", language)


def _spread(one: Spread) -> str:
    return f"{one.median:.3g} ({one.low:.3g}–{one.high:.3g})"


def _gate(gate: float | None) -> str:
    return "" if gate is None else f"≤ {gate:g}"


def _object(row: Row) -> dict[str, Any]:
    act = row.act
    return {
        "act": act.name,
        "goal_ms": act.goal_ms,
        "ours_ms": _parts(row.ours_ms),
        "reached": row.is_quick,
        "floor": act.floor_name,
        "floor_ms": _parts(row.floor_ms),
        "over_floor": _parts(row.over_floor),
        "floor_gate": act.floor_gate,
        "peers": [
            {
                "peer": one.peer.name,
                "ms": _parts(one.took_ms),
                "over": _parts(one.over),
                "gate": one.peer.gate,
            }
            for one in row.peers
        ],
        "within": row.is_within,
        "rounds": row.rounds,
        "dropped": row.dropped,
        "counters": row.counters,
    }


def _parts(one: Spread) -> dict[str, float]:
    return {
        name: round(value, 4)
        for name, value in (("median", one.median), ("low", one.low), ("high", one.high))
    }
