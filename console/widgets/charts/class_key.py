"""The classes beside a large chart: swatch and name, each to be left out and taken in again."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from console.domain.packs import ColourClass
from console.domain.words import say
from console.paint import lettering
from console.paint.boxes import Box
from console.paint.class_fills import class_brushes
from console.paint.theme import Theme
from console.widgets.box_canvas import BoxCanvas

_SWATCH_PX, _WIDTH_PX = 14, 150
_LEFT_OUT = 0.35


class ClassKey(BoxCanvas):
    """`turned(column)` asks to leave a class out, or to take it in again."""

    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, "zh"
        self._classes: tuple[ColourClass, ...] = ()
        self._hidden: frozenset[int] = frozenset()
        self.picked.connect(self._turn)
        self.opened.connect(self._turn)
        self.setFixedWidth(round(_WIDTH_PX * theme.metrics.scale))

    def show_classes(
        self,
        classes: tuple[ColourClass, ...],
        hidden: frozenset[int],
        theme: Theme,
        language: str,
    ) -> None:
        """Show the classes, those in `hidden` left out; none for a measure without classes."""
        self._classes, self._hidden = classes, hidden
        self._theme, self._language = theme, language
        self.setAccessibleName(say("charts.season.classes", language))
        self.setVisible(bool(classes))
        self.fit(self.width())

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """Rows from the top of the stack down."""
        tall = float(self._theme.metrics.size("row"))
        boxes = []
        for row, at in enumerate(reversed(range(len(self._classes)))):
            told = _Told(self, at)
            boxes.append(Box(QRectF(0, row * tall, width_px, tall), at, told, told))
        return tall * len(boxes), tuple(boxes)

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the rows."""
        metrics, chrome = self._theme.metrics, self._theme.chrome
        brushes = class_brushes(self._classes, self._theme, self.devicePixelRatioF())
        side, gap = _SWATCH_PX * metrics.scale, metrics.gap("near")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, box in enumerate(self.boxes):
            at = box.key
            assert isinstance(at, int)
            if index == self.under_pointer:
                painter.fillRect(box.rect, chrome.raised)
            painter.setOpacity(_LEFT_OUT if at in self._hidden else 1.0)
            swatch = QRectF(gap, box.rect.center().y() - side / 2, side, side)
            painter.fillRect(swatch.toRect(), brushes[at])
            name = self._classes[at].label[self._language]
            text = box.rect.adjusted(2 * gap + side, 0, -gap, 0)
            lettering.line(painter, text, name, metrics.font("body"), chrome.ink)
            painter.setOpacity(1.0)
            if index == self.current and self.hasFocus():
                painter.setPen(QPen(chrome.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.rect.adjusted(1, 1, -1, -1), 3, 3)

    def told(self, at: int) -> str:
        """A class and whether it is drawn."""
        state = "out" if at in self._hidden else "in"
        label = self._classes[at].label[self._language]
        return say(f"charts.season.class_{state}", self._language, label=label)

    def _turn(self, key: object) -> None:
        assert isinstance(key, int)
        self.turned.emit(key)


class _Told:
    """A row's words, when they are asked for."""

    def __init__(self, owner: ClassKey, at: int) -> None:
        self._owner, self._at = owner, at

    def __call__(self) -> str:
        return self._owner.told(self._at)
