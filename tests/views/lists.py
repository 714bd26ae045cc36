"""The lists of a sample street, shown alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from console.views.lists_view import ListsView
from tests.views.stage import Stage


@contextmanager
def shown_lists(set_up: Stage, qtbot: QtBot) -> Iterator[ListsView]:
    """The lists in a window of their own; their worker has ended when this ends."""
    made = ListsView(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(made)
    made.resize(900, 240)
    made.show()
    yield made
    made.close_worker()
