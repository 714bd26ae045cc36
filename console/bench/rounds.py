"""Rounds: floor kernel, ours and peer in turn, as ratios within each round."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import field

from console.domain.records import dataclass

SLOW_FLOOR = 1.5
"""A round whose floor kernel took this many times the fastest one is dropped: others ran."""
_PEER = "peer "
MOST_TIMES = 3
"""How many times the rounds asked for are run at most to have so many of them kept."""


SLOW_PEER_MS, SLOW_PEER_ROUNDS = 1_000.0, 1
"""A peer that takes so long is asked in the first rounds alone."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program that does the same; `gate` is the ratio to it that ours is held to."""

    name: str
    run: Callable[[], object]
    gate: float | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act to measure: `ours` beside a floor kernel and, where there are any, peers.

    `goal_ms` is the goal on a quiet machine; `floor_gate` is the ratio it is held to. `before` runs
    untimed ahead of `ours` (to clear a cache, to move the pointer). A kernel that gives a float has
    timed itself, in milliseconds; `name` is a key below bench.act, `floor_name` and the peers'
    names are keys below bench.beside.
    """

    name: str
    ours: Callable[[], object]
    floor: Callable[[], object]
    floor_name: str
    peers: tuple[Peer, ...] = ()
    goal_ms: float | None = None
    floor_gate: float | None = None
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
class Beside:
    """What the rounds gave of one peer: its milliseconds, and ours as a ratio to them."""

    peer: Peer
    took_ms: Spread
    over: Spread

    @property
    def is_kept(self) -> bool:
        """The median ratio keeps its gate."""
        return self.peer.gate is None or self.over.median <= self.peer.gate


@dataclass(frozen=True, slots=True)
class Row:
    """What the rounds of one act gave; times in milliseconds."""

    act: Act
    ours_ms: Spread
    floor_ms: Spread
    over_floor: Spread
    peers: tuple[Beside, ...]
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
        return self.keeps_floor and all(one.is_kept for one in self.peers)

    @property
    def keeps_floor(self) -> bool:
        """The median ratio to the floor keeps its gate."""
        return self.act.floor_gate is None or self.over_floor.median <= self.act.floor_gate


def measure(act: Act) -> Row:
    """Run an act's rounds, the order turning from round to round, after one warm-up.

    Rounds that will be dropped are made up for, up to three times as many as asked for.
    """
    kernels: dict[str, Callable[[], object]] = {"floor": act.floor, "ours": act.ours}
    kernels |= {_PEER + one.name: one.run for one in act.peers}
    warm_ms = {name: _timed_ms(name, kernel, act) for name, kernel in kernels.items()}
    slow = {name for name, ms in warm_ms.items() if name.startswith(_PEER) and ms > SLOW_PEER_MS}
    gc.collect()
    taken: list[dict[str, float]] = []
    while len(kept(taken)) < act.rounds and len(taken) < MOST_TIMES * act.rounds:
        early = len(taken) < SLOW_PEER_ROUNDS
        names = [name for name in kernels if early or name not in slow]
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
    return Row(
        act=act,
        ours_ms=Spread.of([one["ours"] for one in good]),
        floor_ms=Spread.of([one["floor"] for one in good]),
        over_floor=Spread.of([one["ours"] / one["floor"] for one in good]),
        peers=tuple(_beside(peer, good, taken) for peer in act.peers),
        rounds=len(taken),
        dropped=len(taken) - len(good),
        counters=act.counters() if act.counters else {},
    )


def _beside(
    peer: Peer, good: Sequence[dict[str, float]], taken: Sequence[dict[str, float]]
) -> Beside:
    """A peer in the rounds kept; in all of its own where it was asked in none of those."""
    name = _PEER + peer.name
    rounds = [one for one in good if name in one] or [one for one in taken if name in one]
    took = Spread.of([one[name] for one in rounds])
    return Beside(peer, took, Spread.of([one["ours"] / one[name] for one in rounds]))
