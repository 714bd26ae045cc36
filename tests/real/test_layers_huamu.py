"""A street within the real outline leaves as layers that GDAL opens with the same places."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.export.files import export_rows
from console.export.source import Source, open_source

pytestmark = pytest.mark.real

AREAS = ("buildings", "estates", "committees")


@pytest.fixture(scope="module")
def source(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Source:
    boundary = shared_data / "huamu" / "subdistricts.geojson"
    folder = tmp_path_factory.mktemp("layers") / "huamu.street"
    write_demo(folder, DemoOptions(residents=2_000, boundary=boundary))
    return open_source(folder)


@pytest.mark.parametrize("what", AREAS)
def test_its_layers_have_the_same_counts_names_and_areas(
    source: Source, tmp_path: Path, what: str
) -> None:
    given = source.tables[what]
    areas = shapely.area(shapely.from_wkb(given["geometry"].to_pylist()))
    for ending in ("gpkg", "geojson"):
        export_rows(source, what, tmp_path / f"a.{ending}")
        meta, _, wkb, fields = pyogrio.raw.read(tmp_path / f"a.{ending}")
        assert list(fields[list(meta["fields"]).index("name")]) == given["name"].to_pylist()
        assert shapely.area(shapely.from_wkb(list(wkb))) == pytest.approx(areas, nan_ok=True)
    export_rows(source, what, tmp_path / "a.parquet")
    read = pq.read_table(tmp_path / "a.parquet")
    assert read["name"].to_pylist() == given["name"].to_pylist()
    shapes = shapely.from_wkb(read["geometry"].to_pylist())
    assert shapely.area(shapes) == pytest.approx(areas, nan_ok=True)
