"""The rows of the list on show, as whatever leaves with them takes them."""

from __future__ import annotations

from console.state.kept import Keeping
from console.state.lists.arranged import NO_ROWS
from console.store.columns import I32
from console.store.lists import rows_of
from console.views.lists_view import ListsView

_FEW = 20


def rows_in_order(lists: ListsView, keeping: Keeping) -> I32:
    """The rows of the list on show in its order; while it is hidden, all that it would list."""
    frame = keeping.frame
    if frame is None:
        return NO_ROWS
    if lists.isVisible() and lists.model.kind == lists.kind:
        return lists.model.rows
    return rows_of(lists.kind, frame)


def rows_in_sight(lists: ListsView, keeping: Keeping) -> I32:
    """Those of them that stand between the table's edges; the first few while it is hidden."""
    rows, table = rows_in_order(lists, keeping), lists.table
    first = max(table.rowAt(0), 0) if table.isVisible() else 0
    high = table.verticalHeader().defaultSectionSize()
    count = table.viewport().height() // max(high, 1) if table.isVisible() else _FEW
    return rows[first : first + max(count, 1)]
