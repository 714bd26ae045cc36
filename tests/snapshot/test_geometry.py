"""GeoParquet: WKB in longitude and latitude that says so is read, everything else is a fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from console.snapshot import geometry
from console.snapshot.check import examine
from console.snapshot.read import open_snapshot
from tests.snapshot import builders

CRS84 = {"type": "GeographicCRS", "id": {"authority": "OGC", "code": "CRS84"}}
WGS84 = {"type": "GeographicCRS", "id": {"authority": "EPSG", "code": 4326}}
MERCATOR = {"type": "ProjectedCRS", "id": {"authority": "EPSG", "code": 3857}}


def street(folder: Path, geo: object) -> Path:
    """The tiny street, its committees' file bearing this as its GeoParquet metadata."""
    tables = builders.tables(builders.columns())
    stored = {"geo": geo if isinstance(geo, str) else json.dumps(geo)}
    tables["committees"] = tables["committees"].replace_schema_metadata(stored)
    return builders.publish(folder / "s.street", tables)


def said(**changes: Any) -> dict[str, Any]:
    column = {"encoding": "WKB", "geometry_types": ["Polygon"]} | changes
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


@pytest.mark.parametrize(
    "geo",
    [said(), said(crs=CRS84), said(crs=WGS84), said(crs="OGC:CRS84"), said(orientation="x")],
)
def test_longitude_and_latitude_are_read(tmp_path: Path, geo: object) -> None:
    assert examine(street(tmp_path, geo)).report.ok


WRONG: dict[str, tuple[object, str]] = {
    "no metadata": (None, "元数据"),
    "metadata that is no JSON": ("{", "元数据"),
    "metadata without the column": ({"version": "1.1.0", "columns": {}}, "元数据"),
    "metadata that is a list": ([], "元数据"),
    "another encoding": (said(encoding="polygon"), "编码"),
    "another system": (said(crs=MERCATOR), "坐标系"),
    "an unknown system": (said(crs=None), "坐标系"),
    "a system without a name": (said(crs={"type": "GeographicCRS"}), "坐标系"),
}


@pytest.mark.parametrize("name", WRONG)
def test_other_metadata_is_a_fault_of_the_whole_column(tmp_path: Path, name: str) -> None:
    geo, word = WRONG[name]
    report = examine(street(tmp_path, geo)).report
    found = [(one.table, one.column, one.rule, len(one.rows)) for one in report.faults]
    assert found == [("committees", "geometry", "geometry", 0)]
    assert word in report.faults[0].say("zh")


def test_a_column_without_any_shape_needs_no_metadata(tmp_path: Path) -> None:
    tables = builders.tables(builders.columns())
    for gone in ("committees", "facilities", "basemap", "events"):
        del tables[gone]
    for name in ("estates", "buildings"):
        place = tables[name].column_names.index("geometry")
        nulls = pa.nulls(2, pa.binary())
        tables[name] = tables[name].set_column(place, "geometry", nulls)
    assert examine(builders.publish(tmp_path / "s.street", tables, geo=False)).report.ok


def test_rings_the_wrong_way_round_are_turned(tmp_path: Path) -> None:
    hole = shapely.box(121.4, 31.4, 121.6, 31.6)
    wrong = shapely.Polygon(shapely.box(121, 31, 122, 32, ccw=False).exterior, [hole.exterior])
    columns = builders.columns()
    columns["committees"]["geometry"] = [bytes(shapely.to_wkb(wrong))]
    folder = builders.publish(tmp_path / "s.street", builders.tables(columns))
    opened = open_snapshot(folder)
    turned = shapely.from_wkb(opened.tables["committees"]["geometry"][0].as_py())
    assert turned.exterior.is_ccw
    assert not turned.interiors[0].is_ccw
    assert turned.equals(wrong)
    assert [(one.rule, one.first_rows) for one in opened.report.notes] == [("normal", [0])]


def test_shapes_that_are_right_keep_their_bytes(tmp_path: Path) -> None:
    deep = shapely.force_3d(shapely.box(121, 31, 122, 32), 4.0)
    wkb = bytes(shapely.to_wkb(deep, flavor="iso", byte_order=0))
    columns = builders.columns()
    columns["committees"]["geometry"] = [wkb]
    folder = builders.publish(tmp_path / "s.street", builders.tables(columns))
    assert open_snapshot(folder).tables["committees"]["geometry"][0].as_py() == wkb


def test_metadata_describes_what_is_there() -> None:
    shapes = np.array([shapely.Point(1, 2, 3), shapely.box(0, 0, 1, 1)], object)
    described = json.loads(geometry.metadata("geometry", shapes)[geometry.KEY])
    assert described["columns"]["geometry"]["geometry_types"] == ["Point Z", "Polygon"]
    assert described["columns"]["geometry"]["bbox"] == [0, 0, 1, 2]
    nothing = json.loads(geometry.metadata("geometry", np.zeros(0, object))[geometry.KEY])
    assert "bbox" not in nothing["columns"]["geometry"]


@pytest.mark.real
def test_published_examples_are_in_longitude_and_latitude(shared_data: Path) -> None:
    files = sorted(shared_data.glob("geoparquet_examples/test_data/*wkb.parquet"))
    assert files
    for file in files:
        assert geometry.metadata_fault(pq.read_schema(file).metadata, "geometry") is None
