"""What changed by committee or by estate: a table whose numbers open their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.words import say
from console.paint.theme import Theme
from console.state.changes.model import CHANGES
from console.state.changes.places import ChangedPlaces
from console.widgets.changed_places_table import ChangedPlacesTable
from console.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from console.changes.difference import Difference
    from console.store.summary import Level

LEVELS: tuple[Level, ...] = ("committee", "estate")


class ChangedPlacesView(QWidget):
    """`asked(place, kind)` when a number is opened."""

    asked = Signal(object, str)

    def __init__(self, found: Difference, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = ChangedPlaces(found, self)
        self.table = ChangedPlacesTable(self.model, look, self)
        self._title = PlainLabel(tone="muted", parent=self)
        self._levels = QButtonGroup(self)
        self._language = "zh"
        self._compose(look)
        self._levels.idClicked.connect(self._turn)
        self.table.opened.connect(self._open)

    def restyle(self, look: Theme, language: str) -> None:
        """Show it in another theme and language."""
        self._language = language
        self.table.restyle(look)
        self._title.say(say("changes.by_place", language))
        self.table.setAccessibleName(say("changes.by_place", language))
        for at, level in enumerate(LEVELS):
            self._levels.button(at).setText(say(f"changes.by.{level}", language))
        self.model.show(self.model.level, language)

    def show_level(self, level: Level) -> None:
        """Show committees, or estates."""
        self._levels.button(LEVELS.index(level)).setChecked(True)
        self.model.show(level, self._language)

    def _compose(self, look: Theme) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(look.metrics.gap("near"), 0, look.metrics.gap("panel"), 0)
        line.setSpacing(look.metrics.gap("tight"))
        line.addWidget(self._title, 1)
        for at in range(len(LEVELS)):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setChecked(at == 0)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._levels.addButton(button, at)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.gap("tight"))
        column.addLayout(line)
        column.addWidget(self.table, 1)

    def _turn(self, at: int) -> None:
        self.show_level(LEVELS[at])

    def _open(self, line: int, column: int) -> None:
        self.asked.emit(self.model.place(line), CHANGES[column - 1])
