"""Types: what a lossless cast makes right opens; everything else is a fault of the column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from console.snapshot.check import examine
from console.snapshot.read import open_snapshot
from console.snapshot.schema import TABLES
from tests.snapshot import builders

LOSSLESS = [
    ("units", "unit_id", pa.large_string()),
    ("units", "unit_id", pa.string_view()),
    ("units", "occupancy", pa.dictionary(pa.int8(), pa.string())),
    ("residents", "unit_id", pa.dictionary(pa.int32(), pa.large_string())),
    ("units", "floor", pa.int8()),
    ("units", "floor", pa.int32()),
    ("units", "floor", pa.int64()),
    ("units", "floor", pa.float64()),
    ("units", "column", pa.uint8()),
    ("units", "span_floors", pa.int64()),
    ("buildings", "floors_above", pa.decimal128(5, 0)),
    ("events", "lon", pa.float32()),
    ("residents", "born", pa.date64()),
    ("episodes", "anchored_at", pa.timestamp("s", "UTC")),
    ("episodes", "anchored_at", pa.timestamp("ms", "Asia/Shanghai")),
    ("episodes", "anchored_at", pa.timestamp("ns", "+08:00")),
    ("residents", "tags", pa.large_list(pa.large_string())),
    ("residents", "tags", pa.list_(pa.dictionary(pa.int32(), pa.string()))),
    ("estates", "geometry", pa.large_binary()),
]


def changed(
    folder: Path,
    table: str,
    column: str,
    change: Callable[[pa.ChunkedArray], Any],
    *,
    use_dictionary: bool = True,
) -> Path:
    """The tiny street with one column replaced by what `change` makes of it."""
    tables = builders.tables(builders.columns())
    place = tables[table].column_names.index(column)
    made = change(tables[table][column])
    tables[table] = tables[table].set_column(place, column, made)
    return builders.publish(folder / "s.street", tables, use_dictionary=use_dictionary)


def found(folder: Path) -> list[tuple[object, ...]]:
    faults = examine(folder).report.faults
    return [(one.table, one.column, one.rule, len(one.rows), one.first_rows) for one in faults]


@pytest.mark.parametrize("use_dictionary", [True, False])
@pytest.mark.parametrize(("table", "column", "kind"), LOSSLESS, ids=str)
def test_a_lossless_cast_gives_the_contract_type(
    tmp_path: Path, table: str, column: str, kind: pa.DataType, use_dictionary: bool
) -> None:
    folder = changed(
        tmp_path, table, column, lambda cells: cells.cast(kind), use_dictionary=use_dictionary
    )
    expected = builders.tables(builders.columns())[table][column]
    opened = open_snapshot(folder).tables[table][column]
    assert opened.type == TABLES[table].by_name[column].type
    assert opened.equals(expected)


WRONG = [
    ("units", "floor", ["-1", "1", "1", "18"]),
    ("units", "room", [1, 2, 3, 4]),
    ("units", "unit_id", [1, 2, 3, 4]),
    ("units", "area_m2", ["40", "88", None, "120"]),
    ("units", "verified_on", ["2020-03-01", None, None, None]),
    ("units", "verified_on", [datetime(2020, 3, 1), None, None, None]),
    ("units", "span_floors", [True, None, None, None]),
    ("residents", "tags", ["lives_alone", None, None]),
    ("residents", "name", [b"a", b"b", b"c"]),
    ("episodes", "anchored_at", [datetime(2020, 3, 1), datetime(2020, 3, 2)]),
    ("episodes", "anchored_at", [date(2020, 3, 1), date(2020, 3, 2)]),
    ("episodes", "anchored_at", ["2020-03-01T00:00:00+08:00", "2020-03-02T00:00:00+08:00"]),
    ("committees", "geometry", ["POLYGON ((0 0, 1 0, 1 1, 0 0))"]),
]


@pytest.mark.parametrize(("table", "column", "cells"), WRONG, ids=str)
def test_another_type_is_a_fault_of_the_whole_column(
    tmp_path: Path, table: str, column: str, cells: list[Any]
) -> None:
    folder = changed(tmp_path, table, column, lambda _: pa.array(cells))
    assert found(folder) == [(table, column, "type", 0, [])]


def test_instants_without_a_zone_are_called_that(tmp_path: Path) -> None:
    naive = pa.array([datetime(2020, 3, 1), datetime(2020, 3, 2)])
    folder = changed(tmp_path, "episodes", "anchored_at", lambda _: naive)
    sentence = examine(folder).report.faults[0].as_json()["sentence"]
    assert isinstance(sentence, dict)
    assert "没有时区" in sentence["zh"]
    assert "no time zone" in sentence["en"]


LOSSY = [
    ("buildings", "height_m", pa.array([18.5, 1e300]), [1]),
    ("buildings", "height_m", pa.array([18.1, -1e300]), [1]),
    ("units", "floor", pa.array([-1, 1, 40_000, 18], pa.int32()), [2]),
    ("units", "floor", pa.array([-1, 1.5, 1, 18]), [1]),
    ("units", "floor", pa.array([-1, float("nan"), 1, 18]), [1]),
    ("units", "span_columns", pa.array([None, 300, 1, 300], pa.int64()), [1, 3]),
    (
        "episodes",
        "anchored_at",
        pa.array([1_583_000_000_000_000_001, 1_583_000_000_000_000_000], pa.int64()).cast(
            pa.timestamp("ns", "UTC")
        ),
        [0],
    ),
]


@pytest.mark.parametrize(("table", "column", "cells", "rows"), LOSSY, ids=str)
def test_values_that_would_be_lost_are_faults_of_their_rows(
    tmp_path: Path, table: str, column: str, cells: pa.Array, rows: list[int]
) -> None:
    folder = changed(tmp_path, table, column, lambda _: cells)
    assert found(folder) == [(table, column, "type", len(rows), rows)]


def test_float64_is_narrowed_with_a_note(tmp_path: Path) -> None:
    folder = changed(tmp_path, "units", "area_m2", lambda cells: cells.cast(pa.float64()))
    opened = open_snapshot(folder)
    assert opened.tables["units"]["area_m2"].type == pa.float32()
    notes = [(one.table, one.column, one.rule, len(one.rows)) for one in opened.report.notes]
    assert notes == [("units", "area_m2", "normal", 0)]


def test_a_column_of_nulls_may_have_the_null_type(tmp_path: Path) -> None:
    folder = changed(tmp_path, "units", "layout", lambda cells: pa.nulls(len(cells)))
    assert open_snapshot(folder).tables["units"]["layout"].type == pa.string()


def test_null_items_of_a_list_are_left_out_with_a_note(tmp_path: Path) -> None:
    tags = [["medic", None], [None], None]
    folder = changed(tmp_path, "residents", "tags", lambda _: pa.array(tags))
    opened = open_snapshot(folder)
    assert opened.tables["residents"]["tags"].to_pylist() == [["medic"], [], None]
    assert [(one.rule, one.first_rows) for one in opened.report.notes] == [("missing", [0, 1])]


def test_words_for_nothing_in_a_list_are_left_out_with_a_note(tmp_path: Path) -> None:
    tags = [["medic", "无"], None, ["-", None]]
    folder = changed(tmp_path, "residents", "tags", lambda _: pa.array(tags))
    opened = open_snapshot(folder)
    assert opened.tables["residents"]["tags"].to_pylist() == [["medic"], None, []]
    notes = [(one.rule, one.first_rows) for one in opened.report.notes]
    assert notes == [("missing", [0, 2])]


def test_texts_are_normalised_and_names_are_not(tmp_path: Path) -> None:
    columns = builders.columns()
    columns["residents"]["name"][0] = columns["residents"]["relation"][0] = "Re\u0301"
    columns["residents"]["tags"][0] = ["Re\u0301", "x"]
    opened = open_snapshot(builders.publish(tmp_path / "s.street", builders.tables(columns)))
    row = opened.tables["residents"].slice(0, 1).to_pylist()[0]
    assert (row["name"], row["relation"], row["tags"]) == ("Re\u0301", "Ré", ["Ré", "x"])


def test_words_for_nothing_are_read_as_null(tmp_path: Path) -> None:
    columns = builders.columns()
    columns["residents"]["phone"] = ["-", "无", "无锡-"]
    opened = open_snapshot(builders.publish(tmp_path / "s.street", builders.tables(columns)))
    assert opened.tables["residents"]["phone"].to_pylist() == [None, None, "无锡-"]


def test_dictionaries_are_normalised_and_emptied_like_plain_texts(tmp_path: Path) -> None:
    columns = builders.columns()
    columns["units"]["entrance"] = ["Re\u0301", "Ré", "-", None]
    tables = builders.tables(columns)
    place = tables["units"].column_names.index("entrance")
    coded = tables["units"]["entrance"].dictionary_encode()
    tables["units"] = tables["units"].set_column(place, "entrance", coded)
    opened = open_snapshot(builders.publish(tmp_path / "s.street", tables))
    assert opened.tables["units"]["entrance"].to_pylist() == ["Ré", "Ré", None, None]
    assert [(one.rule, one.first_rows) for one in opened.report.notes] == [
        ("normal", [0]),
        ("missing", [2]),
    ]


@pytest.mark.parametrize(("table", "column"), [("units", "floor"), ("units", "column")])
def test_other_rules_do_without_a_column_of_the_wrong_type(
    tmp_path: Path, table: str, column: str
) -> None:
    folder = changed(tmp_path, table, column, lambda cells: cells.cast(pa.string()))
    assert found(folder) == [(table, column, "type", 0, [])]


DEPENDED_ON = [
    ("units", "unit_id"),
    ("units", "building_id"),
    ("units", "occupancy"),
    ("units", "span_floors"),
    ("buildings", "floors_above"),
    ("buildings", "building_id"),
    ("residents", "resident_id"),
    ("residents", "unit_id"),
    ("episodes", "rule"),
    ("episodes", "days"),
    ("episodes", "anchored_at"),
    ("episodes", "outcome"),
    ("checks", "resident_id"),
    ("events", "lon"),
]


@pytest.mark.parametrize(("table", "column"), DEPENDED_ON)
def test_a_column_of_the_wrong_type_is_the_only_fault(
    tmp_path: Path, table: str, column: str
) -> None:
    """What refers to it or is judged by it is not blamed for what cannot be read."""
    folder = changed(tmp_path, table, column, lambda cells: pa.array([True] * len(cells)))
    assert found(folder) == [(table, column, "type", 0, [])]


def test_invalid_utf8_is_not_readable(tmp_path: Path) -> None:
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 2)))
    texts = pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(b"\xff\xfe")])
    folder = changed(tmp_path, "committees", "name", lambda _: texts)
    with pytest.raises(Exception, match="cannot be read as Parquet"):
        examine(folder)
