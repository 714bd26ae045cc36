"""Types: columns as they stand in a file become those of the contract where nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.snapshot.findings import Findings, Rows
from console.snapshot.held import Held, valid
from console.snapshot.schema import DAY, FLOAT32, GEOMETRY, INSTANT, TEXT, TEXTS, Column, Table

_NO_ROWS = np.zeros(0, np.int64)


def typed(table: Table, read: pa.Table, found: Findings) -> Held:
    """The table with the contract's types; what cannot be cast is a fault and left out.

    Every column of `read` is in one piece.
    """
    columns: dict[str, pa.Array] = {}
    for column in table.columns:
        if column.name not in read.column_names:
            if column.required:
                found.add(table.name, column.name, "required", None, "fault.column_missing")
            continue
        cast = _typed(table, column, read[column.name].chunk(0), found)
        if cast is not None:
            columns[column.name] = cast
    known = table.by_name
    others = {name: read[name] for name in read.column_names if name not in known}
    present = frozenset(known).intersection(read.column_names)
    return Held(table, read.num_rows, columns, others, present)


def _typed(table: Table, column: Column, read: pa.Array, found: Findings) -> pa.Array | None:
    stored = _storage(read, column.type)
    if pa.types.is_null(stored.type):
        return pa.nulls(len(stored), column.type)
    if not _may_cast(stored.type, column.type):
        found.add(
            table.name,
            column.name,
            "type",
            None,
            "fault.type_naive" if _is_naive(stored.type, column.type) else "fault.type",
            **_types(stored.type, column.type),
        )
        return None
    try:
        return _cast(table, column, stored, found)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        rows = _lossy_rows(stored, column.type)
        found.add(
            table.name,
            column.name,
            "type",
            rows if len(rows) else None,
            "fault.type_lossy" if len(rows) else "fault.type",
            **_types(stored.type, column.type),
        )
        return None


def _cast(table: Table, column: Column, stored: pa.Array, found: Findings) -> pa.Array:
    if column.type == TEXT:
        return _text(stored)
    if column.type == FLOAT32 and pa.types.is_float64(stored.type):
        narrow = _narrowed(stored)
        found.add(table.name, column.name, "normal", None, "note.float64")
        return narrow
    return stored.cast(column.type)


def _text(stored: pa.Array) -> pa.Array:
    """Text as string, or as a dictionary of strings with 32-bit codes."""
    if stored.type in (TEXT, pa.dictionary(pa.int32(), TEXT)):
        return stored
    if pa.types.is_dictionary(stored.type):
        codes = stored.indices.cast(pa.int32())
        return pa.DictionaryArray.from_arrays(codes, stored.dictionary.cast(TEXT))
    return stored.cast(TEXT)


def _narrowed(stored: pa.Array) -> pa.Array:
    """float64 as float32; ArrowInvalid when a number becomes too large for it."""
    if pc.any(_too_large(stored)).as_py():
        raise pa.ArrowInvalid("too large for float32")
    return stored.cast(FLOAT32, safe=False)


def _too_large(stored: pa.Array) -> pa.Array:
    """Which numbers float32 has no room for; null where there is none."""
    narrow = stored.cast(FLOAT32, safe=False)
    return pc.and_(pc.is_finite(stored), pc.invert(pc.is_finite(narrow)))


def _lossy_rows(stored: pa.Array, wanted: pa.DataType) -> Rows:
    """The rows whose value another type would change; none when the type as a whole is wrong."""
    if wanted == INSTANT or not _is_number(stored.type):
        return _changed_instants(stored) if pa.types.is_timestamp(stored.type) else _NO_ROWS
    if wanted == FLOAT32 and pa.types.is_float64(stored.type):
        return np.flatnonzero(pc.fill_null(_too_large(stored), False))
    loose = stored.cast(wanted, safe=False).cast(pa.float64(), safe=False)
    same = pc.equal(loose, stored.cast(pa.float64(), safe=False))
    kept = np.asarray(pc.fill_null(same, True).to_numpy(zero_copy_only=False), bool)
    return np.flatnonzero(valid(stored) & ~kept)


def _changed_instants(stored: pa.Array) -> Rows:
    if stored.type.unit != "ns":
        return _NO_ROWS
    finer = pc.fill_null(stored.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)
    return np.flatnonzero(finer % 1000 != 0)


def _may_cast(stored: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether some value of `stored` may be one of `wanted` without a loss."""
    if wanted == TEXT:
        return _is_text(_entry_type(stored))
    if wanted == TEXTS:
        return _is_list(stored) and (
            _is_text(_entry_type(stored.value_type)) or pa.types.is_null(stored.value_type)
        )
    if wanted == INSTANT:
        return bool(pa.types.is_timestamp(stored) and stored.tz)
    if wanted == DAY:
        return bool(pa.types.is_date(stored))
    if wanted == GEOMETRY:
        return _is_bytes(stored)
    return _is_number(stored)


def _is_naive(stored: pa.DataType, wanted: pa.DataType) -> bool:
    return bool(wanted == INSTANT and pa.types.is_timestamp(stored))


def _entry_type(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_binary_view(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _is_list(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind)
    )


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def _storage(column: pa.Array, wanted: pa.DataType) -> pa.Array:
    """The values themselves: without an extension type, and without a dictionary unless of text."""
    if isinstance(column, pa.ExtensionArray):
        return _storage(column.storage, wanted)
    if pa.types.is_dictionary(column.type) and wanted != TEXT:
        return column.dictionary_decode()
    return column


def _types(stored: pa.DataType, wanted: pa.DataType) -> Mapping[str, object]:
    return {"stored": str(stored)[:60], "wanted": str(wanted)}
