"""XLSX: the rows on a sheet with filters and a frozen heading, and what they are on a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from console.domain.column_titles import meaning
from console.domain.errors import UserError
from console.domain.words import say
from console.export.cells import slices
from console.export.publish import folder_beside
from console.export.sheet import Sheet
from console.export.xlsx_cells import Cells, Kind, cells, widths

Step = Callable[[float], None]
Put = Callable[[int, int, Any, Format | None], object]

MOST_ROWS = 1_048_575
"""What a sheet holds below its heading."""

_ROWS_A_STEP = 1_024
_ROWS_SHARE = 0.85
"""How much of the writing the rows are; what is left is packing them."""
_MOST_PRINTED = 110
"""Of a page's heading: a spreadsheet refuses a workbook in which it is longer than 255."""
_FACTS_WIDTHS = (24, 96)
_A4 = 9
_MOST_IN_PIECES = 16_384
"""Characters of a text put in piece by piece, which the library would refuse, not cut, at twice."""


def write(sheet: Sheet, path: Path, step: Step, language: str) -> None:
    """The sheet as a workbook; `step` hears the part done and may raise.

    Costs some ten microseconds a cell, so seconds for twenty thousand people, and the memory of a
    row. UserError when there are more rows than a spreadsheet can hold.
    """
    count = sheet.table.num_rows
    if count > MOST_ROWS:
        raise UserError("export.too_many_rows", rows=f"{count:,}", most=f"{MOST_ROWS:,}")
    with folder_beside(path) as folder, _book(path, folder, sheet.facts.made) as book:
        page = book.add_worksheet(say(f"export.what.{sheet.what}", language))
        about = book.add_worksheet(say("export.about", language))
        _lay_out(page, widths(sheet.table, sheet.zone), sheet.facts.title(language))
        _head(page, sheet.table, book.add_format({"bold": True, "bottom": 1}))
        _fill(page, sheet, _formats(book), step)
        _lay_out(about, _FACTS_WIDTHS, sheet.facts.title(language))
        _tell(about, book, sheet, language)
    step(1.0)


@contextmanager
def _book(path: Path, folder: Path, made: str) -> Iterator[Workbook]:
    """A workbook that holds one row at a time and nobody's name; packed when all went well."""
    options = {
        "constant_memory": True,
        "tmpdir": str(folder),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "use_zip64": True,
    }
    book = xlsxwriter.Workbook(path, options)
    book.set_properties({"created": datetime.fromisoformat(made).astimezone(UTC)})
    try:
        yield book
        book.close()
    except FileCreateError as failure:
        raise failure.args[0] from failure
    finally:
        for page in book.worksheets():
            page.row_data_fh.close()


def _lay_out(page: Worksheet, columns: Sequence[int], title: str) -> None:
    """How wide the columns are, and what stands on a printed page."""
    for place, width in enumerate(columns):
        page.set_column(place, place, width)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
    page.set_header("&L" + title[:_MOST_PRINTED].replace("&", "&&"), {"margin": 0.3})
    page.set_footer("&R&P / &N", {"margin": 0.3})


def _head(page: Worksheet, table: pa.Table, bold: Format) -> None:
    """The heading: in sight, on every printed page, with the buttons of the filters."""
    for place, name in enumerate(table.column_names):
        _put_text(page, 0, place, name, bold)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    if table.num_columns:
        page.autofilter(0, 0, table.num_rows, table.num_columns - 1)


def _formats(book: Workbook) -> dict[Kind, Format]:
    return {
        Kind.DAY: book.add_format({"num_format": "yyyy-mm-dd"}),
        Kind.MOMENT: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }


def _fill(page: Worksheet, sheet: Sheet, formats: dict[Kind, Format], step: Step) -> None:
    row, count = 0, sheet.table.num_rows
    for piece in slices(sheet.table):
        made = [cells(piece[name], sheet.zone) for name in piece.column_names]
        puts = [_put(page, one) for one in made]
        shown = [formats.get(one.kind) for one in made]
        columns = list(zip(range(len(made)), puts, shown, strict=True))
        for values in zip(*(one.values for one in made), strict=True):
            row += 1
            for (place, put, form), value in zip(columns, values, strict=True):
                if value is not None:
                    put(row, place, value, form)
            if row % _ROWS_A_STEP == 0:
                step(_ROWS_SHARE * row / count)
    step(_ROWS_SHARE)


def _put(page: Worksheet, column: Cells) -> Put:
    """What writes the cells of a column: chosen once for all of them, never by the value."""
    if column.kind is Kind.TRUTH:
        put: Put = page.write_boolean
    elif column.kind is not Kind.TEXT:
        put = page.write_number
    elif any(one is not None and _is_like_marks(one) for one in column.values):
        put = partial(_put_text, page)
    else:
        put = page.write_string
    return put


def _put_text(page: Worksheet, row: int, place: int, text: str, form: Format | None) -> None:
    """A text as itself, also one that the library would take for its own."""
    if _is_like_marks(text):
        pieces = ("<", "r", text[2:_MOST_IN_PIECES])
        page.write_rich_string(row, place, *pieces, *([form] if form else []))
    else:
        page.write_string(row, place, text, form)


def _is_like_marks(text: str) -> bool:
    """Whether the library would take a text for its own marks of fonts, and put it in as XML."""
    return text.startswith("<r>") and text.endswith("</r>")


def _columns(sheet: Sheet, language: str) -> list[tuple[str, str]]:
    """Every heading and what it means; one in words, and what the column is called elsewhere."""
    if sheet.names:
        return list(zip(sheet.table.column_names, sheet.names, strict=True))
    return [(name, meaning(name, sheet.what, language)) for name in sheet.table.column_names]


def _tell(page: Worksheet, book: Workbook, sheet: Sheet, language: str) -> None:
    """The second sheet: the facts, then what every column means."""
    name_form = book.add_format({"bold": True, "valign": "top"})
    form = book.add_format({"text_wrap": True, "valign": "top"})
    said = [*sheet.facts.lines(language), ("", ""), *_columns(sheet, language)]
    for row, (name, value) in enumerate(said):
        _put_text(page, row, 0, name, name_form)
        _put_text(page, row, 1, value, form)
