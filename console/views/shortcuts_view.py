"""The sheet of keys, made from the command table: every command by menu, with its shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console.domain import words
from console.paint import theme
from console.paint.theme import Metrics
from console.state import commands
from console.state.look import Look
from console.widgets.plain_label import PlainLabel, tint

_COLUMNS = (("snapshot", "go"), ("time", "map", "help"), ("view", "filter"))
_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


class ShortcutsView(QDialog):
    """Follows the language while it is open; Escape closes it."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._metrics: Metrics = theme.load(look.appearance.theme).metrics
        self._titles: dict[str, PlainLabel] = {}
        self._texts: dict[str, QLabel] = {}
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._build()
        look.changed.connect(self.relabel)
        self.relabel()

    def relabel(self) -> None:
        """Say everything in the language of the look."""
        language = self._look.appearance.language
        self.setWindowTitle(words.say("window.shortcuts.title", language))
        self._note.setText(words.say("window.shortcuts.section", language))
        for menu, title in self._titles.items():
            title.say(_bare(commands.menu_text(menu, language)))
        for command_id, text in self._texts.items():
            text.setText(commands.BY_ID[command_id].text(language))

    def _build(self) -> None:
        gap, step = self._metrics.gap("wide"), self._metrics.gap("step")
        columns = QHBoxLayout()
        columns.setSpacing(gap * 2)
        for menus in _COLUMNS:
            columns.addLayout(self._column(menus))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(gap, step, gap, step)
        outer.setSpacing(step)
        outer.addLayout(columns)
        outer.addWidget(self._note)

    def _column(self, menus: tuple[str, ...]) -> QGridLayout:
        """Menus below one another, their keys in one line down the column."""
        grid, row = QGridLayout(), 0
        grid.setHorizontalSpacing(self._metrics.gap("wide"))
        grid.setVerticalSpacing(0)
        for menu in menus:
            title = self._titles[menu] = PlainLabel(parent=self)
            title.setFont(self._metrics.font("label", bold=True))
            if row:
                grid.setRowMinimumHeight(row, self._metrics.gap("panel"))
            grid.addWidget(title, row + 1, 0, 1, 2)
            row = self._fill(grid, menu, row + 2)
        grid.setRowStretch(row, 1)
        return grid

    def _fill(self, grid: QGridLayout, menu: str, row: int) -> int:
        """The commands of a menu from a row on; gives the row below."""
        for command in commands.of_menu(menu):
            text, keys = self._texts[command.id], _ = QLabel(self), QLabel(self)
            tint(keys, "muted")
            keys.setText("   ".join(spoken_keys(one) for one in command.keys))
            for column, label in enumerate((text, keys)):
                label.setTextFormat(Qt.TextFormat.PlainText)
                grid.addWidget(label, row, column)
            row += 1
        return row


def spoken_keys(keys: str) -> str:
    """Keys as they stand on the keyboard: Alt+←."""
    for name, sign in _ARROWS.items():
        keys = keys.replace(f"+{name}", f"+{sign}")
    return keys


def _bare(title: str) -> str:
    """A menu's title without its mnemonic."""
    return title.split("(&")[0].replace("&", "")
