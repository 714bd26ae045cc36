"""Two buildings of the sizes that are held to a time, with people of the street measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from console.domain.records import dataclass
from console.store.columns import Street


@dataclass(frozen=True, slots=True)
class Tower:
    """A building of so many floors and columns, one unit in each place."""

    floors: int
    columns: int

    @property
    def units(self) -> int:
        """How many units it has."""
        return self.floors * self.columns


TOWERS = (Tower(33, 8), Tower(120, 12))


def with_towers(street: Street, towers: tuple[Tower, ...] = TOWERS) -> Street:
    """The same street whose first units live in `towers`, as buildings 0, 1, …; others shift.

    The last floors are left out where the street has fewer units. Only good for sections: nothing
    else of the street is put in order.
    """
    units, buildings = street.units, street.buildings
    floor, column, building = units.floor.copy(), units.column.copy(), units.building.copy()
    above, below = buildings.floors_above.copy(), buildings.floors_below.copy()
    first = buildings.first_unit.copy()
    spans = units.span_floors.copy(), units.span_columns.copy()
    start = 0
    for row, tower in enumerate(towers[: len(above)]):
        end = min(start + tower.units, len(floor))
        place = np.arange(end - start)
        floor[start:end] = 1 + place // tower.columns
        column[start:end] = place % tower.columns
        building[start:end] = row
        for span in spans:
            span[start:end] = 1
        above[row], below[row] = tower.floors, 0
        first[row] = start
        start = end
    after = len(towers[: len(above)])
    first[after:] = np.maximum(first[after:], start)
    return replace(
        street,
        units=replace(
            units,
            floor=floor,
            column=column,
            building=building,
            span_floors=spans[0],
            span_columns=spans[1],
        ),
        buildings=replace(buildings, floors_above=above, floors_below=below, first_unit=first),
    )
