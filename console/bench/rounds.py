"""Rounds: floor kernel, ours and peer in turn, as ratios within each round."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

SLOW_FLOOR = 1.5
"""A round whose floor kernel took this many times the fastest one is dropped: others ran."""
MOST_TIMES = 3
"""How many times the rounds asked for are run at most to have so many of them kept."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act to measure: `ours` beside a floor kernel and, where there is one, a peer.

    `goal_ms` is the goal on a quiet machine; `floor_gate` and `peer_gate` are the ratios it is
    held to. `before` runs untimed ahead of `ours` (to clear a cache, to move the pointer). A
    kernel that gives a float has timed itself, in milliseconds; `name`, `floor_name` and
    `peer_name` are keys below bench.act and bench.beside.
    """

    name: str
    ours: Callable[[], object]
    floor: Callable[[], object]
    floor_name: str
    peer: Callable[[], object] | None = None
    peer_name: str = ""
    goal_ms: float | None = None
    floor_gate: float | None = None
    peer_gate: float | None = None
    before: Callable[[], object] | None = None
    rounds: int = 15
    counters: Callable[[], dict[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and quartiles of a figure over the rounds kept."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """The spread of at least one figure."""
        if len(figures) < 2:
            return cls(figures[0], figures[0], figures[0])
        low, median, high = statistics.quantiles(figures, n=4, method="inclusive")
        return cls(median, low, high)


@dataclass(frozen=True, slots=True)
class Row:
    """What the rounds of one act gave; times in milliseconds."""

    act: Act
    ours_ms: Spread
    floor_ms: Spread
    peer_ms: Spread | None
    over_floor: Spread
    over_peer: Spread | None
    rounds: int
    dropped: int
    counters: dict[str, int] = field(default_factory=dict)

    @property
    def is_quick(self) -> bool:
        """The median reaches the goal."""
        return self.act.goal_ms is None or self.ours_ms.median <= self.act.goal_ms

    @property
    def is_within(self) -> bool:
        """The median ratios keep their gates."""
        return self.keeps_floor and self.keeps_peer

    @property
    def keeps_floor(self) -> bool:
        """The median ratio to the floor keeps its gate."""
        return self.act.floor_gate is None or self.over_floor.median <= self.act.floor_gate

    @property
    def keeps_peer(self) -> bool:
        """The median ratio to the peer keeps its gate."""
        gate, over = self.act.peer_gate, self.over_peer
        return gate is None or over is None or over.median <= gate


def measure(act: Act) -> Row:
    """Run an act's rounds, the order turning from round to round, after one warm-up.

    Rounds that will be dropped are made up for, up to three times as many as asked for.
    """
    kernels: dict[str, Callable[[], object]] = {"floor": act.floor, "ours": act.ours}
    if act.peer is not None:
        kernels["peer"] = act.peer
    for name, kernel in kernels.items():
        _timed_ms(name, kernel, act)
    gc.collect()
    taken: list[dict[str, float]] = []
    names = list(kernels)
    while len(kept(taken)) < act.rounds and len(taken) < MOST_TIMES * act.rounds:
        turn = len(taken) % len(names)
        order = names[turn:] + names[:turn]
        taken.append({name: _timed_ms(name, kernels[name], act) for name in order})
    return row_of(act, taken)


def kept(taken: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """The rounds in which the machine was not busy with others, by their floor."""
    limit = min((one["floor"] for one in taken), default=0.0) * SLOW_FLOOR
    return [one for one in taken if one["floor"] <= limit]


def _timed_ms(name: str, kernel: Callable[[], object], act: Act) -> float:
    if name == "ours" and act.before is not None:
        act.before()
    started = time.perf_counter()
    given = kernel()
    taken_ms = (time.perf_counter() - started) * 1e3
    return given if isinstance(given, float) else taken_ms


def row_of(act: Act, taken: Sequence[dict[str, float]]) -> Row:
    """The row of the rounds `taken`, each the milliseconds of its kernels; slow rounds dropped."""
    good = kept(taken)
    with_peer = act.peer is not None
    return Row(
        act=act,
        ours_ms=Spread.of([one["ours"] for one in good]),
        floor_ms=Spread.of([one["floor"] for one in good]),
        peer_ms=Spread.of([one["peer"] for one in good]) if with_peer else None,
        over_floor=Spread.of([one["ours"] / one["floor"] for one in good]),
        over_peer=Spread.of([one["ours"] / one["peer"] for one in good]) if with_peer else None,
        rounds=len(taken),
        dropped=len(taken) - len(good),
        counters=act.counters() if act.counters else {},
    )
