"""Rules of ids: non-empty, there once, and found in the table they refer to."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.snapshot.findings import Findings, Rows
from console.snapshot.held import Held, outside, plain, rows_where
from console.snapshot.schema import LEVEL_TABLES


def check_ids(held: Held, found: Findings) -> None:
    """Files ids that are empty or there twice (the later rows)."""
    table = held.table
    if held.has(table.id):
        found.add(table.name, table.id, "unique", _empty(held, table.id), "fault.id_empty")
    if held.has(*table.key):
        found.add(table.name, table.id, "unique", _later(held), "fault.id_twice")


def check_references(held: Held, tables: Mapping[str, Held], found: Findings) -> None:
    """Files references to ids that are not in their table; a table that is absent has none."""
    for column in held.table.columns:
        if column.refers_to is None or not held.has(column.name):
            continue
        target = tables.get(column.refers_to)
        if target is None:
            rows = _empty(held, column.name)
            found.add(held.table.name, column.name, "unique", rows, "fault.id_empty")
        elif target.has(target.table.id):
            ids = plain(target.columns[target.table.id]).drop_null()
            rows = _lost(held.columns[column.name], ids)
            said = {"target": target.table.name}
            found.add(held.table.name, column.name, "reference", rows, "fault.reference", **said)


def check_levels(counts: Held, tables: Mapping[str, Held], found: Findings) -> None:
    """Files counts of places that are not in the table of their level."""
    if not counts.has("level", "id"):
        return
    level = np.array(plain(counts.columns["level"]).to_pylist(), object)
    for name, table in LEVEL_TABLES.items():
        target = tables.get(table)
        if target is None or not target.has(target.table.id):
            continue
        ids = plain(target.columns[target.table.id]).drop_null()
        lost = rows_where(counts.columns["id"], outside(ids))
        rows = lost[level[lost] == name]
        found.add("counts", "id", "reference", rows, "fault.reference", target=table)


def _lost(references: pa.Array, ids: pa.Array) -> Rows:
    """Rows whose id is none of `ids`; few references are looked for in many ids, not hashed in."""
    if 4 * len(references) < len(ids):
        wanted = pc.unique(plain(references)).drop_null()
        if len(pc.unique(ids.filter(pc.is_in(ids, value_set=wanted)))) == len(wanted):
            return np.zeros(0, np.int64)
    return rows_where(references, outside(ids))


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
    """A quick proof that ids differ: each larger than the one before, or eight bytes that differ.

    False proves nothing.
    """
    if len(ids) < 2 or ids.null_count:
        return len(ids) < 2
    if pc.all(pc.less(ids.slice(0, len(ids) - 1), ids.slice(1))).as_py():
        return True
    lengths = pc.min_max(pc.binary_length(ids)).as_py()
    if lengths["min"] != lengths["max"] or not 0 < lengths["max"] <= 64:
        return False
    hashes = np.sort(_hashes(ids, lengths["max"]))
    return bool((hashes[1:] != hashes[:-1]).all())


def _hashes(ids: pa.Array, width: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """uint64[n] of ids that all are `width` bytes long; equal ids have equal hashes."""
    words = -(-width // 8)
    held = np.frombuffer(ids.buffers()[2], np.uint8)
    start = int(np.frombuffer(ids.buffers()[1], np.int32)[ids.offset])
    letters = np.zeros((len(ids), words * 8), np.uint8)
    letters[:, :width] = held[start : start + len(ids) * width].reshape(len(ids), width)
    parts = letters.view(np.uint64)
    mixed = parts[:, 0].copy()
    for place in range(1, words):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + parts[:, place]
        mixed ^= mixed >> np.uint64(29)
    return mixed
