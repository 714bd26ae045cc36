"""What stays of the day strip while the instant moves, drawn once and kept."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from console.paint import day_strip as paint
from console.paint.day_lanes import DayLanes
from console.paint.theme import Theme
from console.state.days_model import DayScene


class StripPicture:
    """Two pictures, one upon the other: the ground, which no filter changes, and the days.

    Days are drawn straight upon their ground the first time: in a drag of the filter there is no
    second. Painted again they are kept.
    """

    def __init__(self) -> None:
        self._ground: QPixmap | None = None
        self._still: QPixmap | None = None
        self._is_seen = False

    def forget(self, *, ground: bool = True) -> None:
        """Draw the days anew, and the ground too."""
        self._still, self._is_seen = None, False
        if ground:
            self._ground = None

    def paint(
        self,
        painter: QPainter,
        strip: QWidget,
        scene: DayScene,
        layout: DayLanes,
        theme: Theme,
        language: str,
    ) -> None:
        """Paint everything but the instant and what follows the pointer."""
        ratio = strip.devicePixelRatioF()
        if self._ground is None or self._ground.devicePixelRatioF() != ratio:
            self._ground, self._still = QPixmap(strip.size() * ratio), None
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(theme.chrome.panel)
            upon = QPainter(self._ground)
            paint.paint_ground(upon, scene, layout, theme, language)
            upon.end()
        if not self._is_seen:
            self._is_seen = True
            painter.drawPixmap(0, 0, self._ground)
            paint.paint_days(painter, scene, layout, theme, language)
            return
        if self._still is None:
            self._still = self._ground.copy()
            upon = QPainter(self._still)
            paint.paint_days(upon, scene, layout, theme, language)
            upon.end()
        painter.drawPixmap(0, 0, self._still)
