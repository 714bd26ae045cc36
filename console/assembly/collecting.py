"""Garbage is looked for while nobody is at work: a look through everything takes long."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QCursor

_LOOK_MS = 5_000
_NEVER = 1 << 30


class Collecting(QObject):
    """From `begin` to `end` Python never looks through everything of its own accord.

    The young is looked at as ever, which takes a millisecond at most. What is there when it begins
    is never looked at again; what came later when the pointer has rested for seconds.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._pointed = QPoint()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Collect from now on."""
        gc.freeze()
        gc.set_threshold(*self._thresholds[:2], _NEVER)
        gc.enable()
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.set_threshold(*self._thresholds)
        gc.unfreeze()

    def look(self) -> None:
        """Look through what came later, where something did and nobody has moved the pointer."""
        before, self._pointed = self._pointed, QCursor.pos()
        if self._pointed == before and gc.get_count()[2]:
            gc.collect()
