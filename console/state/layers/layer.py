"""A layer: one table of a file, where its rows lie on the street's plane, and how it is shown."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain.errors import UserError
from console.domain.records import dataclass
from console.foreign.flat import Flat, Kind
from console.foreign.table import Note, Table
from console.state.map.base import TOP, BaseLayer
from console.state.map.viewport import Box, joined
from console.store.columns import Projection, Shapes

COLOURS = 6
"""How many colours a theme has for layers."""
REACH_M = 400_000.0
"""Farther from the street's origin its plane says nothing sure; rows there are not drawn."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a layer comes from: a file, the name of its table in it, and the system it was read in.

    `crs` is what the user said, "" for what the file says itself.
    """

    path: str
    table: str
    crs: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Content:
    """A table with its shapes on the street's plane, None without any; kinds uint8[n] of Kind.

    `notes` are the table's, and how many rows lie too far away to be drawn; `box` holds all that
    can be drawn.
    """

    table: Table
    shapes: Shapes | None
    kinds: npt.NDArray[np.uint8]
    notes: tuple[Note, ...]
    box: Box | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """One layer of the map; `content` is None while it is read, or when it cannot be (`fault`).

    `over` is the uppermost of the street's own layers that it covers.
    """

    origin: Origin
    title: str
    colour: int
    content: Content | None = None
    fault: UserError | None = None
    visible: bool = True
    opacity: float = 1.0
    over: BaseLayer = TOP

    @property
    def key(self) -> str:
        """What it is known by."""
        return f"{self.origin.path}\n{self.origin.table}"

    @property
    def shapes(self) -> Shapes | None:
        """Its shapes where it has any."""
        return self.content.shapes if self.content is not None else None

    @property
    def box(self) -> Box | None:
        """The metres around all of it that can be drawn."""
        return self.content.box if self.content is not None else None

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return self.content.table.rows if self.content is not None else 0


def content_of(table: Table, projection: Projection | None) -> Content:
    """A table put on a street's plane; imports PROJ, so that it belongs on a worker."""
    flat = table.flat
    if flat is None or projection is None:
        return Content(table, None, np.zeros(table.rows, np.uint8), table.told.notes)
    placed = _placed(flat, table.rows, projection)
    far = np.flatnonzero((np.abs(placed.boxes) > REACH_M).any(axis=1))
    notes = table.told.notes
    if len(far):
        notes = (*notes, Note("layers.note.far", len(far), tuple((far[:200] + 1).tolist())))
        placed = _placed(_without(flat, far), table.rows, projection)
    kinds = flat.kinds.copy()
    kinds[far] = Kind.NONE
    drawable = placed if len(placed.xy) else None
    return Content(table, drawable, kinds, notes, joined(placed.boxes))


def _placed(flat: Flat, rows: int, projection: Projection) -> Shapes:
    from console.store.shapes import Outlines, shapes

    found = Outlines(rows, flat.degrees, flat.sizes, flat.parts, flat.is_hole)
    return shapes(found, rows, projection)


def _without(flat: Flat, rows: npt.NDArray[np.int64]) -> Flat:
    """The geometry without some rows."""
    kept = np.ones(len(flat.kinds), np.bool_)
    kept[rows] = False
    pieces = kept[flat.parts]
    return Flat(
        degrees=flat.degrees[np.repeat(pieces, flat.sizes)],
        sizes=flat.sizes[pieces],
        parts=flat.parts[pieces],
        is_hole=flat.is_hole[pieces],
        kinds=flat.kinds,
    )
