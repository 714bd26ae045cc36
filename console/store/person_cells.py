"""People by age, sex, registration and tag: those of some of these cells are read off all counts.

A condition on the person keeps whole cells, but where it tells people apart who are counted as of
one age: those over the oldest, or who are not born yet on the day shown.
"""

from __future__ import annotations

from bisect import bisect_left
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.closed_lists import REGISTRATIONS, SEXES
from console.domain.conditions import Condition, Operator
from console.domain.records import dataclass
from console.store.ages import born_runs
from console.store.births import births
from console.store.columns import I32, Street
from console.store.kept import Mask
from console.store.person_order import (
    AGES,
    OLDEST,
    PERSON_SHAPE,
    age_ends,
    ages_of_slots,
    person_order,
)
from console.store.tag_order import tag_order

Cells = Mask
"""Some cells of age, sex and registration, bool[PERSON_SHAPE]."""
TaggedCells = npt.NDArray[np.float64]
"""Whole numbers [t, cells] of people by tag and cell; as floats, that add up much faster."""

_CELLS = int(np.prod(PERSON_SHAPE))
_OF_AN_AGE = _CELLS // AGES


def cells_of(street: Street, condition: Condition, today: int) -> Cells | None:
    """Whose cells a condition on PERSON_FIELDS keeps on a local day; None where it parts one."""
    cells = np.zeros(PERSON_SHAPE, np.bool_)
    if condition.field == "age":
        runs = _whole_years(condition) or _found_years(street, condition, today)
        if runs is None:
            return None
        for first, end in runs:
            cells[first:end] = True
    elif condition.field == "sex":
        cells[:, [SEXES.index(value) for value in condition.values]] = True
    else:
        cells[:, :, [REGISTRATIONS.index(value) for value in condition.values]] = True
    return ~cells if condition.operator is Operator.IS_NOT else cells


def _whole_years(condition: Condition) -> list[tuple[int, int]] | None:
    """The ages of a condition where each is counted apart from others; None where one is not."""
    numbers = condition.numbers
    match condition.operator:
        case Operator.AT_LEAST:
            return [(numbers[0], OLDEST + 1)] if 1 <= numbers[0] <= OLDEST else None
        case Operator.AT_MOST:
            return [(0, numbers[0] + 1)] if 0 <= numbers[0] < OLDEST else None
        case _:
            asked = [*((number, number) for number in numbers), *condition.ranges]
            are_apart = all(1 <= least <= most < OLDEST for least, most in asked)
            return [(least, most + 1) for least, most in asked] if are_apart else None


def _found_years(street: Street, condition: Condition, today: int) -> list[tuple[int, int]] | None:
    """The same by when people were born; None where those who are counted as one are parted."""
    ends, slot = age_ends(street, today), births(street).slot
    found = []
    for run in born_runs(condition, today):
        slots = [slot(day) for day in run]
        first, end = (bisect_left(ends, one) for one in slots)
        if [ends[first], ends[end]] != slots:
            return None
        # the eldest end first, and none of unknown age is in a run
        found.append((AGES - 1 - end, AGES - 1 - first))
    return found


def runs_of(cells: Cells) -> list[tuple[int, int]]:
    """The ages of cells that hold ages whole, in runs, each from a first to before an end."""
    edged = np.zeros(AGES + 2, np.bool_)
    edged[1:-1] = cells[:, 0, 0]
    turns = np.flatnonzero(edged[1:] != edged[:-1]).tolist()
    return list(zip(turns[::2], turns[1::2], strict=True))


def count_tagged(street: Street, people: Mask | None, today: int) -> TaggedCells:
    """People of a mask bool[r], None for everybody, by tag and cell on a local day."""
    cells = _tagged_on(street, today).cells
    if people is not None:
        cells = cells[people.take(tag_order(street).resident)]
    size = len(street.tags) * _CELLS
    counted = np.bincount(cells, minlength=size).astype(np.float64)
    return counted.reshape(len(street.tags), _CELLS)


@dataclass(frozen=True, slots=True, eq=False)
class _Tagged:
    """Tag and cell as one number of each in the order of tags, on a local day; int32[k]."""

    today: int
    cells: I32


_tagged: WeakKeyDictionary[Street, _Tagged] = WeakKeyDictionary()
"""Of the day asked for last."""


def _tagged_on(street: Street, today: int) -> _Tagged:
    known = _tagged.get(street)
    if known is None or known.today != today:
        order, resident = tag_order(street), tag_order(street).resident
        age_of_slot = ages_of_slots(street, today).astype(np.int32)
        cells = age_of_slot.take(births(street).slots.take(resident))
        cells *= np.int32(_OF_AN_AGE)
        cells += person_order(street).group.take(resident)
        first = np.arange(len(street.tags), dtype=np.int32) * np.int32(_CELLS)
        cells += np.repeat(first, order.totals)
        known = _tagged[street] = _Tagged(today, cells)
    return known
