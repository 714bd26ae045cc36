"""Tables compared row by row: what was added, removed and changed, column by column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.records import dataclass
from console.snapshot.schema import TABLES
from console.store.arrow import rows_of
from console.store.columns import I32, I64

Mask = npt.NDArray[np.bool_]

_JOINT = "\x1f"
_NO_ROWS = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class TableChange:
    """How a table differs; `columns` counts the changed rows in which each column differs.

    added, changed int64[n] rows of the new table; removed int64[n] of the old one.
    """

    added: I64 = field(default_factory=lambda: _NO_ROWS)
    removed: I64 = field(default_factory=lambda: _NO_ROWS)
    changed: I64 = field(default_factory=lambda: _NO_ROWS)
    columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        """Whether there is any difference."""
        return bool(len(self.added) or len(self.removed) or len(self.changed))

    def as_json(self) -> dict[str, object]:
        """The counts that `diff --json` prints."""
        return {
            "added": len(self.added),
            "removed": len(self.removed),
            "changed": len(self.changed),
            "columns": dict(self.columns),
        }


def table_change(name: str, old: pa.Table | None, new: pa.Table | None) -> TableChange:
    """How two tables of one name differ; None for one that is not there.

    Rows are told by the key the contract gives them. Of a table it does not list, whole rows are
    told apart: one that is only in one of them was added or removed.
    """
    if old is None or new is None:
        added = np.arange(0 if new is None else new.num_rows)
        return TableChange(added, np.arange(0 if old is None else old.num_rows))
    key = TABLES[name].key if name in TABLES else None
    row_of = _matched(old, new, key)
    added = np.flatnonzero(row_of < 0)
    there = np.ones(old.num_rows, np.bool_)
    there[row_of[row_of >= 0]] = False
    removed = np.flatnonzero(there)
    if key is None:
        return TableChange(added, removed)
    rows = np.flatnonzero(row_of >= 0)
    differing, columns = _changed(old, new, row_of, rows)
    return TableChange(added, removed, rows[differing], columns)


def _matched(old: pa.Table, new: pa.Table, key: tuple[str, ...] | None) -> I32:
    """The old row of every new row, int32[n], -1 for none; like rows are matched in order."""
    if key is None:
        return _matched_whole(old, new)
    return rows_of(_keys(new, key), _keys(old, key))


def _keys(table: pa.Table, key: tuple[str, ...]) -> pa.Array:
    parts = [table[name].combine_chunks() for name in key]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, _JOINT)


def _matched_whole(old: pa.Table, new: pa.Table) -> I32:
    """Rows of tables without a key: the first like row that is not taken yet."""
    waiting: dict[str, list[int]] = {}
    for row, said in enumerate(_rows(old)):
        waiting.setdefault(said, []).append(row)
    for rows in waiting.values():
        rows.reverse()
    found = [waiting[said].pop() if waiting.get(said) else -1 for said in _rows(new)]
    return np.array(found, np.int32)


def _rows(table: pa.Table) -> list[str]:
    return [repr(sorted(row.items())) for row in table.to_pylist()]


def _changed(old: pa.Table, new: pa.Table, row_of: I32, rows: I64) -> tuple[Mask, dict[str, int]]:
    """Which of the matched new rows differ, bool[n], and in how many each column does."""
    old_rows = row_of[rows]
    as_it_stands = len(rows) == old.num_rows and bool((old_rows == np.arange(len(rows))).all())
    differing, columns = np.zeros(len(rows), np.bool_), {}
    for name in dict.fromkeys((*new.column_names, *old.column_names)):
        before = _column(old, name, None if as_it_stands else old_rows)
        after = _column(new, name, None if len(rows) == new.num_rows else rows)
        unlike = _unlike(before, after, len(rows))
        count = int(np.count_nonzero(unlike))
        if count:
            columns[name] = count
            differing |= unlike
    return differing, columns


def _column(table: pa.Table, name: str, rows: I32 | I64 | None) -> pa.ChunkedArray | None:
    if name not in table.column_names:
        return None
    return table[name] if rows is None else table[name].take(pa.array(rows))


def _unlike(before: pa.ChunkedArray | None, after: pa.ChunkedArray | None, count: int) -> Mask:
    """Where two columns differ, bool[n]; a column that is not there is all null."""
    if before is None or after is None:
        there = before if before is not None else after
        return _mask(there.is_valid()) if there is not None else np.zeros(count, np.bool_)
    if before.equals(after):
        return np.zeros(count, np.bool_)
    if before.type != after.type or pa.types.is_nested(before.type):
        before, after = _told(before), _told(after)
    unlike = _mask(pc.not_equal(before, after).fill_null(False))
    if pa.types.is_floating(before.type):
        unlike &= ~_mask(pc.and_(pc.is_nan(before), pc.is_nan(after)).fill_null(False))
    if before.null_count or after.null_count:
        unlike |= _mask(before.is_valid()) != _mask(after.is_valid())
    return unlike


def _told(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as text, so that columns of other types and lists can be compared."""
    kind = column.type
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        return pc.binary_join(column, _JOINT)
    told = [None if one is None else repr(one) for one in column.to_pylist()]
    return pa.chunked_array([pa.array(told, pa.string())])


def _mask(answer: pa.ChunkedArray) -> Mask:
    return np.asarray(answer.to_numpy(), np.bool_)
