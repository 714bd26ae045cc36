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

_COLUMNS = (("snapshot", "go"), ("time", "map", "help"), ("view",))
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
        gap = self._metrics.gap("wide")
        columns = QHBoxLayout()
        columns.setSpacing(gap * 2)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(self._metrics.gap("panel"))
            for menu in menus:
                column.addLayout(self._section(menu))
            column.addStretch(1)
            columns.addLayout(column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(gap, gap, gap, gap)
        outer.setSpacing(gap)
        outer.addLayout(columns)
        outer.addWidget(self._note)

    def _section(self, menu: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._metrics.gap("wide"))
        grid.setVerticalSpacing(self._metrics.gap("tight"))
        title = self._titles[menu] = PlainLabel(parent=self)
        title.setFont(self._metrics.font("label", bold=True))
        grid.addWidget(title, 0, 0, 1, 2)
        for row, command in enumerate(commands.of_menu(menu), 1):
            text, keys = self._texts[command.id], _ = QLabel(self), QLabel(self)
            tint(keys, "muted")
            keys.setText("   ".join(spoken_keys(one) for one in command.keys))
            for column, label in enumerate((text, keys)):
                label.setTextFormat(Qt.TextFormat.PlainText)
                grid.addWidget(label, row, column)
        return grid


def spoken_keys(keys: str) -> str:
    """Keys as they stand on the keyboard: Alt+←."""
    for name, sign in _ARROWS.items():
        keys = keys.replace(f"+{name}", f"+{sign}")
    return keys


def _bare(title: str) -> str:
    """A menu's title without its mnemonic."""
    return title.split("(&")[0].replace("&", "")
