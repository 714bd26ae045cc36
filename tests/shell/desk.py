"""A running console over the tiny street, put away without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from console.arguments import Wishes
from console.assembly.running import Console
from console.state.preferences import Preferences
from console.store.columns import Street

SIZE = (1366, 768)


@contextmanager
def running(
    application: QApplication,
    bot: QtBot,
    preferences: Path,
    street: Street | None,
    wishes: Wishes | None = None,
) -> Iterator[Console]:
    """A console whose window is on show; complete when a street is given."""
    before = application.styleSheet(), application.palette(), application.font()
    console = Console(application, wishes or Wishes(), Preferences(preferences))
    try:
        if not console.window.memory.restore():
            console.window.resize(*SIZE)
            console.window.size_docks()
        console.window.show()
        if street is not None:
            with bot.waitSignal(console.completed, timeout=10_000):
                console.show_at_once(street)
        yield console
    finally:
        put_away(console)
        application.setStyleSheet(before[0])
        application.setPalette(before[1])
        application.setFont(before[2])


def put_away(console: Console) -> None:
    """Close the console and delete what it made."""
    console.close()
    for one in (console.dresser, console.preferences):
        one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    Shiboken.delete(console.window)
    Shiboken.delete(console)
