"""The conditions in force as a row of chips: a click, Space or Delete removes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from console.paint.boxes import Box
from console.paint.filter_chips import MORE, ChipRow, lay_out, paint_chips
from console.paint.theme import Theme
from console.state.filter_words import FilterWord
from console.widgets.box_canvas import BoxCanvas

_LEAST_PX = 80
_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class FilterChips(BoxCanvas):
    """`removed(source, place)` when a chip is to go; those without room are in a menu."""

    removed = Signal(str, int)

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._words: tuple[FilterWord, ...] = ()
        self._row = ChipRow(0.0, (), (), ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.picked.connect(self._take)
        self.opened.connect(self._take)

    def show_words(self, words: Sequence[FilterWord], theme: Theme, language: str) -> None:
        """Show other chips, or the same in another theme or language; silent when equal."""
        said = (tuple(words), theme, language)
        if said != (self._words, self._theme, self._language):
            self._words, self._theme, self._language = said
            self.fit(self.width())

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """The row's height at a width, and the chips' boxes."""
        self._row = lay_out(self._words, width_px, self._theme, self._language)
        return self._row.height, self._row.boxes

    def marks(self) -> tuple[object, ...]:
        """The chips, of which only those that say something else are painted."""
        worn = self._theme.name, self._language
        return tuple((chip.text, chip.word, worn) for chip in self._row.chips)

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the ground and the chips."""
        painter.fillRect(visible, self._theme.chrome.panel)
        focused = self.current if self.hasFocus() else -1
        paint_chips(painter, self._row, self.under_pointer, focused, self._theme)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(_LEAST_PX * 4, round(self._row.height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other chips."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the chip that has the focus."""
        if event.key() in _KEYS and 0 <= self.current < len(self.boxes):
            self._take(self.boxes[self.current].key)
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """The chips for which there is no room."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word in self._row.left_out:
            action = menu.addAction(word.text.replace("&", "&&"))
            action.setData((word.source, word.place))
        menu.triggered.connect(self._run)
        return menu

    def _take(self, key: object) -> None:
        if key == MORE:
            self.menu().popup(self.mapToGlobal(self.boxes[-1].rect.bottomLeft().toPoint()))
        elif isinstance(key, tuple):
            self.removed.emit(*key)

    def _run(self, action: QAction) -> None:
        self.removed.emit(*action.data())
