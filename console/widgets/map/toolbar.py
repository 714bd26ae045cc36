"""The map's tools as a quiet column or row of buttons; each does what its command does."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.widgets.icon_button import SIDE_PX, IconButton
from console.widgets.map.plate import RIM_PX, Plate


class MapToolbar(Plate):
    """A button for each of `actions`, with the icon given beside it, on a plate."""

    def __init__(self, actions: Iterable[tuple[QAction, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(RIM_PX, RIM_PX, RIM_PX, RIM_PX)
        self._line.setSpacing(0)
        self.buttons: dict[str, IconButton] = {}
        for action, icon in actions:
            button = self.buttons[action.objectName()] = IconButton(icon, self)
            button.follow(action)
            self._line.addWidget(button)

    def stand_in(self, high_px: int, wide_px: int) -> bool:
        """Stand as a column where that is no higher, else lie as a row, if there is room for one.

        Gives whether a column is no higher.
        """
        long = len(self.buttons) * SIDE_PX + 2 * RIM_PX
        lies = high_px < long <= wide_px
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if lies else ways.TopToBottom)
        self.adjustSize()
        return long <= high_px
