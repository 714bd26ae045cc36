"""A column that scrolls: a painted list as wide as the panel, its bar never changing its width."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

from console.widgets.box_canvas import BoxCanvas

_SIGHT_PX = 12


class ScrollColumn(QScrollArea):
    """Scrolls `canvas`; its layout always leaves room for the scroll bar.

    It holds what the canvas stands in, which asks for that at every step: found anew it costs.
    """

    def __init__(self, canvas: BoxCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.setWidget(canvas)
        self._sight = self.viewport()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(canvas)
        canvas.reached.connect(self._show_box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list the width without the scroll bar's; its current box stays in sight."""
        current = self._current_in_sight(event.oldSize().height())
        super().resizeEvent(event)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        self._canvas.fit(self.width() - bar, self.height())
        if 0 <= current < len(self._canvas.boxes):
            self._show_box(self._canvas.boxes[current].rect)

    def _current_in_sight(self, height_px: int) -> int:
        """The current box if a view of a height showed its middle, -1 otherwise."""
        current, top = self._canvas.current, self.verticalScrollBar().value()
        if not 0 <= current < len(self._canvas.boxes):
            return -1
        middle = self._canvas.boxes[current].rect.center().y()
        return current if top <= middle <= top + height_px else -1

    def _show_box(self, rect: QRectF) -> None:
        centre = rect.center().toPoint()
        self.ensureVisible(centre.x(), centre.y(), _SIGHT_PX, round(rect.height() / 2) + _SIGHT_PX)
