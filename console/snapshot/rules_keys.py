"""Rules of ids: non-empty, there once, and found in the table they refer to."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.arrays import I32
from console.snapshot.findings import Findings, Rows
from console.snapshot.hashes import Hashes, hashes
from console.snapshot.held import Held, outside, plain, rows_where, valid
from console.snapshot.numbering import Numbering, numbers_of
from console.snapshot.ranks import Ranked, Ranks
from console.snapshot.schema import LEVEL_TABLES, TABLES


def check_ids(held: Held, ranks: Ranks, found: Findings) -> None:
    """Files ids that are empty or there twice (the later rows)."""
    table = held.table
    if held.has(table.id):
        found.add(table.name, table.id, "unique", _empty(held, table.id), "fault.id_empty")
    if held.has(*table.key):
        found.add(table.name, table.id, "unique", _later(held, ranks), "fault.id_twice")


class Ids:
    """The ids of one table, kept to be looked up many times from several threads."""

    def __init__(self, held: Held, ranks: Ranks) -> None:
        self._table, self._column, self._ranks = held.table.name, held.columns[held.table.id], ranks
        self._lock, self._in_order = Lock(), np.zeros(0, np.uint64)
        self._row_of: I32 | None = None
        self._numbering: Numbering | None = None
        self._looked_at = False

    @property
    def texts(self) -> pa.Array:
        """The ids that are not null."""
        return plain(self._column).drop_null()

    def rows(self, references: pa.Array) -> I32 | None:
        """The row of each reference, int32[n], -1 for null; None where that is not found quickly.

        It is found where ids are regular and every reference is one of them.
        """
        with self._lock:
            if not self._looked_at:
                self._look_at(self._ranks.of(self._table, TABLES[self._table].id))
        if self._numbering is None or self._row_of is None:
            return None
        if pa.types.is_dictionary(references.type):
            entries = self.rows(references.dictionary)
            return None if entries is None else _of_codes(entries, references)
        rows = np.full(len(references), -1, np.int32)
        if references.null_count == len(references):
            return rows
        asked = numbers_of(references, self._numbering)
        given = None if asked is None else self._row_of[asked]
        if given is None or (given < 0).any():
            return None
        rows[valid(references)] = given
        return rows

    def surely_hold(self, references: pa.Array) -> bool:
        """A quick proof that every reference is one of the ids; False proves nothing."""
        hashed = hashes(references)
        return hashed is not None and self._hold(hashed[valid(references)])

    def _look_at(self, ranked: Ranked | None) -> None:
        """Has a table of rows by number made, where the ids are regular."""
        self._looked_at = True
        if ranked is None or ranked.numbering is None or self._column.null_count:
            return
        self._numbering = ranked.numbering
        self._row_of = np.full(ranked.numbering.size + 1, -1, np.int32)
        self._row_of[ranked.ranks] = np.arange(len(ranked.ranks), dtype=np.int32)

    def _hold(self, wanted: Hashes) -> bool:
        """Whether the table surely has an id for every one of these hashes."""
        with self._lock:
            texts = self.texts
            if not len(self._in_order) and len(texts):
                hashed = hashes(texts)
                self._in_order = np.zeros(0, np.uint64) if hashed is None else np.sort(hashed)
        if not len(wanted) or not len(self._in_order):
            return not len(wanted)
        once = wanted[np.append(True, wanted[1:] != wanted[:-1])]
        once = np.sort(once)
        place = np.searchsorted(self._in_order, once)
        return bool((self._in_order[np.minimum(place, len(self._in_order) - 1)] == once).all())


def ids_of(tables: Mapping[str, Held], ranks: Ranks) -> dict[str, Ids]:
    """The ids of every table whose id column is there and of the right type."""
    return {name: Ids(held, ranks) for name, held in tables.items() if held.has(held.table.id)}


def check_references(
    held: Held, tables: Mapping[str, Held], ids: Mapping[str, Ids], found: Findings
) -> dict[str, I32]:
    """Files references to ids that are not in their table; a table that is absent has none.

    Gives the rows int32[n] to which the columns refer, -1 for null, of those found on the way.
    """
    known = {}
    for column in held.table.columns:
        if column.refers_to is None or not held.has(column.name):
            continue
        target = tables.get(column.refers_to)
        if target is None:
            rows = _empty(held, column.name)
            found.add(held.table.name, column.name, "unique", rows, "fault.id_empty")
        elif column.refers_to in ids:
            rows_found = ids[column.refers_to].rows(held.columns[column.name])
            if rows_found is not None:
                known[column.name] = rows_found
                continue
            rows = _lost(held.columns[column.name], ids[column.refers_to])
            said = {"target": target.table.name}
            found.add(held.table.name, column.name, "reference", rows, "fault.reference", **said)
    return known


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


def _of_codes(rows: I32, references: pa.DictionaryArray) -> I32:
    codes = pc.fill_null(references.indices, len(rows)) if references.null_count else None
    codes = references.indices if codes is None else codes
    return np.asarray(np.append(rows, np.int32(-1))[codes.to_numpy()], np.int32)


def _later(held: Held, ranks: Ranks) -> Rows:
    """Rows whose key stands in an earlier row; rows with a null or empty part are not compared."""
    if len(held.table.key) == 1 and _surely_distinct(held, ranks):
        return np.zeros(0, np.int64)
    parts = [plain(held.columns[name]) for name in held.table.key]
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


def _surely_distinct(held: Held, ranks: Ranks) -> bool:
    """A quick proof that ids differ: their numbers do, or their hashes.

    False proves nothing.
    """
    ids = plain(held.columns[held.table.id])
    if ids.null_count:
        return False
    ranked = ranks.of(held.table.name, held.table.id)
    if ranked is not None and ranked.numbering is not None:
        return ranked.all_differ()
    if pc.all(pc.less(ids.slice(0, max(len(ids) - 1, 0)), ids.slice(1))).as_py() is not False:
        return True
    hashed = hashes(ids)
    if hashed is None:
        return False
    in_order = np.sort(hashed)
    return bool((in_order[1:] != in_order[:-1]).all())
