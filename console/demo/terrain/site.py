"""The site: the outline of the street and the plots of its fabric inside it."""

from __future__ import annotations

from dataclasses import field

import numpy as np
import shapely

from console.demo.options import Scale, Stage, generator
from console.demo.terrain.fabric import Fabric, Rings, line_on_ground, net_block, weave
from console.demo.terrain.ground import Bend, Geometries, Geometry, Tangent, draw_bend
from console.domain.arrays import F64, I64
from console.domain.records import dataclass

HUAMU = Tangent(121.5495, 31.2135)
_CELLS_ABOVE_M2 = 3.0e6
"""A larger street is cut out along half superblocks, a smaller one along single faces."""

_VERGE_M = 11.0
"""How far blocks keep from a given outline."""


@dataclass(slots=True)
class Site:
    """A street's ground in metres: outline, and a row for each face (plot) inside it.

    creek   a wandering water that keeps to no line of the fabric (may be empty);
    whole   polygons that tile the outline; net  the same without roads and banks (may be empty);
    face    int64[n] row of the fabric's face; cell, block int64[n] what it was split from.
    """

    tangent: Tangent
    fabric: Fabric
    bend: Bend
    outline: Geometry
    creek: Geometry
    whole: Geometries
    net: Geometries
    face: I64
    cell: I64
    block: I64
    reached: Geometry | None = None
    courses: dict[tuple[int, float], Geometry] = field(default_factory=dict)

    def road(self, line: int, offset_m: float = 0.0) -> Geometry:
        """The part of a line of the fabric inside the outline."""
        import shapely

        if (line, offset_m) not in self.courses:
            course = line_on_ground(self.fabric.lines[line], self.bend, offset_m)
            within = shapely.contains(self._inside_or_on, course)
            cut = course if within else shapely.intersection(course, self._inside_or_on)
            self.courses[line, offset_m] = cut
        return self.courses[line, offset_m]

    @property
    def _inside_or_on(self) -> Geometry:
        """The outline and a hand's breadth more, for roads that run along it."""
        if self.reached is None:
            self.reached = shapely.buffer(self.outline, 2.0)
            shapely.prepare(self.reached)
        return self.reached


def own_site(scale: Scale, seed: int) -> Site:
    """A site with an outline of its own along roads and canals, of the scale's area."""
    rng = generator(seed, Stage.FABRIC)
    reach = float(np.sqrt(scale.area_m2 / np.pi) * 1.45 + 1000.0)
    fabric = weave(reach, reach, rng)
    chosen = _inside_blob(fabric, scale, rng)
    bend = draw_bend(rng)
    outline = _outline(fabric, chosen, bend, scale)
    by = float(np.sqrt(scale.area_m2 / outline.area))
    if 0.8 < by < 1.25:
        bend = bend.scaled(by)
        outline = shapely.transform(outline, lambda xy: np.round(xy * by, 2))
    return _cut(HUAMU, fabric, bend, outline, _creek(outline, scale, rng))


def given_site(outline: Geometry, tangent: Tangent, seed: int) -> Site:
    """A site inside a given outline (metres around `tangent`)."""
    rng = generator(seed, Stage.FABRIC)
    west, south, east, north = outline.bounds
    reach = float(np.hypot(east - west, north - south) / 2 + 900.0)
    fabric = weave(reach, reach, rng)
    bend = draw_bend(rng)
    middle = np.array([[(west + east) / 2, (south + north) / 2]])
    moved = _Moved(bend.angle, bend.scale, bend.waves, float(middle[0, 0]), float(middle[0, 1]))
    return _cut(tangent, fabric, moved, outline, _no_water())


@dataclass(frozen=True, slots=True)
class _Moved(Bend):
    """A bend around a point other than the origin."""

    east: float = 0.0
    north: float = 0.0

    def __call__(self, straight: F64) -> F64:
        around: F64 = Bend.__call__(self, straight) + np.array((self.east, self.north))
        return np.round(around, 3)


def _inside_blob(fabric: Fabric, scale: Scale, rng: np.random.Generator) -> I64:
    """Rows of the faces that make an organic shape of about the wanted area."""
    faces = fabric.faces
    area = np.array([face.area for face in faces])
    centre = np.array([face.centre for face in faces])
    whole_cells = scale.area_m2 > _CELLS_ABOVE_M2
    part = np.array([face.cell for face in faces]) if whole_cells else np.arange(len(faces))
    part_area = np.bincount(part, area)
    part_centre = np.column_stack(
        [np.bincount(part, area * centre[:, axis]) / part_area for axis in (0, 1)]
    )
    distance = _blob_distance(part_centre, rng)
    order = np.argsort(distance, kind="stable")
    filled = np.cumsum(part_area[order])
    count = 1 + int(np.argmin(np.abs(filled - scale.area_m2)))
    count = max(count, min(scale.estates + 1, len(order)) if not whole_cells else 1)
    inside = np.zeros(len(part_area), bool)
    inside[order[:count]] = True
    return np.flatnonzero(inside[part])


def _blob_distance(centre: F64, rng: np.random.Generator) -> F64:
    """Distance from the origin, float64[n], measured by a blob leaning to the north-east."""
    bearing = np.arctan2(centre[:, 1], centre[:, 0])
    radius = 1.0 + 0.16 * np.cos(2 * (bearing - np.radians(38)))
    for wave in (3, 4, 5):
        radius += rng.uniform(0.03, 0.07) * np.cos(wave * bearing + rng.uniform(0, 2 * np.pi))
    distance: F64 = np.hypot(centre[:, 0], centre[:, 1]) / radius
    return distance


def _outline(fabric: Fabric, chosen: I64, bend: Bend, scale: Scale) -> Geometry:
    """The largest piece the chosen faces make, jags cut and notches filled, without holes."""
    rings = Rings(fabric, bend)
    union = shapely.union_all([shapely.Polygon(rings.ring(fabric.faces[row])) for row in chosen])
    if scale.area_m2 > _CELLS_ABOVE_M2:
        union = shapely.buffer(shapely.buffer(union, 260.0, quad_segs=2), -260.0, quad_segs=2)
        union = shapely.segmentize(shapely.simplify(union, 230.0), 60.0)
        union = shapely.transform(union, _wander)
        union = shapely.buffer(shapely.buffer(union, -90.0), 90.0, quad_segs=5)
        union = shapely.simplify(union, 3.0)
    largest = max(shapely.get_parts(union), key=shapely.area)
    return shapely.Polygon(largest.exterior)


def _wander(ground: F64) -> F64:
    """The ground points moved by some tens of metres, as a border along old creeks wanders."""
    east, north = ground[:, 0], ground[:, 1]
    return np.column_stack(
        (
            east + 34.0 * np.sin(north / 240.0) + 20.0 * np.sin(north / 105.0 + east / 390.0),
            north + 34.0 * np.sin(east / 270.0) + 20.0 * np.sin(east / 120.0 - north / 410.0),
        )
    )


def _no_water() -> Geometry:

    return shapely.Polygon()


def _creek(outline: Geometry, scale: Scale, rng: np.random.Generator) -> Geometry:
    """A creek that wanders from the west of the outline to its east; none in a small street."""
    if scale.area_m2 < _CELLS_ABOVE_M2:
        return _no_water()
    west, south, east, north = outline.bounds
    along = np.linspace(west - 200.0, east + 200.0, 220)
    swing = np.zeros(len(along))
    for length, reach in ((3900.0, 230.0), (1700.0, 105.0), (820.0, 38.0)):
        swing += reach * np.sin(2 * np.pi * along / length + rng.uniform(0, 2 * np.pi))
    at = south + (north - south) * rng.uniform(0.28, 0.36)
    course = shapely.LineString(np.column_stack((along, at + swing - 0.12 * along)))
    return shapely.buffer(course, float(rng.uniform(10.0, 14.0)), quad_segs=4)


_BANK_M = 13.0


def _cut(tangent: Tangent, fabric: Fabric, bend: Bend, outline: Geometry, creek: Geometry) -> Site:

    rings = Rings(fabric, bend)
    shapely.prepare(outline)
    around = _around(fabric, bend, outline)
    whole = np.full(len(fabric.faces), shapely.Polygon(), object)
    for row in around:
        whole[row] = shapely.Polygon(rings.ring(fabric.faces[row]))
    near = around[shapely.intersects(outline, whole[around])]
    touching = near[~shapely.contains(outline, whole[near])]
    whole[touching] = shapely.intersection(whole[touching], outline)
    rows = near[shapely.area(whole[near]) > 1.0]
    net = np.array([net_block(fabric, fabric.faces[row], bend) for row in rows], object)
    net = shapely.intersection(net, shapely.buffer(outline, -_VERGE_M, quad_segs=4))
    net = shapely.difference(net, shapely.buffer(creek, _BANK_M, quad_segs=4))
    return Site(
        tangent=tangent,
        fabric=fabric,
        bend=bend,
        outline=outline,
        creek=shapely.intersection(creek, outline),
        whole=np.array([_areas_only(one) for one in whole[rows]], object),
        net=np.array([_largest(one) for one in net], object),
        face=rows,
        cell=np.array([fabric.faces[row].cell for row in rows], np.int64),
        block=np.array([fabric.faces[row].block for row in rows], np.int64),
    )


_FACE_M = 900.0
"""No face reaches further from its middle."""


def _around(fabric: Fabric, bend: Bend, outline: Geometry) -> I64:
    """Rows of the faces that may touch the outline."""
    middle = bend(np.array([face.centre for face in fabric.faces]))
    west, south, east, north = outline.bounds
    low, high = np.array((west, south)) - _FACE_M, np.array((east, north)) + _FACE_M
    return np.flatnonzero(((middle > low) & (middle < high)).all(axis=1))


def _areas_only(shape: Geometry) -> Geometry:
    """The polygons of a geometry, lines and points left away."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts) if parts else shapely.Polygon()


def _largest(shape: Geometry) -> Geometry:

    if shape.geom_type == "Polygon":
        return shape
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return max(parts, key=shapely.area) if parts else shapely.Polygon()
