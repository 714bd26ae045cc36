"""Rules of geometry: readable WKB in degrees, valid, of a type the column may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import shapely

from console.domain.arrays import Bools
from console.snapshot import geometry
from console.snapshot.findings import Findings, Rows, listed
from console.snapshot.geometry import Decoded
from console.snapshot.held import Held, valid
from console.snapshot.rings import surely_sound
from console.snapshot.schema import Column
from console.snapshot.wkb import plain_shapes

_EAST, _NORTH = 180.0, 90.0


def checked_geometry(held: Held, stored: Mapping[bytes, bytes] | None, found: Findings) -> Held:
    """The table with its rings turned the right way; what is no legal geometry is a fault."""
    column = held.table.geometry
    if column is None or not held.has(column.name):
        return held
    cells = pa.chunked_array([held.columns[column.name]])
    if cells.null_count == len(cells):
        return held
    in_degrees = _check_metadata(held, column, stored, found) != "crs"
    decoded = geometry.decoded_at(cells, _in_doubt(held.columns[column.name], column, in_degrees))
    unsound = _check_shapes(held, column, decoded, found, in_degrees=in_degrees)
    sound = ~unsound
    shapes, turned = geometry.turned(decoded.shapes[sound])
    rows = decoded.rows[sound][turned]
    found.add(held.table.name, column.name, "normal", rows, "note.rings")
    if not len(rows):
        return held
    mended = geometry.with_shapes(cells, rows, shapes[turned])
    return replace(held, columns={**held.columns, column.name: mended})


def _in_doubt(cells: pa.Array, column: Column, in_degrees: bool) -> Rows:
    """The rows that have geometry, without those of which their vertices tell that it is legal."""
    plain = plain_shapes(cells) if not column.shapes or "Polygon" in column.shapes else None
    if plain is None:
        return np.flatnonzero(valid(cells))
    most = (_EAST, _NORTH) if in_degrees else (np.inf, np.inf)
    return plain.rows[~surely_sound(plain, most)]


def _check_metadata(
    held: Held, column: Column, stored: Mapping[bytes, bytes] | None, found: Findings
) -> str | None:
    wrong = geometry.metadata_fault(stored, column.name)
    if wrong is not None:
        found.add(held.table.name, column.name, "geometry", None, f"fault.geometry.{wrong}")
    return wrong


def _check_shapes(
    held: Held, column: Column, decoded: Decoded, found: Findings, *, in_degrees: bool
) -> Bools:
    """Files what is wrong with shapes, each under the first that holds; gives where, bool[k]."""
    shapes = decoded.shapes
    unreadable = shapely.is_missing(shapes)
    empty = shapely.is_empty(shapes)
    misfit = _misfits(shapes, column) & ~unreadable
    beyond = _beyond(shapes, in_degrees) & ~unreadable & ~empty
    invalid = ~shapely.is_valid(shapes) & ~unreadable
    unsound = np.zeros(len(shapes), bool)
    for key, where in (
        ("unreadable", unreadable),
        ("empty", empty),
        ("misfit", misfit),
        ("beyond", beyond),
        ("invalid", invalid),
    ):
        rows = decoded.rows[where & ~unsound]
        said = _reasons(key, shapes[where & ~unsound], column)
        found.add(held.table.name, column.name, "geometry", rows, f"fault.geometry.{key}", **said)
        unsound |= where
    return unsound


def _misfits(shapes: geometry.Shapes, column: Column) -> Bools:
    if not column.shapes:
        return np.zeros(len(shapes), bool)
    legal = [geometry.TYPES.index(name) for name in column.shapes]
    return ~np.isin(shapely.get_type_id(shapes), legal)


def _beyond(shapes: geometry.Shapes, in_degrees: bool) -> Bools:
    """Where a coordinate is no finite number, or no longitude and latitude."""
    boxes = shapely.bounds(shapes)
    most = np.array([_EAST, _NORTH, _EAST, _NORTH]) if in_degrees else np.inf
    coordinates, place = shapely.get_coordinates(shapes, return_index=True)
    wild = np.zeros(len(shapes), bool)
    wild[place[~np.isfinite(coordinates).all(axis=1)]] = True
    with np.errstate(invalid="ignore"):
        return np.asarray(wild | (np.abs(boxes) > most).any(axis=1), bool)


def _reasons(key: str, shapes: geometry.Shapes, column: Column) -> dict[str, object]:
    if key == "invalid":
        said = [str(one).split("[")[0] for one in shapely.is_valid_reason(shapes[:3])]
        return {"reasons": listed(dict.fromkeys(said))}
    if key == "misfit":
        kinds = [geometry.TYPES[kind] for kind in shapely.get_type_id(shapes[:100])]
        return {"reasons": listed(dict.fromkeys(kinds)), "legal": ", ".join(column.shapes)}
    return {}
