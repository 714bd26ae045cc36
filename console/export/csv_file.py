"""CSV that a spreadsheet opens with its Chinese whole and its text as text; its facts beside it."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from console.domain.progress import Step
from console.export.cells import is_number, neutral, slices, texts
from console.export.sheet import Sheet

METADATA_ENDING = "-metadata.json"
"""Where CSV on the Web (W3C) looks for what is said of a CSV file."""


def write(sheet: Sheet, path: Path, step: Step) -> None:
    """The sheet as UTF-8 with a byte order mark; `step` hears the part done and may raise."""
    with path.open("wb") as file:
        file.write(codecs.BOM_UTF8)
        options = csv.WriteOptions(quoting_style="needed")
        written = 0
        for piece in slices(sheet.table):
            names = sheet.table.column_names
            plain = pa.table({name: _cell(piece[name], sheet) for name in names})
            options.include_header = not written
            csv.write_csv(plain, file, options)
            written += max(piece.num_rows, 1)
            step(written / max(sheet.table.num_rows, 1))


def metadata(sheet: Sheet, out: Path) -> dict[Path, bytes]:
    """The file that says what the CSV is, by the name under which it belongs beside it."""
    said = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": out.name,
        "dialect": {"encoding": "utf-8", "header": True},
        "street-console": sheet.facts.as_json(),
    }
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    return {out.with_name(out.name + METADATA_ENDING): text.encode()}


def _cell(column: pa.ChunkedArray, sheet: Sheet) -> pa.Array | pa.ChunkedArray:
    if is_number(column.type) or pa.types.is_boolean(column.type):
        return column
    said = texts(column, sheet.zone)
    return neutral(said) if pa.types.is_string(said.type) else said
