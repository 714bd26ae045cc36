"""A label of plain text: data is never read as HTML, and what does not fit is elided."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from console.domain.spoken import capped
from console.paint import lettering, theme
from console.widgets.tips import plain_tip

_LEAST_WIDTH_PX = 24
_CHIP_INSET_PX = 9, 2
"""What a chip leaves free beside and above its words."""
_ROLES = {
    "ink": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Accent,
    "replay": QPalette.ColorRole.LinkVisited,
    "alarm": QPalette.ColorRole.BrightText,
}


def tint(label: QLabel, tone: str) -> None:
    """Give the text of a label a tone: ink, muted, accent, replay or alarm, in every theme."""
    label.setForegroundRole(_ROLES[tone])


class PlainLabel(QLabel):
    """One line of plain text in a tone of the theme, elided when space is short.

    It elides at its end, a place's name (`place`) in its middle. `tone` is ink, muted, accent,
    replay or alarm; `chip` draws a thin frame round it. The whole text is the tool tip while it
    is elided, unless `explain` gave another.
    """

    def __init__(
        self,
        text: str = "",
        tone: str = "ink",
        parent: QWidget | None = None,
        *,
        chip: bool = False,
        place: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        tint(self, tone)
        self._is_chip = chip
        if chip:
            beside, above = _CHIP_INSET_PX
            self.setContentsMargins(beside, above, beside, above)
        self._whole = ""
        self._explained = ""
        self._is_elided = False
        self.least_px = _LEAST_WIDTH_PX
        self._elide: lettering.Elide = "middle" if place else "end"
        self.say(text)

    def say(self, text: str) -> None:
        """Show `text`."""
        if capped(text) != self._whole:
            self._whole = capped(text)
            self.setText(self._whole)
            self._retip()

    def explain(self, text: str) -> None:
        """Give the tool tip instead of the whole text."""
        self._explained = text
        self._retip()

    def turn(self, tone: str) -> None:
        """Change the tone; silent when it is the one in force."""
        if self.foregroundRole() != _ROLES[tone]:
            tint(self, tone)

    def minimumSizeHint(self) -> QSize:
        """Narrow, `least_px` at most: a label hardly widens its window."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), self.least_px), whole.height())

    def changeEvent(self, event: QEvent) -> None:
        """A new font asks for another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._retip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width elides elsewhere."""
        super().resizeEvent(event)
        self._retip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text elided, and the frame of a chip."""
        if self._is_chip:
            self._draw_frame()
        if not self._is_elided:
            super().paintEvent(event)
            return
        room = self._room()
        metrics = QFontMetricsF(self.font())
        shown = lettering.shortened(self._whole, metrics, room.width(), self._elide)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), shown)
        painter.end()

    def _room(self) -> QRect:
        """Where the text may stand: inside the frame of a chip."""
        if not self._is_chip:
            return self.contentsRect()
        beside, _ = _CHIP_INSET_PX
        return self.rect().adjusted(beside, 0, -beside, 0)

    def _draw_frame(self) -> None:
        """A thin line, in the tone of the words where it is that of a replay."""
        replays = self.foregroundRole() == _ROLES["replay"]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = self.foregroundRole() if replays else QPalette.ColorRole.Mid
        painter.setPen(self.palette().color(role))
        radius = theme.load("night").metrics.size("radius_chip")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _retip(self) -> None:
        """Measure whether the text fits, and tell all of it where it does not."""
        self._is_elided = self.fontMetrics().horizontalAdvance(self._whole) > self._room().width()
        text = self._explained or (self._whole if self._is_elided else "")
        if plain_tip(text) != self.toolTip():
            self.setToolTip(plain_tip(text))
