"""A dock with a quiet title bar of its own, whose buttons can be seen in the dark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QWidget,
)

from console.domain.words import say
from console.paint.theme import Metrics
from console.widgets.icon_button import IconButton
from console.widgets.plain_label import PlainLabel

_BUTTON_PX = 22


_SCROLLERS = {"ScrollLeftButton": "window.tabs_left", "ScrollRightButton": "window.tabs_right"}
"""Qt's names for the buttons of a row of tabs that is too long; it never translates them anew."""


def relabel_tabs(window: QMainWindow, language: str) -> None:
    """Say in another language what the tabs of docks that share a place say."""
    for bar in window.findChildren(QTabBar):
        for button in bar.findChildren(QToolButton):
            key = _SCROLLERS.get(button.objectName())
            if key is not None:
                button.setAccessibleName(say(key, language))


def share_room(window: QMainWindow, px: dict[Dock, int], along: Qt.Orientation) -> None:
    """Give docks their widths or heights; one that floats has its own and takes no part."""
    nowhere = Qt.DockWidgetArea.NoDockWidgetArea
    docks = [
        dock for dock in px if not dock.isFloating() and window.dockWidgetArea(dock) != nowhere
    ]
    if docks:
        window.resizeDocks(docks, [px[dock] for dock in docks], along)


class Dock(QDockWidget):
    """A dock called `name` (what its place is remembered by); it hides, floats and moves."""

    def __init__(self, name: str, metrics: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        self._title = PlainLabel(tone="muted", parent=self)
        self._title.setFont(metrics.font("small", bold=True))
        self._float = IconButton("external-link", self, side_px=_BUTTON_PX, quiet=True)
        self._close = IconButton("x", self, side_px=_BUTTON_PX, quiet=True)
        self._float.clicked.connect(self._turn)
        self._close.clicked.connect(self.close)
        self.setTitleBarWidget(self._bar(metrics))

    def relabel(self, title: str, float_name: str, close_name: str) -> None:
        """Name the dock and its buttons."""
        self.retitle(title)
        self._float.call(float_name)
        self._close.call(close_name)

    def retitle(self, title: str) -> None:
        """Name the dock."""
        self.setWindowTitle(title)
        self._title.say(title)

    @property
    def is_in_sight(self) -> bool:
        """Whether it is shown and none stands in front of it."""
        return not self.isHidden() and not self.visibleRegion().isEmpty()

    def _bar(self, metrics: Metrics) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("dock_title")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(metrics.gap("panel"), 2, metrics.gap("near"), 0)
        row.setSpacing(0)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._title, 1)
        row.addWidget(self._float)
        row.addWidget(self._close)
        return bar

    def _turn(self) -> None:
        self.setFloating(not self.isFloating())
