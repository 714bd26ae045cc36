"""The lists: for each kind the rows it holds at an instant, as many as tiles and summary count."""

from __future__ import annotations

from typing import Literal

import numpy as np

from console.domain import instants
from console.domain.clock import RUNNING, Outcome, State
from console.store.aggregate import MASKING
from console.store.columns import I32, I64, OCCUPANCIES, U8, Street
from console.store.frame import Frame, under_clock
from console.store.kept import Kept, Mask
from console.store.rows import chosen

Kind = Literal[
    "active", "people", "units", "buildings", "estates", "episodes",
    "arrived", "due", "complete", "unmatched", "checks", "unchecked", "vacant", "double",
]  # fmt: skip
Entity = Literal["person", "unit", "building", "estate", "episode", "check"]

WHOLE: tuple[Kind, ...] = ("active", "people", "units", "buildings", "estates", "episodes")
EXCEPTIONS: tuple[Kind, ...] = (
    "arrived", "due", "complete", "unmatched", "checks", "unchecked", "vacant", "double",
)  # fmt: skip
KINDS: tuple[Kind, ...] = (*WHOLE, *EXCEPTIONS)

ENTITIES: dict[Kind, Entity] = {
    **dict.fromkeys(KINDS, "person"),
    "units": "unit",
    "buildings": "building",
    "estates": "estate",
    "episodes": "episode",
    "arrived": "episode",
    "checks": "check",
}
"""What the rows of each list are rows of."""

UNCHECKED_HOURS = 36
_UNCHECKED_US = UNCHECKED_HOURS * 3_600_000_000
_OPEN = (State.ACTIVE, State.DUE, State.COMPLETE)
_PLACES: tuple[Kind, ...] = ("units", "buildings", "estates")


def rows_of(kind: Kind, frame: Frame) -> I32:
    """Rows of a list at the frame's instant, int32[n], ascending and distinct.

    active, due, complete, unmatched are the tiles' people, arrived and checks their episodes and
    checks. `unchecked`: under the clock for 36 hours at least, and no check was done in the last
    36 where they are (who has no place stands in unmatched). `vacant`: under the clock in a unit
    recorded as vacant. `double`: more than one episode begun and not ended.

    Of a frame narrowed by a filter the kept ones: people, episodes of kept people, kept units and
    the checks at them, buildings and estates with a kept unit.
    """
    if frame.kept is not None:
        return _kept_rows(kind, frame, frame.kept)
    if kind in ("people", *_PLACES, "episodes"):
        return np.arange(_whole(kind, frame.street), dtype=np.int32)
    if kind == "checks":
        return open_checks(frame.street, frame.as_of_us).astype(np.int32)
    if kind == "arrived":
        return arrivals(frame.street, frame.as_of_us).astype(np.int32)
    if kind == "double":
        return _with_several(frame)
    people: I32 = frame.holders[_held(kind, frame)]
    return people


def count_of(kind: Kind, frame: Frame) -> int | None:
    """How many rows a list has; None where the snapshot does not give them."""
    street = frame.street
    if street.masking == MASKING and kind not in _PLACES:
        return None
    if kind == "unchecked" and not len(street.checks.due_us):
        return None
    if frame.kept is None and kind in ("people", *_PLACES, "episodes"):
        return _whole(kind, street)
    return len(rows_of(kind, frame))


def unmatched(street: Street, shown: I32, state: U8) -> Mask:
    """Which of the shown episodes run without being matched to a unit, bool[h]."""
    running = np.zeros(len(State), np.bool_)
    running[list(RUNNING)] = True
    without: Mask = running[state]
    without &= street.episodes.unit[shown] < 0
    return without


def arrivals(street: Street, at_us: int) -> I64:
    """Rows of the episodes begun on the local day of an instant, up to it.

    Those cancelled before they began are left out.
    """
    tz, episodes = instants.zone(street.zone), street.episodes
    midnight_us = instants.midnight(instants.local_day(at_us, tz), tz)
    begun = (episodes.anchored_us >= midnight_us) & (episodes.anchored_us <= at_us)
    rows = np.flatnonzero(begun)
    early = episodes.ended_us[rows] <= episodes.anchored_us[rows]
    never = early & (episodes.outcome[rows] == Outcome.CANCELLED)
    return rows[np.flatnonzero(~never)]


def open_checks(street: Street, at_us: int) -> I64:
    """Rows of the checks that are due and not done at an instant."""
    checks = street.checks
    due = int(np.searchsorted(checks.due_us, at_us, side="right"))
    return np.flatnonzero(checks.done_us[:due] > at_us)


def _whole(kind: Kind, street: Street) -> int:
    lengths = {
        "people": len(street.residents.unit),
        "units": len(street.units.building),
        "buildings": len(street.buildings.estate),
        "estates": len(street.estates.committee),
        "episodes": len(street.episodes),
    }
    return lengths[kind]


def _kept_rows(kind: Kind, frame: Frame, kept: Kept) -> I32:
    street = frame.street
    if kind in _PLACES:
        return _kept_places(kind, street, kept.units)
    if kind == "people":
        return np.flatnonzero(kept.people).astype(np.int32)
    if kind == "checks":
        rows = open_checks(street, frame.as_of_us)
        return rows[chosen(kept.units, street.checks.unit[rows])].astype(np.int32)
    if kind == "double":
        people = _with_several(frame)
        return people[kept.people[people]]
    if kind in ("episodes", "arrived"):
        every = kind == "episodes"
        rows = np.arange(len(street.episodes)) if every else arrivals(street, frame.as_of_us)
        return rows[chosen(kept.people, street.episodes.resident[rows])].astype(np.int32)
    found: I32 = frame.holders[_held(kind, frame)]
    return found


def _kept_places(kind: Kind, street: Street, units: Mask) -> I32:
    """Rows of the kept units, or of the buildings or estates that hold one."""
    rows = np.flatnonzero(units).astype(np.int32)
    if kind == "units":
        return rows
    buildings = np.zeros(len(street.buildings.estate), np.bool_)
    buildings[street.units.building[rows]] = True
    if kind == "buildings":
        return np.flatnonzero(buildings).astype(np.int32)
    of_buildings = street.buildings.estate[buildings]
    estates = np.zeros(len(street.estates.committee), np.bool_)
    estates[of_buildings[of_buildings >= 0]] = True
    return np.flatnonzero(estates).astype(np.int32)


def _held(kind: Kind, frame: Frame) -> Mask:
    """Which of the frame's holders a list of people has, bool[h]."""
    state = frame.holder_state
    if kind == "due":
        return np.asarray(state == State.DUE)
    if kind == "complete":
        return np.asarray(state == State.COMPLETE)
    if kind == "unmatched":
        return unmatched(frame.street, frame.holder_shown, state)
    under = under_clock(state)
    if kind == "vacant":
        vacant = frame.street.units.occupancy == OCCUPANCIES.index("vacant")
        return under & chosen(vacant, frame.holder_place)
    if kind == "unchecked":
        return under & _unchecked(frame)
    return under


def _unchecked(frame: Frame) -> Mask:
    """Holders who began 36 hours ago or earlier and whose unit had no check done since then."""
    street, since_us = frame.street, frame.as_of_us - _UNCHECKED_US
    checks = street.checks
    if not len(checks.due_us):
        return np.zeros(len(frame.holders), np.bool_)
    recent = (checks.done_us > since_us) & (checks.done_us <= frame.as_of_us) & (checks.unit >= 0)
    checked = np.zeros(len(street.units.building), np.bool_)
    checked[checks.unit[recent]] = True
    begun = street.episodes.anchored_us[frame.holder_shown] <= since_us
    unseen: Mask = begun & (frame.holder_place >= 0) & ~chosen(checked, frame.holder_place)
    return unseen


def _with_several(frame: Frame) -> I32:
    """Residents with more than one episode begun and not ended, ascending."""
    if not len(frame.street.residents.unit):
        return np.zeros(0, np.int32)
    open_now = np.isin(frame.episode_state, _OPEN)
    people: I32 = frame.street.episodes.resident[open_now]
    again = people[1:][people[1:] == people[:-1]]
    several: I32 = again[np.flatnonzero(np.diff(again, prepend=-1))]
    return several
