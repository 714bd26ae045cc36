"""The map of a street with Huamu's real outline: its area, and the metro stations inside it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.state.map.ground import MapGround, ground_of
from console.state.map.viewport import Viewport
from console.store.columns import F64, Street
from console.store.load import load_street
from console.store.projection import metres as on_the_plane

pytestmark = pytest.mark.real
AREA_KM2 = 21.07


@pytest.fixture(scope="module")
def huamu(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Street:
    """A small street inside the real outline of Huamu."""
    out = tmp_path_factory.mktemp("huamu") / "huamu.street"
    outline = shared_data / "huamu" / "subdistricts.geojson"
    return load_street(write_demo(out, DemoOptions(residents=4_000, boundary=outline)))


def features(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(path.read_text("utf-8"))["features"]
    return found


def boundary(ground: MapGround) -> shapely.Polygon:
    """The boundary in metres."""
    row = int(ground.boundary_rows[0])
    return shapely.Polygon(ground.street.basemap.shapes.rings_of(row)[0])


def metres(street: Street, lonlat: F64) -> F64:
    projection = street.projection
    assert projection is not None
    east, north = on_the_plane(projection.epsg, lonlat[:, 0], lonlat[:, 1])
    return np.stack([east - projection.origin_x_m, north - projection.origin_y_m], axis=1)


def test_its_area_is_huamus(huamu: Street) -> None:
    assert boundary(ground_of(huamu)).area / 1e6 == pytest.approx(AREA_KM2, rel=0.01)


def test_the_nine_stations_that_lie_inside_are_inside_on_the_map(
    huamu: Street, shared_data: Path
) -> None:
    outline = features(shared_data / "huamu" / "subdistricts.geojson")[0]["geometry"]
    real = shapely.from_geojson(json.dumps(outline))
    stations = np.array(
        [
            one["geometry"]["coordinates"]  # type: ignore[index]
            for one in features(shared_data / "huamu" / "metro_stations.geojson")
        ]
    )
    inside = shapely.contains_xy(real, stations[:, 0], stations[:, 1])
    assert inside.sum() == 9
    ground = ground_of(huamu)
    view = Viewport(0, 0, 1, 1200, 900).fitted(ground.bounds)
    drawn = shapely.transform(boundary(ground), view.pixels)
    at = view.pixels(metres(huamu, stations))
    assert shapely.contains_xy(drawn, at[:, 0], at[:, 1]).tolist() == inside.tolist()


def test_a_station_is_told_where_it_really_is(huamu: Street, shared_data: Path) -> None:
    for one in features(shared_data / "huamu" / "metro_stations.geojson")[:20]:
        lonlat = np.array([one["geometry"]["coordinates"]])  # type: ignore[index]
        x, y = metres(huamu, lonlat)[0].tolist()
        assert huamu.projection is not None
        assert huamu.projection.degrees(x, y) == pytest.approx(tuple(lonlat[0]), abs=1e-7)
