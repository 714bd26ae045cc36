"""Buildings for sections in tests: random legal ones, and some written out to be odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from console.store.columns import Street
from tests.store import tiny

Row = dict[str, Any]
_MOST_UNITS = 220


@dataclass(frozen=True)
class Tower:
    """A building of the contract; units are (floor, column, span_floors, span_columns, door)."""

    above: int
    below: int
    units: tuple[tuple[int, int, int, int, str | None], ...]

    def rows(self) -> dict[str, list[Row]]:
        """The tables of a street with this building alone."""
        return {
            "buildings": [_building("T", self.above, self.below)],
            "units": [
                unit("T", floor, column, span_floors=high, span_columns=wide, entrance=door)
                for floor, column, high, wide, door in self.units
            ],
        }

    def street(self) -> Street:
        """A street with this building alone, row 0."""
        return tiny.street(self.rows())


def unit(building: str, floor: int, column: int, **more: Any) -> Row:
    """A unit's row."""
    return {
        "unit_id": f"{building}-{floor + 500:03d}-{column:02d}",
        "building_id": building,
        "floor": floor,
        "column": column,
        "room": f"{floor}{column + 1:02d}",
        "occupancy": "owner",
        **more,
    }


def _building(key: str, above: int, below: int = 0) -> Row:
    return {
        "building_id": key,
        "name": f"{key}号楼",
        "floors_above": above,
        "floors_below": below,
        "address": "丁香路910弄30号",
    }


def random_tower(seed: int) -> Tower:
    """A random legal building: any size of the contract, gaps, spans, doors, empty floors."""
    choose = Random(seed)
    above = choose.choice((1, 2, 3, 6, 11, 18, 34, choose.randint(1, 200)))
    below = choose.choice((0, 0, 0, 1, 2, choose.randint(0, 10)))
    columns = choose.choice((1, 2, 4, 8, 12, choose.randint(1, 100)))
    floors = [*range(-below, 0), *range(1, above + 1)]
    share = min(1.0, _MOST_UNITS / (len(floors) * columns))
    doors = [None, *(f"{number}号" for number in range(1, choose.randint(1, 6)))]
    taken: set[tuple[int, int]] = set()
    units = []
    for index, floor in enumerate(floors):
        for column in range(columns):
            if (index, column) in taken or choose.random() > share * choose.choice((1, 0.9)):
                continue
            high, wide = _spans(choose, index, column, (len(floors), columns), taken)
            taken |= {(index + up, column + right) for up in range(high) for right in range(wide)}
            units.append((floor, column, high, wide, choose.choice(doors)))
    return Tower(above, below, tuple(units))


def _spans(
    choose: Random,
    index: int,
    column: int,
    size: tuple[int, int],
    taken: set[tuple[int, int]],
) -> tuple[int, int]:
    """The largest of some random spans that stays within the building and covers nobody."""
    high, wide = 1, 1
    if choose.random() < 0.2:
        high = min(choose.randint(1, 4), size[0] - index)
    if choose.random() < 0.2:
        wide = min(choose.choice((2, 3, choose.randint(1, 40))), size[1] - column)
    while any((index + up, column + right) in taken for up in range(high) for right in range(wide)):
        high, wide = max(1, high - 1), max(1, wide - 1)
    return high, wide


def grid(floors: Sequence[int], columns: int, door: str | None = None) -> tuple[Any, ...]:
    """Single units on every floor and column."""
    return tuple((floor, column, 1, 1, door) for floor in floors for column in range(columns))


def home(people: Sequence[Row], episodes: Sequence[Row] = (), floors: int = 3) -> Street:
    """A street with one building of one column; `people` live on floor 1 unless they say."""
    tower = Tower(floors, 0, grid(range(1, floors + 1), 1))
    first = tower.rows()["units"][0]["unit_id"]
    return tiny.street(
        {
            **tower.rows(),
            "residents": [
                {"resident_id": f"R{row:02d}", "unit_id": first, "name": "李明", **one}
                for row, one in enumerate(people)
            ],
            "episodes": [
                {
                    "episode_id": f"P{row:02d}",
                    "resident_id": f"R{row:02d}",
                    "unit_id": first,
                    "rule": "home-14",
                    "anchor_kind": "door",
                    "category": "key",
                    **one,
                }
                for row, one in enumerate(episodes)
            ],
        }
    )
