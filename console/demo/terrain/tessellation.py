"""Tessellation: ground shared out among real buildings, so that estates and committees tile it."""

from __future__ import annotations

import numpy as np
import shapely

from console.demo.terrain.ground import Geometries, Geometry
from console.domain.arrays import F64, I64

_APART_M = 5.0
_MANY = 30_000
"""Above so many buildings a building's ground is what is nearest to its middle."""


def gathered(middle: F64, weight: F64, groups: int) -> I64:
    """A group number for each place, int64[n]: halved and halved again across the longer side.

    Groups are compact, hold about the same weight, and number `groups` where there are so many
    places.
    """
    group = np.zeros(len(middle), np.int64)
    pieces = [(np.arange(len(middle)), min(groups, len(middle)))]
    number = 0
    while pieces:
        rows, wanted = pieces.pop()
        if wanted <= 1:
            group[rows] = number
            number += 1
            continue
        axis = int(np.ptp(middle[rows, 1]) > np.ptp(middle[rows, 0]))
        order = rows[np.argsort(middle[rows, axis], kind="stable")]
        first = wanted // 2
        filled = np.cumsum(weight[order])
        cut = int(np.searchsorted(filled, filled[-1] * first / wanted)) + 1
        cut = int(np.clip(cut, first, len(order) - (wanted - first)))
        pieces += [(order[cut:], wanted - first), (order[:cut], first)]
    return group


def shares(shapes: Geometries, group: I64, outline: Geometry) -> Geometries:
    """For each group the ground nearest to its buildings; the shares tile the outline."""
    if int(group.max()) == 0:
        return np.array([outline], object)
    spot, owner = _spots(shapes)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.multipoints(spot), extend_to=shapely.buffer(outline, 50.0), ordered=True
        )
    )
    of_cell = group[owner]
    ground = np.empty(int(group.max()) + 1, object)
    for one in range(len(ground)):
        union = shapely.union_all(cells[of_cell == one], grid_size=0.001)
        ground[one] = _areas(shapely.intersection(union, outline, grid_size=0.001))
    return ground


def _spots(shapes: Geometries) -> tuple[F64, I64]:
    """Places along the outlines of buildings, each once, and the building each belongs to."""
    if len(shapes) > _MANY:
        spot = shapely.get_coordinates(shapely.point_on_surface(shapes))
        owner = np.arange(len(shapes))
    else:
        walls = shapely.segmentize(shapely.simplify(shapely.buffer(shapes, -0.4), 0.3), _APART_M)
        hollow = shapely.is_empty(walls)
        walls[hollow] = shapely.point_on_surface(shapes[hollow])
        spot, owner = shapely.get_coordinates(walls, return_index=True)
    spot, first = np.unique(np.round(spot, 2), axis=0, return_index=True)
    return spot, owner[first]


def _areas(shape: Geometry) -> Geometry:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def plots(ground: Geometries, shapes: Geometries, group: I64, around_m: float) -> Geometries:
    """Each group's estate: its ground near its buildings, clear of the neighbours' ground."""
    near = np.empty(len(ground), object)
    for one in range(len(ground)):
        wide = shapely.buffer(shapely.union_all(shapes[group == one]), around_m, quad_segs=3)
        slim = shapely.buffer(shapely.buffer(wide, around_m * 1.5), -around_m * 1.7, quad_segs=3)
        near[one] = _areas(shapely.intersection(slim, shapely.buffer(ground[one], -0.5)))
        if near[one].is_empty:
            near[one] = ground[one]
    return near
