"""The sheet of bookmarks: go to one, give it another name, forget it or have it back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.spoken import capped
from console.domain.words import say
from console.paint import theme
from console.state.bookmarks import Bookmarks
from console.state.look import Look

_NAME = Qt.ItemDataRole.UserRole
_SIZE_PX = (420, 360)
_ACTS = ("go", "rename", "remove", "restore")


class BookmarksView(QDialog):
    """`gone_to(name)` by Enter or a double click; F2 renames, Delete forgets, Ctrl+Z restores."""

    gone_to = Signal(str)

    def __init__(self, *, bookmarks: Bookmarks, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bookmarks, self._look = bookmarks, look
        self.list = QListWidget(self)
        self.empty = QLabel(self)
        self.buttons = {act: QPushButton(self) for act in _ACTS}
        self._compose()
        bookmarks.changed.connect(self.show_all)
        look.changed.connect(self.show_all)
        self.list.itemChanged.connect(self._rename)
        self.list.itemActivated.connect(self._go)
        self.buttons["go"].clicked.connect(self._go)
        self.buttons["rename"].clicked.connect(self._edit)
        self.buttons["remove"].clicked.connect(self._remove)
        self.buttons["restore"].clicked.connect(self._restore)
        self.show_all()

    def show_all(self) -> None:
        """List the bookmarks as they are; the current one stays where it can."""
        language = self._look.appearance.language
        row = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for bookmark in self._bookmarks.all:
            item = QListWidgetItem(bookmark.name)
            item.setData(_NAME, bookmark.name)
            item.setSizeHint(QSize(0, self._row_px))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.setWindowTitle(say("bookmarks.title", language))
        self.empty.setText(self._nothing(language))
        self.empty.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        for act, button in self.buttons.items():
            button.setText(say(f"bookmarks.act.{act}", language))
            button.setEnabled(bool(self.list.count()))
        self.buttons["restore"].setEnabled(self._bookmarks.can_restore)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete forgets, Ctrl+Z brings the last forgotten back, F2 renames."""
        if event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif event.key() == Qt.Key.Key_F2:
            self._edit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._restore()
        else:
            super().keyPressEvent(event)

    def _compose(self) -> None:
        metrics = theme.load(self._look.appearance.theme).metrics
        self._row_px = metrics.size("row")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.gap("near"))
        buttons.addStretch(1)
        for button in self.buttons.values():
            button.setAutoDefault(False)
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[metrics.gap("panel")] * 4)
        rows.setSpacing(metrics.gap("step"))
        rows.addWidget(self.list, 1)
        rows.addWidget(self.empty, 1)
        rows.addLayout(buttons)
        self.resize(*(round(side * metrics.scale) for side in _SIZE_PX))

    def _nothing(self, language: str) -> str:
        """Why there is none to see."""
        if self._bookmarks.is_sound:
            return say("bookmarks.empty", language)
        return say("bookmarks.unreadable", language, file=capped(str(self._bookmarks.file)))

    def _name(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def _go(self) -> None:
        if self._name():
            self.gone_to.emit(self._name())

    def _edit(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    def _rename(self, item: QListWidgetItem) -> None:
        try:
            self._bookmarks.rename(str(item.data(_NAME)), item.text())
        finally:
            self.show_all()

    def _remove(self) -> None:
        try:
            self._bookmarks.remove(self._name())
        finally:
            self.show_all()

    def _restore(self) -> None:
        if self._bookmarks.can_restore:
            name = self._bookmarks.restore()
            self.show_all()
            self.list.setCurrentRow([one.name for one in self._bookmarks.all].index(name))
