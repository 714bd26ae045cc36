"""The map's buttons: closer, farther, the whole street, and the one its picture is dragged by."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.words import say
from console.paint.theme import Theme
from console.widgets.drag_handle import DragHandle
from console.widgets.icon_button import SIDE_PX, IconButton
from console.widgets.map.plate import RIM_PX, Plate

_PAD_PX = RIM_PX


class MapZoom(Plate):
    """A small column of buttons on a plate of the panel's colour."""

    closer = Signal()
    farther = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {
            "closer": IconButton("plus", self),
            "farther": IconButton("minus", self),
            "street": IconButton("focus-centered", self),
        }
        self.drag_handle = DragHandle(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, _PAD_PX)
        column.setSpacing(0)
        for button in self.buttons.values():
            column.addWidget(button)
        column.addWidget(self.drag_handle)
        self.buttons["closer"].clicked.connect(self.closer)
        self.buttons["farther"].clicked.connect(self.farther)
        self.buttons["street"].clicked.connect(self.whole)

    def fit(self, room_px: int) -> None:
        """Take no more height than there is: the picture is a menu's affair then."""
        high = (len(self.buttons) + 1) * SIDE_PX + 2 * _PAD_PX
        self.drag_handle.setVisible(high <= room_px)

    def dress(self, look: Theme, language: str) -> None:
        """Take another theme or language."""
        self.wear(look)
        keys = {"closer": "+", "farther": "−", "street": "0"}
        for name, button in self.buttons.items():
            button.call(say(f"map.{name}", language), keys[name])
        self.drag_handle.call(say("page.drag", language), "Ctrl+P")
