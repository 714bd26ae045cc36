"""Panes that all have to be painted anew are painted one a turn of the event loop."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget


class PaintingInTurn(QObject):
    """Holds the paints of panes; each shows what it showed until its turn comes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[QWidget] = []
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._paint_next)

    def hold(self, panes: Iterable[QWidget]) -> None:
        """Let `panes` wait for their turns, in their order."""
        held = [pane for pane in panes if pane.isVisible() and pane not in self._waiting]
        for pane in held:
            pane.setUpdatesEnabled(False)
        self._waiting += held
        self._turn.start()

    def _paint_next(self) -> None:
        if not self._waiting:
            self._turn.stop()
            return
        self._waiting.pop(0).setUpdatesEnabled(True)
