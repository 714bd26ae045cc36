"""Rules of ids: non-empty, there once, and found in the table they refer to."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.records import dataclass
from console.snapshot.findings import Findings, Rows
from console.snapshot.hashes import Hashes, hashes
from console.snapshot.held import Held, Mask, outside, plain, rows_where, valid
from console.snapshot.numbering import Numbering, numbering_of, numbers_of
from console.snapshot.schema import LEVEL_TABLES


def check_ids(held: Held, found: Findings) -> None:
    """Files ids that are empty or there twice (the later rows)."""
    table = held.table
    if held.has(table.id):
        found.add(table.name, table.id, "unique", _empty(held, table.id), "fault.id_empty")
    if held.has(*table.key):
        found.add(table.name, table.id, "unique", _later(held), "fault.id_twice")


class Ids:
    """The ids of one table, kept to be looked up many times from several threads."""

    def __init__(self, held: Held) -> None:
        self.texts = plain(held.columns[held.table.id]).drop_null()
        self._lock, self._in_order = Lock(), np.zeros(0, np.uint64)
        self._regular: _Regular | None = None
        self._looked_at = False

    def surely_hold(self, references: pa.Array) -> bool:
        """A quick proof that every reference is one of the ids; False proves nothing."""
        with self._lock:
            if not self._looked_at:
                self._regular, self._looked_at = _Regular.of(self.texts), True
        if self._regular is not None:
            return self._regular.holds(references)
        hashed = hashes(references)
        return hashed is not None and self._hold(hashed[valid(references)])

    def _hold(self, wanted: Hashes) -> bool:
        """Whether the table surely has an id for every one of these hashes."""
        with self._lock:
            if not len(self._in_order) and len(self.texts):
                hashed = hashes(self.texts)
                self._in_order = np.zeros(0, np.uint64) if hashed is None else np.sort(hashed)
        if not len(wanted) or not len(self._in_order):
            return not len(wanted)
        once = wanted[np.append(True, wanted[1:] != wanted[:-1])]
        once = np.sort(once)
        place = np.searchsorted(self._in_order, once)
        return bool((self._in_order[np.minimum(place, len(self._in_order) - 1)] == once).all())


@dataclass(frozen=True, slots=True)
class _Regular:
    """Regular ids as numbers; `there` bool[size + 1] says which of the numbers are ids."""

    numbering: Numbering
    there: Mask

    @classmethod
    def of(cls, ids: pa.Array) -> _Regular | None:
        """None where the ids are not regular enough."""
        numbering = numbering_of(ids)
        known = numbers_of(ids, numbering) if numbering is not None else None
        if numbering is None or known is None:
            return None
        there = np.zeros(numbering.size + 1, np.bool_)
        there[known] = True
        there[-1] = False
        return cls(numbering, there)

    def holds(self, references: pa.Array) -> bool:
        """Whether all the references that are not null are ids."""
        asked = numbers_of(references, self.numbering)
        if asked is None:
            return int(references.null_count) == len(references)
        return bool(self.there[asked].all())


def ids_of(tables: Mapping[str, Held]) -> dict[str, Ids]:
    """The ids of every table whose id column is there and of the right type."""
    return {name: Ids(held) for name, held in tables.items() if held.has(held.table.id)}


def check_references(
    held: Held, tables: Mapping[str, Held], ids: Mapping[str, Ids], found: Findings
) -> None:
    """Files references to ids that are not in their table; a table that is absent has none."""
    for column in held.table.columns:
        if column.refers_to is None or not held.has(column.name):
            continue
        target = tables.get(column.refers_to)
        if target is None:
            rows = _empty(held, column.name)
            found.add(held.table.name, column.name, "unique", rows, "fault.id_empty")
        elif column.refers_to in ids:
            rows = _lost(held.columns[column.name], ids[column.refers_to])
            said = {"target": target.table.name}
            found.add(held.table.name, column.name, "reference", rows, "fault.reference", **said)


def check_levels(counts: Held, ids: Mapping[str, Ids], found: Findings) -> None:
    """Files counts of places that are not in the table of their level."""
    if not counts.has("level", "id"):
        return
    level = np.array(plain(counts.columns["level"]).to_pylist(), object)
    for name, table in LEVEL_TABLES.items():
        if table not in ids:
            continue
        lost = rows_where(counts.columns["id"], outside(ids[table].texts))
        rows = lost[level[lost] == name]
        found.add("counts", "id", "reference", rows, "fault.reference", target=table)


def _lost(references: pa.Array, ids: Ids) -> Rows:
    """Rows whose id is none of `ids`; looked up quickly first, and word for word if one is not."""
    texts = references.dictionary if pa.types.is_dictionary(references.type) else references
    if ids.surely_hold(texts):
        return np.zeros(0, np.int64)
    return rows_where(references, outside(ids.texts))


def _empty(held: Held, name: str) -> Rows:
    return rows_where(held.columns[name], lambda texts: pc.equal(pc.binary_length(texts), 0))


def _later(held: Held) -> Rows:
    """Rows whose key stands in an earlier row; rows with a null or empty part are not compared."""
    parts = [plain(held.columns[name]) for name in held.table.key]
    if len(parts) == 1 and _surely_distinct(parts[0]):
        return np.zeros(0, np.int64)
    codes = np.zeros(held.rows, np.int64)
    for part in parts:
        coded = pc.fill_null(part, "").dictionary_encode()
        codes = codes * (len(coded.dictionary) + 1) + coded.indices.to_numpy()
        codes = np.unique(codes, return_inverse=True)[1]
    first = np.zeros(held.rows, bool)
    first[np.unique(codes, return_index=True)[1]] = True
    empty = _any_empty(parts, held.rows)
    return np.flatnonzero(~first & ~empty)


def _any_empty(parts: list[pa.Array], rows: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    empty = np.zeros(rows, bool)
    for part in parts:
        lengths = pc.fill_null(pc.binary_length(part), 0).to_numpy(zero_copy_only=False)
        empty |= lengths == 0
    return empty


def _surely_distinct(ids: pa.Array) -> bool:
    """A quick proof that ids differ: each is larger than the one before, or their hashes differ.

    False proves nothing.
    """
    if ids.null_count:
        return False
    if pc.all(pc.less(ids.slice(0, max(len(ids) - 1, 0)), ids.slice(1))).as_py() is not False:
        return True
    hashed = hashes(ids)
    if hashed is None:
        return False
    in_order = np.sort(hashed)
    return bool((in_order[1:] != in_order[:-1]).all())
