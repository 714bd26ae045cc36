"""A clear sheet over the map that shows what a tool traces; the pointer goes through it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from console.paint import theme
from console.paint.map.trace import draw_cross, draw_plate, draw_trace, pixels, plate_rect
from console.paint.theme import Theme
from console.state.map.viewport import Viewport
from console.state.tools.trace import SWEEPS, Trace

_AROUND_PX = 16


class ToolSheet(QWidget):
    """Shows a trace in a viewport with lines beside its end; `crossed` when keys put the points."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.crossed = False
        self._trace = Trace()
        self._lines: tuple[str, ...] = ()
        self._view = Viewport(0.0, 0.0, 1.0, 1, 1)
        self._theme = theme.load("night")
        self._shown = QRegion()

    def show_trace(
        self, trace: Trace, lines: tuple[str, ...], view: Viewport, look: Theme, *, crossed: bool
    ) -> None:
        """Show a trace; only what it covers or covered is painted again."""
        self._trace, self._lines, self._view, self._theme = trace, lines, view, look
        self.crossed = crossed
        touched = self._touched()
        self.update(self._shown.united(touched))
        self._shown = touched

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said beside the trace."""
        return self._lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trace, what is said of it, and the cross."""
        painter = QPainter(self)
        draw_trace(painter, self._trace, self._view, self._theme)
        if self.crossed:
            draw_cross(painter, self._middle(), self._theme)
        if self._lines:
            draw_plate(painter, self._plate(), self._lines, self._theme)

    def _middle(self) -> QPointF:
        return QPointF(self._view.width_px / 2, self._view.height_px / 2)

    def _plate(self) -> QRectF:
        line = pixels(self._trace, self._view)
        tip = line.last() if line.size() else self._middle()
        swept = self._trace.tool in SWEEPS
        away = line.boundingRect().center() if swept else tip
        return plate_rect(self._lines, tip, away, QRectF(self.rect()), self._theme)

    def _touched(self) -> QRegion:
        around = (-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX)
        region = QRegion()
        line = pixels(self._trace, self._view)
        if line.size():
            region += QRegion(line.boundingRect().toAlignedRect().adjusted(*around) & self.rect())
        if self._lines:
            region += QRegion(self._plate().toAlignedRect().adjusted(-2, -2, 2, 2))
        if self.crossed:
            middle = self._middle()
            region += QRegion(QRectF(middle, middle).toAlignedRect().adjusted(*around))
        return region
