"""A street in the real outline leaves as layers that GDAL and QGIS open with the same places."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from console.bench import qgis
from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.export.files import export_rows
from console.export.source import Source, open_source

pytestmark = pytest.mark.real

AREAS = ("buildings", "estates", "committees")
_LONGEST_S = 180
_READ_IN_QGIS = """
import json, sys
from qgis.core import QgsApplication, QgsVectorLayer
QgsApplication.setPrefixPath("/usr", True)
program = QgsApplication([], False)
program.initQgis()
layer = QgsVectorLayer(sys.argv[1], "layer", "ogr")
features = list(layer.getFeatures()) if layer.isValid() else []
print(json.dumps({
    "valid": layer.isValid(),
    "crs": layer.crs().authid(),
    "names": [feature["name"] or None for feature in features],
    "areas": [0.0 if feature.geometry().isNull() else feature.geometry().area()
              for feature in features],
}))
layer = features = None
program.exitQgis()
"""


@pytest.fixture(scope="module")
def source(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Source:
    boundary = shared_data / "huamu" / "subdistricts.geojson"
    folder = tmp_path_factory.mktemp("layers") / "huamu.street"
    write_demo(folder, DemoOptions(residents=2_000, boundary=boundary))
    return open_source(folder)


def given(source: Source, what: str) -> tuple[list[str], list[float]]:
    """The names and the areas, in square degrees, of a table's places."""
    table = source.tables[what]
    shapes = shapely.from_wkb(table["geometry"].to_pylist())
    areas = [0.0 if shape is None else float(shapely.area(shape)) for shape in shapes]
    return table["name"].to_pylist(), areas


@pytest.mark.parametrize("what", AREAS)
def test_its_layers_have_the_same_counts_names_and_areas(
    source: Source, tmp_path: Path, what: str
) -> None:
    names, areas = given(source, what)
    for ending in ("gpkg", "geojson"):
        export_rows(source, what, tmp_path / f"a.{ending}")
        meta, _, wkb, fields = pyogrio.raw.read(tmp_path / f"a.{ending}")
        assert list(fields[list(meta["fields"]).index("name")]) == names
        assert shapely.area(shapely.from_wkb(list(wkb))) == pytest.approx(areas, nan_ok=True)
    export_rows(source, what, tmp_path / "a.parquet")
    read = pq.read_table(tmp_path / "a.parquet")
    assert read["name"].to_pylist() == names
    shapes = shapely.from_wkb(read["geometry"].to_pylist())
    assert shapely.area(shapes) == pytest.approx(areas, nan_ok=True)


@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
@pytest.mark.parametrize("what", AREAS)
def test_qgis_opens_a_layer_as_it_is(
    source: Source, tmp_path: Path, what: str, ending: str
) -> None:
    python = qgis.python()
    if python is None:
        pytest.skip("QGIS is not installed (python3-qgis)")
    export_rows(source, what, tmp_path / f"a.{ending}")
    answer = subprocess.run(
        [python, "-c", _READ_IN_QGIS, str(tmp_path / f"a.{ending}")],
        check=True,
        capture_output=True,
        text=True,
        timeout=_LONGEST_S,
        env=qgis.environment(),
    )
    read = json.loads(answer.stdout)
    names, areas = given(source, what)
    assert read["valid"]
    assert read["crs"] == "EPSG:4326"
    assert read["names"] == names
    assert read["areas"] == pytest.approx(areas)


@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
@pytest.mark.parametrize("what", AREAS)
def test_ogrinfo_counts_the_same_places(
    source: Source, tmp_path: Path, what: str, ending: str
) -> None:
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.skip("ogrinfo is not installed (gdal-bin)")
    export_rows(source, what, tmp_path / f"a.{ending}")
    words = [program, "-ro", "-al", "-geom=NO", str(tmp_path / f"a.{ending}")]
    told = subprocess.run(
        words, check=True, capture_output=True, text=True, timeout=_LONGEST_S
    ).stdout
    names, _ = given(source, what)
    assert re.findall(r"^Feature Count: (\d+)$", told, re.MULTILINE) == [str(len(names))]
    assert re.findall(r"^  name \(String\) = (.*)$", told, re.MULTILINE) == names


@pytest.mark.parametrize("what", AREAS)
def test_a_geoparquet_layer_is_geometry_to_another_reader(
    source: Source, tmp_path: Path, what: str
) -> None:
    export_rows(source, what, tmp_path / "a.parquet")
    with duckdb.connect() as con:
        question = "select name, typeof(geometry) from read_parquet(?)"
        read = con.execute(question, [str(tmp_path / "a.parquet")]).fetchall()
    assert [name for name, _ in read] == given(source, what)[0]
    assert all(kind.startswith("GEOMETRY") for _, kind in read)
