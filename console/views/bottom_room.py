"""The room below the map: lists, charts and tables share it with the day strip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow

from console.widgets.dock import Dock, share_room

_LOW_DAYS_PX, _DAYS_PX, _ROOMY_DAYS_PX, _ROOMY_PX = 106, 156, 180, 1_000
"""Height of the day strip: where room is short, else, and in a window that is itself higher."""
_LISTS_SHARE, _LISTS_PX = 0.24, 212
_BARS_PX, _MIDDLE_PX, _LOW_PX = 90, 400, 700
"""Top bar, status bar and borders; what is kept for the middle when the lists open, by a lower day
strip and shorter lists; and below which height of a window the strip goes away for them."""


class BottomRoom(QObject):
    """When the first of `tabbed` opens the strip of `days` yields room where it is short.

    When the last of them closes the strip stands as before.
    """

    def __init__(self, window: QMainWindow, tabbed: tuple[Dock, ...], days: Dock) -> None:
        super().__init__(window)
        self._window, self._tabbed, self._days = window, tabbed, days
        self._is_open = self._is_away = False
        self._before_px = 0
        for dock in tabbed:
            dock.visibilityChanged.connect(self._follow)
            dock.topLevelChanged.connect(self._follow)
        days.installEventFilter(self)

    def share(self) -> None:
        """Give lists, charts and tables, where they are shown, and the strip their heights."""
        self._before_px = 0
        self._is_open = bool(self._shown())
        self._suit()

    def remember(self) -> None:
        """Take the heights as they are: they were put back as they were left."""
        self._is_open = bool(self._shown())
        self._is_away = self._is_open and self._is_low() and self._days.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take down how high the strip is while it has the room to itself."""
        if event.type() == QEvent.Type.Resize and not self._is_open and not self._shown():
            self._before_px = 0 if self._days.isFloating() else self._days.height()
        return False

    def _follow(self) -> None:
        """One opened, closed, floats, or stands in front: the first and the last are told."""
        is_open = bool(self._shown())
        if is_open == self._is_open:
            return
        self._is_open = is_open
        self._suit()

    def _suit(self) -> None:
        shown, high = self._shown(), self._before_px or self._usual_px()
        if not shown:
            if self._is_away:
                self._is_away = False
                self._days.show()
            share_room(self._window, {self._days: high}, Qt.Orientation.Vertical)
            return
        if self._is_low() and not self._days.isHidden():
            self._is_away = True
            self._days.hide()
        tall = max(round(self._window.height() * _LISTS_SHARE), _LISTS_PX)
        room = self._window.height() - _BARS_PX - _MIDDLE_PX
        if tall + high > room:
            high = _LOW_DAYS_PX
        least = max(dock.minimumSizeHint().height() for dock in shown)
        tall = max(min(tall, room - high), least)
        heights = dict.fromkeys(self._tabbed, tall) | {self._days: high}
        share_room(self._window, heights, Qt.Orientation.Vertical)

    def _shown(self) -> list[Dock]:
        return [dock for dock in self._tabbed if not dock.isHidden() and not dock.isFloating()]

    def _is_low(self) -> bool:
        return self._window.height() < _LOW_PX

    def _usual_px(self) -> int:
        return _ROOMY_DAYS_PX if self._window.height() >= _ROOMY_PX else _DAYS_PX
