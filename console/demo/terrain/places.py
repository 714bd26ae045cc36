"""Building places of the site: each estate laid out in its plot, what does not fit left out."""

from __future__ import annotations

import numpy as np
import shapely

from console.demo.options import Stage, generator
from console.demo.terrain.fabric import EAST, HALF_WIDTH_M, NORTH, SOUTH, WEST
from console.demo.terrain.footprints import Places, corners, join
from console.demo.terrain.land import ESTATE, Land
from console.demo.terrain.layouts import Room, Slots, as_arrays, lay_out
from console.demo.terrain.site import Site
from console.domain.arrays import F64
from console.domain.errors import UserError
from console.domain.progress import Step
from console.domain.records import dataclass

_WALL_M = 8.0
"""Free ground between the edge of a block and its first buildings."""


def estate_places(site: Site, land: Land, seed: int, tick: Step) -> Places:
    """Places of the buildings of every estate, none overlapping, all inside their plots.

    UserError when the ground has no room for a single one.
    """
    parts = []
    for plot in np.flatnonzero(land.use == ESTATE):
        estate = int(land.estate[plot])
        tick(0.3 + 0.2 * estate / len(land.kinds))
        rng = generator(seed, Stage.ESTATES, estate)
        axes = _axes(site, int(plot))
        slots = lay_out(land.kinds[estate], axes.room, rng)
        if len(slots):
            parts.append(_on_ground(slots, axes, int(plot)))
    found = fitting(site, join(parts)) if parts else None
    if found is None or not len(found):
        raise UserError("demo.boundary.no_room")
    return found


@dataclass(frozen=True, slots=True)
class Axes:
    """A plot's own axes: its middle, unit vectors along and across its rows, and its room."""

    middle: F64
    along: F64
    across: F64
    room: Room


def _axes(site: Site, plot: int, wall_m: float = _WALL_M) -> Axes:
    face = site.fabric.faces[int(site.face[plot])]
    west, south, east, north = face.box
    inset = [HALF_WIDTH_M[site.fabric.lines[line].kind] + wall_m for line in face.sides]
    west, south = west + inset[WEST], south + inset[SOUTH]
    east, north = east - inset[EAST], north - inset[NORTH]
    u, v = (west + east) / 2, (south + north) / 2
    half_u, half_v = max(east - west, 2.0) / 2, max(north - south, 2.0) / 2
    points = site.bend(
        np.array([(u, v), (u - half_u, v), (u + half_u, v), (u, v - half_v), (u, v + half_v)])
    )
    along, across = points[2] - points[1], points[4] - points[3]
    long_m, high_m = float(np.hypot(*along)), float(np.hypot(*across))
    room = Room(-long_m / 2, -high_m / 2, long_m / 2, high_m / 2)
    return Axes(points[0], along / long_m, across / high_m, room)


def plot_axes(site: Site, plot: int, wall_m: float) -> Axes:
    """The axes of a plot with `wall_m` kept free inside its edges."""
    return _axes(site, plot, wall_m)


def _on_ground(slots: Slots, axes: Axes, plot: int) -> Places:
    one = as_arrays(slots)
    middle = axes.middle + one["x"][:, None] * axes.along + one["y"][:, None] * axes.across
    row_turn = np.arctan2(axes.along[1], axes.along[0])
    side_turn = np.arctan2(axes.across[1], axes.across[0])
    return Places(
        plot=np.full(len(slots), plot, np.int64),
        east=middle[:, 0],
        north=middle[:, 1],
        along=one["along"],
        across=one["across"],
        turn=np.where(one["side"] > 0, side_turn, row_turn),
        form=np.array(slots.form),
        doors=one["doors"].astype(np.int64),
        floors=one["floors"].astype(np.int64),
    )


def place_all(site: Site, plot: int, slots: Slots, wall_m: float) -> Places:
    """The slots of one plot that is no estate, on the ground."""
    return _on_ground(slots, _axes(site, plot, wall_m), plot)


def fitting(site: Site, places: Places) -> Places:
    """The places whose rectangles lie inside their plots and over no earlier one."""
    box = shapely.polygons(corners(places))
    inside = shapely.contains_properly(site.net[places.plot], box)
    places, box = places.only(inside), box[inside]
    tree = shapely.STRtree(box)
    one, other = tree.query(
        shapely.buffer(box, 2.0, cap_style="flat", join_style="mitre"), predicate="intersects"
    )
    later = np.zeros(len(box), bool)
    later[one[(one > other) & (places.plot[one] == places.plot[other])]] = True
    return places.only(~later)
