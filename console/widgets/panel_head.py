"""The head of a panel: what it is about, and a quiet line below; both elide."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint import lettering
from console.paint.theme import Theme
from console.widgets.tips import plain_tip


class PanelHead(QWidget):
    """Two lines of text on the panel's ground; the whole of both is the tool tip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title, self._quiet = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, title: str, quiet: str, theme: Theme) -> None:
        """Show other words."""
        if (title, quiet, theme) != (self._title, self._quiet, self._theme):
            self._title, self._quiet, self._theme = title, quiet, theme
            self.setAccessibleName(f"{title} {quiet}")
            self.setToolTip(plain_tip(f"{title}\n{quiet}"))
            self.updateGeometry()
            self.update()

    def title(self) -> str:
        """The upper line."""
        return self._title

    def quiet(self) -> str:
        """The lower line."""
        return self._quiet

    def sizeHint(self) -> QSize:
        """One line or two."""
        scale = self._theme.metrics.scale
        return QSize(round(200 * scale), round((54 if self._quiet else 34) * scale))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few characters."""
        return QSize(round(80 * self._theme.metrics.scale), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines."""
        painter = QPainter(self)
        metrics, chrome = self._theme.metrics, self._theme.chrome
        pad, scale = metrics.gap("panel"), metrics.scale
        wide = self.width() - 2 * pad
        title = QRectF(pad, 6 * scale, wide, 24 * scale)
        font = metrics.font("label", bold=True)
        lettering.line(painter, title, self._title, font, chrome.ink, elide="middle")
        quiet = QRectF(pad, title.bottom(), wide, 20 * scale)
        lettering.line(painter, quiet, self._quiet, metrics.font("body"), chrome.muted)
