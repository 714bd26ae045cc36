"""A street made of tables: order, references, codes, spans, tags, shapes, and what is absent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from console.domain.instants import NEVER_US
from console.snapshot.numbering import regular_rows
from console.store import arrow
from console.store.answers import summary_of
from console.store.arrow import Table, dictionary, grouped, positions, rows_of, strings
from console.store.columns import MISSING, NO_DAY, Strings
from console.store.frame import frame
from console.store.projection import fitted, metres, plane_for, projection_around
from console.store.texts import row_with, rows_starting, rows_with
from tests.store import tiny

IDS = st.lists(
    st.one_of(
        st.integers(0, 99).map(lambda n: f"U{n:04d}"),
        st.integers(0, 99).map(str),
        st.text("aZ0号𠮷", min_size=1, max_size=4),
    ),
    max_size=30,
)


def texts(column: Strings) -> list[str | None]:
    return list(column)


def test_rows_stand_in_the_order_of_what_they_lie_in() -> None:
    tables = tiny.sample()
    tables["estates"][0]["estate_id"], tables["estates"][1]["estate_id"] = "E2", "E1"
    street = tiny.street(tables)
    assert texts(street.estates.id) == ["E1", "E2", "E3"]
    assert texts(street.buildings.id) == ["B1", "B2", "B3", "B4"]
    assert street.buildings.estate.tolist() == [0, 0, 1, -1]
    assert street.estates.first_building.tolist() == [0, 2, 3, 3]


def test_buildings_whose_estate_comes_later_by_row_than_by_id() -> None:
    tables = tiny.sample()
    tables["buildings"][0]["estate_id"] = "E2"
    tables["buildings"][2]["estate_id"] = "E1"
    street = tiny.street(tables)
    assert texts(street.buildings.id) == ["B2", "B3", "B1", "B4"]
    first = street.buildings.first_unit
    rooms = [
        {street.units.id.text(row)[:2] for row in range(first[b], first[b + 1])} for b in range(4)
    ]
    assert rooms == [{"B2"}, {"B3"}, {"B1"}, set()]
    for unit in range(len(street.units.floor)):
        start, end = street.units.first_resident[unit : unit + 2]
        assert set(street.residents.unit[start:end].tolist()) <= {unit}


def test_nulls_have_their_stand_ins() -> None:
    street = tiny.street(
        {
            "buildings": [{"building_id": "B", "name": "b", "floors_above": 2}],
            "units": [
                {"unit_id": "U", "building_id": "B", "floor": 1, "column": 0, "room": "101",
                 "occupancy": "owner"}
            ],
            "residents": [{"resident_id": "R", "name": "n"}],
        }
    )  # fmt: skip
    units, residents = street.units, street.residents
    assert (units.span_floors[0], units.span_columns[0], units.layout[0]) == (1, 1, MISSING)
    assert (units.verified_on[0], residents.born[0]) == (NO_DAY, NO_DAY)
    assert np.isnan(units.area_m2[0])
    assert (residents.sex[0], residents.registration[0], residents.household[0]) == (255, 255, -1)
    assert (street.buildings.floors_below[0], residents.unit[0], residents.tags[0]) == (0, -1, 0)


def test_the_packs_tags_have_the_first_bits_and_others_follow_by_name() -> None:
    tables = tiny.sample()
    tables["residents"][0]["tags"] = ["棋友", "medic", "阿姨", "medic"]
    street = tiny.street(tables)
    assert street.tags[0] == "lives_alone"
    assert street.tags[-2:] == ("棋友", "阿姨")
    row = texts(street.residents.id).index("R01")
    bits = int(street.residents.tags[row])
    assert {tag for bit, tag in enumerate(street.tags) if bits >> bit & 1} == {
        "棋友",
        "medic",
        "阿姨",
    }


def test_tags_beyond_the_64th_are_counted_and_found_too() -> None:
    tables = tiny.sample()
    tables["residents"][0]["tags"] = [f"t{number:03d}" for number in range(80)] * 2
    tables["residents"][1]["tags"] = ["t079"]
    street = tiny.street(tables)
    assert len(street.tags) == 64
    told = summary_of(street, street.as_of_us)
    assert (told.tags["t000"], told.tags["t078"], told.tags["t079"]) == (1, 1, 2)
    assert summary_of(street, street.as_of_us, where=["tag=t079,t000"]).totals["residents"] == 2


def test_episodes_lie_by_resident_anchor_and_id() -> None:
    tables = tiny.sample()
    for key in ("Z1", "A1"):
        tables["episodes"].append({**tables["episodes"][0], "episode_id": key})
    street = tiny.street(tables)
    row = texts(street.residents.id).index("R01")
    mine = np.flatnonzero(street.episodes.resident == row).tolist()
    assert [street.details.id.text(one) for one in mine] == ["A1", "P01", "Z1"]


def test_an_open_episode_never_ends() -> None:
    street = tiny.street()
    row = row_with(street.details.id, "P01")
    assert street.episodes.ended_us[row] == NEVER_US


def test_an_extension_may_be_negative() -> None:
    tables = tiny.sample()
    tables["episodes"][0] |= {"days": 10, "extension_days": -4}
    street = tiny.street(tables)
    row = row_with(street.details.id, "P01")
    assert (street.details.days[row], street.episodes.length[row]) == (10, 6)


def test_episodes_without_a_table_of_residents_keep_their_people_as_bare_ids() -> None:
    tables = tiny.sample()
    del tables["residents"]
    street = tiny.street(tables)
    row = row_with(street.details.id, "P03")
    assert street.bare.residents.text(int(street.episodes.resident[row])) == "R03"
    assert frame(street, street.as_of_us).total.people.tolist() == [0]


def test_places_without_a_table_are_kept_as_bare_ids() -> None:
    tables = tiny.sample()
    del tables["committees"]
    street = tiny.street(tables)
    assert texts(street.bare.committees) == ["C1", "C2", None]
    assert len(street.bare.estates) == 0
    del tables["estates"]
    street = tiny.street(tables)
    assert texts(street.bare.estates) == ["E1", "E1", "E2", None]
    assert street.buildings.estate.tolist() == [-1] * 4


@pytest.mark.parametrize(
    ("lon", "lat", "zone", "epsg"),
    [
        (121.55, 31.21, "Asia/Shanghai", 4550),
        (121.49, 31.21, "Asia/Shanghai", 4549),
        (87.6, 43.8, "Asia/Urumqi", 4538),
        (24.94, 60.17, "Asia/Shanghai", 32635),
        (114.17, 22.3, "Asia/Hong_Kong", 32650),
        (13.42, 52.54, "Europe/Berlin", 32633),
        (-58.4, -34.6, "America/Argentina/Buenos_Aires", 32721),
        (180.0, -17.0, "Pacific/Fiji", 32760),
    ],
)
def test_a_street_lies_on_the_plane_of_its_country(
    lon: float, lat: float, zone: str, epsg: int
) -> None:
    assert plane_for(lon, lat, zone) == epsg


@pytest.mark.parametrize(
    ("epsg", "lon", "lat", "reach_m"),
    [
        (4550, 121.55, 31.21, 20_000),
        (4549, 119.2, 30.0, 60_000),
        (32650, 114.17, 22.3, 20_000),
        (32735, 25.1, -29.0, 20_000),
    ],
)
def test_the_way_back_to_degrees_is_projs_to_a_millimetre(
    epsg: int, lon: float, lat: float, reach_m: float
) -> None:
    there = pyproj.Transformer.from_crs("OGC:CRS84", epsg, always_xy=True)
    east, north = (float(round(one)) for one in there.transform(lon, lat))
    projection = fitted(epsg, (east, north), reach_m)
    for x, y in np.random.default_rng(2).uniform(-reach_m, reach_m, (50, 2)).tolist():
        back = there.transform(*projection.degrees(x, y))
        assert np.hypot(back[0] - east - x, back[1] - north - y) < 0.001


def test_what_lies_on_the_far_side_of_the_earth_has_finite_metres() -> None:
    far = np.array([[121.55, 31.21], [121.56, 31.2], [-58.4, -34.6], [31.55, 0.0]])
    projection = projection_around(far, "Asia/Shanghai")
    east, north = metres(projection.epsg, far[:, 0], far[:, 1])
    assert np.isfinite([*east, *north, *projection.lon_terms]).all()


def shaped(*geometry: Any) -> Any:
    tables = tiny.sample()
    tables["facilities"] = [
        {"facility_id": f"F{row}", "kind": "gate", "geometry": None if one is None else one.wkb}
        for row, one in enumerate(geometry)
    ]
    return tiny.street(tables).facilities.shapes


def test_holes_parts_lines_and_points_are_flattened_by_row() -> None:
    ring = shapely.Polygon(
        shapely.box(121.55, 31.20, 121.56, 31.21).exterior,
        [shapely.box(121.552, 31.202, 121.554, 31.204).exterior],
    )
    both = shapely.MultiPolygon([ring, shapely.box(121.57, 31.2, 121.58, 31.21)])
    line = shapely.LineString([(121.55, 31.2), (121.56, 31.2), (121.56, 31.21)])
    mixed = shapely.GeometryCollection([line, shapely.MultiPoint([(121.55, 31.2), (121.5, 31.2)])])
    shapes = shaped(ring, both, line, mixed)
    assert np.diff(shapes.first).tolist() == [2, 3, 1, 3]
    assert shapes.is_hole.tolist() == [False, True, False, True, False, False, False, False, False]
    assert [len(part) for part in shapes.rings_of(3)] == [3, 1, 1]
    assert shapes.parts.tolist() == [0, 0, 1, 1, 1, 2, 3, 3, 3]


@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_the_kinds_of_the_basemap_are_numbered_as_they_first_appear(count: int) -> None:
    tables, words = tiny.sample(), ("service", None, "primary", "service", "", "footway", "塔")
    given = [words[row % len(words)] for row in range(count)]
    road = tables["basemap"][0]
    tables["basemap"] = [
        road | {"feature_id": f"M{row:02d}", "class": kind} for row, kind in enumerate(given)
    ]
    basemap = tiny.street(tables).basemap
    assert list(basemap.kinds) == list(dict.fromkeys(kind or "" for kind in given))
    assert [basemap.kinds[kind] for kind in basemap.kind] == [kind or "" for kind in given]


def test_a_side_of_a_kilometre_is_a_kilometre() -> None:
    degrees = 1 / 110.89
    shapes = shaped(shapely.box(121.55, 31.21, 121.551, 31.21 + degrees))
    west, south, east, north = shapes.boxes[0].tolist()
    assert north - south == pytest.approx(1000, abs=2)
    assert east - west == pytest.approx(95.3, abs=15)
    assert abs(west) < 5000


def test_rows_without_geometry_have_no_box() -> None:
    tables = tiny.sample()
    del tables["facilities"][0]["geometry"]
    shapes = tiny.street(tables).facilities.shapes
    assert len(shapes) == 1
    assert np.isnan(shapes.boxes).all()


def test_an_empty_geometry_has_no_box() -> None:
    shapes = shaped(shapely.Polygon())
    assert np.isnan(shapes.boxes).all()


def test_a_street_without_any_geometry_has_no_plane() -> None:
    tables = tiny.sample()
    for rows in tables.values():
        for row in rows:
            row.pop("geometry", None)
    del tables["facilities"], tables["basemap"]
    street = tiny.street(tables)
    assert street.projection is None
    assert np.isnan(street.buildings.shapes.boxes).all()
    assert street.estates.shapes.rings_of(0) == []


@given(IDS, st.data())
def test_rows_are_found_however_ids_are_written(ids: list[str], data: st.DataObject) -> None:
    known = list(dict.fromkeys(ids))
    asked = data.draw(st.lists(st.one_of(st.none(), st.sampled_from([*known, "zz"])), max_size=40))
    found = rows_of(pa.array(asked, pa.string()), pa.array(known, pa.string())).tolist()
    assert found == [known.index(one) if one in known else -1 for one in asked]


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=40, unique=True), st.data())
def test_regular_ids_are_found_without_hashing(numbers: list[int], data: st.DataObject) -> None:
    known = [f"U{number:05d}" for number in numbers]
    others = [f"U{number:05d}" for number in range(0, 5000, 777)] + ["V00001", "U0000x"]
    asked = data.draw(st.lists(st.sampled_from([*known, *others]), min_size=1, max_size=40))
    found = regular_rows(pa.array(asked), pa.array(known))
    assert found is not None
    assert found.tolist() == [known.index(one) if one in known else -1 for one in asked]


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ([], ["U1"]),
        (["U1"], []),
        (["U1", "U22"], ["U1", "U2"]),
        (["U1"], ["U1", "U22"]),
        (["U"], ["U1"]),
        (["a" * 40], ["a" * 40]),
        (["aZ" * 8, "Za" * 8], ["aZ" * 8, "Za" * 8]),
    ],
)
def test_irregular_ids_are_left_to_hashing(asked: list[str], known: list[str]) -> None:
    assert regular_rows(pa.array(asked, pa.string()), pa.array(known, pa.string())) is None


def test_many_ids_are_counted_in_blocks() -> None:
    known = pa.array([f"U{number:06d}" for number in range(5000)])
    found = regular_rows(known.take(pa.array([4999, 0, 1024])), known)
    assert found is not None
    assert found.tolist() == [4999, 0, 1024]


@given(st.lists(st.one_of(st.none(), st.sampled_from("abc"))))
def test_a_dictionary_gives_every_text_back(words: list[str | None]) -> None:
    codes, known = dictionary(pa.array(words, pa.string()))
    assert [None if code < 0 else known.text(code) for code in codes.tolist()] == words


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=1), st.permutations("abcd"))
def test_a_dictionary_of_codes_is_that_of_their_texts(
    codes: list[int | None], entries: list[str]
) -> None:
    coded = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(entries))
    found, known = dictionary(coded)
    wanted, words = dictionary(coded.dictionary_decode())
    assert found.tolist() == wanted.tolist()
    assert list(known) == list(words)
    assert found.dtype == wanted.dtype


@given(st.lists(st.integers(-1, 4), max_size=20), st.booleans(), st.integers(1, 20))
def test_grouping_brings_rows_of_a_place_together(
    rows: list[int], together: bool, block: int
) -> None:
    if together:
        rows = sorted(rows, key=lambda row: row % 6)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrow, "_BLOCK", block)
        first, order = grouped(np.array(rows, np.int32), 5)
    assert order is None or not together
    taken = rows if order is None else [rows[one] for one in order.tolist()]
    for place in range(5):
        assert taken[first[place] : first[place + 1]] == [place] * rows.count(place)
    assert taken[first[5] :] == [-1] * rows.count(-1)


@given(st.lists(st.one_of(st.none(), st.text("aé号𠮷", max_size=3)), max_size=12), st.data())
def test_texts_are_found_by_their_bytes(words: list[str | None], data: st.DataObject) -> None:
    column = strings(pa.array([*words, "x"], pa.string())[: len(words)])
    wanted = data.draw(st.sampled_from([*(one for one in words if one is not None), "号"]))
    assert rows_with(column, wanted).tolist() == [i for i, w in enumerate(words) if w == wanted]
    assert rows_starting(column, wanted).tolist() == [
        i for i, word in enumerate(words) if word is not None and word.startswith(wanted)
    ]
    assert list(column) == words


def test_a_slice_of_an_arrow_column_gives_its_own_texts() -> None:
    column = pa.array(["a", None, "丁香", "d"], pa.string())
    assert list(strings(column[1:3])) == [None, "丁香"]
    assert strings(column).text(-1) == ""
    assert strings(column).text(1) == ""


def test_positions_of_nothing_are_nothing() -> None:
    assert len(positions(pa.array([], pa.string()), pa.array(["a"]), 9, np.uint8)) == 0


def test_a_column_in_another_type_or_in_pieces_is_one_column() -> None:
    table = pa.table({"floor": pa.chunked_array([[1], [2, None]], pa.int64())})
    assert Table(table).int16("floor", -9).tolist() == [1, 2, -9]
    assert Table(None).rows == 0
