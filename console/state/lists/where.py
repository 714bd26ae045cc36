"""Where the rows of a list lie: unit, building, estate, committee, person and episode of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from console.store.columns import I32
from console.store.list_details import details_of
from console.store.rows import follow

if TYPE_CHECKING:
    from console.state.lists.cells import Cells


def units_of(rows: I32, cells: Cells) -> I32:
    """The unit each row lies in at this instant, int32[n], -1 for none."""
    street = cells.street
    match cells.entity:
        case "unit":
            return rows
        case "person":
            held = holders_at(rows, cells)
            own: I32 = street.residents.unit[rows]
            return np.where(held >= 0, follow(cells.frame.holder_place, held), own)
        case "episode":
            return street.episodes.unit[rows]
        case "check":
            return street.checks.unit[rows]
        case "event":
            events = details_of(street).events
            return _none(rows) if events is None else events.unit[rows]
    return _none(rows)


def buildings_of(rows: I32, cells: Cells) -> I32:
    """The building each row is or lies in, int32[n], -1 for none."""
    if cells.entity == "building":
        return rows
    events = details_of(cells.street).events
    if cells.entity == "event" and events is not None:
        return events.building[rows]
    return follow(cells.street.units.building, units_of(rows, cells))


def estates_of(rows: I32, cells: Cells) -> I32:
    """The estate each row is or lies in, int32[n], -1 for none."""
    if cells.entity == "estate":
        return rows
    if cells.entity == "facility":
        facilities = details_of(cells.street).facilities
        return _none(rows) if facilities is None else facilities.estate[rows]
    return follow(cells.street.buildings.estate, buildings_of(rows, cells))


def committees_of(rows: I32, cells: Cells) -> I32:
    """The committee each row is or lies in, int32[n], -1 for none."""
    if cells.entity == "committee":
        return rows
    if cells.entity == "facility":
        facilities = details_of(cells.street).facilities
        return _none(rows) if facilities is None else facilities.committee[rows]
    return follow(cells.street.estates.committee, estates_of(rows, cells))


def people_of(rows: I32, cells: Cells) -> I32:
    """The resident each row is about, int32[n], -1 for none or where there are no residents."""
    details = details_of(cells.street)
    if not len(cells.street.residents.unit):
        return _none(rows)
    match cells.entity:
        case "person":
            return rows
        case "episode":
            return cells.street.episodes.resident[rows]
        case "check" if details.checks is not None:
            return details.checks.resident[rows]
        case "event" if details.events is not None:
            return details.events.resident[rows]
    return _none(rows)


def episodes_of(rows: I32, cells: Cells) -> I32:
    """The episode each row is or shows, int32[n], -1 for none."""
    if cells.entity == "episode":
        return rows
    if cells.entity != "person":
        return _none(rows)
    return follow(cells.frame.holder_shown, holders_at(rows, cells))


def holders_at(rows: I32, cells: Cells) -> I32:
    """Where each resident stands among the frame's holders, int32[n], -1 for who is none."""
    holders = cells.frame.holders
    if not len(holders):
        return _none(rows)
    at = np.searchsorted(holders, rows)
    at[at == len(holders)] = 0
    return np.where(holders[at] == rows, at, -1).astype(np.int32)


def _none(rows: I32) -> I32:
    return np.full(len(rows), -1, np.int32)
