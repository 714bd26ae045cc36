"""Passes a drag on to the filter, at most one step a frame: what comes too fast is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from console.domain.conditions import Condition
from console.state.filtering import Filtering

FRAME_MS = 16


class Brushing(QObject):
    """Puts clauses into `filtering` as they are dragged (`pass_on`) and as they stay (`settle`)."""

    def __init__(self, filtering: Filtering, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filtering = filtering
        self._waiting: tuple[str, tuple[Condition, ...]] | None = None
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._step)

    def pass_on(self, source: str, conditions: Sequence[Condition]) -> None:
        """Ask while dragging: at once, or a frame after what was asked before it."""
        self._waiting = (source, tuple(conditions))
        if not self._frame.isActive():
            self._step()

    def settle(self, source: str, conditions: Sequence[Condition]) -> None:
        """Ask for good: one step to be undone, whatever was dragged before."""
        self._waiting = None
        self._frame.stop()
        self._filtering.put(source, conditions, self.parent())

    def _step(self) -> None:
        if self._waiting is not None:
            source, conditions = self._waiting
            self._waiting = None
            self._frame.start()
            self._filtering.put(source, conditions, self.parent(), passing=True)
