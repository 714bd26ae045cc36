"""XLSX: the rows on a sheet with filters and a frozen heading, and what they are on a second.

Written here rather than by a library, because that takes four times as long for the same cells:
columns become XML a whole column at a time, and nothing of the workbook is held but one piece.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from console.domain.column_titles import meaning
from console.domain.errors import UserError
from console.domain.words import say
from console.export import xlsx_parts as parts
from console.export.cells import ROWS_A_SLICE, slices
from console.export.sheet import Sheet
from console.export.xlsx_cells import FACT, FACT_NAME, HEADING, rows, text_row, widths

Step = Callable[[float], None]

MOST_ROWS = 1_048_575
"""What a sheet holds below its heading."""

LEVEL = 3
_FACTS_WIDTHS = (24, 96)


def write(sheet: Sheet, path: Path, step: Step, language: str) -> None:
    """The sheet as a workbook; `step` hears the part done and may raise.

    UserError when there are more rows than a spreadsheet can hold.
    """
    count, columns = sheet.table.num_rows, sheet.table.num_columns
    if count > MOST_ROWS:
        raise UserError("export.too_many_rows", rows=f"{count:,}", most=f"{MOST_ROWS:,}")
    names = (say(f"export.what.{sheet.what}", language), say("export.about", language))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as book:
        for place, content in parts.parts(names, columns, count).items():
            book.writestr(place, content)
        book.writestr(parts.FACTS_SHEET, _facts(sheet, language))
        with book.open(parts.ROWS_SHEET, "w", force_zip64=True) as file:
            file.write(_heading(sheet).encode())
            for number, piece in enumerate(slices(sheet.table)):
                first = number * ROWS_A_SLICE
                file.write(rows(piece, first + 2, sheet.zone).encode())
                step(min(1.0, (first + ROWS_A_SLICE) / max(count, 1)))
            title = sheet.facts.title(language)
            file.write(parts.sheet_closing(columns, count, title, filtered=True).encode())


def _heading(sheet: Sheet) -> str:
    names = sheet.table.column_names
    opening = parts.sheet_opening(widths(sheet.table, sheet.zone), frozen=True)
    return opening + text_row(1, names, [HEADING] * len(names))


def _columns(sheet: Sheet, language: str) -> list[tuple[str, str]]:
    """Every heading and what it means; one in words, and what the column is called elsewhere."""
    if sheet.names:
        return list(zip(sheet.table.column_names, sheet.names, strict=True))
    return [(name, meaning(name, sheet.what, language)) for name in sheet.table.column_names]


def _facts(sheet: Sheet, language: str) -> str:
    """The second sheet: the facts, then what every column means."""
    said = [*sheet.facts.lines(language), ("", "")]
    said += _columns(sheet, language)
    made = "".join(text_row(number, line, (FACT_NAME, FACT)) for number, line in enumerate(said, 1))
    closing = parts.sheet_closing(2, len(said), sheet.facts.title(language), filtered=False)
    return parts.sheet_opening(_FACTS_WIDTHS, frozen=False) + made + closing
