"""What the engines count: the street's people as columns of codes, and filters of known strength.

Every engine counts every column under all filters but the column's own. A filter is a set of codes
for the other engines and a condition for ours; both keep the same people, which is checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from console.domain import packs
from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES, REGISTRATIONS, SEXES
from console.domain.conditions import Condition, parse
from console.domain.records import dataclass
from console.store.ages import ages
from console.store.columns import I64, MISSING, Street
from console.store.conditions import building_kinds
from console.store.frame import Frame
from console.store.person_order import AGES, OLDEST
from console.store.rows import follow

Codes = npt.NDArray[np.unsignedinteger[Any]]
SHARES = (0.01, 0.09, 0.5, 0.9)
"""How much of the people a filter is to keep."""
MOST_FILTERS = 5
_USUAL_SHARE, _USUAL_FILTERS = 0.09, 2
_SHIFTS, _BRUSHED = (0, 1), 12


@dataclass(frozen=True, eq=False)
class Workload:
    """Columns of codes by name, each of r people, and how many codes each has."""

    columns: dict[str, Codes]
    sizes: dict[str, int]

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.columns["age"])

    def passing(self, wanted: dict[str, list[int]], without: str = "") -> npt.NDArray[np.bool_]:
        """The people who pass every filter, but that on the column `without`."""
        kept = np.ones(self.people, np.bool_)
        for name, codes in wanted.items():
            if name != without:
                allowed = np.zeros(self.sizes[name], np.bool_)
                allowed[codes] = True
                kept &= allowed[self.columns[name]]
        return kept

    def counts(self, wanted: dict[str, list[int]]) -> dict[str, I64]:
        """Every column's counts under all filters but its own, plainly."""
        return {
            name: np.bincount(column[self.passing(wanted, name)], minlength=self.sizes[name])
            for name, column in self.columns.items()
        }


@dataclass(frozen=True, slots=True)
class Click:
    """One state of the filter: codes by column, the same as conditions, and the share they keep."""

    wanted: dict[str, list[int]]
    conditions: tuple[tuple[str, Condition], ...]
    share: float


@dataclass(frozen=True, slots=True)
class Case:
    """Clicks that follow one another, alike in strength and number of filters.

    `before` is what is filtered by ahead of each, where all clicks are one: all filters cleared.
    """

    name: str
    filters: int
    clicks: tuple[Click, ...]
    before: Click | None = None


def workload(frame: Frame) -> Workload:
    """The columns of a frame's people, in the same order as the street's."""
    street, units, buildings = frame.street, frame.street.units, frame.street.buildings
    building = follow(units.building, frame.place)
    kinds, kind = building_kinds(street)
    most_floors = int(buildings.floors_above.max(initial=0))
    age = ages(street.residents.born, frame.today)
    columns = {
        "age": np.where(age < 0, OLDEST + 1, np.clip(age, 0, OLDEST)),
        "sex": _or_last(street.residents.sex, len(SEXES)),
        "registration": _or_last(street.residents.registration, len(REGISTRATIONS)),
        "state": frame.state,
        "occupancy": _of_place(units.occupancy, frame.place, len(OCCUPANCIES)),
        "kind": _of_place(np.where(kind < 0, len(kinds), kind), building, len(kinds) + 1),
        "floors": _of_place(buildings.floors_above, building, most_floors + 1),
        "committee": follow(frame.baseline.committee_of_building, building) + 1,
        "estate": follow(frame.baseline.estate_of_building, building) + 1,
        "building": building + 1,
        "unit": frame.place + 1,
    }
    sizes = {
        "age": AGES,
        "sex": len(SEXES) + 1,
        "registration": len(REGISTRATIONS) + 1,
        "state": len(State),
        "occupancy": len(OCCUPANCIES) + 1,
        "kind": len(kinds) + 2,
        "floors": most_floors + 2,
        "committee": len(street.committees.id) + 1,
        "estate": len(street.estates.id) + 1,
        "building": len(buildings.id) + 1,
        "unit": len(units.id) + 1,
    }
    return Workload({name: _small(columns[name], sizes[name]) for name in columns}, sizes)


def cases(work: Workload, street: Street) -> list[Case]:
    """Two filters of every share, then none to five filters of the usual share."""
    made = [
        _case(f"share_{round(share * 100)}", work, street, share, _USUAL_FILTERS)
        for share in SHARES
    ]
    filtered = [
        _case(f"filters_{k}", work, street, _USUAL_SHARE, k) for k in range(1, MOST_FILTERS + 1)
    ]
    cleared = Case("filters_0", 0, (Click({}, (), 1.0),), filtered[0].clicks[0])
    return [*made, cleared, *filtered]


def brush(work: Workload, street: Street) -> Case:
    """A range of ages dragged a year at a time, beside one other filter."""
    return _case("brush", work, street, 0.5, _USUAL_FILTERS, tuple(range(_BRUSHED)))


def _case(
    name: str,
    work: Workload,
    street: Street,
    share: float,
    filters: int,
    shifts: Sequence[int] = _SHIFTS,
) -> Case:
    mild = _mild(work, street)[: filters - 1]
    wanted = {column: codes for column, codes, _ in mild}
    others = work.passing(wanted)
    clicks = []
    for shift in shifts:
        low, high = _window(work, others, share, shift)
        whole = {**wanted, "age": list(range(low, high + 1))}
        kept = float(np.count_nonzero(work.passing(whole))) / max(1, work.people)
        texts = [*((column, text) for column, _, text in mild), ("age", f"age={low}..{high}")]
        pack = packs.load(street.scenario)
        conditions = tuple((column, parse(text, pack)) for column, text in texts)
        clicks.append(Click(whole, conditions, kept))
    return Case(name, filters, tuple(clicks))


def _mild(work: Workload, street: Street) -> list[tuple[str, list[int], str]]:
    """Filters that leave most people: column, codes and condition."""
    kinds, _ = building_kinds(street)
    floors = np.bincount(work.columns["floors"], minlength=work.sizes["floors"])
    high = int(np.searchsorted(np.cumsum(floors), 0.97 * work.people))
    rarest = int(np.bincount(work.columns["kind"])[: len(kinds)].argmin())
    return [
        (
            "registration",
            _but(work, "registration", REGISTRATIONS.index("overseas")),
            "registration!=overseas",
        ),
        (
            "occupancy",
            _but(work, "occupancy", OCCUPANCIES.index("business"), len(OCCUPANCIES)),
            "occupancy!=business",
        ),
        ("floors", list(range(max(1, high) + 1)), f"floors<={max(1, high)}"),
        ("kind", _but(work, "kind", rarest, len(kinds) + 1), f"kind!={kinds[rarest]}"),
    ]


def _but(work: Workload, column: str, *left_out: int) -> list[int]:
    return [code for code in range(work.sizes[column]) if code not in left_out]


def _window(
    work: Workload, others: npt.NDArray[np.bool_], share: float, shift: int
) -> tuple[int, int]:
    """The ages from which on so large a share of all people is kept, beside the other filters."""
    counts = np.bincount(work.columns["age"][others], minlength=AGES)[: OLDEST + 1]
    low = 20 + shift if share < 0.5 else shift
    running = np.cumsum(counts[low:])
    high = low + int(np.searchsorted(running, share * work.people))
    return low, min(high, OLDEST - 1)


def _or_last(codes: npt.NDArray[np.uint8], last: int) -> npt.NDArray[np.uint8]:
    return np.where(codes == MISSING, last, codes).astype(np.uint8)


def _of_place(
    values: npt.NDArray[Any], rows: npt.NDArray[np.int32], none: int
) -> npt.NDArray[np.int64]:
    """What stands at the rows; `none` where there is no place."""
    found = np.full(len(rows), none, np.int64)
    placed = rows >= 0
    found[placed] = values[rows[placed]]
    return found


def _small(codes: npt.NDArray[Any], size: int) -> Codes:
    """The codes in the smallest whole numbers that hold them."""
    return np.ascontiguousarray(codes.astype(np.min_scalar_type(max(size - 1, 0))))


def differs(ours: dict[str, I64], plain: dict[str, I64], names: Sequence[str]) -> str:
    """The first of the columns of which two engines count otherwise; "" when none."""
    for name in names:
        if ours[name].tolist() != plain[name].tolist():
            return name
    return ""
