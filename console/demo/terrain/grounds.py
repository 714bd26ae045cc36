"""Grounds: buildings on plots that are no estates: schools, offices, halls, works, hospitals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from console.demo.options import Stage, generator
from console.demo.terrain import land as uses
from console.demo.terrain.footprints import Places, join
from console.demo.terrain.land import Land
from console.demo.terrain.layouts import Room, Slots
from console.demo.terrain.places import fitting, place_all, plot_axes
from console.demo.terrain.site import Site

_WALL_M = 14.0

Draw = Callable[[Slots, Room, np.random.Generator], None]


def ground_places(site: Site, land: Land, seed: int) -> Places | None:
    """Places of the buildings outside estates, their form the use of the land; None for none."""
    parts = []
    for plot in np.flatnonzero(np.isin(land.use, list(_LAYOUTS))):
        rng = generator(seed, Stage.BUILDINGS, int(plot))
        slots = Slots()
        _LAYOUTS[str(land.use[plot])](slots, plot_axes(site, int(plot), _WALL_M).room, rng)
        if len(slots):
            parts.append(place_all(site, int(plot), slots, _WALL_M))
    return fitting(site, join(parts)) if parts else None


def _school(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Teaching blocks to the north, a gym, the sports ground left free to the south."""
    long = min(room.width * 0.7, 78.0)
    for row in range(1 + int(room.height > 120)):
        y = room.north - 9.0 - row * 34.0
        slots.add(room.west + long / 2 + 4.0, y, long, 13.0, "school", 2, int(rng.integers(3, 6)))
    slots.add(room.east - 14.0, room.north - 14.0, 24.0, 26.0, "school", 1, 2)


def _office(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Office towers in a loose grid."""
    across = max(1, int(room.width // 72.0))
    along = max(1, int(room.height // 74.0))
    tall = int(rng.choice([6, 9, 12, 18, 24, 30]))
    for column in range(across):
        for row in range(along):
            if rng.random() < 0.18 and across * along > 1:
                continue
            x = room.west + (column + 0.5) * room.width / across
            y = room.south + (row + 0.5) * room.height / along
            size = float(rng.uniform(30, 46))
            floors = max(3, tall + int(rng.integers(-4, 5)))
            slots.add(x, y, size, float(rng.uniform(26, 38)), "office", 1, floors)


def _mall(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """One large house of shops."""
    slots.add(
        *(0.0, 0.0, room.width * 0.72, room.height * 0.66),
        *("mall", 1, int(rng.integers(4, 8))),
    )


def _halls(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Exhibition halls side by side."""
    halls = max(1, int(room.width // 84.0))
    wide = room.width / halls - 18.0
    for hall in range(halls):
        x = room.west + (hall + 0.5) * room.width / halls
        slots.add(x, 0.0, wide, room.height * 0.86, "hall", 1, 2)


def _works(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Sheds and workshops in rows."""
    y = room.south + 16.0
    while y + 16.0 < room.north:
        x = room.west
        while True:
            long = float(rng.uniform(44, 90))
            if x + long > room.east:
                break
            if rng.random() < 0.8:
                slots.add(x + long / 2, y, long, 26.0, "works", 1, int(rng.integers(1, 4)))
            x += long + 16.0
        y += 54.0


def _hospital(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """A ward block, an outpatient block and a low annex."""
    long = min(room.width * 0.75, 90.0)
    slots.add(0.0, room.north - 14.0, long, 19.0, "hospital", 1, int(rng.integers(9, 17)))
    slots.add(0.0, room.north - 58.0, long * 0.8, 24.0, "hospital", 1, 5)


def _court(slots: Slots, room: Room, rng: np.random.Generator) -> None:
    """Two low office houses around a yard."""
    slots.add(0.0, room.north - 12.0, min(room.width * 0.6, 54.0), 14.0, "office", 1, 4)
    slots.add(
        0.0,
        room.north - 52.0,
        min(room.width * 0.5, 40.0),
        12.0,
        "office",
        1,
        int(rng.integers(2, 5)),
    )


_LAYOUTS: dict[str, Draw] = {
    uses.SCHOOL: _school,
    uses.OFFICE: _office,
    uses.MALL: _mall,
    uses.HALLS: _halls,
    uses.WORKS: _works,
    uses.HOSPITAL: _hospital,
    uses.COURT: _court,
}
