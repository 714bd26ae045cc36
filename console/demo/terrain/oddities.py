"""Oddities: one compound whose buildings break every habit that a section could count on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

import numpy as np

from console.demo.terrain.homes import WHOLE_HOUSE, WORDED, Homes
from console.demo.terrain.stock import Stock
from console.domain.records import dataclass


@dataclass(slots=True)
class Odd:
    """One odd building being drawn up: its floors, and a row for each unit."""

    floors: int
    below: int = 0
    doors: int = 1
    name: str = ""
    rows: list[tuple[int, int, int, int, int, str, str | None, float, bool]] = field(
        default_factory=list
    )

    def put(
        self,
        floor: int,
        column: int,
        room: str,
        *,
        floors: int = 1,
        columns: int = 1,
        door: int = 0,
        label: str | None = None,
        area: float = 88.0,
        trade: bool = False,
    ) -> None:
        """One unit."""
        self.rows.append(
            (floor, column, floors, columns, door, room, label, area * floors * columns, trade)
        )

    def storey(self, floor: int, columns: int, shown: str, *, per_door: int, label: bool) -> None:
        """A floor of ordinary flats whose rooms begin with `shown`."""
        for column in range(columns):
            door, place = divmod(column, per_door)
            self.put(
                floor, column, f"{shown}{place + 1:02d}", door=door, label=shown if label else None
            )


def _tallest() -> Odd:
    """120 floors, four flats each, technical floors without units, four basements, no 4, 13, 14."""
    odd = Odd(120, 4, 1, "擎天楼")
    for floor in range(1, 121):
        if floor % 15 == 0:
            continue
        shown = _skipping(floor)
        odd.storey(floor, 4, shown, per_door=4, label=shown != str(floor))
    return odd


def _skipping(floor: int) -> str:
    """What a lift without 4, 13, 14, 24 … says at a physical floor."""
    shown = 0
    for _ in range(floor):
        shown += 1
        while shown % 10 == 4 or shown == 13:
            shown += 1
    return str(shown)


def _lettered() -> Odd:
    """Floors 4, 13 and 14 are called 3A, 12A and 12B, a mezzanine M between shops and homes."""
    odd = Odd(18, 1, 2, "无四楼")
    for column in range(4):
        odd.put(1, column, f"底商{column + 1}", door=column // 2, trade=True)
    odd.put(2, 0, "M-A", columns=2, label="M", area=60.0)
    odd.put(2, 2, "M-B", columns=2, door=1, label="M", area=60.0)
    names = {4: "3A", 13: "12A", 14: "12B"}
    for floor in range(3, 19):
        odd.storey(floor, 6, names.get(floor, str(floor)), per_door=3, label=floor in names)
    return odd


def _duplexes() -> Odd:
    """Garden flats that reach below ground, joined flats, duplexes and one of four floors."""
    odd = Odd(7, 1, 3, "复式楼")
    for column in range(6):
        odd.put(-1, column, f"1{column + 1:02d}", floors=2, door=column // 2, label="B1", area=70.0)
    for floor in (2, 3):
        odd.put(floor, 0, f"{floor}01", columns=2, door=0)
        for column in range(2, 6):
            odd.put(floor, column, f"{floor}{column % 2 + 1:02d}", door=column // 2)
    odd.put(4, 0, "401", floors=4, columns=2, door=0)
    for column in range(2, 6):
        odd.put(4, column, f"4{column % 2 + 1:02d}", floors=2, door=column // 2)
        odd.put(6, column, f"6{column % 2 + 1:02d}", floors=2, door=column // 2)
    return odd


def _over_shops() -> Odd:
    """Two floors of shops of every width, homes above."""
    odd = Odd(11, 1, 3, "裙房楼")
    for floor in (1, 2):
        column = 0
        for number, wide in enumerate((4, 1, 2, 1, 1), 1):
            odd.put(floor, column, f"{floor}F-{number}", columns=wide, area=52.0, trade=True)
            column += wide
    for floor in range(3, 12):
        odd.storey(floor, 9, str(floor), per_door=3, label=False)
    return odd


def _basements() -> Odd:
    """Two basements with garages and stores of their own, lettered rooms above."""
    odd = Odd(9, 2, 2, "双地库楼")
    for column in range(12):
        odd.put(
            -2, column, f"库{column + 1:02d}", door=column // 6, label="B2", area=14.0, trade=True
        )
    for column in range(0, 12, 2):
        odd.put(
            -1,
            column,
            f"车{column // 2 + 1}",
            columns=2,
            door=column // 6,
            label="B1",
            area=18.0,
            trade=True,
        )
    for floor in range(1, 10):
        for column in range(6):
            odd.put(
                floor,
                column * 2,
                f"{floor}{'ABC'[column % 3]}",
                columns=2,
                door=column // 3,
                area=46.0,
            )
    return odd


def _long_slab() -> Odd:
    """A slab of twelve doors, forty-eight columns, with a gateway where two floors are missing."""
    odd = Odd(6, 0, 12, "长排楼")
    for floor in range(1, 7):
        for column in range(48):
            if not (floor <= 2 and 20 <= column < 28):
                odd.put(floor, column, f"{floor}{column % 4 + 1:02d}", door=column // 4, area=44.0)
    return odd


def _old_house() -> Odd:
    """A lane house with rooms that have names: front, back, the pavilion room, the loft."""
    odd = Odd(3, 0, 2, "石库门")
    for door in range(2):
        rooms = (("客堂间", "灶披间"), ("前楼", "亭子间"), ("三层阁", "晒台间"))
        for floor, pair in enumerate(rooms, 1):
            for place, room in enumerate(pair):
                odd.put(floor, door * 2 + place, room, door=door, area=22.0)
    return odd


def _villa() -> Odd:
    """One house from the first basement to the roof."""
    odd = Odd(3, 1, 1, "独栋")
    odd.put(-1, 0, "", floors=4, area=96.0)
    return odd


def _empty() -> Odd:
    """A building that has no units yet."""
    return Odd(5, 0, 1, "待交付楼")


ODD_BUILDINGS: tuple[Callable[[], Odd], ...] = (
    _tallest, _lettered, _duplexes, _basements, _over_shops, _long_slab, _old_house, _villa, _empty,
)  # fmt: skip


@dataclass(slots=True)
class Compound:
    """The odd buildings put into a stock: rows of the stock, names by row, units, their words."""

    rows: list[int]
    names: dict[int, str]
    homes: Homes | None
    words: list[str]


def put_in(stock: Stock, kinds: list[str]) -> Compound:
    """Turns buildings of the estate of oddities into odd ones; changes their rows of the stock."""
    if "oddities" not in kinds:
        return Compound([], {}, None, [])
    own = np.flatnonzero((stock.estate == kinds.index("oddities")) & (stock.form != "shop"))
    odd = [draw() for draw in ODD_BUILDINGS][: len(own)]
    rows = _matched(stock, own, odd)
    words: list[str] = []
    parts = []
    for row, one in zip(rows, odd, strict=True):
        _restyle(stock, row, one)
        parts.append(_homes(row, one, words))
    joined = (
        Homes(*(np.concatenate(column) for column in zip(*parts, strict=True))) if parts else None
    )
    return Compound(
        rows, {row: one.name for row, one in zip(rows, odd, strict=True)}, joined, words
    )


def _matched(
    stock: Stock, own: np.ndarray[tuple[int], np.dtype[np.int64]], odd: list[Odd]
) -> list[int]:
    """For each odd building the free building nearest to it in floors."""
    free = [int(row) for row in own]
    rows = []
    for one in odd:
        best = min(
            free,
            key=lambda row: (
                abs(int(stock.floors[row]) - one.floors)
                + 3 * abs(int(stock.doors[row]) - one.doors),
                row,
            ),
        )
        free.remove(best)
        rows.append(best)
    return rows


def _restyle(stock: Stock, row: int, odd: Odd) -> None:
    stock.form[row] = "odd"
    stock.floors[row] = odd.floors
    stock.below[row] = odd.below
    stock.doors[row] = odd.doors
    stock.height[row] = round(odd.floors * 3.2 + 1.2, 1)
    stock.kind[row] = "tower" if odd.floors > 12 else "villa" if odd.name == "独栋" else "slab"


def _homes(
    row: int, odd: Odd, words: list[str]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.generic]], ...]:
    """The columns of Homes, in its order, of one odd building."""
    rooms = [WHOLE_HOUSE if not one[5] else WORDED + _word(words, one[5]) for one in odd.rows]
    labels = [-1 if one[6] is None else _word(words, one[6]) for one in odd.rows]
    count = len(odd.rows)

    def column(place: int, kind: type[np.generic]) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
        return np.array([one[place] for one in odd.rows], kind).reshape(count)

    return (
        np.full(count, row, np.int32),
        column(0, np.int16),
        column(1, np.int16),
        column(2, np.int8),
        column(3, np.int8),
        column(4, np.int16),
        np.array(rooms, np.int32).reshape(count),
        np.array(labels, np.int32).reshape(count),
        column(7, np.float32),
        column(8, np.bool_),
    )


def _word(words: list[str], word: str) -> int:
    if word not in words:
        words.append(word)
    return words.index(word)
