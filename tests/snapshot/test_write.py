"""Writing: a snapshot is there whole or not at all, in the contract's form."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from console.domain.errors import Cancelled, UserError
from console.snapshot.check import examine
from console.snapshot.manifest import read_manifest
from console.snapshot.read import open_snapshot
from console.snapshot.schema import TABLES, empty, fields
from console.snapshot.write import write_snapshot
from tests.snapshot import builders
from tests.sources import REPO


def test_what_is_written_is_in_the_contracts_form(tiny: Path) -> None:
    assert examine(tiny).report.as_json() == {"ok": True, "faults": [], "notes": []}


def test_columns_have_the_contracts_types_and_order(tmp_path: Path) -> None:
    columns = builders.columns()
    for table, cells in columns.items():
        columns[table] = dict(reversed(cells.items()))
    tables = {name: pa.table(cells) for name, cells in columns.items()}
    folder = write_snapshot(tmp_path / "s.street", builders.draft(), tables)
    for name in tables:
        written = pq.read_schema(folder / f"{name}.parquet").remove_metadata()
        wanted = pa.schema([field.with_nullable(True) for field in fields(TABLES[name])])
        assert written.equals(wanted)


def test_a_value_that_would_be_lost_is_not_written(tmp_path: Path) -> None:
    tables = builders.tables(builders.columns())
    tables["units"] = tables["units"].set_column(2, "floor", pa.array([1, 2, 3, 70_000]))
    with pytest.raises(ValueError, match=r"units\.floor"):
        write_snapshot(tmp_path / "s.street", builders.draft(), tables)
    assert not list(tmp_path.iterdir())


def test_rows_are_sorted(tmp_path: Path) -> None:
    tables = builders.tables(builders.columns())
    backwards = {
        name: table.take(list(reversed(range(len(table))))) for name, table in tables.items()
    }
    folder = write_snapshot(tmp_path / "s.street", builders.draft(), backwards)
    opened = open_snapshot(folder)
    assert not opened.report.notes
    assert all(opened.tables[name].equals(tables[name]) for name in tables)


def test_repeating_columns_have_a_dictionary_and_unique_ones_none(tiny: Path) -> None:
    group = pq.read_metadata(tiny / "residents.parquet").row_group(0)
    chunks = {group.column(at).path_in_schema: group.column(at) for at in range(group.num_columns)}
    assert chunks["sex"].has_dictionary_page
    assert chunks["tags.list.element"].has_dictionary_page
    assert not chunks["name"].has_dictionary_page
    assert {chunk.compression for chunk in chunks.values()} == {"ZSTD"}


def test_geometry_is_geoparquet_with_rings_turned(tmp_path: Path) -> None:
    tables = builders.tables(builders.columns())
    clockwise = pa.array([bytes(shapely.box(121, 31, 122, 32, ccw=False).wkb)])
    place = tables["committees"].column_names.index("geometry")
    tables["committees"] = tables["committees"].set_column(place, "geometry", clockwise)
    folder = write_snapshot(tmp_path / "s.street", builders.draft(), tables)
    read = pq.read_table(folder / "committees.parquet")
    said = json.loads(read.schema.metadata[b"geo"])
    assert said["version"] == "1.1.0"
    assert said["columns"]["geometry"]["encoding"] == "WKB"
    assert said["columns"]["geometry"]["geometry_types"] == ["Polygon"]
    assert said["columns"]["geometry"]["bbox"] == [121, 31, 122, 32]
    assert shapely.from_wkb(read["geometry"][0].as_py()).exterior.is_ccw


def test_required_tables_not_given_are_empty(tmp_path: Path) -> None:
    folder = write_snapshot(tmp_path / "s.street", builders.draft(), {})
    opened = open_snapshot(folder)
    assert {name: table.num_rows for name, table in opened.tables.items()} == {
        "buildings": 0,
        "units": 0,
    }
    assert not opened.report.notes


def test_every_table_may_be_empty(tmp_path: Path) -> None:
    names = [name for name in TABLES if name != "counts"]
    tables = {name: empty(name) for name in names}
    opened = open_snapshot(write_snapshot(tmp_path / "s.street", builders.draft(), tables))
    assert set(opened.tables) == set(names)


def test_an_existing_target_is_refused_and_left(tiny: Path) -> None:
    key = read_manifest(tiny).key
    with pytest.raises(UserError) as caught:
        builders.tiny_street(tiny)
    assert caught.value.key == "snapshot.exists"
    assert read_manifest(tiny).key == key


def test_a_target_in_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        builders.tiny_street(tmp_path / "no" / "s.street")
    assert caught.value.key == "snapshot.no_parent_folder"


@pytest.mark.parametrize("failing", [1, 2, 5, 9])
def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    written = pq.write_table
    count = iter(range(1, 100))

    def full(table: pa.Table, path: Path, **options: object) -> None:
        if next(count) == failing:
            path.write_bytes(b"PAR1 half of it")
            raise OSError(28, "No space left on device")
        written(table, path, **options)

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(UserError) as caught:
        builders.tiny_street(tmp_path / "s.street")
    assert caught.value.key == "snapshot.not_written"
    assert "磁盘已满" in caught.value.say("zh")
    assert "the disk is full" in caught.value.say("en")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("questions", [0, 3, 10])
def test_a_cancelled_write_leaves_nothing(tmp_path: Path, questions: int) -> None:
    tables = builders.tables(builders.columns())
    asked = iter([False] * questions)
    with pytest.raises(Cancelled):
        write_snapshot(
            tmp_path / "s.street", builders.draft(), tables, cancelled=lambda: next(asked, True)
        )
    assert not list(tmp_path.iterdir())


def test_a_target_that_appears_meanwhile_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = pq.write_table

    def slow(table: pa.Table, path: Path, **options: object) -> None:
        (tmp_path / "s.street").mkdir(exist_ok=True)
        written(table, path, **options)

    monkeypatch.setattr(pq, "write_table", slow)
    with pytest.raises(UserError) as caught:
        builders.tiny_street(tmp_path / "s.street")
    assert caught.value.key == "snapshot.exists"
    assert [one.name for one in tmp_path.iterdir()] == ["s.street"]
    assert not list((tmp_path / "s.street").iterdir())


def test_files_and_folders_are_flushed_before_and_after_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts: list[str] = []
    flush, rename = os.fsync, Path.rename

    def flushed(opened: int) -> None:
        acts.append(Path(os.readlink(f"/proc/self/fd/{opened}")).name)
        flush(opened)

    def renamed(path: Path, target: Path) -> Path:
        acts.append("renamed")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "rename", renamed)
    builders.tiny_street(tmp_path / "s.street")
    before, after = acts[: acts.index("renamed")], acts[acts.index("renamed") + 1 :]
    assert {"manifest.json", *(f"{name}.parquet" for name in builders.columns())} < set(before)
    assert before[-1].startswith(".s.street.")
    assert after == [tmp_path.name]


KILLED = """
import sys
from pathlib import Path
from tests.snapshot import builders
print("ready", flush=True)
for number in range(10_000):
    builders.tiny_street(Path(sys.argv[1]) / f"{number}.street")
"""


@pytest.mark.parametrize("after_lines", [0, 3])
def test_a_killed_writer_leaves_each_target_whole_or_absent(
    tmp_path: Path, after_lines: int
) -> None:
    """The writer is killed in the middle of its work; what bears its final name opens."""
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=REPO,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    while len(list(tmp_path.glob("*.street"))) < after_lines:
        assert writer.poll() is None
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    published = list(tmp_path.glob("[0-9]*.street"))
    assert len(published) >= after_lines
    assert all(examine(folder).report.ok for folder in published)


def test_names_of_tables_that_make_no_file_name_get_one(tmp_path: Path) -> None:
    tables = {"巡逻": pa.table({"a": [1]}), "../x": pa.table({"a": [2]})}
    folder = write_snapshot(tmp_path / "s.street", builders.draft(), tables)
    assert all(one.file.isascii() for one in read_manifest(folder).tables.values())
    opened = open_snapshot(folder)
    assert {name: opened.tables[name]["a"].to_pylist() for name in tables} == {
        "巡逻": [1],
        "../x": [2],
    }
