"""The legend as a list: rows that can be pointed at, walked and picked to stand out."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from console.paint import legend as paint
from console.paint.boxes import Box
from console.paint.legend import LegendLayout, LegendLook
from console.paint.theme import Theme
from console.state.highlight import Entry
from console.state.legend_model import Legend
from console.widgets.box_canvas import BoxCanvas


class LegendList(BoxCanvas):
    """Shows a Legend; `picked(Entry)` asks to let a row stand out, or to undo that."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._legend: Legend | None = None
        self._scenario = ""
        self._entry: Entry | None = None
        self._layout: LegendLayout | None = None

    def show_legend(
        self, legend: Legend | None, scenario: str, theme: Theme, language: str
    ) -> None:
        """Show other counts, or the same in another theme or language; silent when equal."""
        said = (legend, scenario, theme, language)
        if said == (self._legend, self._scenario, self._theme, self._language):
            return
        restyled = said[1:] != (self._scenario, self._theme, self._language)
        before = self._layout
        self._legend, self._scenario, self._theme, self._language = said
        if restyled or not self._only_counts_changed(before):
            self.renew()

    def _only_counts_changed(self, before: LegendLayout | None) -> bool:
        """Repaint the rows whose figures changed; False when more than figures did."""
        if before is None or self._legend is None:
            return False
        height, boxes = self.place(self.width())
        now = self._layout
        if now is None or height != before.height or len(now.lines) != len(before.lines):
            return False
        if [row.entry for _, row in now.rows] != [row.entry for _, row in before.rows]:
            return False
        self.boxes = boxes
        for (rect, row), (_, earlier) in zip(now.rows, before.rows, strict=True):
            if row.count != earlier.count:
                self.update(rect.toAlignedRect())
        for line, earlier_line in zip(now.lines, before.lines, strict=True):
            if line != earlier_line:
                self.update(line.at.toAlignedRect())
        return True

    def stand_out(self, entry: Entry | None) -> None:
        """Let a row stand out; None lets none."""
        self._entry = entry
        self.update()

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """The height at a width, and the rows' boxes."""
        if self._legend is None:
            self._layout = None
            return 0.0, ()
        self._layout = paint.lay_out(self._legend, width_px, self._theme, self._language)
        return self._layout.height, self._layout.boxes

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the rows in `visible`."""
        if self._layout is None:
            return
        focused = self.current if self.hasFocus() else -1
        look = LegendLook(self._entry, self.under_pointer, focused)
        paint.paint_legend(
            painter, self._layout, look, self._theme, self._language, self._scenario, visible
        )
