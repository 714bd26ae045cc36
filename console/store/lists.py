"""The lists: for each kind the rows it holds at an instant, as many as tiles and summary count."""

from __future__ import annotations

from functools import partial
from typing import Literal

import numpy as np

from console.domain.clock import State, are_in
from console.store.areas import rows_of_area
from console.store.columns import I32, Street
from console.store.frame import Frame, under_clock
from console.store.kept import Kept, Mask
from console.store.list_details import details_of
from console.store.list_exceptions import (
    arrivals,
    raised,
    unchecked,
    unmatched,
    vacant,
    with_several,
    with_unknown_tags,
    without_place,
)
from console.store.open_checks import open_checks
from console.store.place_counts import PlaceCounts
from console.store.rows import chosen

Kind = Literal[
    "active", "people", "units", "buildings", "estates", "committees", "episodes", "all_checks",
    "facilities", "events",
    "arrived", "due", "complete", "unmatched", "placeless", "checks", "unchecked", "vacant",
    "double", "open_events", "unknown_tags", "records",
]  # fmt: skip
Entity = Literal[
    "person", "unit", "building", "estate", "committee", "episode", "check", "facility", "event",
    "record",
]  # fmt: skip

WHOLE: tuple[Kind, ...] = (
    "active", "people", "units", "buildings", "estates", "committees", "episodes", "all_checks",
    "facilities", "events",
)  # fmt: skip
EXCEPTIONS: tuple[Kind, ...] = (
    "arrived", "due", "complete", "unmatched", "placeless", "checks", "unchecked", "vacant",
    "double", "open_events", "unknown_tags",
)  # fmt: skip
KINDS: tuple[Kind, ...] = (*WHOLE, *EXCEPTIONS)

ENTITIES: dict[Kind, Entity] = {
    **dict.fromkeys(KINDS, "person"),
    "units": "unit",
    "buildings": "building",
    "estates": "estate",
    "committees": "committee",
    "episodes": "episode",
    "arrived": "episode",
    "all_checks": "check",
    "checks": "check",
    "facilities": "facility",
    "events": "event",
    "open_events": "event",
    "records": "record",
}
"""What the rows of each list are rows of; `records` are those of a table without a list."""

TABLES: dict[Entity, str] = {
    "person": "residents",
    "unit": "units",
    "building": "buildings",
    "estate": "estates",
    "committee": "committees",
    "episode": "episodes",
    "check": "checks",
    "facility": "facilities",
    "event": "events",
}
"""The table of the snapshot whose rows a list of each entity shows."""

_PLACES: tuple[Kind, ...] = ("units", "buildings", "estates", "committees")
_GIVEN_OF_AGGREGATE: tuple[Kind, ...] = (*_PLACES, "facilities")
_NOTHING = np.zeros(1, np.int32)
_EVENTS: tuple[Kind, ...] = ("events", "open_events")


def rows_of(kind: Kind, frame: Frame) -> I32:
    """Rows of a list at the frame's instant, int32[n], ascending and distinct.

    active, due, complete, unmatched are the tiles' people, arrived and checks their episodes and
    checks; `all_checks` are those done and to come too. `unchecked`: under the clock for 36 hours
    at least, and no check was done in the last 36 where they are (who has no place stands in
    unmatched). `vacant`: under the clock in a unit recorded as vacant. `double`: more than one
    episode begun and not ended. `events` are those raised by the instant, `open_events` those not
    closed by it; `unknown_tags` people with a tag that the scenario pack does not know;
    `placeless` people who have no place.

    Of a frame narrowed by a filter the kept ones: people, episodes of kept people, kept units and
    the checks and events at them, buildings, estates and committees with a kept unit, and the
    facilities of these; where areas alone are asked for, also their buildings and estates without
    a unit.
    """
    if frame.kept is not None:
        return _kept_rows(kind, frame, frame.kept)
    match kind:
        case "checks":
            return open_checks(frame.street, frame.as_of_us).astype(np.int32)
        case "arrived":
            return arrivals(frame.street, frame.as_of_us).astype(np.int32)
        case "double":
            return with_several(frame)
        case "placeless":
            return without_place(frame)
        case "unknown_tags":
            return with_unknown_tags(frame.street)
        case "events" | "open_events":
            return raised(frame, still_open=kind == "open_events")
    whole = _whole(kind, frame.street)
    if whole is not None:
        return np.arange(whole, dtype=np.int32)
    people: I32 = frame.holders[_held(kind, frame)]
    return people


def count_of(kind: Kind, frame: Frame) -> int | None:
    """How many rows a list has; None where the snapshot does not give them, or not yet."""
    street = frame.street
    if street.is_aggregate and kind not in _GIVEN_OF_AGGREGATE:
        return None
    if kind == "unchecked" and not len(street.checks.due_us):
        return None
    if kind in _EVENTS and details_of(street).events is None:
        return None
    whole = _whole(kind, street) if frame.kept is None else None
    return len(rows_of(kind, frame)) if whole is None else whole


def _whole(kind: Kind, street: Street) -> int | None:
    """How many rows the table of a list has; None for a list that is not a whole table."""
    lengths: dict[Kind, int] = {
        "people": len(street.residents.unit),
        "units": len(street.units.building),
        "buildings": len(street.buildings.estate),
        "estates": len(street.estates.committee),
        "committees": len(street.committees.id),
        "episodes": len(street.episodes),
        "all_checks": len(street.checks.due_us),
        "facilities": len(street.facilities.id),
    }
    return lengths.get(kind)


def _kept_rows(kind: Kind, frame: Frame, kept: Kept) -> I32:
    street = frame.street
    match kind:
        case "people":
            return np.flatnonzero(kept.people).astype(np.int32)
        case "units" | "buildings" | "estates" | "committees":
            of_area = rows_of_area(kind, street, kept)
            if of_area is not None:
                return of_area
            return np.flatnonzero(kept_places(kind, frame)).astype(np.int32)
        case "double" | "unknown_tags" | "placeless":
            people = _among_all(kind, frame)
            return people[kept.people_of(people)]
        case "episodes" | "arrived":
            every = kind == "episodes"
            rows = np.arange(len(street.episodes)) if every else arrivals(street, frame.as_of_us)
            return rows[chosen(kept.people, street.episodes.resident[rows])].astype(np.int32)
        case "all_checks" | "checks":
            every = kind == "all_checks"
            due = np.arange(len(street.checks.due_us))
            rows = due if every else open_checks(street, frame.as_of_us)
            return rows[kept.homes.hold(street.checks.unit[rows])].astype(np.int32)
        case "events" | "open_events":
            return _kept_events(raised(frame, still_open=kind == "open_events"), frame, kept)
        case "facilities":
            return _kept_facilities(frame)
    found: I32 = frame.holders[_held(kind, frame)]
    return found


def _among_all(kind: Kind, frame: Frame) -> I32:
    """People of a list that is found among everybody."""
    if kind == "double":
        return with_several(frame)
    return without_place(frame) if kind == "placeless" else with_unknown_tags(frame.street)


def kept_places(kind: Kind, frame: Frame) -> Mask:
    """Of a list of places the rows that hold a kept unit of a narrowed frame, bool[n].

    Of units they themselves. Where people are asked for, units are kept as the places of somebody:
    then those hold one in which people are counted.
    """
    return frame.once(("kept places", kind), partial(_kept_places, kind, frame))


def _kept_places(kind: Kind, frame: Frame) -> Mask:
    street, kept = frame.street, frame.kept
    assert kept is not None
    if kind == "units":
        return kept.units
    if any(one.is_about_people for one in kept.conditions):
        counts: PlaceCounts = getattr(frame, kind)
        return np.asarray(counts.people > 0)
    if kind == "buildings":
        return kept.buildings
    before = np.concatenate((_NOTHING, np.cumsum(kept.buildings, dtype=np.int32)))
    ends = before.take(street.estates.first_building)
    estates = np.asarray(ends[1:] > ends[:-1])
    if kind == "estates":
        return estates
    return _above(street.estates.committee[estates], len(street.committees.id))


def _above(rows: I32, length: int) -> Mask:
    found = np.zeros(length, np.bool_)
    found[rows[rows >= 0]] = True
    return found


def _kept_events(rows: I32, frame: Frame, kept: Kept) -> I32:
    """Events at kept units; those at a building alone where it holds one."""
    events = details_of(frame.street).events
    if events is None:
        return rows
    unit, building = events.unit[rows], events.building[rows]
    in_building = chosen(kept_places("buildings", frame), building)
    return rows[np.where(unit >= 0, kept.homes.hold(unit), in_building)]


def _kept_facilities(frame: Frame) -> I32:
    """Facilities of estates that hold a kept unit; those of a committee alone where it does."""
    details = details_of(frame.street).facilities
    rows = np.arange(len(frame.street.facilities.id), dtype=np.int32)
    if details is None:
        return rows[:0]
    of_estate = chosen(kept_places("estates", frame), details.estate)
    of_committee = chosen(kept_places("committees", frame), details.committee)
    return rows[np.where(details.estate >= 0, of_estate, of_committee)]


def _held(kind: Kind, frame: Frame) -> Mask:
    """Which of the frame's holders a list of people has, bool[h]."""
    state = frame.holder_state
    match kind:
        case "due":
            return are_in(state, (State.DUE,))
        case "complete":
            return are_in(state, (State.COMPLETE,))
        case "unmatched":
            return unmatched(frame.street, frame.holder_shown, state)
        case "vacant":
            return vacant(frame)
        case "unchecked":
            return unchecked(frame)
    return under_clock(state)
