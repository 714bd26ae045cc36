"""The list of layers: chosen, shown and hidden, and put in order by mouse or keys.

Those of files and the street's own stand in one order, the uppermost first.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from console.paint import theme
from console.paint.boxes import Box, box_at
from console.paint.layer_row import draw_base, draw_layer, eye_rect
from console.paint.theme import Theme
from console.state.layers.base import BaseRow
from console.state.layers.layer import Layer
from console.state.layers.stack import moved
from console.widgets.box_canvas import BoxCanvas

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_DRAG_FROM_PX = 6


class LayerList(BoxCanvas):
    """`picked(key)` chooses, `opened(key)` opens the table.

    `turned(key)` shows or hides, `moved(key, place)` by dragging or Alt+Up and Alt+Down,
    `removed(key)` by Delete; `said` tells a layer in words for tips and screen readers.
    """

    turned = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers: tuple[Layer | BaseRow, ...] = ()
        self.said: dict[str, str] = {}
        self.chosen = ""
        self._theme = theme.load("night")
        self._held: tuple[str, float] | None = None
        self._drop = -1

    def show_layers(
        self,
        layers: tuple[Layer | BaseRow, ...],
        said: dict[str, str],
        chosen: str,
        look: Theme,
    ) -> None:
        """Show other layers, the uppermost first."""
        self.layers, self.said, self.chosen, self._theme = layers, said, chosen, look
        self.renew()

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """A line for each layer."""
        high = self._theme.metrics.size("row")
        boxes = []
        for number, layer in enumerate(self.layers):
            rect = QRectF(0, number * high, width_px, high)
            words = self.said[layer.key]
            boxes.append(Box(rect, layer.key, words.__str__, words.__str__))
        return high * len(self.layers), tuple(boxes)

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the lines, and where a dragged one would stand."""
        look = self._theme
        painter.fillRect(visible, look.chrome.panel)
        for number, (layer, box) in enumerate(zip(self.layers, self.boxes, strict=True)):
            chosen = box.key == self.chosen
            walked = number == self.current and self.hasFocus()
            hovered = number == self.under_pointer or walked
            if isinstance(layer, Layer):
                draw_layer(painter, box.rect, layer, look, chosen=chosen, hovered=hovered)
            else:
                draw_base(painter, box.rect, layer, look, chosen=chosen, hovered=hovered)
        if self._drop >= 0:
            at = QRectF(0, self._drop * look.metrics.size("row") - 1, self.width(), 2)
            painter.fillRect(at, look.chrome.accent)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the eye shows or hides; elsewhere it chooses, and may become a drag."""
        row = box_at(self.boxes, event.position())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            key = str(self.boxes[row].key)
            if eye_rect(self.boxes[row].rect, self._theme).contains(event.position()):
                self.turned.emit(key)
                return
            self._held = key, event.position().y()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a dragged layer would stand."""
        super().mouseMoveEvent(event)
        if self._held is None or abs(event.position().y() - self._held[1]) < _DRAG_FROM_PX:
            return
        self._drop = self._landing(self._held[0], event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put a dragged layer where it was let go."""
        held, gap = self._held, self._drop
        self._held, self._drop = None, -1
        self.update()
        if held is not None and gap >= 0:
            self.moved.emit(held[0], gap - (gap > self._keys.index(held[0])))
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with up and down moves, V shows or hides, Delete takes away."""
        key = Qt.Key(event.key())
        at = self._keys[self.current] if 0 <= self.current < len(self.layers) else ""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if at and alt and key in _MOVES:
            self.moved.emit(at, self.current + _MOVES[key])
        elif at and key == Qt.Key.Key_V:
            self.turned.emit(at)
        elif at and key == Qt.Key.Key_Delete and isinstance(self.layers[self.current], Layer):
            self.removed.emit(at)
        else:
            super().keyPressEvent(event)

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(layer.key for layer in self.layers)

    def _landing(self, key: str, at: QPointF) -> int:
        """Between which lines a layer let go at a pixel will stand; -1 where it stays."""
        keys, high = self._keys, self._theme.metrics.size("row")
        here, gap = keys.index(key), min(max(round(at.y() / high), 0), len(keys))
        there = moved(keys, key, gap - (gap > here)).index(key)
        return -1 if there == here else there + (there > here)
