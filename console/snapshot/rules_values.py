"""Rules of one column: required, closed and open lists, words of the pack, ranges, origin codes."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain import resources
from console.domain.packs import Pack
from console.snapshot.findings import Findings, Rows, listed
from console.snapshot.held import Held, distinct_at, outside, rows_where, valid
from console.snapshot.schema import (
    AS_OF,
    DAY,
    INSTANT,
    ORIGIN_COLUMN,
    TEXT,
    TEXTS,
    Column,
)
from console.snapshot.texts import rows_of_items

_FIRST_DAY, _LAST_DAY = -719_162, 2_932_896
"""0001-01-01 and 9999-12-31 in days since 1970: the calendar's own range."""
_MICROS_A_DAY = 86_400_000_000


def check_values(held: Held, pack: Pack, as_of_day: int, found: Findings) -> None:
    """Files every fault and note that can be seen in one column alone."""
    for column in held.table.columns:
        if held.has(column.name):
            _check_required(held, column, found)
            _check_list(held, column, pack, found)
            _check_range(held, column, as_of_day, found)
    if held.table.name == ORIGIN_COLUMN[0] and held.has(ORIGIN_COLUMN[1]):
        _check_origin(held, ORIGIN_COLUMN[1], found)


def _check_required(held: Held, column: Column, found: Findings) -> None:
    texts = held.columns[column.name]
    if column.required and texts.null_count:
        rows = np.flatnonzero(~valid(texts))
        found.add(held.table.name, column.name, "required", rows, "fault.required")


def _check_list(held: Held, column: Column, pack: Pack, found: Findings) -> None:
    table, name, texts = held.table.name, column.name, held.columns[column.name]
    if column.type == TEXTS:
        rows = rows_of_items(texts, rows_where(texts.values, outside(pa.array(list(pack.tags)))))
        values = _tag_values(texts, pack, rows)
        found.add(table, name, "unknown", rows, "note.unknown_tag", values=values)
    elif column.closed or column.pack:
        legal = column.closed or _words_of(pack, column.pack)
        rows = rows_where(texts, outside(pa.array(legal, TEXT)))
        values = listed(distinct_at(texts, rows))
        said = {"legal": ", ".join(legal), "values": values}
        found.add(table, name, "value", rows, "fault.value", **said)
    elif column.known:
        rows = rows_where(texts, outside(pa.array(column.known)))
        values = listed(distinct_at(texts, rows))
        found.add(table, name, "unknown", rows, "note.unknown_value", values=values)


def _words_of(pack: Pack, part: str | None) -> tuple[str, ...]:
    return tuple(pack.rules) if part == "rules" else tuple(one.key for one in pack.classes)


def _tag_values(lists: pa.ListArray, pack: Pack, rows: Rows) -> dict[str, str]:
    new = (tag for row in rows[:100] for tag in lists[int(row)].as_py() if tag not in pack.tags)
    return listed(list(dict.fromkeys(tag for tag in new if tag is not None))[:4])


def _check_range(held: Held, column: Column, as_of_day: int, found: Findings) -> None:
    values = held.columns[column.name]
    if pa.types.is_floating(column.type):
        beyond = _out_of_reals(values, column)
    elif column.type in (DAY, INSTANT):
        beyond = _out_of_calendar(held, column, as_of_day)
    elif pa.types.is_integer(column.type):
        beyond = _out_of_integers(held, column)
    else:
        return
    rows = np.flatnonzero(beyond & valid(values))
    key, said = _range_words(column)
    found.add(held.table.name, column.name, "range", rows, key, **said)


def _out_of_reals(values: pa.Array, column: Column) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    numbers = pc.fill_null(values, 1).to_numpy(zero_copy_only=False)
    wrong = ~np.isfinite(numbers)
    with np.errstate(invalid="ignore"):
        if column.above is not None:
            wrong |= ~(numbers > column.above)
        if column.low is not None:
            wrong |= numbers < column.low
        if isinstance(column.high, int | float):
            wrong |= numbers > column.high
    return np.asarray(wrong, bool)


def _out_of_integers(held: Held, column: Column) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    numbers = held.numbers(column.name)
    wrong = np.zeros(held.rows, bool)
    if column.above is not None:
        wrong |= numbers <= column.above
    if column.low is not None:
        wrong |= numbers < column.low
    if isinstance(column.high, int | float):
        wrong |= numbers > column.high
    return wrong


def _out_of_calendar(
    held: Held, column: Column, as_of_day: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    numbers = held.numbers(column.name)
    low = _FIRST_DAY if column.low is None else column.low
    high = as_of_day if column.high == AS_OF else _LAST_DAY
    if column.type == INSTANT:
        low, high = (_FIRST_DAY + 1) * _MICROS_A_DAY, _LAST_DAY * _MICROS_A_DAY
    return np.asarray((numbers < low) | (numbers > high), bool)


def _range_words(column: Column) -> tuple[str, dict[str, object]]:
    if column.high == AS_OF:
        return "fault.range_born", {}
    if column.type in (DAY, INSTANT):
        return "fault.range_calendar", {}
    if column.above is not None:
        return "fault.range_above", {"above": column.above}
    if column.low is None:
        return "fault.range_finite", {}
    if column.high is None:
        return "fault.range_low", {"low": column.low}
    return "fault.range_both", {"low": column.low, "high": column.high}


def _check_origin(held: Held, name: str, found: Findings) -> None:
    texts = held.columns[name]
    rows = rows_where(texts, _no_origin)
    values = listed(distinct_at(texts, rows))
    found.add(held.table.name, name, "value", rows, "fault.origin_code", values=values)


def _no_origin(texts: pa.Array) -> pa.Array:
    digits = pc.match_substring_regex(texts, r"^[0-9]{6}\z")
    country = pc.is_in(texts, value_set=pa.array(countries(), TEXT))
    return pc.and_(texts.is_valid(), pc.invert(pc.or_(digits, country)))


@cache
def countries() -> list[str]:
    """The two-letter codes of ISO 3166-1."""
    return str(resources.read_toml("countries.toml")["iso_3166_1"]).split()
