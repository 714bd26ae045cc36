"""Which rows of a layer's table are shown, and in which order: search and sort, for a worker."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from console.domain.arrays import F64, Bools
from console.domain.progress import Stopped
from console.domain.records import dataclass
from console.foreign.table import Column, Table
from console.store.columns import I64, Strings

_COMPARED = re.compile(r"\s*(.+?)\s*(!=|>=|<=|=)\s*(.*?)\s*")
_MOST_COLLATED = 200_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a table is asked for: a text, and a column to sort by, -1 for the file's order.

    The text is looked for in every cell; `name=value`, `name!=value`, `name>=number` and
    `name<=number` look into the column of that name alone.
    """

    text: str = ""
    column: int = -1
    down: bool = False


def strings(column: Column) -> Strings:
    """The texts of a column."""
    return Strings(column.ends, column.data, column.null)


def rows_wanted(table: Table, wanted: Wanted, stopped: Stopped) -> I64:
    """The rows in order, int64[]; what it found so far when stopped."""
    kept = _kept(table, wanted.text, stopped)
    rows = np.flatnonzero(kept)
    if 0 <= wanted.column < len(table.columns):
        keys = _keys(table.columns[wanted.column], rows)
        order = np.argsort(keys, kind="stable")
        if wanted.down:
            last = np.isnan(keys[order])
            order = np.concatenate((order[~last][::-1], order[last]))
        rows = rows[order]
    return rows.astype(np.int64)


def _kept(table: Table, text: str, stopped: Stopped) -> Bools:
    asked = text.strip()
    if not asked:
        return np.ones(table.rows, np.bool_)
    compared = _COMPARED.fullmatch(asked)
    if compared is not None:
        name, sign, value = compared.groups()
        column = next((one for one in table.columns if one.name == name), None)
        if column is not None:
            return _compared(column, sign, value, table.rows)
    kept = np.zeros(table.rows, np.bool_)
    for column in table.columns:
        if stopped():
            break
        kept[_containing(column, asked)] = True
    return kept


def _compared(column: Column, sign: str, value: str, rows: int) -> Bools:
    """The rows whose cell compares so; null compares with nothing, but is not equal to a value."""
    try:
        number = float(value)
    except ValueError:
        number = np.nan
    numbers = column.numbers
    if sign in (">=", "<="):
        if numbers is None or np.isnan(number):
            return np.zeros(rows, np.bool_)
        return np.asarray(numbers >= number if sign == ">=" else numbers <= number, np.bool_)
    equal = np.zeros(rows, np.bool_)
    if numbers is not None and not np.isnan(number):
        equal = np.asarray(numbers == number, np.bool_)
    elif not value:
        equal = column.null | (np.diff(column.ends) == 0)
    else:
        long = len(value.encode())
        equal[[row for row in _containing(column, value) if _long(column, row) == long]] = True
    return ~equal if sign == "!=" else equal


def _long(column: Column, row: int) -> int:
    return int(column.ends[row + 1] - column.ends[row])


def _containing(column: Column, text: str) -> list[int]:
    """The rows whose text holds `text`, letters large or small; one search over all the texts."""
    return list(_found(column, text.lower().encode()))


def _found(column: Column, wanted: bytes) -> Iterator[int]:
    haystack = column.data.tobytes().lower()
    at = haystack.find(wanted)
    while at >= 0:
        row = int(np.searchsorted(column.ends, at, side="right")) - 1
        end = int(column.ends[row + 1])
        if at + len(wanted) <= end:
            yield row
            at = haystack.find(wanted, end)
        else:
            at = haystack.find(wanted, at + 1)


def _keys(column: Column, rows: I64) -> F64:
    """What rows are sorted by: numbers, else the rank in Chinese order; nan for null, last."""
    if column.numbers is not None:
        return column.numbers[rows]
    from console.store.collation import ranks

    texts = strings(column)
    read = [texts.text(row) for row in rows.tolist()]
    if len(set(read)) <= _MOST_COLLATED:
        keys = ranks(read).astype(np.float64)
    else:
        _, places = np.unique(np.array(read, object).astype(str), return_inverse=True)
        keys = places.astype(np.float64)
    keys[column.null[rows]] = np.nan
    return keys
