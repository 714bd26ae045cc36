"""A button whose drag carries a file out of the window; a click does what it says."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.widgets.icon_button import SIDE_PX, IconButton


class DragHandle(IconButton):
    """`dragged` once when a press is moved away; `clicked` when it is let go where it was.

    `is_held` as long as the button of the mouse is down; whoever begins a drag calls `let_go`.
    """

    dragged = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, side_px: int = SIDE_PX, quiet: bool = False
    ) -> None:
        super().__init__("download", parent, side_px=side_px, quiet=quiet)
        self.is_held = False
        self._pressed_at = QPoint()
        self._is_dragged = False

    def let_go(self) -> None:
        """The mouse is another's now: no release will come."""
        self.is_held = self._is_dragged = False
        self.setDown(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.is_held, self._is_dragged = True, False
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say that it is dragged, once."""
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self.is_held and not self._is_dragged and moved >= QApplication.startDragDistance():
            self._is_dragged = True
            self.dragged.emit()
        if not self._is_dragged:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A drag that is let go is no click."""
        self.is_held = False
        if self._is_dragged:
            self._is_dragged = False
            self.setDown(False)
        else:
            super().mouseReleaseEvent(event)
