"""Every kind of file opens again with the same cells and its facts, whole or not at all."""

from __future__ import annotations

import csv
import errno
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from console.domain.errors import Cancelled, UserError
from console.export import publish
from console.export.csv_file import METADATA_ENDING
from console.export.files import ENDINGS, export_rows
from console.export.geopackage import FACTS_KEY
from console.export.source import open_source
from tests.export import snapshots
from tests.export.snapshots import export
from tests.snapshot import builders


def test_csv_opens_with_its_chinese_and_without_a_formula(folder: Path, tmp_path: Path) -> None:
    out = export(folder, tmp_path / "a.csv")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["resident_id"]: row for row in csv.DictReader(file)}
    assert rows["R03"]["name"] == "欧阳**"
    assert rows["R03"]["tags"] == "lives_alone;meal_support"
    assert rows["R01"]["complete_from"] == "2020-03-26T00:00:00+08:00"
    assert {row["state_given"] for row in rows.values()} == {f"'{snapshots.FORMULA}"}
    said = json.loads((tmp_path / f"a.csv{METADATA_ENDING}").read_text("utf-8"))
    assert (said["url"], said["street-console"]["rows"]) == ("a.csv", 12)


FORMULAS = ("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1+1", " =1", "＋86", "－1", "＠x")
HARMLESS = ("1-1", "甲=乙", "a@b", "", "第1层")


def test_texts_that_a_spreadsheet_would_take_for_formulas_are_made_texts() -> None:
    import pyarrow as pa

    from console.export.cells import neutral

    assert neutral(pa.array(FORMULAS)).to_pylist() == [f"'{one}" for one in FORMULAS]
    assert neutral(pa.array(HARMLESS)).to_pylist() == list(HARMLESS)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_columns_beside_stand_after_the_first(folder: Path, tmp_path: Path, ending: str) -> None:
    out, rows = tmp_path / f"a{ending}", np.array([2, 0], np.int64)
    beside = {"before": ["甲", "乙"], "state": ["丙", "丁"]}
    export_rows(snapshots.source(folder), "residents", out, rows=rows, beside=beside)
    if ending == ".csv":
        read = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    elif ending == ".xlsx":
        heading, *lines = openpyxl.load_workbook(out).worksheets[0].values
        read = [dict(zip(map(str, heading), line, strict=True)) for line in lines]
    else:
        read = pq.read_table(out).to_pylist()
    assert list(read[0])[:3] == ["resident_id", "before", "state"]
    assert [(line["before"], line["state"]) for line in read] == [("甲", "丙"), ("乙", "丁")]
    assert "state_given" in read[0], "what the sheet called so before"


def test_parquet_keeps_types_and_says_what_it_is(folder: Path, tmp_path: Path) -> None:
    read = pq.read_table(export(folder, tmp_path / "a.parquet"))
    assert str(read.schema.field("complete_from").type) == "timestamp[us, tz=UTC]"
    assert str(read.schema.field("tags").type) in ("list<element: string>", "list<item: string>")
    assert json.loads(read.schema.metadata[b"street-console"])["masking"] == "masked"
    file = pq.ParquetFile(tmp_path / "a.parquet", page_checksum_verification=True)
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".parquet"])
@pytest.mark.parametrize("what", ["buildings", "estates", "facilities"])
def test_a_layer_opens_in_gdal_with_the_same_places(
    folder: Path, tmp_path: Path, ending: str, what: str
) -> None:
    out = export(folder, tmp_path / f"a{ending}", what)
    source = snapshots.source(folder)
    wanted = source.tables[what]
    if ending == ".parquet":
        read = pq.read_table(out)
        said = json.loads(read.schema.metadata[b"geo"])
        assert said["primary_column"] == "geometry"
        names, shapes = read["name"].to_pylist(), shapely.from_wkb(read["geometry"].to_pylist())
    else:
        meta, _, wkb, fields = pyogrio.raw.read(out)
        assert meta["crs"] == "EPSG:4326"
        names = list(fields[list(meta["fields"]).index("name")])
        shapes = shapely.from_wkb(list(wkb))
    assert names == wanted["name"].to_pylist()
    given = shapely.from_wkb(wanted["geometry"].to_pylist())
    assert shapely.area(shapes).tolist() == pytest.approx(shapely.area(given).tolist(), nan_ok=True)
    assert all(shapely.equals(shapes, given) | shapely.is_missing(given))


@pytest.mark.parametrize("ending", [".geojson", ".gpkg"])
@pytest.mark.parametrize("what", ["buildings", "estates", "committees"])
def test_places_without_a_geometry_column_lie_nowhere(
    tmp_path: Path, ending: str, what: str
) -> None:
    whole = builders.tables(builders.columns())
    whole[what] = whole[what].drop_columns("geometry")
    folder, out = builders.publish(tmp_path / "a.street", whole), tmp_path / f"a{ending}"
    export_rows(open_source(folder, what), what, out)
    meta, _, wkb, fields = pyogrio.raw.read(out)
    assert list(fields[list(meta["fields"]).index("name")]) == whole[what]["name"].to_pylist()
    assert wkb is None or all(one is None for one in wkb)


def test_people_stand_in_their_buildings_on_a_layer(folder: Path, tmp_path: Path) -> None:
    meta, _, wkb, fields = pyogrio.raw.read(export(folder, tmp_path / "a.gpkg"))
    ids = list(fields[list(meta["fields"]).index("resident_id")])
    shapes = dict(zip(ids, shapely.from_wkb(list(wkb)), strict=True))
    assert shapely.contains(shapely.box(121.548, 31.209, 121.55, 31.211), shapes["R01"])
    assert shapes["R09"] is None
    info = pyogrio.read_info(tmp_path / "a.gpkg")
    assert (info["layer_name"], info["crs"], info["geometry_type"]) == (
        "residents",
        "EPSG:4326",
        "Point",
    )
    said = json.loads(info["layer_metadata"][FACTS_KEY])
    assert (said["what"], said["street"]["name"]["zh"]) == ("residents", "花木街道")
    assert os.listdir(tmp_path) == ["a.gpkg"]


def test_a_layer_s_cells_are_typed_and_its_instants_utc(folder: Path, tmp_path: Path) -> None:
    out = export(folder, tmp_path / "a.gpkg")
    kinds = dict(
        zip(*(pyogrio.read_info(out)[one] for one in ("fields", "ogr_types")), strict=True)
    )
    assert [kinds[one] for one in ("day", "last_day", "complete_from", "tags")] == [
        *("OFTInteger", "OFTDate", "OFTDateTime", "OFTString")
    ]
    with closing(sqlite3.connect(out)) as file:
        told = file.execute(
            "select complete_from, last_day, tags from residents where resident_id = 'R01'"
        ).fetchone()
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
    assert told[:2] == ("2020-03-25T16:00:00Z", "2020-03-25")


def test_an_empty_sheet_is_written_in_every_kind(folder: Path, tmp_path: Path) -> None:
    for ending in ENDINGS:
        out = export(folder, tmp_path / f"a{ending}", where=["unit=nowhere"])
        assert out.stat().st_size > 0
    assert len(list(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].rows)) == 1
    assert pyogrio.read_info(tmp_path / "a.gpkg")["features"] == 0


def test_a_file_that_is_there_is_replaced_whole(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("as it was")
    assert "as it was" not in export(folder, tmp_path / "a.csv").read_text("utf-8")


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _read_only(*_: object) -> None:
    raise OSError(errno.EROFS, "Read-only file system")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("refusal", [_full, _read_only])
def test_a_disk_that_refuses_is_a_sentence_and_leaves_nothing(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    refusal: Callable[..., None],
) -> None:
    monkeypatch.setattr(publish, "flush", refusal)
    with pytest.raises(UserError) as caught:
        export(folder, tmp_path / f"a{ending}")
    assert caught.value.key == "export.not_written"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("said", "told"),
    [("sqlite3_exec(COMMIT) failed: database or disk is full", "满"), ("disk I/O error", "I/O")],
)
def test_gdal_s_own_word_for_a_disk_that_refuses_is_the_same_sentence(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str
) -> None:
    def refuse(*_: object) -> None:
        raise pyogrio.errors.DataLayerError(said)

    monkeypatch.setattr("console.export.geopackage._write", refuse)
    with pytest.raises(UserError) as caught:
        export(folder, tmp_path / "a.gpkg")
    assert told in caught.value.say("zh")
    assert not list(tmp_path.iterdir())


def test_a_statement_that_fails_on_a_full_disk_is_told_as_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise pyogrio.errors.DataLayerError("sqlite3_exec(UPDATE gpkg_contents SET …) failed")

    monkeypatch.setattr("console.export.geopackage._write", refuse)
    monkeypatch.setattr("console.export.geopackage._LEAST_FREE", 2**62)
    with pytest.raises(UserError) as caught:
        export(folder, tmp_path / "a.gpkg")
    assert "磁盘已满" in caught.value.say("zh")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size to set")
@pytest.mark.parametrize("ending", [".gpkg", ".xlsx"])
def test_a_file_that_may_not_grow_is_a_sentence_and_leaves_nothing(
    folder: Path, tmp_path: Path, ending: str
) -> None:
    code = (
        "import resource, signal\n"
        "from pathlib import Path\n"
        "from console.domain.errors import UserError\n"
        "from tests.export.snapshots import export\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, resource.RLIM_INFINITY))\n"
        "try:\n"
        f"    export(Path({str(folder)!r}), Path({str(tmp_path / f'a{ending}')!r}))\n"
        "except UserError as failure:\n"
        "    print(failure.key)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.strip() == "export.not_written", done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_cancelled_on_the_way_nothing_is_left(folder: Path, tmp_path: Path, ending: str) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    with pytest.raises(Cancelled):
        export_rows(
            snapshots.source(folder), "residents", tmp_path / f"a{ending}", cancelled=cancelled
        )
    assert not list(tmp_path.iterdir())


def test_its_progress_ends_whole(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    export_rows(
        snapshots.source(folder),
        "units",
        tmp_path / "a.xlsx",
        progress=lambda stage, done: told.append((stage, done)),
    )
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_a_folder_that_is_not_there_and_a_folder_as_file_are_sentences(
    folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="make it first"):
        export(folder, tmp_path / "none" / "a.csv")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        export(folder, tmp_path / "b.csv")
    assert os.listdir(tmp_path) == ["b.csv"]
