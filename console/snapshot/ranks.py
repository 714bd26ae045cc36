"""Columns as whole numbers in the order of their values, which are quick to compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.arrays import I32, I64
from console.domain.records import dataclass
from console.snapshot.held import Held, valid
from console.snapshot.numbering import Numbering, numbering_of, numbers_of

_LAST = np.iinfo(np.int32).max
_FEW = 8
"""Entries that are no regular ids are sorted where each stands in so many rows on average."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A column's rows as numbers: larger ones for larger values, equal for equal, most for null.

    numbering  how the texts read as these numbers, None where they do not
    """

    ranks: I32 | I64
    numbering: Numbering | None = None

    def all_differ(self) -> bool:
        """Whether no value is there twice; to be asked of regular ids none of which is null."""
        if bool((self.ranks[1:] > self.ranks[:-1]).all()):
            return True
        assert self.numbering is not None
        there = np.zeros(self.numbering.size, np.bool_)
        there[self.ranks] = True
        return int(np.count_nonzero(there)) == len(self.ranks)


class Ranks:
    """The ranks of a snapshot's columns, each found once, whichever thread asks first."""

    def __init__(self, tables: Mapping[str, Held]) -> None:
        self._tables = tables
        self._found: dict[tuple[str, str], Ranked | None] = {}
        self._locks: defaultdict[tuple[str, str], Lock] = defaultdict(Lock)

    def of(self, table: str, column: str) -> Ranked | None:
        """The ranks of a column that is there; None where finding them would not be quick."""
        key = table, column
        with self._locks[key]:
            if key not in self._found:
                self._found[key] = ranked(self._tables[table].columns[column])
            return self._found[key]


def ranked(column: pa.Array) -> Ranked | None:
    """The ranks of a column of texts, whole numbers, dates or instants."""
    if pa.types.is_dictionary(column.type):
        entries = _of_entries(column.dictionary, len(column))
        return entries and Ranked(_of_codes(entries.ranks, column), entries.numbering)
    if pa.types.is_string(column.type):
        return _of_texts(column)
    if pa.types.is_date32(column.type):
        return _of_integers(column.view(pa.int32()))
    if pa.types.is_timestamp(column.type):
        return _of_integers(column.view(pa.int64()))
    return _of_integers(column) if pa.types.is_integer(column.type) else None


def _of_texts(texts: pa.Array) -> Ranked | None:
    numbering = numbering_of(texts)
    numbers = numbers_of(texts, numbering) if numbering is not None else None
    if numbers is None or not texts.null_count:
        return None if numbers is None else Ranked(numbers, numbering)
    ranks = np.full(len(texts), _LAST, np.int32)
    ranks[valid(texts)] = numbers
    return Ranked(ranks, numbering)


def _of_entries(entries: pa.Array, rows: int) -> Ranked | None:
    """The ranks of a dictionary's entries, of which two may be equal."""
    if entries.null_count or not len(entries):
        return None
    regular = _of_texts(entries)
    if regular is not None or len(entries) * _FEW > rows:
        return regular
    order = pc.sort_indices(entries).to_numpy()
    ascending = entries.take(pa.array(order))
    larger = pc.less(ascending[:-1], ascending[1:]).to_numpy(zero_copy_only=False)
    ranks = np.zeros(len(entries), np.int32)
    ranks[order[1:]] = np.cumsum(larger)
    return Ranked(ranks)


def _of_codes(ranks: I32 | I64, column: pa.DictionaryArray) -> I32:
    codes = column.indices
    if codes.null_count:
        codes = pc.fill_null(codes, len(ranks))
        ranks = np.append(ranks, np.int32(_LAST)).astype(np.int32)
    return np.asarray(ranks[codes.to_numpy()], np.int32)


def _of_integers(numbers: pa.Array) -> Ranked:
    if numbers.null_count:
        numbers = pc.fill_null(numbers.cast(pa.int64()), np.iinfo(np.int64).max)
    return Ranked(numbers.to_numpy())
