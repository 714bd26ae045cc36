"""Tables compared row by row: what was added, removed and changed, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.changes.seen import may_be_seen
from console.domain.arrays import Bools
from console.domain.instants import NEVER_US
from console.domain.records import dataclass
from console.snapshot.happened import known_by, stamps_of
from console.snapshot.schema import TABLES
from console.store.arrow import rows_of
from console.store.columns import I32, I64

Part = Literal["added", "removed", "changed"]
PARTS: tuple[Part, ...] = ("added", "removed", "changed")

_JOINT = "\x1f"
_NO_ROWS = np.zeros(0, np.int64)
_NO_TABLE = pa.table({})


@dataclass(frozen=True, slots=True)
class TableChange:
    """How a table differs.

    added, changed int64[n] rows of the new table; removed int64[n] of the old one. `fields` names
    for each column that differs the places among `changed` of the rows in which it does. `keys` are
    the key columns of the rows of each part; `before` and `after` have a row for each of `changed`
    and the columns of `fields` that may be seen.
    """

    added: I64 = field(default_factory=lambda: _NO_ROWS)
    removed: I64 = field(default_factory=lambda: _NO_ROWS)
    changed: I64 = field(default_factory=lambda: _NO_ROWS)
    fields: Mapping[str, I64] = field(default_factory=dict)
    keys: Mapping[Part, pa.Table] = field(default_factory=dict)
    before: pa.Table = field(default_factory=lambda: _NO_TABLE)
    after: pa.Table = field(default_factory=lambda: _NO_TABLE)

    @property
    def columns(self) -> Mapping[str, int]:
        """In how many of the changed rows each column differs."""
        return {name: len(places) for name, places in self.fields.items()}

    def rows(self, part: Part) -> I64:
        """The rows of a part."""
        of: Mapping[Part, I64] = {
            "added": self.added,
            "removed": self.removed,
            "changed": self.changed,
        }
        return of[part]

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


def table_change(
    name: str,
    old: pa.Table | None,
    new: pa.Table | None,
    as_of_us: tuple[int, int] = (NEVER_US, NEVER_US),
) -> TableChange:
    """How two tables of one name differ; None for one that is not there.

    Rows are told by the key the contract gives them. Of a table it does not list, whole rows are
    told apart: one that is only in one of them was added or removed. `as_of_us` are the two
    instants: values that came later are none.
    """
    key = TABLES[name].key if name in TABLES else ()
    if old is None or new is None:
        added = np.arange(0 if new is None else new.num_rows)
        removed = np.arange(0 if old is None else old.num_rows)
        return TableChange(added, removed, keys=_keys_of(key, old, new, added, removed))
    row_of = _matched(old, new, key)
    added = np.flatnonzero(row_of < 0)
    there = np.ones(old.num_rows, np.bool_)
    there[row_of[row_of >= 0]] = False
    removed = np.flatnonzero(there)
    if not key:
        return TableChange(added, removed)
    rows = np.flatnonzero(row_of >= 0)
    differing, unlike = _changed(old, new, row_of, rows)
    changed = rows[differing]
    fields = {column: np.flatnonzero(mask[differing]) for column, mask in unlike.items()}
    seen = [column for column in fields if may_be_seen(name, column)]
    return TableChange(
        added,
        removed,
        changed,
        fields,
        keys=_keys_of(key, old, new, added, removed, changed),
        before=_known(name, old, seen, row_of[changed], as_of_us[0]),
        after=_known(name, new, seen, changed, as_of_us[1]),
    )


def _known(
    name: str, table: pa.Table, columns: list[str], rows: I32 | I64, as_of_us: int
) -> pa.Table:
    """Some rows of columns as they stood at an instant."""
    stamps = [one for one in stamps_of(name) if one in table.column_names]
    wanted = dict.fromkeys((*columns, *stamps))
    return known_by(name, _taken(table, wanted, rows), as_of_us).select(columns)


def _keys_of(
    key: tuple[str, ...],
    old: pa.Table | None,
    new: pa.Table | None,
    added: I64,
    removed: I64,
    changed: I64 = _NO_ROWS,
) -> dict[Part, pa.Table]:
    """The key columns of the rows of each part."""
    return {
        "added": _taken(new, key, added),
        "removed": _taken(old, key, removed),
        "changed": _taken(new, key, changed),
    }


def _taken(table: pa.Table | None, columns: Iterable[str], rows: I32 | I64) -> pa.Table:
    """Some rows of columns; one that the table lacks is null."""
    picked, made = pa.array(rows), {}
    for name in columns:
        has = table is not None and name in table.column_names
        made[name] = table[name].take(picked) if has else pa.nulls(len(rows))  # type: ignore[index]
    return pa.table(made)


def _matched(old: pa.Table, new: pa.Table, key: tuple[str, ...]) -> I32:
    """The old row of every new row, int32[n], -1 for none; like rows are matched in order."""
    if not key:
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


def _changed(
    old: pa.Table, new: pa.Table, row_of: I32, rows: I64
) -> tuple[Bools, dict[str, Bools]]:
    """Which of the matched new rows differ, bool[n], and in which each column does."""
    old_rows = row_of[rows]
    as_it_stands = len(rows) == old.num_rows and bool((old_rows == np.arange(len(rows))).all())
    differing, columns = np.zeros(len(rows), np.bool_), dict[str, Bools]()
    for name in dict.fromkeys((*new.column_names, *old.column_names)):
        before = _column(old, name, None if as_it_stands else old_rows)
        after = _column(new, name, None if len(rows) == new.num_rows else rows)
        unlike = _unlike(before, after, len(rows))
        if unlike.any():
            columns[name] = unlike
            differing |= unlike
    return differing, columns


def _column(table: pa.Table, name: str, rows: I32 | I64 | None) -> pa.ChunkedArray | None:
    if name not in table.column_names:
        return None
    return table[name] if rows is None else table[name].take(pa.array(rows))


def _unlike(before: pa.ChunkedArray | None, after: pa.ChunkedArray | None, count: int) -> Bools:
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


def _mask(answer: pa.ChunkedArray) -> Bools:
    return np.asarray(answer.to_numpy(), np.bool_)
