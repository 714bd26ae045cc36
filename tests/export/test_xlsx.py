"""A workbook has typed cells, nobody's name and no formula, in however many pieces it is made."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from console.domain.errors import UserError
from console.export import sheet as sheets
from console.export.files import write_sheet
from tests.export import snapshots
from tests.export.snapshots import export


def test_xlsx_has_typed_cells_filters_and_a_frozen_heading(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export(folder, tmp_path / "a.xlsx"))
    rows, about = book.worksheets
    heading, *lines = list(rows.iter_rows(values_only=True))
    by_id = {line[0]: dict(zip(heading, line, strict=True)) for line in lines}
    assert by_id["R01"]["last_day"] == datetime(2020, 3, 25)
    assert by_id["R01"]["complete_from"] == datetime(2020, 3, 26), "local time, not UTC"
    assert (by_id["R01"]["day"], by_id["R01"]["name"]) == (7, "李**")
    assert (by_id["R01"]["phone"], by_id["R01"]["room"]) == ("138****00", "1102")
    assert rows.freeze_panes == "A2"
    assert rows.auto_filter.ref == rows.dimensions
    facts = dict(line for line in about.iter_rows(values_only=True) if line[0])
    assert facts["截至"] == "2020-03-18 周三 08:00 Asia/Shanghai"
    assert (facts["行数"], facts["脱敏"]) == ("12", "已脱敏")
    assert (facts["day"], facts["bed"]) == ("第几天", "快照中另带的列，操作台不作解释")


def test_xlsx_holds_no_formula_and_nobody_s_name(folder: Path, tmp_path: Path) -> None:
    out = export(folder, tmp_path / "a.xlsx")
    with zipfile.ZipFile(out) as parts:
        said = [parts.read(f"docProps/{name}.xml").decode() for name in ("app", "core")]
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<Company></Company>" in said[0]
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in said[1]
    assert "<f" not in sheet
    assert "欧阳修文" not in sheet
    cells = openpyxl.load_workbook(out).worksheets[0]
    assert {cell.data_type for row in cells.iter_rows() for cell in row} <= {"s", "n", "d", "b"}


def sheet_of(folder: Path, table: Any) -> sheets.Sheet:
    """A sheet of people with other columns."""
    made = sheets.sheet(snapshots.source(folder), "residents", located=False)
    return replace(made, table=table)


def cells_of(folder: Path, out: Path, table: Any) -> list[tuple[Any, ...]]:
    """What another library reads where a table was written as XLSX, its heading first."""
    write_sheet(sheet_of(folder, table), out, lambda _: None)
    return list(openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True))


ODD = (
    *("a&b<c>\"d'", "_x0041_", " a ", "行\n二", "𠮷", "=1+1", "{=1}", "1", "https://a.cn"),
    *("<r>甲</r>", "<r><t>a</t></r>", "<r></r>"),
)


def test_xlsx_brings_odd_texts_back_as_texts(folder: Path, tmp_path: Path) -> None:
    import pyarrow as pa

    _, *found = cells_of(folder, tmp_path / "a.xlsx", pa.table({"<r>头</r>": ODD}))
    told = [str(one).replace("_x005F_", "_") for (one,) in found]
    assert told == list(ODD)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search("<f[ >]", sheet)
    assert "<hyperlink" not in sheet


def test_xlsx_escapes_controls_and_cuts_what_no_cell_holds(folder: Path, tmp_path: Path) -> None:
    import pyarrow as pa

    odd = ("a\x0bb", "\ufffe", "x" * 40_000, f"<r>{'x' * 40_000}</r>")
    _, *found = cells_of(folder, tmp_path / "a.xlsx", pa.table({"a": odd}))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<t>a_x000B_b</t>" in sheet
    assert "<t>_xFFFE_</t>" in sheet
    assert [len(str(one)) for (one,) in found[2:]] == [32_767, 32_767]


def test_xlsx_types_numbers_and_truths_and_keeps_long_ones_whole(
    folder: Path, tmp_path: Path
) -> None:
    import pyarrow as pa

    table = pa.table(
        {
            "truth": [True, False, None],
            "whole": [1, None, -3],
            "broken": pa.array([1.1, float("nan"), float("inf")], pa.float32()),
            "long": [2**60 + 1, 1, None],
        }
    )
    _, *found = cells_of(folder, tmp_path / "a.xlsx", table)
    assert found == [
        (True, 1, 1.1, str(2**60 + 1)),
        (False, None, None, "1"),
        (None, -3, None, None),
    ]


@pytest.mark.parametrize(("rows", "most_bytes"), [(5, 1 << 20), (4_096, 1), (4_096, 1 << 20)])
def test_xlsx_is_the_same_in_however_many_pieces_it_is_written(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, most_bytes: int
) -> None:
    import pyarrow as pa

    monkeypatch.setattr("console.export.xlsx_file._ROWS_A_STEP", rows)
    monkeypatch.setattr("console.export.xlsx_file._MOST_BYTES_A_STEP", most_bytes)
    places = range(23)
    texts = [None if at % 3 else f"甲&{at}" for at in places]
    days = [None if at % 4 else datetime(2020, 3, 1 + at) for at in places]
    numbers = [None if at % 5 else at / 7 for at in places]
    moments = [datetime(2020, 3, 1, at, 30, tzinfo=UTC) for at in places]
    dates = pa.array([one and one.date() for one in days])
    table = {"text": texts, "day": dates, "number": numbers, "moment": moments}
    _, *found = cells_of(folder, tmp_path / "a.xlsx", pa.table(table))
    local = [one.replace(tzinfo=None) + timedelta(hours=8) for one in moments]
    near = [None if one is None else pytest.approx(one) for one in numbers]
    told = [(*line[:3], line[3].replace(microsecond=0)) for line in found]
    assert told == list(zip(texts, days, near, local, strict=True))


def test_xlsx_takes_columns_no_cell_of_which_says_anything(folder: Path, tmp_path: Path) -> None:
    import pyarrow as pa

    half = pa.array([None, np.float16(0.5)], pa.float16())
    table = pa.table({"none": pa.nulls(2), "text": pa.nulls(2, pa.string()), "half": half})
    assert cells_of(folder, tmp_path / "a.xlsx", table)[1:] == [(None,) * 3, (None, None, 0.5)]


def test_days_before_1900_are_texts_in_a_spreadsheet(folder: Path, tmp_path: Path) -> None:
    import pyarrow as pa

    table = pa.table({"old": [date(1890, 1, 1)], "new": [date(1900, 3, 1)]})
    _, found = cells_of(folder, tmp_path / "a.xlsx", table)
    assert found == ("1890-01-01", datetime(1900, 3, 1))


def test_more_rows_than_a_spreadsheet_holds_is_a_sentence(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.export.xlsx_file.MOST_ROWS", 11)
    with pytest.raises(UserError, match="12 rows and a spreadsheet holds 11"):
        export(folder, tmp_path / "a.xlsx")
    assert not list(tmp_path.iterdir())
