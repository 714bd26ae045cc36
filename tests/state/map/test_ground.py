"""Every estate and building has a place on the map, whatever geometry the snapshot has."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
import shapely

from console.state.map.ground import MapGround, ground_of
from console.state.map.scene import BUILDINGS_FROM, scene
from console.state.map.shapes import has_area, hull
from console.state.map.viewport import Viewport
from console.store.columns import Shapes
from tests.state.map import street as map_street
from tests.store import tiny


def without(*tables: str) -> dict[str, list[dict[str, Any]]]:
    """The sample street with the geometry of some tables taken away."""
    found = tiny.sample()
    for name in tables:
        found[name] = [
            {key: value for key, value in row.items() if key != "geometry"} for row in found[name]
        ]
    return found


def bare() -> dict[str, list[dict[str, Any]]]:
    """The sample street without any geometry."""
    tables = without("estates", "buildings", "committees")
    del tables["basemap"], tables["facilities"]
    return tables


def boxes_of(shapes: Shapes) -> list[Any]:
    return [shapely.box(*box) for box in shapes.boxes.tolist()]


class TestAStreetWithGeometry:
    ground = ground_of(map_street.street(4))

    def test_keeps_its_own_outlines(self) -> None:
        assert self.ground.estates is self.ground.street.estates.shapes
        assert self.ground.lane is None

    def test_is_bounded_by_its_boundary(self) -> None:
        box = self.ground.street.basemap.shapes.boxes[self.ground.boundary_rows[0]]
        assert self.ground.bounds == pytest.approx(tuple(box), abs=1)

    def test_is_made_once(self) -> None:
        street = map_street.street(4)
        assert ground_of(street) is ground_of(street)


class TestAnEstateWithoutGeometry:
    def test_gets_the_hull_of_its_buildings_when_they_have_some(self) -> None:
        ground = ground_of(tiny.street(without("estates")))
        buildings = ground.street.buildings
        west, south, east, north = ground.estates.boxes[0]
        inner = buildings.shapes.boxes[:2]
        assert (west, south) == tuple(inner[:, :2].min(axis=0))
        assert (east, north) == tuple(inner[:, 2:].max(axis=0))
        assert not ground.schematic[0]

    def test_lies_in_the_lane_south_of_the_others(self) -> None:
        ground = ground_of(tiny.street())
        assert ground.schematic.tolist() == [False, False, True]
        assert ground.lane is not None
        assert ground.estates.boxes[2, 3] < ground.estates.boxes[:2, 1].min()
        assert ground.bounds[1] <= ground.estates.boxes[2, 1]


class TestAStreetWithoutAnyGeometry:
    def ground(self) -> MapGround:
        return ground_of(tiny.street(bare()))

    def test_becomes_equal_tiles_that_do_not_touch(self) -> None:
        boxes = boxes_of(self.ground().estates)
        assert len({(round(one.area), round(one.bounds[2] - one.bounds[0])) for one in boxes}) == 1
        assert all(one.disjoint(other) for one, other in combinations(boxes, 2))

    def test_holds_every_building_inside_its_estates_tile(self) -> None:
        ground = self.ground()
        tiles, buildings = boxes_of(ground.estates), boxes_of(ground.buildings)
        for row, estate in enumerate(ground.street.buildings.estate.tolist()):
            if estate >= 0:
                assert tiles[estate].contains(buildings[row])
        placed = [one for one in buildings if one is not None]
        assert all(one.disjoint(other) for one, other in combinations(placed, 2))

    def test_gives_buildings_tiles_of_their_own_where_there_are_no_estates(self) -> None:
        tables = bare()
        del tables["estates"], tables["committees"]
        ground = ground_of(tiny.street(tables))
        boxes = boxes_of(ground.buildings)
        assert len(boxes) == 4
        assert all(one.disjoint(other) for one, other in combinations(boxes, 2))

    def test_says_that_it_is_schematic(self) -> None:
        assert self.ground().all_schematic


class TestAStreetOfBuildingsAlone:
    def test_shows_them_at_every_scale(self) -> None:
        tables = without("estates")
        del tables["estates"], tables["committees"]
        ground = ground_of(tiny.street(tables))
        far = Viewport(0, 0, 1, 800, 600).fitted(ground.bounds).zoomed(0.01, 400, 300)
        assert far.metres_per_px > BUILDINGS_FROM
        assert len(scene(ground, far).buildings) == 3

    def test_a_street_with_nothing_at_all_has_bounds_all_the_same(self) -> None:
        ground = ground_of(tiny.street({"buildings": [], "units": []}))
        assert ground.bounds[2] > ground.bounds[0]


class TestABuildingGivenByAPoint:
    def test_becomes_a_small_square(self) -> None:
        tables = tiny.sample()
        tables["buildings"][0]["geometry"] = shapely.Point(121.549, 31.21).wkb
        ground = ground_of(tiny.street(tables))
        assert has_area(ground.buildings)[0]
        west, south, east, north = ground.buildings.boxes[0]
        assert (east - west, north - south) == pytest.approx((16, 16), abs=0.1)


def test_a_hull_holds_all_its_points() -> None:
    points = np.random.default_rng(4).normal(0, 100, (60, 2))
    ring = shapely.Polygon(hull(points)).buffer(0.01)
    assert ring.is_valid
    assert all(ring.contains(shapely.Point(point)) for point in points)
