"""Rows of a worksheet as its XML (ECMA-376, part 1, 18.3.1.73), a column at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

from console.export.cells import Column
from console.export.xlsx_cells import Cells, Kind, cells
from console.snapshot.hashes import letters
from console.snapshot.schema import TEXT

Bytes: TypeAlias = "npt.NDArray[np.bool_]"
"""bool[256]: which bytes there are in a column."""

MOST_CHARACTERS = 32_767
"""What a cell holds; more is cut."""

_MARKS = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_ODD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=[0-9a-fA-F]{4}_)")
_CONTROLS = [*range(9), *range(0x0B, 0x20)]
_BLANKS = list(b" \t\n")
_NO_SIGNS = list("\ufffe".encode()[:2])
"""What neither is a character of XML begins with."""
_TYPES = {Kind.TRUTH: ' t="b"', Kind.TEXT: ' t="inlineStr"'}


def rows_xml(piece: pa.Table, first: int, styles: Sequence[str], tz: ZoneInfo) -> bytes:
    """The rows of a table, of which the first stands in the row `first`, counted from 1.

    `styles` are the numbers of the columns' styles, "" for none; texts do without.
    """
    numbers = pa.array(range(first, first + piece.num_rows), pa.int64()).cast(TEXT)
    parts = [_joined('<row r="', numbers, '">')]
    for place, (name, style) in enumerate(zip(piece.column_names, styles, strict=True)):
        parts.append(_column_xml(cells(piece[name], tz), xl_col_to_name(place), numbers, style))
    joined = pc.binary_join_element_wise(
        *parts, _text("</row>"), _text(""), null_handling="replace", null_replacement=""
    )
    return bytes(letters(joined).data) if len(joined) else b""


def _column_xml(column: Cells, name: str, numbers: pa.Array, style: str) -> pa.Array:
    """The cells of a column, null where there is none."""
    kind = column.kind
    styled = f' s="{style}"' if style and kind is not Kind.TEXT else ""
    opening, said, end = '"><v>', _whole(column.said), "</v></c>"
    if kind is Kind.TEXT:
        there = _bytes_in(said)
        kept = ' xml:space="preserve"' if there[_BLANKS].any() else ""
        opening, said, end = f'"><is><t{kept}>', _escaped(said, there), "</t></is></c>"
    opening = f'"{styled}{_TYPES.get(kind, "")}{opening[1:]}'
    return _joined(f'<c r="{name}', numbers, opening, said, end)


def _joined(*parts: str | pa.Array) -> pa.Array:
    """Texts one after another, null where one of them is."""
    given = [_text(part) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*given, _text(""))


def _text(text: str) -> pa.Scalar:
    """A text for Arrow, which takes long to find out a type that it is not told."""
    return pa.scalar(text, TEXT)


def _escaped(column: pa.Array, there: Bytes) -> pa.Array:
    """Texts as they stand between marks; what XML cannot say stands as the format has it."""
    if (pc.max(pc.binary_length(column)).as_py() or 0) > MOST_CHARACTERS:
        column = pc.utf8_slice_codeunits(column, 0, MOST_CHARACTERS)
    may_be_odd = there[_CONTROLS].any() or there[list(b"_x")].all() or there[_NO_SIGNS].all()
    if may_be_odd:
        told = [None if one is None else _ODD.sub(_named, one) for one in column.to_pylist()]
        column = pa.array(told, TEXT)
    for mark, said in _MARKS:
        if there[ord(mark)]:
            column = pc.replace_substring(column, mark, said)
    return column


def _named(found: re.Match[str]) -> str:
    sign = found[0]
    return "_x005F_x" if sign == "_x" else f"_x{ord(sign):04X}_"


def _bytes_in(column: pa.Array) -> Bytes:
    there = np.zeros(256, np.bool_)
    there[letters(column)] = True
    return there


def _whole(column: Column) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
