"""Foreign files that are not right: each a sentence in both languages, nothing left behind."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from console.demo.given import apart
from console.demo.given.apart import read_layer
from console.demo.given.boundary import read_boundary
from console.demo.given.zones import zone_at
from console.demo.options import DemoOptions
from console.demo.street import said_of_sources, write_demo
from console.domain.errors import UserError
from console.domain.instants import zone
from console.foreign.limits import Limits
from console.snapshot.check import examine
from console.snapshot.read import open_snapshot

SQUARE = [[[121.50, 31.20], [121.52, 31.20], [121.52, 31.22], [121.50, 31.22], [121.50, 31.20]]]


BOW = [[24.946, 60.17], [24.947, 60.171], [24.947, 60.17], [24.946, 60.171], [24.946, 60.17]]


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def polygon(rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": rings}


def put(folder: Path, content: object, name: str = "given.geojson") -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, "utf-8")
    return path


def house(west: float, south: float, size: float = 2e-4) -> dict[str, Any]:
    east, north = west + size, south + size
    return polygon([[[west, south], [east, south], [east, north], [west, north], [west, south]]])


BAD = {
    "not JSON": "{",
    "empty": "",
    "a list": "[1, 2]",
    "nested too deep": '{"type": "Polygon", "coordinates": ' + "[" * 100_000,
    "no features": collection(),
    "no GeoJSON": {"hello": "world"},
    "a point": collection(feature({"type": "Point", "coordinates": [121.5, 31.2]})),
    "no geometry": collection(feature(None)),
    "a text for a number": collection(feature(polygon([[["a", "b"], ["c", "d"]]]))),
    "too few corners": collection(feature(polygon([[[121.5, 31.2], [121.6, 31.2]]]))),
    "metres": collection(feature(polygon([[[5e5, 3e6], [6e5, 3e6], [6e5, 4e6], [5e5, 3e6]]]))),
    "no area": collection(
        feature(polygon([[[121.5, 31.2], [121.6, 31.2], [121.5, 31.2], [121.5, 31.2]]]))
    ),
    "a continent": collection(
        feature(polygon([[[70, 10], [140, 10], [140, 50], [70, 50], [70, 10]]]))
    ),
    "a mat": collection(feature(house(121.5, 31.2, 1e-6))),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_boundary_is_refused_in_a_sentence(tmp_path: Path, what: str) -> None:
    path = put(tmp_path, BAD[what])
    with pytest.raises(UserError) as refused:
        write_demo(tmp_path / "never.street", DemoOptions(residents=500, boundary=path))
    for language in ("zh", "en"):
        assert "given.geojson" in refused.value.say(language)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["given.geojson"]


NO_HOUSES = ("not JSON", "empty", "a list", "nested too deep", "no features", "no GeoJSON",
             "a point", "no geometry", "metres", "no area")  # fmt: skip


@pytest.mark.parametrize("what", NO_HOUSES)
def test_a_bad_layer_is_refused_in_a_sentence(tmp_path: Path, what: str) -> None:
    path = put(tmp_path, BAD[what])
    with pytest.raises(UserError) as refused:
        read_layer(path)
    assert refused.value.say("zh")
    assert refused.value.say("en")


@pytest.mark.parametrize("name", ["given.osm.pbf", "given.osm"])
def test_a_file_that_is_no_openstreetmap_is_refused(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, "this is no extract", name)
    with pytest.raises(UserError) as refused:
        read_layer(path)
    assert refused.value.key == "demo.file.not_osm"


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    for read in (read_boundary, read_layer):
        with pytest.raises(UserError) as refused:
            read(tmp_path / "nowhere.geojson")
        assert refused.value.key == "demo.file.missing"


def test_a_boundary_gives_outline_name_and_code(tmp_path: Path) -> None:
    path = put(tmp_path, collection(feature(polygon(SQUARE), code="310115016000", name="花木街道")))
    found = read_boundary(path)
    assert (found.code, found.zh, found.en) == ("310115016", "花木街道", "Huamu Subdistrict")
    assert found.zone == "Asia/Shanghai"
    assert found.outline.area == pytest.approx(1905 * 2218, rel=0.01)


def test_a_bare_geometry_is_a_boundary_named_after_its_file(tmp_path: Path) -> None:
    found = read_boundary(put(tmp_path, polygon(SQUARE), "河湾.geojson"))
    assert (found.code, found.zh, found.en) == ("", "河湾", "河湾")


def test_a_boundary_that_crosses_itself_is_repaired_and_said(tmp_path: Path) -> None:
    bow = [[[121.5, 31.2], [121.52, 31.22], [121.52, 31.2], [121.5, 31.22], [121.5, 31.2]]]
    found = read_boundary(put(tmp_path, feature(polygon(bow))))
    assert found.outline.is_valid
    assert len(found.notes) == 1


def test_a_hostile_name_is_text_and_cut(tmp_path: Path) -> None:
    name = "<img src=x>\x00\n" + "长" * 100_000
    path = put(tmp_path, feature(polygon(SQUARE), name=name))
    found = read_boundary(path)
    assert found.zh.startswith("<img src=x>")
    assert len(found.zh) <= 120
    folder = write_demo(tmp_path / "odd.street", DemoOptions(residents=900, boundary=path))
    assert examine(folder).report.faults == ()


def test_everything_left_out_of_a_layer_is_counted_with_its_ids(tmp_path: Path) -> None:
    layer = collection(
        feature(house(24.94, 60.17), id="whole", levels="5"),
        feature(house(24.941, 60.17), id="whole", levels=2.5),
        feature(house(24.942, 60.17), id="tall", height="31 m"),
        feature(house(24.943, 60.17), id="sky", levels="900"),
        feature(house(24.944, 60.17), id="dark", levels="many"),
        feature({"type": "Point", "coordinates": [24.94, 60.17]}, id="point"),
        feature(house(24.945, 60.17, 1e-9), id="speck"),
        feature(
            polygon([BOW]),
            id="bow",
        ),
    )  # fmt: skip
    read = read_layer(put(tmp_path, layer))
    told = {note["kind"]: note["ids"] for note in read.notes}
    assert told == {
        "no_polygon": ["point"],
        "no_area": ["speck"],
        "repaired": ["bow"],
        "repeated": ["whole-2"],
        "capped": ["sky"],
        "fractional": ["whole-2"],
        "unread_floors": ["dark"],
    }
    assert dict(zip(read.id, read.floors, strict=True)) == {
        "whole": 5, "whole-2": 3, "tall": 10, "sky": 200, "dark": 0, "bow": 0,
    }  # fmt: skip


def test_what_was_left_out_is_in_the_manifest(tmp_path: Path) -> None:
    layer = collection(
        feature(house(24.94, 60.17), id="a", levels="3"),
        feature(None, id="gone"),
        feature(house(24.941, 60.17), id="b"),
    )
    folder = write_demo(
        tmp_path / "two.street", DemoOptions(residents=400, buildings=put(tmp_path, layer))
    )
    kinds = {one.get("kind") for one in said_of_sources(folder)}
    assert {"no_polygon", "chance"} <= kinds
    assert open_snapshot(folder).tables["buildings"].num_rows == 2
    assert examine(folder).report.faults == ()


def test_a_boundary_away_from_the_buildings_is_said(tmp_path: Path) -> None:
    layer = put(tmp_path, collection(feature(house(24.94, 60.17))), "layer.geojson")
    boundary = put(tmp_path, polygon(SQUARE), "boundary.geojson")
    with pytest.raises(UserError) as refused:
        write_demo(tmp_path / "never.street", DemoOptions(boundary=boundary, buildings=layer))
    assert refused.value.key == "demo.buildings.outside"


def test_a_boundary_without_room_for_an_estate_is_said(tmp_path: Path) -> None:
    lane = [[[121.5, 31.2], [121.52, 31.2], [121.52, 31.2003], [121.5, 31.2003], [121.5, 31.2]]]
    with pytest.raises(UserError) as refused:
        write_demo(
            tmp_path / "never.street", DemoOptions(boundary=put(tmp_path, feature(polygon(lane))))
        )
    assert refused.value.key == "demo.boundary.no_room"


@pytest.mark.parametrize("residents", [300, 250_000])
@pytest.mark.parametrize(
    "rings",
    [
        [[[121.5, 31.2], [121.505, 31.202], [121.503, 31.206], [121.498, 31.204], [121.5, 31.2]]],
        [*SQUARE, [[121.508, 31.208], [121.512, 31.208], [121.512, 31.212], [121.508, 31.208]]],
    ],
    ids=["small and turned", "with a hole"],
)
def test_odd_boundaries_make_clean_streets(
    tmp_path: Path, rings: list[object], residents: int
) -> None:
    path = put(tmp_path, feature(polygon(rings)))
    folder = write_demo(tmp_path / "odd.street", DemoOptions(residents=residents, boundary=path))
    report = examine(folder).report
    assert (report.faults, report.notes) == ((), ())


def test_a_file_beyond_all_measure_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.demo.given.foreign._MOST_BYTES", 10)
    with pytest.raises(UserError) as refused:
        read_boundary(put(tmp_path, feature(polygon(SQUARE))))
    assert refused.value.key == "demo.file.too_large"


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        (Limits(memory_mb=1_024, seconds=60), "foreign.greedy"),
        (Limits(memory_mb=8_192, seconds=0.2), "foreign.slow"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="memory is bounded where the system can")
def test_a_file_that_takes_too_much_is_given_up_in_a_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits, key: str
) -> None:
    monkeypatch.setattr(apart, "LIMITS", limits)
    path = put(tmp_path, '{"type": "Polygon", "coordinates": [' + "[]," * 15_000_000 + "[]]}")
    for read in (read_boundary, read_layer):
        with pytest.raises(UserError) as refused:
            read(path)
        assert refused.value.key == key


def test_more_people_than_homes_hold_is_said(tmp_path: Path) -> None:
    layer = put(tmp_path, collection(feature(house(24.94, 60.17), levels="4")))
    folder = write_demo(tmp_path / "full.street", DemoOptions(residents=5_000, buildings=layer))
    made = open_snapshot(folder).tables["residents"].num_rows
    assert 0 < made < 500
    assert any("5000" in one["en"] and str(made) in one["en"] for one in said_of_sources(folder))


@pytest.mark.parametrize(
    ("lon", "lat", "name"),
    [
        (121.55, 31.21, "Asia/Shanghai"),
        (114.17, 22.30, "Asia/Hong_Kong"),
        (24.94, 60.17, "Europe/Helsinki"),
        (13.41, 52.53, "Europe/Berlin"),
        (-72.57, 44.26, "America/New_York"),
        (-150.0, -20.0, "Etc/GMT+10"),
        (2.0, -30.0, "Etc/GMT"),
    ],
)
def test_zones_are_chosen_by_place(lon: float, lat: float, name: str) -> None:
    assert zone_at(lon, lat) == name
    assert zone(name)
