"""Who of some people, and which of some units, conditions keep: asked of few, not of a street."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.conditions import Condition
from console.store.columns import I32, I64, Street
from console.store.conditions import lives_in, people_with, units_with
from console.store.frame import Frame
from console.store.kept import Mask

_MOST_KNOWN = 8
_known: WeakKeyDictionary[Street, tuple[int, dict[Condition, Mask]]] = WeakKeyDictionary()
"""Whom each of the last conditions keeps, at the instant asked for last: a drag changes one."""


class Among:
    """What store.conditions.keep keeps of a whole frame, for the rows that are asked for."""

    def __init__(self, frame: Frame, conditions: Sequence[Condition]) -> None:
        self._frame = frame
        self._masks = [_people_by(frame, one) for one in dict.fromkeys(conditions)]
        self._by_people = any(one.is_about_people for one in conditions)
        self._of_places = [one for one in conditions if not one.is_about_people]

    def kept(self, people: I32) -> Mask:
        """Which of the people in rows int32[n] are kept, bool[n]; never a row of -1."""
        kept = people >= 0
        for mask in self._masks:
            kept &= mask[people]
        return kept

    def kept_units(self, units: I32) -> Mask:
        """Which of the units in rows int32[n] are kept, bool[n]; never a row of -1.

        With a condition on people those that are the place of one of the kept.
        """
        if self._by_people:
            return self._places(units)
        kept = units >= 0
        for one in self._of_places:
            kept &= units_with(self._frame.street, one)[units]
        return kept

    def _places(self, units: I32) -> Mask:
        frame, wanted = self._frame, np.unique(units[units >= 0])
        at_home, of = _residents(frame, wanted)
        away = np.zeros(len(at_home), np.bool_)
        if len(frame.holders):
            near = np.searchsorted(frame.holders, at_home)
            away = frame.holders[np.minimum(near, len(frame.holders) - 1)] == at_home
        held = np.zeros(len(frame.street.units.floor), np.bool_)
        held[wanted[of[self.kept(at_home) & ~away]]] = True
        places = frame.holder_place[self.kept(frame.holders)]
        held[places[places >= 0]] = True
        kept: Mask = held[units] & (units >= 0)
        return kept


def _residents(frame: Frame, units: I32) -> tuple[I32, I64]:
    """The residents int32[n] registered in units, and which of the units int64[n] each is in."""
    first = frame.street.units.first_resident
    starts, number = first[units], first[units + 1] - first[units]
    of = np.repeat(np.arange(len(units)), number)
    before = np.cumsum(number) - number
    within = np.arange(len(of)) - before[of]
    return (starts[of] + within).astype(np.int32), of


def _people_by(frame: Frame, condition: Condition) -> Mask:
    """Whom one condition keeps of everybody, bool[r]; the last ones are known."""
    at_us, known = _known.get(frame.street, (0, {}))
    if at_us != frame.as_of_us:
        known = {}
        _known[frame.street] = frame.as_of_us, known
    mask = known.get(condition)
    if mask is None:
        mask = (
            people_with(frame, condition)
            if condition.is_about_people
            else lives_in(frame, units_with(frame.street, condition))
        )
        while len(known) >= _MOST_KNOWN:
            known.pop(next(iter(known)), None)
        known[condition] = mask
    return mask
