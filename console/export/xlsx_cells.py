"""A sheet's cells as the XML of a workbook: typed, never a formula, made column by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.instants import MICROS_A_DAY
from console.export.cells import (
    Column,
    bytes_of,
    holds,
    is_instant,
    is_number,
    local_us,
    texts,
)

PLAIN, DATE, MOMENT, HEADING, FACT, FACT_NAME = range(6)
"""Styles of cells by their place in the workbook's list."""

MOST_CHARACTERS = 32_767
"""What a spreadsheet holds in one cell."""

_EPOCH_SERIAL = 25_569
"""1970-01-01 as a spreadsheet counts days."""
_FIRST_SERIAL = 61
"""1900-03-01: before it spreadsheets count a day that never was."""
_MOST_EXACT = 2**53
_UNSAFE = "[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_"
_OUTER_BLANK = r"^\s|\s$|\n"
_SUSPICIOUS = bytes_of("&<>_\ufffe\u00a0\u2003\u3000", (0, 32), (127, 127))
"""Bytes without which a text needs neither escapes nor care for its blanks."""
_CLOSING = "</t></is></c>"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

Made = list[Any]
Open = tuple[str, str]
"""What stands before and after the value of every cell of a column, around its address."""


def letters(place: int) -> str:
    """The name of a column: A to Z, AA and so on."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def rows(table: pa.Table, first: int, tz: ZoneInfo) -> str:
    """The rows of a piece of a table from row number `first` on, as XML.

    Columns without a null become one pattern for all rows, filled by the interpreter at once.
    """
    numbers = [str(one) for one in range(first, first + table.num_rows)]
    pattern, values = ['<row r="%s">'], [numbers]
    for place, name in enumerate(table.column_names):
        letter, (told, (before, after)) = letters(place), _made(table[name], tz)
        if None in told:
            pattern.append("%s")
            values.append(
                [
                    "" if one is None else f'<c r="{letter}{number}"{before}{one}{after}'
                    for number, one in zip(numbers, told, strict=True)
                ]
            )
        else:
            pattern.append(f'<c r="{letter}%s"{before}%s{after}')
            values += [numbers, told]
    row = "".join([*pattern, "</row>"])
    return "".join([row % cells for cells in zip(*values, strict=True)])


def text_row(number: int, values: Sequence[str], styles: Sequence[int]) -> str:
    """One row of texts in given styles, as XML."""
    cells = "".join(
        f'<c r="{letters(place)}{number}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escaped(value)}</t></is></c>'
        for place, (value, style) in enumerate(zip(values, styles, strict=True))
    )
    return f'<row r="{number}">{cells}</row>'


def widths(table: pa.Table, tz: ZoneInfo, sampled: int = 200) -> list[int]:
    """The width of every column in characters, from its name and its first rows."""
    found = []
    for name in table.column_names:
        told = texts(table[name].slice(0, sampled), tz).to_pylist()
        if is_instant(table[name].type):
            told = ["2020-03-18 08:00"] if told else []
        longest = max((_breadth(one) for one in told if one), default=0)
        found.append(min(max(longest, _breadth(name) + 3, 6) + 2, 48))
    return found


def escaped(text: str) -> str:
    """A text as XML holds it, control characters as a workbook writes them."""
    made = "".join(_ESCAPES.get(one) or _control(one) for one in _guarded(text))
    return made[:MOST_CHARACTERS]


def _breadth(text: str) -> int:
    return sum(2 if one > "\u2e7f" else 1 for one in text)


def _guarded(text: str) -> str:
    """A text in which nothing already looks like an escaped control character."""
    return text.replace("_x", "_x005F_x") if "_x" in text else text


def _control(one: str) -> str:
    plain = one in "\t\n" or (one >= " " and one not in "\ufffe\uffff")
    return one if plain else f"_x{ord(one):04X}_"


def _made(column: pa.ChunkedArray, tz: ZoneInfo) -> tuple[Made, Open]:
    """The values of a column and what stands around each of them."""
    kind = column.type
    if pa.types.is_boolean(kind):
        return _listed(column.cast(pa.int8()), str), (' t="b"><v>', "</v></c>")
    if pa.types.is_date32(kind):
        return _dates(column)
    if is_instant(kind):
        said_us, _ = local_us(column, tz)
        return _serials(said_us / MICROS_A_DAY + _EPOCH_SERIAL, column, MOMENT)
    if is_number(kind):
        return _numbers(column)
    return _texts(texts(column, tz))


def _texts(column: Column) -> tuple[Made, Open]:
    values, opening = column.to_pylist(), ' t="inlineStr"><is><t>'
    if not holds(column, _SUSPICIOUS):
        return _capped(column, values), (opening, _CLOSING)
    if pc.any(pc.match_substring_regex(column, _OUTER_BLANK)).as_py():
        opening = ' t="inlineStr"><is><t xml:space="preserve">'
    unsafe = pc.match_substring_regex(column, _UNSAFE).fill_null(False)
    values = _capped(column, values)
    for row in np.flatnonzero(unsafe.to_numpy(zero_copy_only=False)).tolist():
        values[row] = escaped(values[row] or "")
    return values, (opening, _CLOSING)


def _capped(column: Column, values: Made) -> Made:
    if (pc.max(pc.binary_length(column)).as_py() or 0) <= MOST_CHARACTERS:
        return values
    return [one if one is None else one[:MOST_CHARACTERS] for one in values]


def _numbers(column: pa.ChunkedArray) -> tuple[Made, Open]:
    if pa.types.is_floating(column.type):
        narrow = pa.types.is_float32(column.type)
        return _listed(column, _short if narrow else repr, _finite), ("><v>", "</v></c>")
    low, high = pc.min(column).as_py(), pc.max(column).as_py()
    if low is not None and max(-low, high) > _MOST_EXACT:
        return _texts(column.cast(pa.string()))
    return _listed(column, str), ("><v>", "</v></c>")


def _dates(column: pa.ChunkedArray) -> tuple[Made, Open]:
    days = column.cast(pa.int32()).fill_null(0).to_numpy().astype(np.float64) + _EPOCH_SERIAL
    valid = column.is_valid().to_numpy()
    if bool((days[valid] < _FIRST_SERIAL).any()):
        return _texts(column.cast(pa.string()))
    return _serials(days, column, DATE)


def _serials(
    serials: npt.NDArray[np.float64], column: pa.ChunkedArray, style: int
) -> tuple[Made, Open]:
    """Days as a spreadsheet counts them; before 1900 there are none."""
    valid = column.is_valid().to_numpy() & (serials >= _FIRST_SERIAL)
    told = [
        _short_serial(one) if known else None
        for one, known in zip(serials.tolist(), valid.tolist(), strict=True)
    ]
    return told, (f' s="{style}"><v>', "</v></c>")


def _short_serial(serial: float) -> str:
    return str(int(serial)) if serial == int(serial) else f"{serial:.9f}"


def _finite(value: float) -> bool:
    return value - value == 0


def _short(value: float) -> str:
    return f"{value:.7g}"


def _listed(
    column: Column, say: Callable[[float], str], is_told: Callable[[float], bool] | None = None
) -> Made:
    return [
        None if one is None or (is_told is not None and not is_told(one)) else say(one)
        for one in column.to_pylist()
    ]
