"""A town of real buildings: footprints of a layer grouped into estates and filled with homes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from console.demo import points
from console.demo.given.apart import read_layer
from console.demo.given.boundary import Boundary, in_metres
from console.demo.given.foreign import Said, counted, repaired, text_of
from console.demo.given.layer import Layer
from console.demo.given.zones import zone_at
from console.demo.options import Scale, Stage, generator
from console.demo.points import Ground
from console.demo.terrain.basemap import Features
from console.demo.terrain.ground import Geometries, Geometry, Tangent
from console.demo.terrain.homes import regular_homes
from console.demo.terrain.stock import Stock
from console.demo.terrain.tessellation import gathered, plots, shares
from console.demo.terrain.titles import Doors
from console.demo.town import Naming, Town
from console.domain.arrays import F64, I64
from console.domain.errors import UserError
from console.domain.progress import Step

_BUILDINGS_AN_ESTATE = 28
_ESTATES_A_COMMITTEE = 2.2
_MARGIN_M = 14.0
_DOOR_M = 17.0
_HOME_M2 = 92.0
_TRADE = {
    "school": "school", "kindergarten": "school", "university": "school", "college": "school",
    "office": "office", "commercial": "office", "public": "office", "government": "office",
    "civic": "office", "industrial": "office", "hospital": "office", "church": "office",
    "hotel": "office", "train_station": "office", "retail": "shop", "supermarket": "shop",
    "kiosk": "shop", "garage": "service", "garages": "service", "shed": "service",
    "service": "service", "roof": "service", "carport": "service", "construction": "service",
}  # fmt: skip


def real_town(path: Path, boundary: Boundary | None, scale: Scale, seed: int, tick: Step) -> Town:
    """The town of a layer's buildings, inside a boundary when one is given; every one has units."""
    layer = read_layer(path)
    tick(0.4)
    degrees = np.array(layer.shape, object)
    tangent = _tangent(degrees) if boundary is None else boundary.tangent
    shapes = shapely.transform(degrees, lambda xy: np.round(tangent.metres(xy), 3))
    shapes = np.array([_mended(shape) for shape in shapes], object)
    outline = _hull(shapes) if boundary is None else boundary.outline
    inside = shapely.intersects(outline, shapely.point_on_surface(shapes))
    if not inside.any():
        raise UserError("demo.buildings.outside", file=path.name)
    ground = _Ground(layer, shapes, outline, tangent, seed)
    ground.notes += counted("outside", [layer.id[row] for row in np.flatnonzero(~inside)])
    tick(0.5)
    ground.take(np.flatnonzero(inside))
    tick(0.8)
    return ground.town(_naming(path, tangent, boundary), scale)


def _tangent(degrees: Geometries) -> Tangent:
    return in_metres(shapely.box(*shapely.total_bounds(degrees)))[0]


def _mended(shape: Geometry) -> Geometry:
    """The same footprint, valid again where rounding to millimetres has crossed its sides."""
    return shape if shape.is_valid else repaired(shape)


def _hull(shapes: Geometries) -> Geometry:
    whole = shapely.convex_hull(shapely.multipoints(shapely.get_coordinates(shapes)))
    return shapely.simplify(shapely.buffer(whole, _MARGIN_M, quad_segs=3), 1.0)


def _naming(path: Path, tangent: Tangent, boundary: Boundary | None) -> Naming:
    name = path.name.split(".")[0][:60] or "layer"
    if boundary is None:
        return Naming("demo", name, name, zone_at(tangent.lon, tangent.lat))
    return Naming(boundary.code or "demo", boundary.zh, boundary.en, boundary.zone)


class _Ground:
    """Real buildings being grouped, numbered and filled; `notes` are what is to be said."""

    def __init__(
        self, layer: Layer, shapes: Geometries, outline: Geometry, tangent: Tangent, seed: int
    ) -> None:
        self._layer = layer
        self._shapes = shapes
        self._outline = outline
        self._tangent = tangent
        self._seed = seed
        self.notes: list[Said] = list(layer.notes)

    def take(self, rows: I64) -> None:
        """Groups the buildings at `rows` into estates and committees, and puts them in order."""
        middle = shapely.get_coordinates(shapely.point_on_surface(self._shapes[rows]))
        count = max(1, round(len(rows) / _BUILDINGS_AN_ESTATE))
        estate = gathered(middle, np.ones(len(rows)), count)
        order = np.lexsort((middle[:, 0], -np.floor(middle[:, 1] / 30.0), estate))
        self._rows, self._estate, self._middle = rows[order], estate[order], middle[order]
        self._own = self._shapes[self._rows]
        share = shares(self._own, self._estate, self._outline)
        self._plots = plots(share, self._own, self._estate, _MARGIN_M)
        centre = shapely.get_coordinates(shapely.centroid(share))
        self._committee = gathered(
            centre, np.ones(count), max(1, round(count / _ESTATES_A_COMMITTEE))
        )
        self._areas = np.array(
            [
                shapely.union_all(share[self._committee == one], grid_size=0.001)
                for one in range(int(self._committee.max()) + 1)
            ],
            object,
        )

    def town(self, naming: Naming, scale: Scale) -> Town:
        """The town."""
        stock = self._stock()
        features = _features(self._layer, self._outline, self._tangent, naming.zh)
        names = self._estate_names()
        facilities = points.set_out(Ground(self._plots, names, [], []), features, scale, self._seed)
        spots = np.array(facilities.shape, object)
        tags = [self._layer.tags[row] for row in self._rows]
        return Town(
            naming=naming,
            tangent=self._tangent,
            outline=self._outline,
            committee_shape=self._areas,
            committee_name=[f"第{one + 1}居委会" for one in range(len(self._areas))],
            estate_shape=self._plots,
            estate_name=names,
            estate_address=[_common(tags, self._estate == one) for one in range(len(names))],
            estate_kind=["mixed"] * len(names),
            committee_of_estate=self._committee,
            stock=stock,
            homes=regular_homes(stock, shapely.area(stock.shape)),
            doors=_doors(stock, tags),
            words=[],
            features=features,
            facilities=facilities,
            committee_of_facility=points.areas_under(self._areas, spots),
            source_id=[self._layer.id[row] for row in self._rows],
            notes=self.notes,
        )

    def _estate_names(self) -> list[str]:
        """Estates are called after the commonest street of their buildings, else numbered."""
        tags = [self._layer.tags[row] for row in self._rows]
        taken: Counter[str] = Counter()
        names = []
        for one in range(len(self._plots)):
            street = _common(tags, self._estate == one)
            name = f"{street}街区" if street else f"第{one + 1}街坊"
            taken[name] += 1
            names.append(name if taken[name] == 1 else f"{name}{taken[name]}")
        return names

    def _stock(self) -> Stock:
        rng = generator(self._seed, Stage.BUILDINGS)
        area = shapely.area(self._own)
        tags = [self._layer.tags[row] for row in self._rows]
        use = np.array([_TRADE.get(text_of(one, "building"), "house") for one in tags])
        floors = self._floors(area, rng)
        house = use == "house"
        long_m = _long_sides(self._own)
        doors = np.where(house, np.clip(np.round(long_m / _DOOR_M), 1, 12), 1).astype(np.int64)
        flats = np.clip(np.round(area / doors / np.where(house, _HOME_M2, 400.0)), 1, 6)
        shops = house & (floors >= 4) & (rng.random(len(area)) < 0.15)
        kind = np.where(
            floors >= 10, "tower", np.where((floors <= 3) & (area < 260), "villa", "slab")
        )
        return Stock(
            estate=self._estate,
            plot=self._estate,
            form=np.where(house, "house", "trade"),
            kind=np.where(house, kind, np.where(use == "service", "", use)),
            floors=floors,
            below=np.array([self._layer.below[row] for row in self._rows], np.int64),
            doors=doors,
            flats=flats.astype(np.int64),
            height=np.round(floors * 3.0 + 1.2, 1),
            built=np.zeros(len(area), np.int64),
            shape=self._own,
            east=self._middle[:, 0],
            north=self._middle[:, 1],
            homes_above=np.where(house, np.where(shops, 1, 0), floors),
        )

    def _floors(self, area: F64, rng: np.random.Generator) -> I64:
        """Floors as told; where nothing is told, those of a building of about the same ground."""
        told = np.array([self._layer.floors[row] for row in self._rows], np.int64)
        known = np.flatnonzero(told > 0)
        missing = np.flatnonzero(told == 0)
        drawn = rng.integers(1, 7, len(missing))
        if len(known):
            by_area = known[np.argsort(area[known], kind="stable")]
            place = np.searchsorted(area[by_area], area[missing]) + rng.integers(
                -6, 7, len(missing)
            )
            drawn = told[by_area[np.clip(place, 0, len(by_area) - 1)]]
        told[missing] = drawn
        self.notes += counted("chance", [self._layer.id[row] for row in self._rows[missing]])
        return told


def _long_sides(shapes: Geometries) -> F64:
    """The longer sides of the smallest turned rectangles around shapes, in metres."""
    boxes = shapely.minimum_rotated_rectangle(shapes)
    sides = np.zeros(len(shapes))
    for row, box in enumerate(boxes):
        if box.geom_type == "Polygon":
            corners = shapely.get_coordinates(box)
            sides[row] = np.hypot(*np.diff(corners[:3], axis=0).T).max()
    return sides


_STREET = ("addr:street", "street")
_NUMBER = ("addr:housenumber", "housenumber")


def _common(tags: list[Mapping[str, str]], here: npt.NDArray[np.bool_]) -> str:
    """The commonest street among some buildings, "" when none says one."""
    streets = Counter(
        street for row in np.flatnonzero(here) if (street := text_of(tags[row], *_STREET))
    )
    return max(streets, key=lambda one: (streets[one], one)) if streets else ""


def _doors(stock: Stock, tags: list[Mapping[str, str]]) -> Doors:
    """Buildings are called by their name or address where they have one, else by number."""
    place = np.arange(len(stock)) - np.searchsorted(stock.estate, stock.estate)
    names, addresses = [], []
    for row, own in enumerate(tags):
        street, number = text_of(own, *_STREET), text_of(own, *_NUMBER)
        address = f"{street} {number}".strip()
        names.append(text_of(own, "name:zh", "name") or address or f"{place[row] + 1}号楼")
        addresses.append(address or None)
    before = np.cumsum(stock.doors) - stock.doors
    first = 1 + before - before[np.searchsorted(stock.estate, stock.estate)]
    return Doors(names, addresses, first, np.ones(len(stock), np.int64))


def _features(layer: Layer, outline: Geometry, tangent: Tangent, name: str) -> Features:
    """The boundary, and what the file holds around its buildings, cut to the outline."""
    features = Features()
    features.add("boundary", "street", name, outline)
    if not layer.around:
        return features
    shapes = shapely.transform(np.array([one[3] for one in layer.around], object), tangent.metres)
    shapes = np.where(shapely.is_valid(shapes), shapes, shapely.make_valid(shapes))
    cut = shapely.intersection(shapes, outline)
    for (of, kind, called, _), shape in zip(layer.around, cut, strict=True):
        features.add(of, kind, called, _of_kind(shape, lines=of in ("road", "rail")))
    return features


def _of_kind(shape: Geometry, *, lines: bool) -> Geometry:
    """Only the lines, or only the areas and points, of a cut shape."""
    wanted = ("LineString",) if lines else ("Polygon", "Point")
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(shape))
        if part.geom_type in wanted and not part.is_empty
    ]
    if not parts:
        return shapely.Polygon()
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)
