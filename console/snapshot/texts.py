"""Texts repaired while reading: NFC, and 无 or - where null is meant; both are counted in notes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.snapshot.findings import Findings, Rows
from console.snapshot.hashes import is_ascii, offsets
from console.snapshot.held import Held, rows_where, text_columns
from console.snapshot.schema import TEXT, TEXTS

MISSING = ("无", "-")
_MISSING_BYTES = tuple(len(text.encode()) for text in MISSING)


def repaired(held: Held, found: Findings) -> Held:
    """The table with its texts normalised, except names, and words for nothing read as null."""
    columns = dict(held.columns)
    for column in text_columns(held):
        texts = columns[column.name]
        if not column.is_name:
            rows = rows_where(texts, _not_nfc)
            found.add(held.table.name, column.name, "normal", rows, "note.nfc")
            texts = _normalised(texts) if len(rows) else texts
        if not column.required:
            rows = _missing_rows(texts)
            found.add(held.table.name, column.name, "missing", rows, "note.missing")
            texts = _nulled(texts, rows) if len(rows) else texts
        columns[column.name] = texts
    for column in held.table.columns:
        if column.type == TEXTS and held.has(column.name):
            columns[column.name] = _tags(held, column.name, found)
    return replace(held, columns=columns)


def _tags(held: Held, name: str, found: Findings) -> pa.Array:
    """Lists whose items are normalised; nulls and words for nothing are dropped and noted."""
    lists = held.columns[name]
    wrong = rows_where(lists.values, _not_nfc)
    if len(wrong):
        found.add(held.table.name, name, "normal", rows_of_items(lists, wrong), "note.nfc")
        lists = _with_items(lists, _normalised(lists.values))
    if lists.flatten().null_count:
        empty = np.flatnonzero(lists.values.is_null().to_numpy(zero_copy_only=False))
        found.add(held.table.name, name, "missing", rows_of_items(lists, empty), "note.null_item")
        lists = _without_nulls(lists)
    nothing = _missing_rows(lists.values)
    if len(nothing):
        found.add(held.table.name, name, "missing", rows_of_items(lists, nothing), "note.missing")
        lists = _without_nulls(_with_items(lists, _nulled(lists.values, nothing)))
    return lists


def _with_items(lists: pa.ListArray, items: pa.Array) -> pa.ListArray:
    return pa.ListArray.from_arrays(lists.offsets, items, TEXTS, mask=lists.is_null())


def rows_of_items(lists: pa.ListArray, items: Rows) -> Rows:
    """The rows of a list array that hold the items at these places of its values."""
    ends = lists.offsets.to_numpy()
    rows = np.unique(np.searchsorted(ends, items.astype(ends.dtype), side="right") - 1)
    inside = (rows >= 0) & (rows < len(lists))
    return np.asarray(rows[inside], np.int64)


def _without_nulls(lists: pa.ListArray) -> pa.ListArray:
    kept = lists.values.is_valid().to_numpy(zero_copy_only=False)
    before = np.concatenate([[0], np.cumsum(kept)]).astype(np.int32)
    ends = pa.array(before[lists.offsets.to_numpy()])
    return pa.ListArray.from_arrays(ends, lists.values.drop_null(), TEXTS, mask=lists.is_null())


def _not_nfc(texts: pa.Array) -> pa.Array:
    """Where a text is not in NFC; what is all ASCII is not looked at."""
    if is_ascii(texts):
        return pa.nulls(len(texts), pa.bool_())
    return pc.not_equal(texts, pc.utf8_normalize(texts, form="NFC"))


def _normalised(texts: pa.Array) -> pa.Array:
    """Texts in NFC; two entries of a dictionary that become one are joined."""
    if pa.types.is_dictionary(texts.type):
        return _normalised(texts.dictionary_decode()).dictionary_encode()
    return pc.utf8_normalize(texts, form="NFC")


def _missing_rows(texts: pa.Array) -> Rows:
    return rows_where(texts, _is_missing)


def _is_missing(texts: pa.Array) -> pa.Array:
    lengths = np.diff(offsets(texts))
    if not np.isin(lengths, _MISSING_BYTES).any():
        return pa.nulls(len(texts), pa.bool_())
    return pc.and_(texts.is_valid(), pc.is_in(texts, value_set=pa.array(MISSING)))


def _nulled(texts: pa.Array, rows: Rows) -> pa.Array:
    gone = np.zeros(len(texts), bool)
    gone[rows] = True
    if pa.types.is_dictionary(texts.type):
        codes = pc.if_else(pa.array(gone), pa.scalar(None, pa.int32()), texts.indices)
        return pa.DictionaryArray.from_arrays(codes, texts.dictionary)
    return pc.if_else(pa.array(gone), pa.scalar(None, TEXT), texts)
