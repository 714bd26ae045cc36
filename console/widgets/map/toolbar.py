"""The map's tools as a quiet column of buttons; each does what its command does."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.widgets.icon_button import IconButton
from console.widgets.map.plate import RIM_PX, Plate


class MapToolbar(Plate):
    """A button for each of `actions`, with the icon given beside it, on a plate."""

    def __init__(self, actions: Iterable[tuple[QAction, str]], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(RIM_PX, RIM_PX, RIM_PX, RIM_PX)
        column.setSpacing(0)
        self.buttons: dict[str, IconButton] = {}
        for action, icon in actions:
            button = self.buttons[action.objectName()] = IconButton(icon, self)
            button.follow(action)
            column.addWidget(button)
