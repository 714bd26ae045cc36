"""Points: what the street looks after, from storm drains to canteens, as facilities."""

from __future__ import annotations

from dataclasses import field

import numpy as np
import shapely

from console.demo.options import Scale, Stage, generator
from console.demo.terrain.basemap import Features
from console.demo.terrain.fabric import HALF_WIDTH_M, band_on_ground
from console.demo.terrain.ground import Geometries, Geometry
from console.demo.terrain.site import Site
from console.domain.arrays import F64, I64
from console.domain.records import dataclass

_INTERVAL_DAYS = {
    "disinfection_point": 1, "storm_drain": 90, "sewer": 180, "green_belt": 14, "bin_room": 1,
    "gate": 30, "hydrant": 30, "aed": 30, "canteen": 7,
}  # fmt: skip
DISINFECTION_POINTS = 75
_OUT_OF_ORDER = 0.012


@dataclass(slots=True)
class Facilities:
    """Facilities as columns: kind, name, estate row (−1 none), shape in metres."""

    kind: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    estate: list[int] = field(default_factory=list)
    shape: list[Geometry] = field(default_factory=list)

    def add(self, kind: str, name: str, estate: int, shape: Geometry) -> None:
        """One more facility, unless its shape is empty."""
        if not shape.is_empty:
            self.kind.append(kind)
            self.name.append(name)
            self.estate.append(estate)
            self.shape.append(shape)


@dataclass(slots=True)
class Ground:
    """What facilities are set out on: estates, public places (name and spot), belts of green."""

    estate_shape: Geometries
    estate_name: list[str]
    public: list[tuple[str, Geometry]]
    belts: list[Geometry]


def set_out(ground: Ground, features: Features, scale: Scale, seed: int) -> Facilities:
    """The facilities of a street, by kind."""
    rng = generator(seed, Stage.POINTS)
    out = Facilities()
    gates, bins = _at_estates(out, ground, rng)
    _disinfection(out, gates, bins, scale.count(DISINFECTION_POINTS, 1), rng)
    _along_roads(out, features, scale, rng)
    for belt in ground.belts:
        out.add("green_belt", "", -1, belt)
    _aeds(out, features, ground.public, gates)
    _canteens(out, bins, ground.estate_name, scale.count(22, 1), rng)
    return out


_Spots = list[tuple[int, str, Geometry]]


def _at_estates(out: Facilities, ground: Ground, rng: np.random.Generator) -> tuple[_Spots, _Spots]:
    """Gates on the walls of estates and bin rooms just inside; gives both lists."""
    gates: _Spots = []
    bins: _Spots = []
    names = ground.estate_name
    for estate, whole in enumerate(ground.estate_shape):
        shape = max(shapely.get_parts(whole), key=shapely.area)
        turn = float(rng.uniform(0, 0.25))
        for order, side in enumerate(("正门", "东门", "北门")[: 2 + int(shape.area > 6e4)]):
            spot = shape.exterior.interpolate((turn + order * 0.36) % 1.0, normalized=True)
            gates.append((estate, f"{names[estate]}{side}", spot))
            out.add("gate", gates[-1][1], estate, spot)
        inner = shapely.buffer(shape, -7.0)
        for order in range(1 + int(shape.area > 3e4) + int(shape.area > 8e4)):
            if inner.is_empty or inner.geom_type != "Polygon":
                continue
            spot = inner.exterior.interpolate((turn + 0.18 + order * 0.31) % 1.0, normalized=True)
            bins.append((estate, f"{names[estate]}{order + 1}号垃圾房", spot))
            out.add("bin_room", bins[-1][1], estate, spot)
    return gates, bins


def _disinfection(
    out: Facilities, gates: _Spots, bins: _Spots, count: int, rng: np.random.Generator
) -> None:
    """Disinfection points at gates and bin rooms."""
    spots = gates + bins
    for row in rng.permutation(len(spots))[:count]:
        estate, name, spot = spots[int(row)]
        beside = shapely.Point(spot.x + 4.0, spot.y + 3.0)
        out.add("disinfection_point", f"{name}消毒点", estate, beside)


def _along_roads(
    out: Facilities, features: Features, scale: Scale, rng: np.random.Generator
) -> None:
    """Drains on one side of roads, hydrants on the other, sewers beneath the larger ones."""
    roads = [row for row in features.of("road") if features.kind[row] not in ("path", "expressway")]
    for kind, apart, side, count in (
        ("storm_drain", 45.0, 6.5, 900),
        ("hydrant", 110.0, -8.0, 400),
    ):
        spots = _spots([features.shape[row] for row in roads], apart, side)
        keep = rng.permutation(len(spots))[: scale.count(count, 4)]
        for east, north in spots[np.sort(keep)]:
            out.add(kind, "", -1, shapely.Point(float(east), float(north)))
    for row in roads:
        if features.kind[row] in ("primary", "secondary"):
            name = f"{features.name[row]}污水管" if features.name[row] else ""
            out.add("sewer", name, -1, shapely.simplify(features.shape[row], 2.0))


def _spots(lines: list[Geometry], apart_m: float, side_m: float) -> F64:
    """Points float64[n, 2] every `apart_m` along lines, `side_m` to their left."""
    spots = [np.zeros((0, 2))]
    for line in shapely.get_parts(np.array(lines, object)) if lines else []:
        along = np.arange(apart_m / 2, line.length, apart_m)
        here = shapely.get_coordinates(shapely.line_interpolate_point(line, along))
        ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, along + 1.0))
        heading = ahead - here
        spots.append(np.round(here + side_m * heading[:, ::-1] * (-1.0, 1.0), 2))
    return np.concatenate(spots)


def road_belts(site: Site) -> list[Geometry]:
    """Green belts between the main roads of a site and the blocks beside them."""
    inner = shapely.buffer(site.outline, -4.0)
    used = sorted({line for row in site.face for line in site.fabric.faces[int(row)].sides})
    belts: list[Geometry] = []
    for number in used:
        line = site.fabric.lines[number]
        if line.kind not in ("primary", "expressway"):
            continue
        far = HALF_WIDTH_M[line.kind] - 2.0
        for low, high in ((-far, -far + 9.0), (far - 9.0, far)):
            band = shapely.intersection(band_on_ground(line, site.bend, low, high), inner)
            band = shapely.difference(band, shapely.buffer(site.creek, 6.0))
            belts += [part for part in shapely.get_parts(band) if part.area > 1500.0]
    return belts


def _aeds(
    out: Facilities, features: Features, public: list[tuple[str, Geometry]], gates: _Spots
) -> None:
    """Defibrillators at stations, in public houses and at some estates."""
    for row in features.of("landmark", "station"):
        out.add("aed", features.name[row], -1, features.shape[row])
    for name, spot in public:
        out.add("aed", name, -1, spot)
    for estate, name, spot in gates[::12]:
        out.add("aed", name, estate, shapely.Point(spot.x - 3.0, spot.y + 2.0))


def _canteens(
    out: Facilities, bins: _Spots, names: list[str], count: int, rng: np.random.Generator
) -> None:
    """Canteens for the old, in estates."""
    for row in rng.permutation(len(bins))[:count]:
        estate, _, spot = bins[int(row)]
        out.add(
            "canteen", f"{names[estate]}助餐点", estate, shapely.Point(spot.x - 9.0, spot.y - 6.0)
        )


def areas_under(areas: Geometries, shapes: Geometries) -> I64:
    """The area (of some that tile the ground) under each shape's middle, int64[n]; −1 outside."""
    spots = shapely.point_on_surface(shapes)
    spot, area = shapely.STRtree(areas).query(spots, predicate="intersects")
    found = np.full(len(shapes), -1, np.int64)
    found[spot[::-1]] = area[::-1]
    return found


def schedule(
    kinds: list[str], day: int, midnight_us: int, seed: int, as_of_us: int
) -> tuple[I64, I64, I64]:
    """For each facility: interval in days, when it was last serviced, 1 where it is out of order.

    The phase of a facility is its own, so that services of successive days agree.
    """
    rng = generator(seed, Stage.POINTS, 2)
    interval = np.array([_INTERVAL_DAYS[kind] for kind in kinds], np.int64)
    phase = rng.integers(0, 10_000, len(kinds))
    minute = rng.integers(6 * 60, 11 * 60, len(kinds))
    late = np.where(rng.random(len(kinds)) < 0.06, interval, 0)
    back = (day + phase) % interval
    at = midnight_us + (-back * 1440 + minute) * 60_000_000
    at = np.where(at > as_of_us, at - interval * 1440 * 60_000_000, at)
    at = at - late * 1440 * 60_000_000
    return interval, at, (rng.random(len(kinds)) < _OUT_OF_ORDER).astype(np.int64)
