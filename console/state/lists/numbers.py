"""What a list is sorted by where it is no name: a number for each row, by the column's key."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from console.domain.clock import State, days_done
from console.domain.instants import NEVER_US
from console.state.lists.cells import Cells
from console.state.lists.texts_work import MINUTE_US, STAGES, said_kind
from console.state.lists.where import episodes_of, units_of
from console.store.ages import ages
from console.store.collation import ranks
from console.store.columns import I32, I64
from console.store.list_details import Coded
from console.store.rows import follow
from console.store.stamps import CLOSED, RAISED

Numbers = npt.NDArray[np.generic]

NONE = -(2**62)
"""Stands below every number: what is not known comes first."""


def number(rows: I32, key: str, cells: Cells) -> I64:
    """A number for each row, int64[n], in the order of a column that is no name."""
    return _NUMBERS[key](rows, cells).astype(np.int64)


def _of_episode(column: Numbers, rows: I32, cells: Cells) -> I64:
    """`column` of the episode each row is or shows, NONE without one."""
    episode = episodes_of(rows, cells)
    found = np.full(len(rows), NONE, np.int64)
    has = episode >= 0
    found[has] = column[episode[has]].astype(np.int64)
    return found


def _day(rows: I32, cells: Cells) -> Numbers:
    day = _of_episode(days_done(cells.street.episodes, cells.frame.today), rows, cells)
    planned = _of_episode(cells.frame.episode_state, rows, cells) == State.PLANNED
    return np.where(planned, NONE, day)


def _left(rows: I32, cells: Cells) -> Numbers:
    last = _of_episode(cells.street.episodes.last_day, rows, cells)
    state = _of_episode(cells.frame.episode_state, rows, cells)
    return np.where((state == State.ACTIVE) | (state == State.DUE), last, NONE)


def _ended(rows: I32, cells: Cells) -> Numbers:
    return _so_far(cells.street.episodes.ended_us[rows], cells)


def _ending(rows: I32, cells: Cells) -> Numbers:
    episodes = cells.street.episodes
    has = episodes.ended_us[rows] <= cells.frame.as_of_us
    return np.where(has, episodes.outcome[rows], NONE)


def _people(rows: I32, cells: Cells) -> Numbers:
    return cells.people_in[rows] if cells.entity == "unit" else cells.counts.people[rows]


def _active(rows: I32, cells: Cells) -> Numbers:
    if cells.entity in ("unit", "check"):
        return follow(cells.active_in, units_of(rows, cells))
    return cells.counts.active[rows]


def _complete(rows: I32, cells: Cells) -> Numbers:
    if cells.entity == "unit":
        return cells.complete_in[rows]
    found: I32 = cells.counts.complete[rows]
    return found


def _units(rows: I32, cells: Cells) -> Numbers:
    first = cells.street.buildings.first_unit
    if cells.entity == "building":
        return first[rows + 1] - first[rows]
    of_estate = cells.street.estates.first_building
    return _summed(first[of_estate[1:]] - first[of_estate[:-1]], rows, cells)


def _buildings(rows: I32, cells: Cells) -> Numbers:
    return _summed(np.diff(cells.street.estates.first_building), rows, cells)


def _estates(rows: I32, cells: Cells) -> Numbers:
    return _summed(np.ones(len(cells.street.estates.committee), np.int32), rows, cells)


def _summed(of_estates: I32, rows: I32, cells: Cells) -> Numbers:
    """A count of estates for the rows of estates, or summed for those of committees."""
    if cells.entity == "estate":
        return of_estates[rows]
    above = cells.street.estates.committee + 1
    committees = len(cells.street.committees.id)
    return np.bincount(above, weights=of_estates, minlength=committees + 1)[1:][rows]


def _floor(rows: I32, cells: Cells) -> Numbers:
    return cells.street.units.floor[rows]


def _area(rows: I32, cells: Cells) -> Numbers:
    area = cells.street.units.area_m2[rows].astype(np.float64) * 100
    return np.where(np.isnan(area), NONE, np.round(np.nan_to_num(area)))


def _occupancy(rows: I32, cells: Cells) -> Numbers:
    unit = units_of(rows, cells)
    return np.where(unit >= 0, follow(cells.street.units.occupancy.astype(np.int32), unit), NONE)


def _what(rows: I32, cells: Cells) -> Numbers:
    street, details = cells.street, cells.details
    match cells.entity:
        case "check" if details.checks is not None:
            return _ranked(details.checks.kind, cells)[rows]
        case "event" if details.events is not None:
            return _ranked(details.events.kind, cells)[rows]
        case "facility":
            return _ranked(Coded(street.facilities.kind, street.facilities.kinds), cells)[rows]
        case "building" | "estate":
            kinds = street.buildings.kind if cells.entity == "building" else street.estates.kind
            said = [said_kind(kinds.text(row), cells.language) for row in range(len(kinds))]
            return ranks(said)[rows]
    return np.zeros(len(rows), np.int64)


def _ranked(coded: Coded, cells: Cells) -> I64:
    """The place of each text among the others in Chinese order, -1 for null."""
    order = ranks(said_kind(word, cells.language) for word in coded.words)
    return follow(order, coded.codes.astype(np.int32)).astype(np.int64)


def _done(rows: I32, cells: Cells) -> Numbers:
    return _so_far(cells.street.checks.done_us[rows], cells)


def _so_far(stamps_us: I64, cells: Cells) -> Numbers:
    return np.where(stamps_us <= cells.frame.as_of_us, stamps_us, NONE)


def _of_checks(column: str) -> Callable[[I32, Cells], Numbers]:
    def numbers(rows: I32, cells: Cells) -> Numbers:
        if cells.details.checks is None:
            return np.zeros(len(rows), np.int64)
        known = cells.street.checks.done_us[rows] <= cells.frame.as_of_us
        found = _ranked(getattr(cells.details.checks, column), cells)[rows]
        return np.where(known, found, NONE)

    return numbers


def _raised(rows: I32, cells: Cells) -> Numbers:
    events = cells.details.events
    return rows if events is None else events.stamps_us[rows, RAISED]


def _stage(rows: I32, cells: Cells) -> Numbers:
    events = cells.details.events
    if events is None:
        return rows
    passed = events.stamps_us[rows][:, list(STAGES)] <= cells.frame.as_of_us
    found: I64 = (passed * np.arange(len(STAGES))).max(axis=1, initial=0)
    return found


def _waited(rows: I32, cells: Cells) -> Numbers:
    events = cells.details.events
    if events is None:
        return rows
    until_us = np.minimum(events.stamps_us[rows, CLOSED], cells.frame.as_of_us)
    found: I64 = (until_us - events.stamps_us[rows, RAISED]) // MINUTE_US
    return found


def _outcome(rows: I32, cells: Cells) -> Numbers:
    events = cells.details.events
    if events is None:
        return rows
    closed = events.stamps_us[rows, CLOSED] <= cells.frame.as_of_us
    return np.where(closed, events.outcome.codes[rows], NONE)


def _handler(rows: I32, cells: Cells) -> Numbers:
    events = cells.details.events
    return rows if events is None else _ranked(events.handler, cells)[rows]


def _serviced(rows: I32, cells: Cells) -> Numbers:
    at_us = cells.street.facilities.serviced_us[rows]
    return np.where((at_us != NEVER_US) & (at_us <= cells.frame.as_of_us), at_us, NONE)


def _next(rows: I32, cells: Cells) -> Numbers:
    serviced = _serviced(rows, cells).astype(np.int64)
    interval = cells.street.facilities.interval_days[rows].astype(np.int64)
    due = serviced + interval * 24 * 60 * MINUTE_US
    return np.where((serviced == NONE) | (interval <= 0), NONE, due)


def _overdue(rows: I32, cells: Cells) -> Numbers:
    due = _next(rows, cells).astype(np.int64)
    return np.where((due == NONE) | (due >= cells.frame.as_of_us), NONE, -due)


def _status(rows: I32, cells: Cells) -> Numbers:
    facilities = cells.details.facilities
    return rows if facilities is None else _ranked(facilities.status, cells)[rows]


_NUMBERS: dict[str, Callable[[I32, Cells], Numbers]] = {
    "sex": lambda rows, cells: cells.street.residents.sex[rows],
    "age": lambda rows, cells: ages(cells.street.residents.born[rows], cells.frame.today),
    "registration": lambda rows, cells: cells.street.residents.registration[rows],
    "tags": lambda rows, cells: cells.street.residents.tags[rows].astype(np.int64),
    "class": lambda rows, cells: _of_episode(cells.street.details.category, rows, cells),
    "rule": lambda rows, cells: _of_episode(cells.street.details.rule, rows, cells),
    "day": _day,
    "left": _left,
    "last": lambda rows, cells: _of_episode(cells.street.episodes.last_day, rows, cells),
    "state": lambda rows, cells: _of_episode(cells.frame.episode_state, rows, cells),
    "anchored": lambda rows, cells: _of_episode(cells.street.episodes.anchored_us, rows, cells),
    "ended": _ended,
    "ending": _ending,
    "occupancy": _occupancy,
    "floor": _floor,
    "area": _area,
    "floors": lambda rows, cells: cells.street.buildings.floors_above[rows],
    "built": lambda rows, cells: cells.street.buildings.built[rows],
    "units": _units,
    "buildings": _buildings,
    "estates": _estates,
    "people": _people,
    "active": _active,
    "complete": _complete,
    "what": _what,
    "due": lambda rows, cells: cells.street.checks.due_us[rows],
    "late": lambda rows, cells: cells.frame.as_of_us - cells.street.checks.due_us[rows],
    "done": _done,
    "result": _of_checks("result"),
    "by": _of_checks("by"),
    "raised": _raised,
    "stage": _stage,
    "waited": _waited,
    "outcome": _outcome,
    "handler": _handler,
    "serviced": _serviced,
    "next": _next,
    "overdue": _overdue,
    "interval": lambda rows, cells: cells.street.facilities.interval_days[rows],
    "status": _status,
}
