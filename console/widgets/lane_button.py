"""A lane: one row at a panel's foot with a name and a figure, that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint import lettering, numbers
from console.paint.numbers import Ledger, Number, noting
from console.paint.theme import Theme
from console.state.lists.linked import Linked
from console.widgets.painted_button import PaintedButton
from console.widgets.tips import plain_tip

_HEIGHT = 36


class LaneButton(PaintedButton):
    """A name at the left, figures at the right that may be links, a hairline above."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figure = Linked()
        self._said: tuple[str, Linked, str, Theme] | None = None
        self.ledger = Ledger()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, name: str, figure: Linked, tip: str, theme: Theme) -> None:
        """Show other words."""
        if (name, figure, tip, theme) == self._said:
            return
        self._said = name, figure, tip, theme
        self._figure, self._theme = figure, theme
        self.setText(name)
        self.setAccessibleName(f"{name} {figure.text}")
        self.setToolTip(plain_tip(tip))
        self.update()

    def numbers(self) -> tuple[Number, ...]:
        """The numbers in its figure."""
        return self.ledger.numbers

    def current_line(self) -> QRectF | None:
        """All of it, while the keyboard stands here."""
        return QRectF(self.rect()) if self.hasFocus() else None

    def sizeHint(self) -> QSize:
        """One row."""
        scale = self._theme.metrics.scale
        return QSize(round(200 * scale), round(_HEIGHT * scale))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover begins."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, chrome = self._theme.metrics, self._theme.chrome
        box = QRectF(self.rect())
        painter.fillRect(box, chrome.raised if self.underMouse() or self.isDown() else chrome.panel)
        painter.setPen(QPen(chrome.line, 0))
        painter.drawLine(QPointF(0, 0.5), QPointF(box.right(), 0.5))
        if self.hasFocus():
            painter.setPen(QPen(chrome.accent, 2))
            radius = metrics.size("radius_chip")
            painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), radius, radius)
        inner = box.adjusted(metrics.gap("panel"), 0, -metrics.gap("step"), 0)
        figures = metrics.font("body", tabular=True)
        name_font = metrics.font("body", bold=True)
        name_wide = min(lettering.width(self.text(), name_font) + 8, inner.width() * 0.7)
        name = QRectF(inner.left(), inner.top(), name_wide, inner.height())
        lettering.line(painter, name, self.text(), name_font, chrome.ink)
        rest = inner.adjusted(name_wide, 0, 0, 0)
        with noting(self.ledger):
            self.ledger.clear()
            numbers.sentence(painter, rest, self._figure, figures, chrome.muted, side="right")
