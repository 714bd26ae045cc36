"""XLSX: the rows on a sheet with filters and a frozen heading, and what they are on a second.

A library makes the workbook with everything but the rows, which it would take cell by cell; they
are put into their place in it as it is packed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from console.domain.column_titles import meaning
from console.domain.errors import UserError
from console.domain.progress import Step
from console.domain.words import say
from console.export.sheet import Sheet
from console.export.xlsx_cells import Kind, kind_of, widths
from console.export.xlsx_rows import rows_xml

MOST_ROWS = 1_048_575
"""What a sheet holds below its heading."""

_ROWS_PART = "xl/worksheets/sheet1.xml"
_ROWS_A_STEP = 4_096
_MOST_BYTES_A_STEP = 64 << 20
_BYTES_A_CELL = 200
"""More than a cell takes as a rule: a part of over 2 GB must be announced."""
_MOST_PRINTED = 110
"""Of a page's heading: a spreadsheet refuses a workbook in which it is longer than 255."""
_FACTS_WIDTHS = (24, 96)
_A4 = 9
_MOST_IN_PIECES = 16_384
"""Characters of a text put in piece by piece, which the library would refuse, not cut, at twice."""
_SHOWN = {Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}
_STYLED = re.compile('<col min="([0-9]+)" max="([0-9]+)"[^>]* style="([0-9]+)"')
_EXTENT = re.compile('(?<=<dimension ref=")[^"]*')


def write(sheet: Sheet, path: Path, step: Step, language: str) -> None:
    """The sheet as a workbook; `step` hears the part done and may raise.

    Costs about half a microsecond a cell, and the memory of some thousand rows. UserError when
    there are more rows than a spreadsheet can hold.
    """
    count = sheet.table.num_rows
    if count > MOST_ROWS:
        raise UserError("export.too_many_rows", rows=f"{count:,}", most=f"{MOST_ROWS:,}")
    with ZipFile(_without_rows(sheet, language)) as empty, ZipFile(path, "w", ZIP_DEFLATED) as out:
        for part in empty.infolist():
            content = empty.read(part)
            named = ZipInfo(part.filename, part.date_time)
            named.compress_type, named.external_attr = ZIP_DEFLATED, part.external_attr
            if part.filename == _ROWS_PART:
                _fill(out, named, content.decode(), sheet, step)
            else:
                out.writestr(named, content)
    step(1.0)


def _without_rows(sheet: Sheet, language: str) -> BytesIO:
    """The workbook as it is before there are rows; it holds nobody's name."""
    made = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(made, options)
    book.set_properties({"created": datetime.fromisoformat(sheet.facts.made).astimezone(UTC)})
    page = book.add_worksheet(say(f"export.what.{sheet.what}", language))
    about = book.add_worksheet(say("export.about", language))
    forms = {kind: book.add_format({"num_format": shown}) for kind, shown in _SHOWN.items()}
    shown = [forms.get(kind_of(one.type)) for one in sheet.table.schema]
    _lay_out(page, widths(sheet.table, sheet.zone), shown, sheet.facts.title(language))
    _head(page, sheet.table, book.add_format({"bold": True, "bottom": 1}))
    _lay_out(about, _FACTS_WIDTHS, (None, None), sheet.facts.title(language))
    _tell(about, book, sheet, language)
    book.close()
    return made


def _fill(out: ZipFile, part: ZipInfo, empty: str, sheet: Sheet, step: Step) -> None:
    """Put the worksheet without rows into the workbook, and the rows into their place in it."""
    table = sheet.table
    columns, done = table.num_columns, 0
    if columns:
        empty = _EXTENT.sub(xl_range(0, 0, table.num_rows, columns - 1), empty, count=1)
    before, end, after = empty.partition("</sheetData>")
    styles = [""] * columns
    for first, last, style in _STYLED.findall(before):
        styles[int(first) - 1 : int(last)] = [style] * (int(last) - int(first) + 1)
    is_huge = table.num_rows * columns * _BYTES_A_CELL > 1 << 31 or table.nbytes > 1 << 28
    with out.open(part, "w", force_zip64=is_huge) as rows:
        rows.write(before.encode())
        for piece in _pieces(table):
            rows.write(rows_xml(piece, done + 2, styles, sheet.zone))
            done += piece.num_rows
            step(done / table.num_rows)
        rows.write((end + after).encode())


def _pieces(table: pa.Table) -> Iterator[pa.Table]:
    """A table piece by piece; fewer rows are taken at once where they are long."""
    for start in range(0, table.num_rows, _ROWS_A_STEP):
        yield from _halved(table.slice(start, _ROWS_A_STEP))


def _halved(piece: pa.Table) -> Iterator[pa.Table]:
    half = piece.num_rows // 2
    if half and piece.nbytes > _MOST_BYTES_A_STEP:
        yield from _halved(piece.slice(0, half))
        yield from _halved(piece.slice(half))
    else:
        yield piece


def _lay_out(
    page: Worksheet, columns: Sequence[int], shown: Sequence[Format | None], title: str
) -> None:
    """How wide columns are and how their cells are shown, and what stands on a printed page."""
    for place, (width, form) in enumerate(zip(columns, shown, strict=True)):
        page.set_column(place, place, width, form)
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


def _put_text(page: Worksheet, row: int, place: int, text: str, form: Format | None) -> None:
    """A text as itself, also one that the library would take for its own."""
    if text.startswith("<r>") and text.endswith("</r>"):
        pieces = ("<", "r", text[2:_MOST_IN_PIECES])
        page.write_rich_string(row, place, *pieces, *([form] if form else []))
    else:
        page.write_string(row, place, text, form)


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
