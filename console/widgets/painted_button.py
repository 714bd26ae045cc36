"""A button that paints every one of its pixels: what lies below it is never painted with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton

_BY_THE_STYLE = (QEvent.Type.Polish, QEvent.Type.StyleChange)
"""After these the style has taken every button for one that shows its ground through."""


class PaintedButton(QAbstractButton):
    """A button whose paintEvent covers all of it; a subclass paints."""

    def event(self, event: QEvent) -> bool:
        """Stay opaque whatever the style says."""
        done = super().event(event)
        if event.type() in _BY_THE_STYLE:
            self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        return done
