"""Real input: Huamu's own boundary, and the footprints of Helsinki and of a piece of Berlin."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely

from console.demo.options import DemoOptions
from console.demo.street import said_of_sources, write_demo
from console.snapshot.check import examine
from console.snapshot.read import Snapshot, open_snapshot
from tests.demo.frames import boundary, column, in_metres, shapes, told, within

pytestmark = pytest.mark.real

STATIONS = (
    "芳华路",
    "芳芯路",
    "花木路",
    "锦绣路",
    "龙阳路",
    "上海科技馆",
    "世纪公园",
    "杨高南路",
    "迎春路",
)


def file_of(shared_data: Path, *parts: str) -> Path:
    path = shared_data.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{parts[-1]} is not on this machine")
    return path


def clean(folder: Path) -> Snapshot:
    report = examine(folder).report
    assert report.faults == ()
    for one in said_of_sources(folder):
        told(one["en"])
    return open_snapshot(folder)


@pytest.fixture(scope="module")
def huamu(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    path = file_of(shared_data, "huamu", "subdistricts.geojson")
    out = tmp_path_factory.mktemp("huamu") / "huamu.street"
    return clean(write_demo(out, DemoOptions(residents=100_000, boundary=path)))


@pytest.fixture(scope="module")
def berlin(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    path = file_of(shared_data, "berlin_buildings", "prenzlauer_berg_half.geojson")
    out = tmp_path_factory.mktemp("berlin") / "berlin.street"
    return clean(write_demo(out, DemoOptions(buildings=path)))


@pytest.fixture(scope="module")
def helsinki(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    path = file_of(shared_data, "helsinki_osm", "Helsinki.osm.pbf")
    out = tmp_path_factory.mktemp("helsinki") / "helsinki.street"
    return clean(write_demo(out, DemoOptions(buildings=path)))


def notes(one: Snapshot) -> dict[str, int]:
    """How many of each kind the sentences about the source count."""
    return {said["kind"]: said["count"] for said in said_of_sources(one.folder) if "kind" in said}


def test_huamu_says_its_name_and_covers_its_ground(huamu: Snapshot) -> None:
    manifest = huamu.manifest
    assert (manifest.street_code, manifest.street_name["zh"]) == ("310115016", "花木街道")
    outline = in_metres(huamu, np.array([boundary(huamu)], object))[0]
    within("km²", outline.area / 1e6, 21.07, 0.2107)
    areas = in_metres(huamu, shapes(huamu, "committees"))
    within("km² of the committees", shapely.union_all(areas).area / 1e6, 21.07, 0.2107)


def test_the_nine_stations_of_huamu_lie_inside(huamu: Snapshot, shared_data: Path) -> None:
    path = file_of(shared_data, "huamu", "metro_stations.geojson")
    features = json.loads(path.read_text("utf-8"))["features"]
    inside = {
        one["properties"]["station"]
        for one in features
        if boundary(huamu).contains(shapely.Point(one["geometry"]["coordinates"]))
    }
    assert inside == set(STATIONS)


def test_everything_synthetic_fits_into_huamu(huamu: Snapshot) -> None:
    inside = shapely.buffer(boundary(huamu), 3e-5)
    for table in ("estates", "buildings", "basemap"):
        assert shapely.contains(inside, shapes(huamu, table)).all(), table


def test_every_building_of_berlin_is_there_and_counted(berlin: Snapshot) -> None:
    counts = notes(berlin)
    told(counts)
    assert berlin.tables["buildings"].num_rows + counts.get("no_area", 0) == 1_024
    assert counts["repeated"] == 78
    assert counts["repaired"] == 1
    ids = column(berlin, "buildings", "source_id")
    assert len(set(ids)) == len(ids)
    assert sum("-" in one for one in ids) == 78


def test_floors_of_berlin_are_levels_with_roofs_or_height(
    berlin: Snapshot, shared_data: Path
) -> None:
    path = file_of(shared_data, "berlin_buildings", "prenzlauer_berg_half.geojson")
    floors = dict(
        zip(
            column(berlin, "buildings", "source_id"),
            column(berlin, "buildings", "floors_above"),
            strict=True,
        )
    )
    seen: Counter[str] = Counter()
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        own, tags = feature["id"], feature["properties"]
        seen[own] += 1
        name = own if seen[own] == 1 else f"{own}-{seen[own]}"
        if "levels" in tags:
            assert floors[name] == int(tags["levels"]) + int(tags.get("roofLevels", 0))
        elif "height" in tags:
            assert floors[name] == max(1, int(float(tags["height"]) / 3 + 0.5))


def test_every_building_of_helsinki_is_there_and_counted(helsinki: Snapshot) -> None:
    counts = notes(helsinki)
    told(counts)
    assert helsinki.tables["buildings"].num_rows == 446
    assert helsinki.tables["buildings"].num_rows + counts["unclosed"] == 433 + 67
    assert counts["fractional"] == 4


def test_fractions_of_a_floor_are_rounded(helsinki: Snapshot) -> None:
    floors = column(helsinki, "buildings", "floors_above")
    ids = column(helsinki, "buildings", "source_id").tolist()
    fractional = next(
        one["ids"] for one in said_of_sources(helsinki.folder) if one.get("kind") == "fractional"
    )
    assert {int(floors[ids.index(one)]) for one in fractional} <= {3, 4}


@pytest.mark.parametrize("name", ["berlin", "helsinki"])
def test_every_real_building_has_a_section(name: str, request: pytest.FixtureRequest) -> None:
    street: Snapshot = request.getfixturevalue(name)
    with_units = set(column(street, "units", "building_id"))
    assert set(column(street, "buildings", "building_id")) == with_units


@pytest.mark.parametrize(
    ("name", "zone"), [("berlin", "Europe/Berlin"), ("helsinki", "Europe/Helsinki")]
)
def test_real_streets_keep_their_own_time(
    name: str, zone: str, request: pytest.FixtureRequest
) -> None:
    street: Snapshot = request.getfixturevalue(name)
    assert street.manifest.timezone == zone
    assert street.manifest.as_of.startswith("2020-03-18T08:00:00")


@pytest.mark.parametrize("name", ["berlin", "helsinki"])
def test_real_estates_and_committees_do_not_overlap(
    name: str, request: pytest.FixtureRequest
) -> None:
    street: Snapshot = request.getfixturevalue(name)
    for table in ("committees", "estates"):
        areas = in_metres(street, shapes(street, table))
        assert shapely.union_all(areas).area == pytest.approx(shapely.area(areas).sum(), rel=1e-3)
    outline = in_metres(street, np.array([boundary(street)], object))[0]
    areas = in_metres(street, shapes(street, "committees"))
    assert shapely.area(areas).sum() == pytest.approx(outline.area, rel=2e-3)


def test_helsinki_brings_its_own_streets_water_and_stations(helsinki: Snapshot) -> None:
    layers = Counter(column(helsinki, "basemap", "layer"))
    told(dict(layers))
    assert layers["road"] > 100
    assert {"green", "rail", "landmark"} <= set(layers)


def test_a_boundary_keeps_out_buildings_beyond_it(shared_data: Path, tmp_path: Path) -> None:
    path = file_of(shared_data, "berlin_buildings", "prenzlauer_berg_half.geojson")
    half = tmp_path / "half.geojson"
    half.write_text(
        json.dumps(shapely.geometry.mapping(shapely.box(13.4025, 52.522, 13.414, 52.5373))), "utf-8"
    )
    street = clean(write_demo(tmp_path / "half.street", DemoOptions(boundary=half, buildings=path)))
    assert street.tables["buildings"].num_rows + notes(street)["outside"] == 1_024
    assert notes(street)["outside"] > 200
