"""A block of a section's cells: chosen with Shift by dragging over it or by the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from console.paint.section.whole import unit_rect
from console.state.section.block import units_in
from console.state.section.walk import Way

if TYPE_CHECKING:
    from console.widgets.section.canvas import SectionCanvas

_FILL_ALPHA = 0.10


class SectionBlock(QObject):
    """`changed(rows, passing)` carries the street's rows of the block's units, none to drop it.

    `is_in_force` says that the section is filtered by a block already.
    """

    changed = Signal(object, bool)

    def __init__(self, canvas: SectionCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._start = QPointF()
        self._anchor = -1
        self._rows: tuple[int, ...] = ()
        self.band = QRectF()
        self.is_in_force = False

    def begin(self, at: QPointF) -> None:
        """A drag begins at a point of the widget."""
        self._start = at + self._canvas.corner
        self._rows, self._anchor = (), -1

    def drag_to(self, at: QPointF) -> None:
        """Choose the cells between the beginning and a point of the widget."""
        self._show_band(QRectF(self._start, at + self._canvas.corner).normalized())
        self._choose(self.band, passing=True)

    def settle(self) -> None:
        """A drag is over: what it chose stays."""
        self._show_band(QRectF())
        self.changed.emit(self._rows, False)

    def extend(self, way: Way) -> bool:
        """Walk a step and choose the cells from where the first such step began."""
        canvas = self._canvas
        if self._anchor < 0:
            self._anchor = canvas.cursor_unit
        if not canvas.walk(way) or canvas.scene is None:
            return False
        if self._anchor < 0:
            self._anchor = canvas.cursor_unit
        ends = [unit_rect(canvas.scene, unit) for unit in (self._anchor, canvas.cursor_unit)]
        self._choose(ends[0].united(ends[1]).adjusted(1, 1, -1, -1), passing=False)
        return True

    def end_extending(self) -> None:
        """The next step with Shift begins another block."""
        self._anchor = -1

    def drop(self) -> bool:
        """Drop the block; False when there is none."""
        self._anchor = -1
        if self.is_in_force:
            self._rows = ()
            self.changed.emit((), False)
            return True
        return False

    def paint(self, painter: QPainter) -> None:
        """Draw the band while it is dragged."""
        content = self._canvas.content
        if self.band.isNull() or content is None:
            return
        box = self.band.translated(-self._canvas.corner)
        accent = content.theme.chrome.accent
        tint = QColor(accent)
        tint.setAlphaF(_FILL_ALPHA)
        painter.fillRect(box, tint)
        painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _choose(self, area: QRectF, *, passing: bool) -> None:
        scene = self._canvas.scene
        if scene is None:
            return
        edges = (area.left(), area.top(), area.right(), area.bottom())
        rows = tuple(scene.unit_row(unit) for unit in units_in(scene.layout.boxes, edges))
        if rows != self._rows:
            self._rows = rows
            self.changed.emit(rows, passing)

    def _show_band(self, band: QRectF) -> None:
        for one in (self.band, band):
            self._canvas.update(self._place(one))
        self.band = band

    def _place(self, band: QRectF) -> QRect:
        return band.translated(-self._canvas.corner).toAlignedRect().adjusted(-2, -2, 2, 2)
