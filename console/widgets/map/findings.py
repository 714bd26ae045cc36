"""The panel that tells what lies at a point of the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.paint import theme
from console.paint.boxes import Box
from console.paint.map.findings import draw_finding, findings_layout
from console.paint.theme import Theme
from console.state.tools.identify import Finding
from console.widgets.box_canvas import BoxCanvas
from console.widgets.icon_button import IconButton
from console.widgets.map.plate import RIM_PX, Plate
from console.widgets.plain_label import PlainLabel
from console.widgets.scroll_column import ScrollColumn

_WIDE_PX, _MOST_HIGH_PX, _OFF_PX, _EDGE_PX = 280, 420, 18, 10


class FindingsCanvas(BoxCanvas):
    """The findings as a list that is pointed at and walked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self.theme = theme.load("night")

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """A box for each finding."""
        return findings_layout(self.findings, width_px, self.theme)

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw those in sight."""
        painter.fillRect(visible, self.theme.chrome.panel)
        for number, box in enumerate(self.boxes):
            if box.rect.intersects(visible):
                draw_finding(
                    painter,
                    self.findings[number],
                    box.rect,
                    self.theme,
                    hovered=number == self.under_pointer,
                    walked=number == self.current and self.hasFocus(),
                )


class FindingsPanel(Plate):
    """`gone_to(Finding)` when one is clicked or opened by Enter, `closed` when it goes away."""

    gone_to = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._within = parent
        self.head = PlainLabel(tone="muted", parent=self)
        self.close_button = IconButton("x", self, side_px=22, quiet=True)
        self.canvas = FindingsCanvas()
        self.column = ScrollColumn(self.canvas, self)
        self._compose()
        self.canvas.picked.connect(self._go)
        self.canvas.opened.connect(self._go)
        self.close_button.clicked.connect(self.go_away)
        self.hide()

    def say(
        self,
        findings: tuple[Finding, ...],
        head: str,
        look: Theme,
        close_name: str,
    ) -> None:
        """Show what was found under a heading."""
        self.wear(look)
        self.canvas.theme = look
        self.canvas.findings = findings
        self.canvas.current = -1
        self.head.say(head)
        self.close_button.call(close_name, "Esc")
        self.setFixedWidth(round(_WIDE_PX * look.metrics.scale))
        high, _ = findings_layout(findings, self.width(), look)
        room = self._within.height() - self.head.sizeHint().height() - 4 * _EDGE_PX
        self.column.setFixedHeight(round(min(high, _MOST_HIGH_PX, max(room, 60))))
        self.canvas.renew()
        self.adjustSize()
        self.show()
        self.raise_()

    def stand_by(self, at: QPointF) -> None:
        """Stand beside a pixel of the map, inside it."""
        room = self._within.rect().adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        left, top = at.x() + _OFF_PX, at.y() - self.height() / 3
        if left + self.width() > room.right():
            left = at.x() - _OFF_PX - self.width()
        left = min(max(left, room.left()), room.right() - self.width())
        top = min(max(top, room.top()), max(room.top(), room.bottom() - self.height()))
        self.move(round(left), round(top))

    def go_away(self) -> None:
        """Hide and say so."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_away()
        else:
            super().keyPressEvent(event)

    def _compose(self) -> None:
        metrics = self.look.metrics
        gap = metrics.gap("step")
        head = QHBoxLayout()
        head.setContentsMargins(gap, metrics.gap("tight"), metrics.gap("tight"), 0)
        head.addWidget(self.head, 1)
        head.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(RIM_PX, RIM_PX, RIM_PX, metrics.gap("tight"))
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self.column)

    def _go(self, number: object) -> None:
        if isinstance(number, int) and self.canvas.findings[number].key is not None:
            self.gone_to.emit(self.canvas.findings[number])
