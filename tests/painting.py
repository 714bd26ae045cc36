"""What an act painted, and what stands on the screen after it beside the same painted whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

_TURNS = 4
"""A layout asks for layouts within it, and these for paints."""


class Painted(QObject):
    """The widgets that were painted, each with the region of it, and those laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.regions: dict[QWidget, QRegion] = {}
        self.laid_out: set[QWidget] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take down every paint and layout; nothing is kept from anybody."""
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            known = self.regions.get(watched, QRegion())
            self.regions[watched] = known.united(event.region())
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self.laid_out.add(watched)
        return False


@contextmanager
def watched(application: QApplication) -> Iterator[Painted]:
    """Watch what is painted within; what is posted by its end is delivered."""
    painted = Painted()
    settled()
    application.installEventFilter(painted)
    try:
        yield painted
        settled()
    finally:
        application.removeEventFilter(painted)


def settled() -> None:
    """Deliver what was posted, and what that posts, so that all that has to be is painted."""
    for _ in range(_TURNS):
        QCoreApplication.sendPostedEvents(None, 0)


def on_screen(window: QWidget) -> QImage:
    """The pixels of a window as they were painted last, bit by bit as it came."""
    handle = window.windowHandle()
    assert handle is not None
    assert handle.isExposed(), "nothing is painted before the window is on the screen"
    settled()
    return window.screen().grabWindow(window.winId()).toImage()


def painted_whole(window: QWidget) -> QImage:
    """The pixels of a window painted anew from corner to corner, when every pane had its turn."""
    while not all(pane.updatesEnabled() for pane in window.findChildren(QWidget)):
        QCoreApplication.processEvents()
    window.repaint()
    return on_screen(window)
