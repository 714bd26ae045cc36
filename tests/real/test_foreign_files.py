"""Files that others really published become tables: every row is there or named as unreadable."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from console.foreign.asked import Asked
from console.foreign.flat import Kind
from console.foreign.reading import read_file
from console.foreign.table import Table

pytestmark = pytest.mark.real

GOOD = {
    "coutwildrnp.shp": (67, 10),
    "coutwildrnp.dbf": (67, 10),
    "curve.gpkg": (1, 0),
    "grenada.geojson": (1, 25),
    "issue627.geojson": (3, 12),
    "line_zm.gpkg": (1, 0),
    "null_geom.geojson": (2, 1),
    "test_gpkg_nulls.gpkg": (4, 11),
    "test_tz.geojson": (1, 1),
}
"""Rows and columns of the files of vector_torture."""


def only(path: Path) -> Table:
    found = read_file(path)
    assert not isinstance(found, Asked)
    (table,) = found
    return table


@pytest.mark.parametrize("name", GOOD)
def test_what_is_hard_to_read_is_read_whole(shared_data: Path, name: str) -> None:
    table = only(shared_data / "vector_torture" / name)
    assert (table.rows, len(table.columns)) == GOOD[name]
    assert table.flat is not None
    without = {note.key: note.count for note in table.told.notes}
    bare = int((table.flat.kinds == Kind.NONE).sum())
    assert bare == without.get("foreign.note.bare", 0) == int(name == "null_geom.geojson")


@pytest.mark.parametrize("name", ["MontpelierLinearFeatures", "MontpelierPointFeatures"])
def test_every_sewer_is_there(shared_data: Path, name: str) -> None:
    path = shared_data / "vermont_sewers" / f"{name}.geojson"
    features = json.loads(path.read_text("utf-8"))["features"]
    table = only(path)
    assert table.rows == len(features)
    assert table.flat is not None
    with_place = [one for one in features if one["geometry"]]
    assert int((table.flat.kinds != Kind.NONE).sum()) == len(with_place)
    assert {one.name for one in table.columns} == set(features[0]["properties"])


def test_every_line_of_the_building_lists_is_there(shared_data: Path) -> None:
    lists = sorted((shared_data / "hk_building_lists_2020").glob("*.csv"))
    assert len(lists) == 11
    for path in (lists[0], lists[-1]):
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        table = only(path)
        odd = sum(note.count for note in table.told.notes if note.key == "foreign.note.lines")
        assert table.rows + odd == len(lines) - 1
        assert [one.name for one in table.columns] == lines[0]
        assert table.flat is None


def test_geoparquet_is_read_with_the_system_it_names(shared_data: Path) -> None:
    table = only(shared_data / "geoparquet_examples" / "examples" / "example.parquet")
    assert (table.rows, table.told.crs) == (5, "OGC:CRS84")
    beside = only(shared_data / "geoparquet_examples" / "examples" / "example.csv")
    assert table.flat is not None
    assert beside.flat is not None
    assert table.flat.kinds.tolist() == beside.flat.kinds.tolist()
    assert table.flat.degrees == pytest.approx(beside.flat.degrees)
