"""A list's rows as they are to be shown: which, in which order, the chosen on top if so wished."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.state.lists.cells import Cells
from console.state.lists.columns import Sort
from console.state.lists.order import sorted_rows
from console.state.lists.scope import Scope, Sight, in_sight, picked
from console.state.selection import STREET, Place
from console.store.columns import I32
from console.store.list_exceptions import anchored_on
from console.store.lists import Kind, rows_of

LIGHT = 16_384
"""As many rows as can be arranged between two frames of the screen."""

NO_ROWS = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """How a list is to be shown.

    `sorts` the most important last; `lines` are rows chosen by hand, `place` the place chosen;
    `sight` is what is in view, where the scope asks for it. With `days`, the first and the last by
    day number, of episodes only those anchored on them.
    """

    kind: Kind
    sorts: tuple[Sort, ...] = ()
    scope: Scope = "all"
    on_top: bool = False
    place: Place = STREET
    lines: I32 | None = None
    sight: Sight | None = None
    days: tuple[int, int] | None = None


def arranged(cells: Cells, wanted: Arrangement) -> I32:
    """The rows in order, int32[n]; costs a sort of the rows, more than a frame above LIGHT."""
    rows = rows_of(wanted.kind, cells.frame)
    if wanted.days is not None:
        rows = anchored_on(cells.street, rows, *wanted.days)
    if wanted.scope == "selected":
        rows = rows[picked(rows, cells, wanted.place, wanted.lines)]
    elif wanted.sight is not None:
        rows = rows[in_sight(rows, cells, wanted.sight)]
    rows = sorted_rows(rows, wanted.sorts, cells)
    if wanted.on_top:
        above = picked(rows, cells, wanted.place, wanted.lines)
        rows = np.concatenate((rows[above], rows[~above]))
    return rows
