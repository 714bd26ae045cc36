"""What the facets of a part of the street count of the people in it, by their ages."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.store.bits import Cuts
from console.store.by_age import Runs, Sums, Together, ages_in, ages_of_holders, cells_by_age
from console.store.columns import I32, I64, U8, Street
from console.store.crowd import Crowd
from console.store.frame import Frame
from console.store.holder_codes import HolderCodes, codes_of_few
from console.store.homes_by_age import homes_of_few
from console.store.person_order import AGES, PERSON_SHAPE, count_persons_in


@dataclass(frozen=True, slots=True, eq=False)
class InScope:
    """Some people in the part.

    persons int64[PERSON_SHAPE]; tagged int64[t] by the street's tags; buildings int64[b] by those
    of the part; clock by CLOCK_FACETS (store/holder_codes.py), as far as they have episodes; homes
    int64[o], the units that are their places by occupancy, None where they are of several ranges.
    """

    persons: I64
    tagged: I64
    buildings: I64
    clock: dict[str, I64]
    homes: I64 | None


@dataclass(frozen=True, slots=True, eq=False)
class ScopeByAge:
    """All people of a crowd in the part: the same by age."""

    persons: I64
    tags: Sums
    buildings: Sums
    codes: HolderCodes
    clock: Sums
    homes: Together

    def of(self, runs: Runs) -> InScope:
        """Those of some ages."""
        persons = np.zeros(PERSON_SHAPE, np.int64)
        for first, end in runs:
            persons[first:end] = self.persons[first:end]
        return InScope(
            persons=persons,
            tagged=self.tags.of(runs),
            buildings=self.buildings.of(runs),
            clock=self.codes.split(self.clock.of(runs)),
            homes=self.homes.of(*runs[0]) if len(runs) == 1 else None,
        )


def by_age_between(
    frame: Frame, buildings: tuple[int, int], units: tuple[int, int], crowd: Crowd, today: int
) -> ScopeByAge:
    """A crowd's people whose place at a whole frame is in the units of some buildings.

    Both are from a first row to before an end.
    """
    street, place, (first, end) = frame.street, frame.holder_place, units
    rows = frame.people_in_units(first, end)
    rows = rows[crowd.holds(Cuts.at(rows))]
    ages, unit = ages_in(street, rows, today), frame.place_of(rows)
    building = street.units.building[unit]
    by_building = cells_by_age(ages, building - buildings[0], buildings[1] - buildings[0])
    held = np.flatnonzero(crowd.held & (place >= first) & (place < end))
    codes = codes_of_few(frame, held)
    of_held = ages_of_holders(street, today).take(held)
    return ScopeByAge(
        persons=count_persons_in(street, rows, today),
        tags=Sums(_tagged(street, rows, ages)),
        buildings=Sums(by_building),
        codes=codes,
        clock=Sums(cells_by_age(of_held[:, None], codes.codes, codes.ends[-1] + 1)),
        homes=homes_of_few(unit - first, street.units.occupancy[unit], ages),
    )


def _tagged(street: Street, rows: I32, ages: U8) -> I64:
    """Residents of some rows by age and by the street's tags, int64[AGES, t]."""
    bits, found = street.residents.tags[rows], np.zeros((AGES, len(street.tags)), np.int64)
    for tag in range(len(street.tags)):
        tagged = ages[np.flatnonzero(bits & np.uint64(1 << tag))]
        found[:, tag] = np.bincount(tagged, minlength=AGES)
    return found
