"""A quiet label of several parts that breaks its lines between them, never inside one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.spoken import capped
from console.paint import lettering
from console.paint.theme import Theme
from console.widgets.tips import plain_tip

MOST_LINES = 2
_BETWEEN = " · "


class PartsLabel(QWidget):
    """Shows parts in as many lines as its width asks for, at most MOST_LINES; the last elides.

    A low one keeps to one line.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[str, ...] = ()
        self._most = MOST_LINES
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, parts: tuple[str, ...]) -> None:
        """Show other parts."""
        shown = tuple(capped(part) for part in parts if part)
        if shown != self._parts:
            before = self.heightForWidth(self.width())
            self._parts = shown
            self.setAccessibleName(self.text())
            self.setToolTip(plain_tip(self.text()))
            if self.heightForWidth(self.width()) != before:
                self.updateGeometry()
            self.update()

    def make_low(self, is_low: bool) -> None:
        """Keep to one line, or no longer."""
        self._most = 1 if is_low else MOST_LINES
        self.updateGeometry()
        self.update()

    def wear(self, theme: Theme) -> None:
        """Take another theme's ink."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """All of it in one line."""
        return _BETWEEN.join(self._parts)

    def lines(self, width_px: int) -> list[str]:
        """The lines at a width; the last may be wider than that."""
        font, lines = self._theme.metrics.font("body", tabular=True), [""]
        for part in self._parts:
            longer = f"{lines[-1]}{_BETWEEN}{part}" if lines[-1] else part
            has_room = lettering.width(longer, font) <= width_px
            if has_room or not lines[-1] or len(lines) == self._most:
                lines[-1] = longer
            else:
                lines.append(part)
        return lines

    def hasHeightForWidth(self) -> bool:
        """A narrower one is higher."""
        return True

    def heightForWidth(self, width_px: int) -> int:
        """As high as its lines."""
        return round(len(self.lines(width_px)) * self._line_px())

    def sizeHint(self) -> QSize:
        """One line of all."""
        font = self._theme.metrics.font("body", tabular=True)
        return QSize(round(lettering.width(self.text(), font)), round(self._line_px()))

    def minimumSizeHint(self) -> QSize:
        """It takes any width."""
        return QSize(0, round(self._line_px()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter, font = QPainter(self), self._theme.metrics.font("body", tabular=True)
        high, ink = self._line_px(), self._theme.chrome.muted
        for row, text in enumerate(self.lines(self.width())):
            lettering.line(painter, QRectF(0, row * high, self.width(), high), text, font, ink)

    def _line_px(self) -> float:
        return 20 * self._theme.metrics.scale
