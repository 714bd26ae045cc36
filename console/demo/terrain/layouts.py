"""Layouts: where the buildings of an estate stand, in metres around its middle, facing south."""

from __future__ import annotations

from dataclasses import field

import numpy as np

from console.domain.arrays import F64
from console.domain.records import dataclass

SLAB, TOWER, POINT, VILLA, TERRACE, LANE, SHOP, MID = (
    "slab", "tower", "point", "villa", "terrace", "lane", "shop", "mid",
)  # fmt: skip
"""Forms: tower is a tall slab with two stairs, point a tower with one, mid has 8 to 12 floors."""


@dataclass(slots=True)
class Slots:
    """Places for buildings in one estate: middle, size along and across the row, form, doors.

    `side` is True for a building whose long side runs north to south (doors to the west).
    """

    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    along: list[float] = field(default_factory=list)
    across: list[float] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    doors: list[int] = field(default_factory=list)
    floors: list[int] = field(default_factory=list)
    side: list[bool] = field(default_factory=list)

    def add(
        self,
        x: float,
        y: float,
        along: float,
        across: float,
        form: str,
        doors: int,
        floors: int,
        *,
        side: bool = False,
    ) -> None:
        """One more place."""
        self.x.append(x)
        self.y.append(y)
        self.along.append(along)
        self.across.append(across)
        self.form.append(form)
        self.doors.append(doors)
        self.floors.append(floors)
        self.side.append(side)

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle to fill: half width and half height of the block, clear of walls."""

    west: float
    south: float
    east: float
    north: float

    def shrunk(self, west: float, south: float, east: float, north: float) -> Room:
        """The same less a strip on each side."""
        return Room(self.west + west, self.south + south, self.east - east, self.north - north)

    @property
    def width(self) -> float:
        """Metres from west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Metres from south to north."""
        return self.north - self.south


def lay_out(kind: str, room: Room, rng: np.random.Generator) -> Slots:
    """The building places of an estate of a kind; garden and paths are what stays free."""
    slots = Slots()
    _LAYOUTS[kind](slots, room, rng)
    return slots


def _slab(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    inner = _street_fronts(slots, room, rng, float(rng.choice([0.0, 0.2, 0.4])))
    _slab_rows(slots, inner, rng, float(rng.choice([6, 6, 6, 5, 7, 4])), _garden(inner, rng))


def _slab_rows(
    slots: Slots, room: Room, rng: np.random.Generator, floors: float, garden: Room | None
) -> None:
    """Rows of slabs of two to five doors, a path through the middle, sun between the rows."""
    stair_m = float(rng.uniform(10.8, 16.4))
    depth = float(rng.uniform(10.8, 14.2))
    pitch = depth + 3.0 * floors * float(rng.uniform(1.18, 1.62)) + 2.0
    path = float(rng.uniform(-0.12, 0.12)) * room.width
    rows = max(1, int((room.height - depth) // pitch) + 1)
    spare = room.height - depth - (rows - 1) * pitch
    step = pitch + (min(spare / (rows - 1), 5.0) if rows > 1 else 0.0)
    y = room.south + depth / 2 + max(0.0, room.height - depth - (rows - 1) * step) / 2
    for _ in range(rows):
        for west, east in ((room.west, path - 6.0), (path + 6.0, room.east)):
            _slab_run(slots, west, east, y, (stair_m, depth, floors), garden, rng)
        y += step


def _slab_run(
    slots: Slots,
    west: float,
    east: float,
    y: float,
    shape: tuple[float, float, float],
    garden: Room | None,
    rng: np.random.Generator,
) -> None:
    stair_m, depth, floors = shape
    x = west
    placed: list[tuple[float, int]] = []
    while True:
        doors = int(rng.choice([1, 2, 3, 4, 5, 6], p=[0.10, 0.22, 0.30, 0.21, 0.11, 0.06]))
        while doors > 1 and x + doors * stair_m > east:
            doors -= 1
        if x + doors * stair_m > east:
            break
        placed.append((x + doors * stair_m / 2, doors))
        x += doors * stair_m + float(rng.uniform(9.0, 17.0))
    slack = east - (placed[-1][0] + placed[-1][1] * stair_m / 2) if placed else 0.0
    for order, (middle, doors) in enumerate(placed):
        at = middle + slack * (order + 0.5) / len(placed)
        if garden is None or not _inside(garden, at, y):
            height = int(floors) - int(rng.random() < 0.07)
            slots.add(at, y, doors * stair_m - 0.4, depth, SLAB, doors, max(4, height))


def _garden(room: Room, rng: np.random.Generator) -> Room | None:
    """A garden in the middle of a large estate."""
    if min(room.width, room.height) < 170.0 or rng.random() < 0.25:
        return None
    x = float(rng.uniform(-0.15, 0.15)) * room.width
    y = float(rng.uniform(-0.15, 0.15)) * room.height
    half_w, half_h = room.width * 0.18, room.height * 0.16
    return Room(x - half_w, y - half_h, x + half_w, y + half_h)


def _inside(room: Room, x: float, y: float) -> bool:
    return room.west < x < room.east and room.south < y < room.north


def _street_fronts(slots: Slots, room: Room, rng: np.random.Generator, chance: float) -> Room:
    """Shop-houses of one or two floors along some of the four streets; the room left inside."""
    deep = float(rng.uniform(8.5, 11.5))
    taken = [0.0, 0.0, 0.0, 0.0]
    for side in range(4):
        long = room.height if side in (0, 2) else room.width
        if rng.random() > chance or long < 90.0:
            continue
        taken[side] = deep + 9.0
        _front(slots, room, side, deep, rng, SHOP, (1, 3))
    return room.shrunk(taken[0], taken[1], taken[2], taken[3])


def _front(
    slots: Slots,
    room: Room,
    side: int,
    deep: float,
    rng: np.random.Generator,
    form: str,
    floors: tuple[int, int],
) -> None:
    """A row of shop-houses along side 0 west, 1 south, 2 east, 3 north, clear of the corners."""
    low, high = (room.south, room.north) if side in (0, 2) else (room.west, room.east)
    at = (room.west + deep / 2, room.south + deep / 2, room.east - deep / 2, room.north - deep / 2)[
        side
    ]
    corner = deep + 6.0 if side in (0, 2) else 0.0
    place = low + corner + float(rng.uniform(0, 8))
    while True:
        bays = int(rng.integers(4, 13))
        long = bays * float(rng.uniform(4.0, 5.0))
        if place + long > high - corner:
            return
        middle = place + long / 2
        x, y = (at, middle) if side in (0, 2) else (middle, at)
        height = int(rng.integers(floors[0], floors[1]))
        slots.add(x, y, long, deep, form, bays, height, side=side in (0, 2))
        place += long + float(rng.choice([4.0, 10.0, 22.0]))


def _tower(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Points and tall slabs, staggered around lawns; sometimes shops at the street."""
    inner = _street_fronts(slots, room, rng, 0.12)
    tall = int(rng.choice([14, 16, 17, 18, 18, 18, 18, 20, 24, 28, 32, 33, 34]))
    _tower_rows(slots, inner, rng, tall)


def _tower_rows(slots: Slots, room: Room, rng: np.random.Generator, tall: int) -> None:
    low = tall <= 20 and rng.random() < 0.75
    pitch_y = float(rng.uniform(46, 56)) + tall * 0.5
    rows = max(1, int((room.height - 16.0) // pitch_y) + 1)
    step = (room.height - 18.0) / max(rows - 1, 1) if rows > 1 else 0.0
    for row in range(rows):
        y = (
            room.south + 9.0 + row * min(step, pitch_y * 1.35)
            if rows > 1
            else (room.south + room.north) / 2
        )
        x = room.west + (float(rng.uniform(0, 8)) if row % 2 else float(rng.uniform(10, 24)))
        while True:
            form = MID if low and row in (0, 2) else str(rng.choice([POINT, POINT, TOWER]))
            along, across, doors = _tower_size(form, rng)
            if x + along > room.east:
                break
            height = int(rng.integers(8, 13)) if form == MID else tall - int(rng.integers(0, 3))
            slots.add(x + along / 2, y, along, across, form, doors, height)
            x += along + float(rng.uniform(20, 32))


def _tower_size(form: str, rng: np.random.Generator) -> tuple[float, float, int]:
    if form == POINT:
        return float(rng.uniform(22, 34)), float(rng.uniform(17, 24)), 1
    doors = int(rng.integers(2, 4)) if form == MID else 2
    return doors * float(rng.uniform(17.0, 22.0)), float(rng.uniform(12.5, 15.5)), doors


def _villa(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Rows of detached houses, twins and terraces along lanes that swing a little."""
    pitch = float(rng.uniform(29, 38))
    terraces = float(rng.uniform(0.05, 0.3))
    garden = _garden(room, rng)
    rows = int(room.height // pitch)
    swing = float(rng.uniform(1.0, 3.5))
    turn = float(rng.uniform(0, 6.28))
    for row in range(rows):
        y = room.south + (row + 0.5) * room.height / rows
        x = room.west + float(rng.uniform(0, 7))
        while True:
            houses = (
                int(rng.integers(3, 7)) if rng.random() < terraces else int(rng.choice([1, 1, 2]))
            )
            along = (
                houses * float(rng.uniform(6.6, 7.8))
                if houses > 1
                else float(rng.uniform(11.5, 17))
            )
            if x + along > room.east:
                break
            across = float(rng.uniform(10.5, 14.0))
            at = y + swing * float(np.sin(turn + x / 45.0))
            if garden is None or not _inside(garden, x + along / 2, at):
                form = VILLA if houses == 1 else TERRACE
                slots.add(
                    x + along / 2, at, along, across, form, houses, int(rng.choice([2, 3, 3, 3]))
                )
            x += along + float(rng.uniform(8.0, 14.0))


def _lane(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Old rows of one to three floors, close together, a main lane through the middle."""
    inner = _street_fronts(slots, room, rng, 0.15)
    depth = float(rng.uniform(7.5, 9.8))
    pitch = depth + float(rng.uniform(5.5, 8.0))
    floors = int(rng.choice([2, 2, 2, 3]))
    rows = int((inner.height - depth) // pitch) + 1
    lane = float(rng.uniform(-0.15, 0.15)) * inner.width
    for row in range(rows):
        y = inner.south + depth / 2 + row * pitch
        for west, east in ((inner.west, lane - 3.5), (lane + 3.5, inner.east)):
            x = west + float(rng.uniform(0, 9))
            while True:
                doors = int(rng.choice([1, 2, 2, 3, 3, 4, 5, 7]))
                along = doors * float(rng.uniform(5.6, 7.4))
                if x + along > east:
                    break
                height = floors if rng.random() < 0.72 else max(1, floors - 1)
                if rng.random() < 0.92:
                    slots.add(x + along / 2, y, along, depth, LANE, doors, height)
                x += along + float(rng.choice([2.8, 3.6, 6.5]))


def _shophouse(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Shop-houses of two to four floors round the edge, small slabs inside."""
    deep = float(rng.uniform(10.0, 12.5))
    for side in range(4):
        _front(slots, room, side, deep, rng, SHOP, (2, 5))
    inner = room.shrunk(deep + 12.0, deep + 12.0, deep + 12.0, deep + 12.0)
    if min(inner.width, inner.height) > 40.0:
        _slab_rows(slots, inner, rng, 5.0, None)


def _mixed(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Slabs to the south, towers to the north, where they shade nobody."""
    inner = _street_fronts(slots, room, rng, 0.15)
    cut = inner.south + inner.height * float(rng.uniform(0.45, 0.6))
    _slab_rows(slots, Room(inner.west, inner.south, inner.east, cut - 14.0), rng, 6.0, None)
    tall = int(rng.choice([11, 12, 14, 18, 18, 24]))
    _tower_rows(slots, Room(inner.west, cut + 14.0, inner.east, inner.north), rng, tall)


def _oddities(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """A few slabs; the odd buildings take the first places of the northern rows."""
    _mixed(slots, room, rng)


_LAYOUTS = {
    "slab": _slab,
    "tower": _tower,
    "villa": _villa,
    "lane": _lane,
    "shophouse": _shophouse,
    "mixed": _mixed,
    "oddities": _oddities,
}


def as_arrays(slots: Slots) -> dict[str, F64]:
    """The numbers of the places as float64[n] columns."""
    return {
        name: np.array(getattr(slots, name), np.float64)
        for name in ("x", "y", "along", "across", "doors", "floors", "side")
    }
