"""The order of a list by its columns, as numbers; names by ranks that a worker makes."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.state.lists.cells import Cells
from console.state.lists.columns import Sort
from console.state.lists.numbers import number
from console.state.lists.texts_work import ids_of
from console.state.lists.where import (
    buildings_of,
    committees_of,
    estates_of,
    people_of,
    units_of,
)
from console.store.collation import PlaceRanks
from console.store.columns import I32, I64, Street
from console.store.rows import follow
from console.store.texts import text_order

_UNITS = 1 << 31


@dataclass
class Known:
    """The ranks of a street that are there: of places, facilities, ids and shown names."""

    places: PlaceRanks | None = None
    facilities: I32 | None = None
    names: I32 | None = None
    masked: bool = True

    def has(self, key: str, *, masked: bool) -> bool:
        """Whether a text column can be sorted."""
        if key == "name":
            return self.names is not None and self.masked == masked
        return (self.facilities if key == "facility" else self.places) is not None


_known: WeakKeyDictionary[Street, Known] = WeakKeyDictionary()


def known_of(street: Street) -> Known:
    """The ranks of a street that are there already."""
    return _known.setdefault(street, Known())


def sorted_rows(rows: I32, sorts: Sequence[Sort], cells: Cells) -> I32:
    """Rows by the sorts, the most important last; stable; what has no ranks yet is left out."""
    for key, descending in sorts:
        keys = sort_key(rows, key, cells)
        if keys is not None:
            rows = rows[np.argsort(-keys if descending else keys, kind="stable")]
    return rows


def sort_key(rows: I32, key: str, cells: Cells) -> I64 | None:
    """A number for each row, int64[n], in the order of a column; None without its ranks."""
    if cells.beside is not None and key in cells.keys_beside:
        return cells.beside.order(rows, key)
    if key == "id":
        return text_order(ids_of(cells))[rows]
    if key in ("name", "address", "building", "estate", "committee", "facility"):
        return _name_key(rows, key, cells)
    return number(rows, key, cells)


def _name_key(rows: I32, key: str, cells: Cells) -> I64 | None:
    known = known_of(cells.street)
    if key == "name":
        if known.names is None or not known.has(key, masked=cells.masked) or not len(known.names):
            return None
        return follow(known.names, people_of(rows, cells)).astype(np.int64)
    if key == "facility":
        return None if known.facilities is None else known.facilities[rows].astype(np.int64)
    if known.places is None:
        return None
    match key:
        case "address":
            building = buildings_of(rows, cells)
            above = follow(known.places.path, building).astype(np.int64)
            return above * _UNITS + units_of(rows, cells)
        case "building":
            return follow(known.places.buildings, buildings_of(rows, cells)).astype(np.int64)
        case "estate":
            return follow(known.places.estates, estates_of(rows, cells)).astype(np.int64)
    return follow(known.places.committees, committees_of(rows, cells)).astype(np.int64)
