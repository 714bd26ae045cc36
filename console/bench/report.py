"""What the bench says: a table for people, an object for programs."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from typing import Any

from console.bench.rounds import Row, Spread

_HEAD = (
    f"{'act':<24}{'ours ms':>20}{'goal':>8}{'floor ms':>12}"
    f"{'ours/floor':>22}{'held':>7}{'ours/peer':>22}{'held':>7}  kept"
)


def lines(scale: str, rows: Sequence[Row], figures: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The report: medians with quartiles, ratios beside what they are held to."""
    yield f"{scale} · Python {platform.python_version()} · {platform.machine()}"
    yield _HEAD
    yield from (_line(row) for row in rows)
    for name, figure in figures:
        yield f"{name:<24}{figure}"


def as_json(scale: str, rows: Sequence[Row], figures: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The same as one object."""
    return {
        "scale": scale,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "acts": [_object(row) for row in rows],
        "figures": dict(figures),
    }


def _line(row: Row) -> str:
    act = row.act
    goal = f"{act.goal_ms:g}" if act.goal_ms is not None else ""
    mark = "" if row.is_within else "  over"
    peer = _spread(row.over_peer) if row.over_peer else ""
    counters = "".join(f"  {name}={count}" for name, count in row.counters.items())
    return (
        f"{act.name:<24}{_spread(row.ours_ms):>20}{goal:>8}{row.floor_ms.median:>12.3g}"
        f"{_spread(row.over_floor):>22}{_gate(act.floor_gate):>7}{peer:>22}{_gate(act.peer_gate):>7}"
        f"  {row.rounds - row.dropped}/{row.rounds}{mark}{counters}"
    )


def _spread(one: Spread) -> str:
    return f"{one.median:.3g} ({one.low:.3g}–{one.high:.3g})"


def _gate(gate: float | None) -> str:
    return "" if gate is None else f"≤{gate:g}"


def _object(row: Row) -> dict[str, Any]:
    act = row.act
    return {
        "act": act.name,
        "goal_ms": act.goal_ms,
        "ours_ms": _parts(row.ours_ms),
        "floor": act.floor_name,
        "floor_ms": _parts(row.floor_ms),
        "over_floor": _parts(row.over_floor),
        "floor_gate": act.floor_gate,
        "peer": act.peer_name or None,
        "peer_ms": _parts(row.peer_ms) if row.peer_ms else None,
        "over_peer": _parts(row.over_peer) if row.over_peer else None,
        "peer_gate": act.peer_gate,
        "within": row.is_within,
        "rounds": row.rounds,
        "dropped": row.dropped,
        "counters": row.counters,
    }


def _parts(one: Spread) -> dict[str, float]:
    return {"median": one.median, "low": one.low, "high": one.high}
