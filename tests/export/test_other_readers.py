"""A workbook opens in other programs as it was meant."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.export.snapshots import export

_LONGEST_S = 180
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
"""Commas, quotes, UTF-8, cells as they are shown, the first sheet."""


def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice is not installed (libreoffice-calc-nogui)")
    return found


def read_by_office(book: Path, folder: Path) -> list[list[str]]:
    """The lines of the first sheet as LibreOffice shows them."""
    home = (folder / "office").as_uri()
    words = [office(), f"-env:UserInstallation={home}", "--headless", "--convert-to", _CSV]
    subprocess.run(
        [*words, "--outdir", str(folder), str(book)],
        check=True,
        capture_output=True,
        timeout=_LONGEST_S,
    )
    (made,) = folder.glob(f"{book.stem}*.csv")
    with made.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def test_libreoffice_shows_every_row_of_a_workbook_as_text_dates_and_numbers(
    folder: Path, tmp_path: Path
) -> None:
    heading, *lines = read_by_office(export(folder, tmp_path / "a.xlsx"), tmp_path)
    by_id = {line[0]: dict(zip(heading, line, strict=True)) for line in lines}
    assert len(by_id) == 12
    first = by_id["R01"]
    assert (first["name"], first["phone"], first["room"]) == ("李**", "138****00", "1102")
    assert first["day"] == "7"
    assert date.fromisoformat(first["last_day"]) == date(2020, 3, 25)
    assert not any("Err:" in cell or cell.startswith("#") for line in lines for cell in line)


def test_calamine_reads_what_was_written(folder: Path, tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine", reason="python-calamine is not installed")
    book = calamine.CalamineWorkbook.from_path(export(folder, tmp_path / "a.xlsx"))
    heading, *lines = book.get_sheet_by_index(0).to_python()
    by_id = {line[0]: dict(zip(heading, line, strict=True)) for line in lines}
    assert (by_id["R01"]["name"], by_id["R01"]["room"]) == ("李**", "1102")
    assert by_id["R01"]["last_day"] == date(2020, 3, 25)
    assert len(by_id) == 12
