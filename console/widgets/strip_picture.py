"""What stays of the day strip while the instant moves, drawn once and kept."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from console.paint import day_strip as paint
from console.paint.day_lanes import DayLanes
from console.paint.theme import Theme
from console.state.days_model import DayScene


class StripPicture:
    """Two pictures, one upon the other: the ground, which no filter changes, and the days."""

    def __init__(self) -> None:
        self._ground: QPixmap | None = None
        self._still: QPixmap | None = None

    def forget(self, *, ground: bool = True) -> None:
        """Draw the days anew, and the ground too."""
        self._still = None
        if ground:
            self._ground = None

    def of(
        self, strip: QWidget, scene: DayScene, layout: DayLanes, theme: Theme, language: str
    ) -> QPixmap:
        """Everything but the instant and what follows the pointer."""
        ratio = strip.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatioF() != ratio:
            if self._ground is None or self._ground.devicePixelRatioF() != ratio:
                self._ground = QPixmap(strip.size() * ratio)
                self._ground.setDevicePixelRatio(ratio)
                self._ground.fill(theme.chrome.panel)
                painter = QPainter(self._ground)
                paint.paint_ground(painter, scene, layout, theme, language)
                painter.end()
            self._still = self._ground.copy()
            painter = QPainter(self._still)
            paint.paint_days(painter, scene, layout, theme, language)
            painter.end()
        return self._still
