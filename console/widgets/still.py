"""Keeps what it holds still: another text of the same size asks for no layout around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Still(QWidget):
    """Holds one widget and passes its wish for another size on only when it is another size.

    A label asks for a layout with every text, and a layout in a bar lays out and repaints the
    whole window.
    """

    def __init__(self, held: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = held
        held.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._wishes = self.minimumSizeHint(), self.sizeHint()

    def sizeHint(self) -> QSize:
        """What the held widget asks for; nothing while it is hidden."""
        return QSize(0, 0) if self._held.isHidden() else self._held.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The least the held widget takes."""
        return QSize(0, 0) if self._held.isHidden() else self._held.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The held widget fills it."""
        super().resizeEvent(event)
        self._held.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """Pass a request for a layout on when it changes something."""
        if event.type() == QEvent.Type.LayoutRequest:
            wishes = self.minimumSizeHint(), self.sizeHint()
            if wishes != self._wishes:
                self._wishes = wishes
                self.updateGeometry()
            return True
        return super().event(event)
