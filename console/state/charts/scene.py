"""What the charts show at one instant: days, releases to come, ages and committees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.domain.spoken import capped
from console.state.days_model import DayScene, day_scene
from console.store.columns import I32, Street
from console.store.crowd import Crowd
from console.store.frame import Frame
from console.store.kept import Kept, Mask
from console.store.query_ages import BINS, Ages, ages_by_sex
from console.store.query_coming import Coming, coming
from console.store.query_committees import CommitteeCounts, by_committee

ChartKind = Literal["days", "coming", "ages", "committees"]
Lane = Literal["active", "arrivals", "coming", "ages", "committees"]

CHARTS: tuple[ChartKind, ...] = ("days", "coming", "ages", "committees")
LANES: dict[ChartKind, tuple[Lane, ...]] = {
    "days": ("active", "arrivals"),
    "coming": ("coming",),
    "ages": ("ages",),
    "committees": ("committees",),
}
ENLARGED: frozenset[Lane] = frozenset({"active", "arrivals"})
"""Lanes whose head opens the large chart; that of another opens its list."""

HEAD = -1
"""Stands for a lane's head where a bin is meant."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing in a chart: a bin of a lane, or the lane's head (HEAD).

    Bins are rows of days; 0 for who is complete and waits and 1, 2, … for the days to come; rows
    of ages; committees by rank.
    """

    lane: Lane
    at: int


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee with something to do; row -1 stands for what lies in none."""

    row: int
    name: str
    active: int
    complete: int
    checks: int


@dataclass(frozen=True, slots=True, eq=False)
class Charts:
    """The charts of a frame. `strip` holds the days and the classes; `committees` by rank.

    `is_given` is False for a snapshot of sums, which has nobody to count. `without` names for each
    lane the clauses of the filter under which it does not count.
    """

    frame: Frame
    strip: DayScene
    coming: Coming
    ages: Ages
    committees: tuple[CommitteeRow, ...]
    is_given: bool = field(default=True)
    without: Mapping[Lane, str] = field(default_factory=dict)

    @property
    def position(self) -> float:
        """Where the instant stands among the days."""
        return self.strip.position(self.frame.as_of_us)

    @property
    def under_clock(self) -> I32:
        """People under the clock now by class, int32[c]."""
        now: I32 = self.coming.days.sum(axis=0) + self.coming.later
        return now

    @property
    def waits(self) -> I32:
        """Bins of the releases to come by class, int32[d + 1, c]: those overdue first."""
        return np.concatenate([self.coming.overdue[None], self.coming.days])

    def bins(self, lane: Lane) -> int:
        """How many bins a lane has."""
        lengths = {
            "active": len(self.strip.days),
            "arrivals": len(self.strip.days),
            "coming": len(self.coming.days) + 1,
            "ages": BINS,
            "committees": len(self.committees),
        }
        return lengths[lane]


def charts(
    frame: Frame,
    kept: Mapping[Lane, Kept | None] | None = None,
    without: Mapping[Lane, str] | None = None,
) -> Charts:
    """The charts of a whole frame; each lane counts whom `kept` names for it, else everybody.

    Those are kept by all clauses but the ones it is `without`.
    """
    of = kept or {}
    counted = by_committee(frame, of.get("committees"))
    return Charts(
        frame=frame,
        strip=day_scene(frame.street, _crowd(of.get("active")), _crowd(of.get("arrivals"))),
        coming=coming(frame, _people(of.get("coming"))),
        ages=ages_by_sex(frame, _crowd(of.get("ages"))),
        committees=_ranked(frame, counted),
        is_given=not frame.street.is_aggregate,
        without=without or {},
    )


def _people(kept: Kept | None) -> Mask | None:
    return None if kept is None else kept.people


def _crowd(kept: Kept | None) -> Crowd | None:
    return None if kept is None else kept.crowd


_committees: WeakKeyDictionary[Street, tuple[str, ...]] = WeakKeyDictionary()


def _names_of(street: Street) -> tuple[str, ...]:
    """The committees' names, read once; "" for what lies in none."""
    known = _committees.get(street)
    if known is None:
        known = tuple(capped(name or "") for name in street.committees.name)
        known = _committees[street] = (*known, "")
    return known


def _ranked(frame: Frame, counted: CommitteeCounts) -> tuple[CommitteeRow, ...]:
    names, rows = _names_of(frame.street), counted.ranked()
    nowhere = len(names) - 1
    figures = (counted.active[rows], counted.complete[rows], counted.checks[rows])
    return tuple(
        CommitteeRow(row if row < nowhere else -1, names[row], active, complete, checks)
        for row, active, complete, checks in zip(
            rows.tolist(), *(one.tolist() for one in figures), strict=True
        )
    )
