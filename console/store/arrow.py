"""Arrow columns as plain arrays: texts, numbers, codes and references by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.records import dataclass
from console.snapshot.numbering import regular_rows
from console.store.columns import F32, I32, I64, MISSING, NO_DAY, U8, Strings

_NO_ROW = -1
_FEW = 2
_BLOCK = 1 << 14

_Number = TypeVar("_Number", bound=np.generic)


@dataclass(frozen=True, slots=True)
class IdColumn:
    """The ids of a table whose rows were brought into another order; None for no other."""

    ids: pa.Array
    order: I64 | None = None

    def moved(self, rows: I32) -> I32:
        """Where the rows of the table, -1 for none, stand in that order."""
        if self.order is None:
            return rows
        place = np.full(len(self.order) + 1, _NO_ROW, np.int32)
        place[self.order] = np.arange(len(self.order), dtype=np.int32)
        moved: I32 = place[rows]
        return moved


class Table:
    """One table of a snapshot, or none at all: columns that are not there are columns of null.

    `known` are the rows int32[n] to which columns refer, -1 for null, where that was found before.
    """

    def __init__(self, table: pa.Table | None, known: Mapping[str, I32] | None = None) -> None:
        self._known = known or {}
        self.present = table is not None
        self._table = table if table is not None else pa.table({})
        self.rows = 0 if table is None else table.num_rows

    def column(self, name: str, kind: pa.DataType) -> pa.Array:
        """The column `name` as one array of `kind`; all null where the table lacks it."""
        if name not in self._table.column_names:
            return pa.nulls(self.rows, kind)
        whole = self._whole(name)
        return whole if whole.type == kind else whole.cast(kind)

    def text(self, name: str) -> pa.Array:
        """A column of strings."""
        return self.column(name, pa.string())

    def words(self, name: str) -> pa.Array:
        """A column of strings, or of codes of them where it was read so."""
        if name in self._table.column_names and is_coded(self._table.schema.field(name).type):
            return self._whole(name)
        return self.text(name)

    def _whole(self, name: str) -> pa.Array:
        column = self._table.column(name)
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()

    def strings(self, name: str) -> Strings:
        """A column of strings as Strings."""
        return strings(self.text(name))

    def int16(self, name: str, missing: int) -> npt.NDArray[np.int16]:
        """A column of int16, null as `missing`."""
        return _numbers(self.column(name, pa.int16()), missing, np.int16)

    def int8(self, name: str, missing: int) -> npt.NDArray[np.int8]:
        """A column of int8, null as `missing`."""
        return _numbers(self.column(name, pa.int8()), missing, np.int8)

    def float32(self, name: str) -> F32:
        """A column of float32, null as nan."""
        return _numbers(self.column(name, pa.float32()), float("nan"), np.float32)

    def days(self, name: str) -> I32:
        """A column of dates as day numbers since 1970, null as NO_DAY."""
        return _numbers(self.column(name, pa.date32()).view(pa.int32()), NO_DAY, np.int32)

    def micros(self, name: str, missing: int) -> I64:
        """A column of instants as microseconds since 1970 UTC, null as `missing`."""
        stamp = self.column(name, pa.timestamp("us", "UTC"))
        return _numbers(stamp.view(pa.int64()), missing, np.int64)

    def codes(self, name: str, words: Sequence[str]) -> U8:
        """A column of a closed list as positions in `words`, null as MISSING."""
        return positions(self.words(name), pa.array(words, pa.string()), MISSING, np.uint8)

    def rows_of(self, name: str, of: IdColumn) -> I32:
        """The row of each reference of a column, int32[n], -1 for null and for bare ids."""
        if name in self._known:
            return of.moved(self._known[name])
        return rows_of(self.words(name), of.ids)

    def only(self, name: str) -> Table:
        """The table with one column of texts alone."""
        known = {name: self._known[name]} if name in self._known else {}
        return Table(pa.table({name: self.words(name)}), known)

    def take(self, order: I64 | I32) -> Table:
        """The table with its rows in another order."""
        known = {name: rows[order] for name, rows in self._known.items()}
        return Table(self._table.take(pa.array(order)), known)


def strings(column: pa.Array) -> Strings:
    """Texts of an Arrow string array, its buffer shared where it begins at its start."""
    count = len(column)
    if not count or column.null_count == count:
        return no_strings(count)
    _, offsets, data = column.buffers()
    ends: I32 = np.frombuffer(offsets, np.int32)[column.offset : column.offset + count + 1]
    first, last = int(ends[0]), int(ends[-1])
    body = np.frombuffer(data, np.uint8)[first:last] if data else np.zeros(0, np.uint8)
    null = None
    if column.null_count:
        null = column.is_null().to_numpy(zero_copy_only=False)
    return Strings(ends - np.int32(first) if first else ends, body, null)


def texts_of(texts: Strings) -> pa.Array:
    """Texts as an Arrow array; their buffers are shared where Arrow can."""
    ends = np.ascontiguousarray(texts.ends)
    kind = pa.string() if ends.dtype == np.int32 else pa.large_string()
    valid = None if texts.null is None else pa.array(~texts.null).buffers()[1]
    buffers = [valid, pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(texts.data))]
    return pa.Array.from_buffers(kind, len(texts), buffers).cast(pa.string())


def no_strings(count: int) -> Strings:
    """`count` nulls."""
    null = np.ones(count, np.bool_) if count else None
    return Strings(np.zeros(count + 1, np.int32), np.zeros(0, np.uint8), null)


def positions(
    column: pa.Array, words: pa.Array, missing: int, dtype: type[_Number]
) -> npt.NDArray[_Number]:
    """Where each text stands in `words`; null and texts that are not there as `missing`.

    Texts that repeat in runs are looked up once a run, coded ones once a code.
    """
    if not len(column):
        return np.zeros(0, dtype)
    if is_coded(column.type):
        return of_codes(positions(column.dictionary, words, missing, dtype), column, missing)
    starts = run_starts(column)
    found = pc.index_in(column.take(pa.array(starts)), value_set=words, skip_nulls=True)
    filled = found.fill_null(missing).to_numpy().astype(dtype)
    return np.repeat(filled, np.diff(starts, append=len(column)))


def rows_of(column: pa.Array, ids: pa.Array) -> I32:
    """Row of each reference in the table of `ids`, int32[n], -1 for null and for bare ids.

    Regular ids are looked up in a table, runs of equal ones once, coded ones once a code; else few
    references to many ids are turned round, so that the smaller side is hashed.
    """
    if is_coded(column.type):
        return of_codes(rows_of(column.dictionary, ids), column, _NO_ROW)
    if not len(column) or column.null_count == len(column):
        return np.full(len(column), _NO_ROW, np.int32)
    starts = run_starts(column)
    firsts = column.take(pa.array(starts))
    rows = _looked_up(firsts, ids)
    return np.repeat(rows, np.diff(starts, append=len(column)))


def _looked_up(column: pa.Array, ids: pa.Array) -> I32:
    regular = regular_rows(column, ids)
    return _hashed(column, ids) if regular is None else regular


def _hashed(column: pa.Array, ids: pa.Array) -> I32:
    if len(column) * _FEW > len(ids):
        found = pc.index_in(column, value_set=ids, skip_nulls=True).fill_null(_NO_ROW)
        return np.asarray(found.to_numpy(), np.int32)
    coded = column.dictionary_encode()
    met = pc.index_in(ids, value_set=coded.dictionary, skip_nulls=True).fill_null(-1).to_numpy()
    row_of_code = np.full(len(coded.dictionary) + 1, _NO_ROW, np.int32)
    there = np.flatnonzero(met >= 0)
    row_of_code[met[there]] = there
    codes = coded.indices.fill_null(len(coded.dictionary)).to_numpy()
    rows: I32 = row_of_code[codes]
    return rows


def run_starts(column: pa.Array) -> I64:
    """Rows at which a text differs from the one before it; the first always does."""
    if len(column) < 2:
        return np.arange(len(column))
    same = pc.equal(column[1:], column[:-1]).fill_null(False).to_numpy(zero_copy_only=False)
    return np.concatenate(([0], np.flatnonzero(~same) + 1))


def is_coded(kind: pa.DataType) -> bool:
    """Whether a column holds codes of texts."""
    return bool(pa.types.is_dictionary(kind))


def of_codes(
    values: npt.NDArray[_Number], coded: pa.DictionaryArray, missing: float
) -> npt.NDArray[_Number]:
    """The value of each row's code, of n rows; `missing` for null."""
    codes = coded.indices
    if codes.null_count:
        codes = codes.fill_null(len(values))
        values = np.append(values, np.array(missing, values.dtype))
    found: npt.NDArray[_Number] = values[codes.to_numpy()]
    return found


def dictionary(column: pa.Array) -> tuple[I32, Strings]:
    """Codes int32[n] (-1 for null) and the distinct texts, in order of appearance."""
    if not len(column) or column.null_count == len(column):
        return np.full(len(column), -1, np.int32), no_strings(0)
    if is_coded(column.type):
        return _by_appearance(column)
    starts = run_starts(column)
    firsts = column.take(pa.array(starts))
    words = firsts.drop_null()
    if _ascending(words):
        given = firsts.is_valid().to_numpy(zero_copy_only=False)
        codes = np.where(given, np.cumsum(given) - 1, -1).astype(np.int32)
    else:
        coded = firsts.dictionary_encode()
        words = coded.dictionary
        codes = coded.indices.fill_null(-1).to_numpy().astype(np.int32)
    return np.repeat(codes, np.diff(starts, append=len(column))), strings(words)


def _by_appearance(coded: pa.DictionaryArray) -> tuple[I32, Strings]:
    """The same of a column of codes: entries that no row has are left out."""
    codes = coded.indices.fill_null(-1).to_numpy()
    if _count_up(codes, len(coded.dictionary)):
        return codes.astype(np.int32, copy=False), strings(coded.dictionary)
    first = np.full(len(coded.dictionary) + 1, len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    first = first[:-1]
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(codes))]
    place = np.full(len(first) + 1, -1, np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    place[-1] = -1
    renamed: I32 = place[codes]
    return renamed, strings(coded.dictionary.take(pa.array(order)))


def _count_up(codes: I32, entries: int) -> bool:
    """Whether each code that is met first is the next one, and all are met; -1 is none."""
    highest = np.maximum.accumulate(codes)
    if highest[0] > 0 or highest[-1] != entries - 1:
        return False
    return int(np.diff(highest).max(initial=0)) <= 1


def _ascending(words: pa.Array) -> bool:
    """Whether each text is larger than the one before, so that none is there twice."""
    return bool(pc.all(pc.less(words[:-1], words[1:])).as_py())


def grouped(rows: I32, places: int) -> tuple[I32, I64 | None]:
    """First row of each place int32[places+1], and the order that brings rows together, or None.

    `rows` int32[n] names each row's place, -1 for none (these come last). Rows of one place keep
    their order. None means that they already lie so.
    """
    together = _first_rows(rows, places)
    if together is not None:
        return together, None
    last = np.where(rows < 0, np.int32(places), rows)
    counts = np.bincount(last, minlength=places + 1)[:places]
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return first, np.argsort(last, kind="stable")


def _first_rows(rows: I32, places: int) -> I32 | None:
    """The first row of each place, int32[places+1], where rows lie in the order of their places.

    A block at a time, which asks for no memory. None where they lie otherwise.
    """
    counts, highest = np.zeros(places + 2, np.int32), 0
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        block = np.where(block < 0, np.int32(places), block)
        lowest = int(block[0])
        if lowest < highest or (block[1:] < block[:-1]).any():
            return None
        highest = int(block[-1])
        counts[lowest + 1 : highest + 2] += np.bincount(block - lowest)
    return np.cumsum(counts[:-1], dtype=np.int32)


def _numbers(column: pa.Array, missing: float, dtype: type[_Number]) -> npt.NDArray[_Number]:
    if column.null_count == len(column):
        return np.full(len(column), missing, dtype)
    if column.null_count:
        column = column.fill_null(pa.scalar(missing, column.type))
    numbers: npt.NDArray[_Number] = column.to_numpy().astype(dtype, copy=False)
    return numbers
