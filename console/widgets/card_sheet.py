"""The card as a sheet: every block can be walked, heard and, where it leads somewhere, picked."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from console.paint import card as paint
from console.paint.boxes import Box
from console.paint.card import CardLayout, CardLook
from console.paint.theme import Theme
from console.state.card.blocks import Card
from console.widgets.box_canvas import BoxCanvas


class CardSheet(BoxCanvas):
    """Shows a Card; keys are those of its blocks, ("text", index) for those that lead nowhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card: Card = ()
        self._layout: CardLayout | None = None

    def show_card(self, card: Card, theme: Theme) -> None:
        """Show other blocks; silent when equal."""
        if card != self._card or theme is not self._theme:
            self._card, self._theme = card, theme
            self.renew()

    def shown(self) -> Card:
        """The blocks on show."""
        return self._card

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """The height at a width, and a box for each block."""
        self._layout = paint.lay_out(self._card, width_px, self._theme)
        return self._layout.height, self._layout.boxes

    def marks(self) -> tuple[object, ...]:
        """What is drawn in each box."""
        return tuple((block, self._theme.name) for block in self._card)

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the blocks in `visible`."""
        if self._layout is not None:
            look = CardLook(self.under_pointer, self.current if self.hasFocus() else -1)
            paint.paint_card(painter, self._layout, look, self._theme, visible)
