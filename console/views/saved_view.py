"""The sheet of saved filters: save what is in force; apply, rename, remove, restore, share them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.errors import UserError
from console.domain.spoken import capped
from console.domain.words import say
from console.paint import theme
from console.state.expression.saved import MOST_NAME, SavedFilters
from console.state.look import Look
from console.widgets.file_labels import label_in
from console.widgets.plain_label import PlainLabel, tint

_WIDE_PX, _HIGH_PX = 560, 420
_ACTS = ("apply", "rename", "remove", "restore", "take_in", "hand_on")
_TOML = "*.toml"


class SavedView(QDialog):
    """`recalled(name)` when a filter is to be put in force; Escape closes.

    `text` is what is in force, which is saved under the name in the field; "" saves nothing.
    """

    recalled = Signal(str)

    def __init__(
        self, *, saved: SavedFilters, look: Look, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._saved, self._look, self._text = saved, look, text
        self.shown = PlainLabel(tone="muted", parent=self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(MOST_NAME)
        self.save_button = QPushButton(self)
        self.list = QListWidget(self)
        self.buttons = {act: QPushButton(self) for act in _ACTS}
        self.empty = PlainLabel(tone="muted", parent=self)
        self.told = PlainLabel(parent=self)
        for button in (self.save_button, *self.buttons.values()):
            button.setAutoDefault(False)
        saved.freshen()
        self._compose()
        self._connect()
        self._relabel()
        self._list()
        if not saved.is_sound:
            file = capped(str(saved.file))
            self._say(
                say("expression.saved.unreadable", look.appearance.language, file=file), "alarm"
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves in the field and applies in the list; Delete removes, Ctrl+Z restores."""
        key = event.key()
        in_list = self.list.hasFocus()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.apply if in_list else self.save)()
        elif key == Qt.Key.Key_Delete and in_list:
            self.remove()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.restore()
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Save what is in force under the name typed."""
        name = self.name.text()
        if self._try(partial(self._saved.save, name, self._text)):
            self._list(name.strip())
            self.name.clear()

    def apply(self) -> None:
        """Put the current filter in force, and close."""
        name = self._current()
        if name:
            self.recalled.emit(name)
            self.accept()

    def rename(self) -> None:
        """Call the current filter as the field says."""
        name, to = self._current(), self.name.text()
        if name and self._try(partial(self._saved.rename, name, to)):
            self._list(to.strip())
            self.name.clear()

    def remove(self) -> None:
        """Forget the current filter."""
        name = self._current()
        if name:
            self._try(partial(self._saved.remove, name))

    def restore(self) -> None:
        """Have the filter back that was forgotten last."""
        before = self._saved.filters
        if self._saved.can_restore and self._try(self._saved.restore):
            (back,) = set(self._saved.filters) - set(before)
            self._list(back.name)

    def take_in(self) -> None:
        """Choose a file and add its filters."""
        self._choose("take_in", QFileDialog.AcceptMode.AcceptOpen, self._take_in)

    def hand_on(self) -> None:
        """Choose a file and write all filters to it."""
        self._choose("hand_on", QFileDialog.AcceptMode.AcceptSave, self._hand_on)

    def _take_in(self, file: str) -> None:
        before = len(self._saved.filters)
        if self._try(partial(self._saved.take_in, Path(file))):
            self._tell("taken_in", count=len(self._saved.filters) - before)

    def _hand_on(self, file: str) -> None:
        if self._try(partial(self._saved.hand_on, Path(file))):
            self._tell("handed_on", count=len(self._saved.filters))

    def _choose(
        self, act: str, mode: QFileDialog.AcceptMode, chosen: Callable[[str], None]
    ) -> None:
        dialog, language = QFileDialog(self), self._look.appearance.language
        label_in(dialog, language)
        dialog.setWindowTitle(say(f"expression.saved.{act}_title", language))
        dialog.setAcceptMode(mode)
        dialog.setNameFilter(_TOML)
        dialog.setDefaultSuffix("toml")
        dialog.setDirectory(str(Path.home()))
        if mode == QFileDialog.AcceptMode.AcceptSave:
            dialog.selectFile(say("expression.saved.file", language))
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _try(self, act: Callable[[], object]) -> bool:
        """Do something that the user can be told to do otherwise."""
        self._say("", "ink")
        try:
            act()
        except UserError as slip:
            self._say(slip.say(self._look.appearance.language), "alarm")
            return False
        return True

    def _tell(self, key: str, *, count: int) -> None:
        language = self._look.appearance.language
        self._say(say(f"expression.saved.{key}", language, count=count), "ink")

    def _say(self, text: str, tone: str) -> None:
        tint(self.told, tone)
        self.told.say(text)

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _list(self, current: str = "") -> None:
        """List the filters; the current one stays, and where it is gone its neighbour follows."""
        current = current or self._current()
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        for one in self._saved.filters:
            item = QListWidgetItem(f"{one.name}    {one.text}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            item.setSizeHint(QSize(0, self._row_px))
            if one.name == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(min(row, self.list.count() - 1))
        there = self.list.count() > 0
        self.list.setVisible(there)
        self.empty.setVisible(not there)
        for act in ("apply", "rename", "remove", "hand_on"):
            self.buttons[act].setEnabled(there)
        self.buttons["restore"].setEnabled(self._saved.can_restore)

    def _relabel(self) -> None:
        language = self._look.appearance.language
        self.setWindowTitle(say("expression.saved.title", language))
        self.empty.say(say("expression.saved.empty", language))
        self.shown.say(self._text or say("expression.saved.nothing", language))
        self.name.setPlaceholderText(say("expression.saved.name", language))
        self.save_button.setText(say("expression.saved.save", language))
        self.save_button.setEnabled(bool(self._text))
        self.list.setAccessibleName(say("expression.saved.title", language))
        for act, button in self.buttons.items():
            button.setText(say(f"expression.saved.{act}", language))

    def _connect(self) -> None:
        self._saved.changed.connect(self._list)
        self.save_button.clicked.connect(self.save)
        self.list.itemDoubleClicked.connect(self.apply)
        acts = (self.apply, self.rename, self.remove, self.restore, self.take_in, self.hand_on)
        for button, act in zip(self.buttons.values(), acts, strict=True):
            button.clicked.connect(act)

    def _compose(self) -> None:
        metrics = theme.load(self._look.appearance.theme).metrics
        near, wide = metrics.gap("near"), metrics.gap("wide")
        self._row_px = metrics.size("row")
        upper = QGridLayout()
        upper.setHorizontalSpacing(near)
        upper.addWidget(self.shown, 0, 0, 1, 2)
        upper.addWidget(self.name, 1, 0)
        upper.addWidget(self.save_button, 1, 1)
        upper.setColumnStretch(0, 1)
        lower = QHBoxLayout()
        lower.setSpacing(near)
        for act, button in self.buttons.items():
            lower.addWidget(button)
            if act == "restore":
                lower.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(wide, wide, wide, wide)
        column.setSpacing(metrics.gap("step"))
        column.addLayout(upper)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.told)
        column.addLayout(lower)
        self.resize(round(_WIDE_PX * metrics.scale), round(_HIGH_PX * metrics.scale))
