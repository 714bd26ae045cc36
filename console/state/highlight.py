"""The highlight: one entry of the legend that stands out while everything else is dimmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from console.domain import packs
from console.domain.clock import State
from console.state.standing import standing
from console.store.columns import I32, OCCUPANCIES
from console.store.frame import Frame

Kind = Literal["class", "state", "occupancy", "tag"]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row of the legend stands for: a class or tag of the pack, a clock state, an occupancy.

    The state "active" includes the due.
    """

    kind: Kind
    key: str


class Highlight(QObject):
    """Holds one Entry or None; `changed(entry)` says when it is another one."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None

    @property
    def entry(self) -> Entry | None:
        """What stands out; None when nothing does."""
        return self._entry

    def toggle(self, entry: Entry) -> None:
        """Let `entry` stand out, or nothing when it does already."""
        self._entry = None if entry == self._entry else entry
        self.changed.emit(self._entry)

    def clear(self) -> None:
        """Let nothing stand out; silent when nothing does."""
        if self._entry is not None:
            self._entry = None
            self.changed.emit(None)


def people_matching(frame: Frame, entry: Entry, rows: I32) -> Bools:
    """Which of the residents in `rows` an entry means, bool[n]; an occupancy means nobody."""
    if entry.kind == "tag":
        tags = frame.street.tags
        bit = np.uint64(1 << tags.index(entry.key)) if entry.key in tags else np.uint64(0)
        return np.asarray(frame.street.residents.tags[rows] & bit != 0)
    if entry.kind == "class":
        index = packs.load(frame.street.scenario).class_index(entry.key)
        return np.asarray(standing(frame, rows).category == index)
    if entry.kind == "state":
        return np.isin(standing(frame, rows).state, states_of(entry.key))
    return np.zeros(len(rows), np.bool_)


def units_matching(frame: Frame, entry: Entry, first_unit: int, end_unit: int) -> Bools:
    """Which units of [first_unit, end_unit) an entry means, bool[n]: they, or people in them."""
    if entry.kind == "occupancy":
        code = OCCUPANCIES.index(entry.key)
        return np.asarray(frame.street.units.occupancy[first_unit:end_unit] == code)
    found = np.zeros(end_unit - first_unit, np.bool_)
    rows = frame.people_in_units(first_unit, end_unit)
    place = standing(frame, rows[people_matching(frame, entry, rows)]).place
    found[place - first_unit] = True
    return found


def buildings_matching(frame: Frame, entry: Entry) -> I32:
    """How many units (for an occupancy) or people of an entry each building has, int32[b]."""
    street = frame.street
    buildings = len(street.buildings.estate)
    if entry.kind == "occupancy":
        here = street.units.occupancy == OCCUPANCIES.index(entry.key)
        at = street.units.building[here]
    else:
        place = standing(frame, _everybody(frame, entry)).place
        at = street.units.building[place[place >= 0]]
    return np.bincount(at, minlength=buildings).astype(np.int32)


def estates_matching(frame: Frame, entry: Entry) -> I32:
    """The same for estates, int32[e]."""
    estate = frame.street.buildings.estate
    counted = np.bincount(
        estate + 1,
        weights=buildings_matching(frame, entry),
        minlength=len(frame.street.estates.id) + 1,
    )
    return counted[1:].astype(np.int32)


def states_of(word: str) -> tuple[State, ...]:
    """The clock states a word of the legend means; "active" has the due in it."""
    state = State[word.upper()]
    return (State.ACTIVE, State.DUE) if state is State.ACTIVE else (state,)


def _everybody(frame: Frame, entry: Entry) -> I32:
    """Rows of all residents an entry means; the clock's are among those with episodes."""
    if entry.kind == "tag":
        rows = np.arange(len(frame.street.residents.unit), dtype=np.int32)
        return rows[people_matching(frame, entry, rows)]
    if entry.kind == "state":
        return frame.holders[np.isin(frame.holder_state, states_of(entry.key))]
    index = packs.load(frame.street.scenario).class_index(entry.key)
    under = np.isin(frame.holder_state, states_of("active"))
    of_class = frame.street.details.category[frame.holder_shown] == index
    return frame.holders[np.flatnonzero(under & of_class)]
