"""Writes what was read of one table into the answer, and reads it back on the other side."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from console.domain.errors import UserError
from console.foreign.answer import Reader, Writer
from console.foreign.flat import Flat, Kind
from console.foreign.limits import Limits
from console.foreign.table import Column, Note, Table, Told

if TYPE_CHECKING:
    import pyarrow as pa

_NAMED_ROWS = 200


def note(key: str, rows: list[int]) -> list[Note]:
    """A note of rows that count from 0; nothing for none."""
    named = tuple(row + 1 for row in rows[:_NAMED_ROWS])
    return [Note(key, len(rows), named)] if rows else []


def pack(
    writer: Writer, number: int, told: Told, cells: pa.Table, flat: Flat | None, limits: Limits
) -> dict[str, Any]:
    """Write a table under a number; gives what `unpack` needs to read it."""
    from console.foreign.cells import column_of

    if cells.num_columns > limits.columns:
        raise UserError("foreign.columns", count=cells.num_columns, most=limits.columns)
    columns = [
        column_of(name, cells.column(place), limits.characters)
        for place, name in enumerate(cells.column_names)
    ]
    for name in ("ends", "data", "null"):
        parts = [getattr(one, name) for one in columns]
        writer.put(f"{number}.{name}", np.concatenate(parts) if parts else np.zeros(0, np.uint8))
    numbers = [one.numbers for one in columns if one.numbers is not None]
    writer.put(f"{number}.numbers", np.concatenate(numbers) if numbers else np.zeros(0))
    kept = [
        {"name": one.name[:200], "bytes": len(one.data), "numeric": one.numbers is not None}
        for one in columns
    ]
    cut = sum(one.cut for one in columns)
    notes = list(told.notes) + _notes_of(flat)
    if cut:
        notes.append(Note("foreign.note.cut", cut))
    if flat is not None:
        for name in ("degrees", "sizes", "parts", "is_hole", "kinds"):
            writer.put(f"{number}.{name}", getattr(flat, name))
    said = asdict(told) | {"notes": [asdict(one) for one in notes]}
    return said | {"number": number, "rows": cells.num_rows, "columns": kept, "flat": bool(flat)}


def _notes_of(flat: Flat | None) -> list[Note]:
    if flat is None:
        return []
    bare = set(np.flatnonzero(flat.kinds == Kind.NONE).tolist())
    bare -= {*flat.broken, *flat.unplaced}
    return [
        *note("foreign.note.bare", sorted(bare)),
        *note("foreign.note.broken", flat.broken),
        *note("foreign.note.unplaced", flat.unplaced),
        *note("foreign.note.invalid", flat.invalid),
    ]


def unpack(reader: Reader, said: dict[str, Any]) -> Table:
    """The table that `pack` wrote; UserError when the child left out a piece of it."""
    try:
        return _unpacked(reader, said)
    except (KeyError, TypeError, ValueError) as fault:
        raise UserError("foreign.damaged", file=str(said.get("name", ""))[:80]) from fault


def _unpacked(reader: Reader, said: dict[str, Any]) -> Table:
    number, rows = int(said["number"]), int(said["rows"])
    notes = tuple(
        Note(str(one["key"]), int(one["count"]), tuple(int(row) for row in one["rows"]))
        for one in said["notes"]
    )
    names = ("name", "format", "encoding", "crs")
    told = Told(**{name: str(said[name]) for name in names}, notes=notes)
    flat = _flat(reader, number, rows) if said["flat"] else None
    return Table(told=told, rows=rows, columns=_columns(reader, said, rows), flat=flat)


def _columns(reader: Reader, said: dict[str, Any], rows: int) -> tuple[Column, ...]:
    number, columns = said["number"], list[Column]()
    ends, null = reader.take(f"{number}.ends"), reader.take(f"{number}.null")
    data, numbers = reader.take(f"{number}.data"), reader.take(f"{number}.numbers")
    count = len(said["columns"])
    ends, null = ends.reshape(count, rows + 1), null.reshape(count, rows)
    byte = figure = 0
    for place, one in enumerate(said["columns"]):
        own = data[byte : byte + one["bytes"]]
        own_numbers = numbers[figure : figure + rows] if one["numeric"] else None
        byte, figure = byte + one["bytes"], figure + rows * bool(one["numeric"])
        sound = ends[place, 0] == 0 and ends[place, -1] == len(own) == one["bytes"]
        if not sound or (np.diff(ends[place]) < 0).any():
            raise ValueError(place)
        if own_numbers is not None and len(own_numbers) != rows:
            raise ValueError(place)
        columns.append(Column(str(one["name"]), ends[place], own, null[place], own_numbers))
    return tuple(columns)


def _flat(reader: Reader, number: int, rows: int) -> Flat:
    names = ("degrees", "sizes", "parts", "is_hole", "kinds")
    degrees, sizes, parts, is_hole, kinds = (reader.take(f"{number}.{name}") for name in names)
    flat = Flat(degrees, sizes, parts, is_hole, kinds)
    sound = len(flat.kinds) == rows and int(flat.sizes.sum()) == len(flat.degrees)
    sound &= len(flat.sizes) == len(flat.parts) == len(flat.is_hole)
    if not sound or (len(flat.parts) and not 0 <= flat.parts.min() <= flat.parts.max() < rows):
        raise ValueError(number)
    return flat
