"""The basemap: boundary, roads, water, green, metro and landmarks of a laid-out site, in metres."""

from __future__ import annotations

from dataclasses import field

import numpy as np
import shapely

from console.demo.options import Stage, generator
from console.demo.terrain import land as uses
from console.demo.terrain.fabric import HALF_WIDTH_M, WATER_HALF_M, Line, band_on_ground
from console.demo.terrain.ground import Geometry
from console.demo.terrain.land import Land
from console.demo.terrain.roads import Roads, place_words
from console.demo.terrain.site import Site
from console.domain.records import dataclass


@dataclass(slots=True)
class Features:
    """Features of the basemap: layer, class, name ("" for none) and shape of each."""

    layer: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    shape: list[Geometry] = field(default_factory=list)

    def add(self, layer: str, kind: str, name: str, shape: Geometry) -> None:
        """One more feature, unless its shape is empty."""
        if not shape.is_empty:
            self.layer.append(layer)
            self.kind.append(kind)
            self.name.append(name)
            self.shape.append(shape)

    def of(self, layer: str, kind: str | None = None) -> list[int]:
        """Rows of a layer, of one class when given."""
        rows = zip(self.layer, self.kind, strict=True)
        return [row for row, (of, is_) in enumerate(rows) if of == layer and kind in (None, is_)]


def draw(site: Site, land: Land, roads: Roads, street_name: str, seed: int) -> Features:
    """The basemap of a site."""
    features = Features()
    features.add("boundary", "street", street_name, site.outline)
    parks = _parks(site, land)
    used = sorted({line for row in site.face for line in site.fabric.faces[int(row)].sides})
    _roads(features, site, roads, used, parks)
    _waters(features, site, roads, used)
    _parks_drawn(features, parks, generator(seed, Stage.POINTS, 1))
    _greens(features, site, land)
    _grounds(features, site, land, roads)
    _metro(features, site, roads, used)
    return features


def _parks(site: Site, land: Land) -> list[Geometry]:
    """Each park as one piece, clear of the roads around it."""
    rows = np.flatnonzero(land.use == uses.PARK)
    if not len(rows):
        return []
    ground = shapely.buffer(shapely.union_all(site.whole[rows]), -24.0, quad_segs=4)
    ground = shapely.difference(ground, shapely.buffer(site.creek, 4.0))
    return [part for part in shapely.get_parts(ground) if part.area > 2e4]


def _roads(
    features: Features, site: Site, roads: Roads, used: list[int], parks: list[Geometry]
) -> None:
    """Roads inside the outline, none through a park."""
    closed = shapely.buffer(shapely.union_all(parks), -3.0) if parks else shapely.Polygon()
    shapely.prepare(closed)
    for number in used:
        line = site.fabric.lines[number]
        if line.is_water:
            continue
        course = site.road(number)
        if shapely.intersects(closed, course):
            course = shapely.difference(course, closed)
        features.add("road", line.kind, roads.names[number], _long_parts(course))


def _long_parts(course: Geometry) -> Geometry:
    """The line without scraps a few metres long."""
    parts = [
        part
        for part in shapely.get_parts(course)
        if part.geom_type == "LineString" and part.length > 25.0
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiLineString(parts)


def _waters(features: Features, site: Site, roads: Roads, used: list[int]) -> None:
    for number in used:
        line = site.fabric.lines[number]
        if not line.is_water:
            continue
        half = WATER_HALF_M[line.kind]
        features.add("water", line.kind, roads.names[number], _inside(site, line, -half, half))
        bank = HALF_WIDTH_M[line.kind] - 3.0
        for low, high in ((-bank, -half), (half, bank)):
            strip = shapely.difference(_inside(site, line, low, high), site.creek)
            features.add("green", "bank", "", strip)
    if not site.creek.is_empty:
        features.add("water", "creek", "白莲泾", site.creek)
        features.add("green", "bank", "", _creek_banks(site, used))


def _creek_banks(site: Site, used: list[int]) -> Geometry:
    """The free ground along the creek, roads left open."""
    beside = shapely.intersects(site.whole, shapely.buffer(site.creek, 20.0))
    ground = shapely.union_all(site.whole[beside])
    shapely.prepare(ground)
    paved = [
        shapely.buffer(site.road(number), HALF_WIDTH_M[site.fabric.lines[number].kind] - 3.0)
        for number in used
        if shapely.intersects(ground, site.road(number))
    ]
    taken = shapely.union_all([site.creek, *paved, *site.net[beside]])
    parts = shapely.get_parts(shapely.buffer(shapely.difference(ground, taken), -1.0))
    return shapely.MultiPolygon([part for part in parts if part.area > 60.0])


def _inside(site: Site, line: Line, low: float, high: float) -> Geometry:
    return shapely.intersection(band_on_ground(line, site.bend, low, high), site.outline)


def _parks_drawn(features: Features, parks: list[Geometry], rng: np.random.Generator) -> None:
    """Parks with a lake, a ring path and its name."""
    for number, park in enumerate(sorted(parks, key=lambda one: -one.area)):
        name = "世纪花园" if number == 0 else ""
        features.add("green", "park", name, park)
        if park.area < 1e5:
            continue
        lake = _lake(park, rng)
        features.add("water", "lake", "镜天湖" if number == 0 else "", lake)
        ring = shapely.buffer(shapely.buffer(park, -75.0), -20.0).buffer(20.0)
        for part in shapely.get_parts(ring):
            features.add("road", "path", "", shapely.LineString(part.exterior.coords))
        features.add(
            "road", "path", "", shapely.LineString(shapely.buffer(lake, 18.0).exterior.coords)
        )


def _lake(park: Geometry, rng: np.random.Generator) -> Geometry:
    """A lake of some bays near the middle of a park."""
    middle = shapely.get_coordinates(shapely.point_on_surface(park))[0]
    reach = float(np.sqrt(park.area)) * 0.15
    bays = [
        shapely.Point(*(middle + rng.normal(0, reach * 0.55, 2))).buffer(
            reach * rng.uniform(0.45, 0.8)
        )
        for _ in range(5)
    ]
    whole = shapely.union_all([shapely.Point(*middle).buffer(reach * 0.8), *bays])
    whole = shapely.buffer(shapely.buffer(whole, 40.0), -40.0)
    whole = shapely.intersection(whole, shapely.buffer(park, -60.0))
    lake = max(shapely.get_parts(whole), key=shapely.area)
    return shapely.simplify(shapely.Polygon(lake.exterior), 1.5)


def _greens(features: Features, site: Site, land: Land) -> None:
    """Pocket parks, verges, and sports grounds of schools."""
    for plot in range(len(site.face)):
        net, use = site.net[plot], str(land.use[plot])
        if use == uses.POCKET and net.area > 400.0:
            features.add("green", "pocket", "", net)
        elif use == uses.VERGE and net.area > 100.0:
            features.add("green", "verge", "", net)
        elif use == uses.SCHOOL:
            features.add("green", "pitch", "", _pitch(net))


def _pitch(net: Geometry) -> Geometry:
    """An oval running track in the south of a plot, where it fits."""
    west, south, east, north = net.bounds
    middle = shapely.LineString(
        [
            ((west * 3 + east) / 4 + 8, south + (north - south) * 0.3),
            ((west + east * 3) / 4 - 8, south + (north - south) * 0.34),
        ]
    )
    oval = shapely.buffer(middle, min(30.0, (north - south) * 0.16))
    return shapely.intersection(oval, shapely.buffer(net, -8.0))


_GROUND_NAMES = {
    uses.SCHOOL: "schools",
    uses.OFFICE: "offices",
    uses.MALL: "malls",
    uses.HALLS: "halls",
    uses.HOSPITAL: "hospitals",
    uses.WORKS: "works",
}


def ground_name(land: Land, roads: Roads, plot: int) -> str:
    """What a plot that is no estate is called, after its road; "" when it has no name."""
    use = str(land.use[plot])
    if use not in _GROUND_NAMES:
        return ""
    endings = place_words()[_GROUND_NAMES[use]]
    road = roads.address(plot)[0]
    return f"{road.removesuffix('路').removesuffix('街')}{endings[plot % len(endings)]}"


def _grounds(features: Features, site: Site, land: Land, roads: Roads) -> None:
    """Grounds of schools, offices, halls and the like; large halls are named once."""
    halls = np.flatnonzero(land.use == uses.HALLS)
    for plot in np.flatnonzero(np.isin(land.use, [*_GROUND_NAMES, uses.COURT])):
        name = ground_name(land, roads, int(plot))
        if land.use[plot] == uses.HALLS and plot != halls[0]:
            name = ""
        features.add("landmark", str(land.use[plot]), name, site.net[plot])


_STATION_APART_M = 700.0


def _metro(features: Features, site: Site, roads: Roads, used: list[int]) -> None:
    """Metro lines under main roads, with stations where they cross others."""
    main = [n for n in used if site.fabric.lines[n].kind in ("primary", "expressway")]
    long = [n for n in main if site.road(n).length > 900.0]
    middle = shapely.get_coordinates(site.outline.centroid)[0]
    named: set[str] = set()
    for order, axis in enumerate((1, 0, 1, 0)):
        here = [n for n in long if site.fabric.lines[n].axis == axis]
        here.sort(key=lambda n: (site.road(n).distance(shapely.Point(*middle)), n))
        if len(here) <= order // 2:
            continue
        number = here[order // 2]
        course = _long_parts(site.road(number, 5.0))
        features.add("rail", "metro", f"地铁{(2, 7, 18, 16)[order]}号线", course)
        crossing = [n for n in long if site.fabric.lines[n].axis != axis]
        crossing += [
            n
            for n in used
            if site.fabric.lines[n].kind == "secondary" and site.fabric.lines[n].axis != axis
        ]
        _stations(features, site, roads, course, crossing, named)


def _stations(
    features: Features,
    site: Site,
    roads: Roads,
    course: Geometry,
    crossing: list[int],
    named: set[str],
) -> None:
    placed = [features.shape[row] for row in features.of("landmark", "station")]
    for number in crossing:
        for at in shapely.get_parts(shapely.intersection(course, site.road(number))):
            name = f"{roads.names[number]}站"
            near = any(at.distance(one) < _STATION_APART_M for one in placed)
            if at.geom_type != "Point" or near or name in named or not roads.names[number]:
                continue
            named.add(name)
            placed.append(at)
            features.add("landmark", "station", name, at)
