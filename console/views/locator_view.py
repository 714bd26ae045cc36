"""The locator: a field for a name, initials or a command, and a list of what was found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from console.domain import words
from console.paint import icons, theme
from console.state.locator import Locator
from console.state.locator_model import HIT_ROLE, KINDS, Hit, Kind
from console.state.look import Look
from console.widgets.hit_panel import MOST_ROWS, HitPanel

_WIDTH_PX = (132, 560)
_ICON_PX = 16
_FRAME_PX = 42
"""What the field's edges and its sign take of its width."""
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -MOST_ROWS,
    Qt.Key.Key_PageDown: MOST_ROWS,
}


class LocatorView(QLineEdit):
    """The field itself; what was chosen is told by one of its signals.

    `command_asked(id)`, `place_asked(place)`, `bookmark_asked(name)` or `filter_asked(name)`.
    """

    command_asked = Signal(str)
    place_asked = Signal(object)
    bookmark_asked = Signal(str)
    filter_asked = Signal(str)

    def __init__(self, *, locator: Locator, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("locator")
        self._locator, self._look = locator, look
        self._kind: Kind | None = None
        self._before: QWidget | None = None
        self.panel: HitPanel | None = None
        self.setMinimumWidth(_WIDTH_PX[0])
        self.setMaximumWidth(_WIDTH_PX[1])
        self.setMaxLength(200)
        self._sign = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._connect()
        self.relabel()

    def open(self) -> None:
        """Take the keyboard, with the old text ready to be typed over."""
        before = QApplication.focusWidget()
        self._before = before if before is not self else self._before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._search()

    def close_list(self) -> None:
        """Hide what was found."""
        if self.panel is not None:
            self.panel.hide()

    def relabel(self) -> None:
        """Say everything in the language and theme of the look."""
        appearance = self._look.appearance
        self._hint()
        self.setAccessibleName(words.say("locator.name", appearance.language))
        chrome = theme.load(appearance.theme).chrome
        self._sign.setIcon(icons.icon("search", chrome.muted, _ICON_PX))
        if self.panel is not None:
            self.panel.relabel(appearance)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the list, Enter goes there, Tab changes the kind, Escape leaves."""
        panel, key = self.panel, Qt.Key(event.key())
        if panel is None or not panel.isVisible():
            super().keyPressEvent(event)
        elif key in _MOVES:
            panel.step(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(panel.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab and Escape belong to the list while it is open."""
        if isinstance(event, QKeyEvent) and self.panel is not None and self.panel.isVisible():
            key = event.key()
            if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._taken(Qt.Key(key)):
                event.accept()
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what can be found where there is room for it, else that one can."""
        super().resizeEvent(event)
        self._hint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field closes the list."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list stays under the field when the window changes."""
        if event.type() == QEvent.Type.Resize and self.panel and self.panel.isVisible():
            self._place(self.panel)
        return False

    def _hint(self) -> None:
        language, room_px = self._look.appearance.language, self.width() - _FRAME_PX
        whole = words.say("locator.placeholder", language)
        fits = self.fontMetrics().horizontalAdvance(whole) <= room_px
        self.setPlaceholderText(whole if fits else words.say("locator.placeholder_short", language))

    def _taken(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            known: tuple[Kind | None, ...] = (None, *KINDS)
            by = 1 if key == Qt.Key.Key_Tab else -1
            self._turn(known[(known.index(self._kind) + by) % len(known)])
        else:
            return False
        return True

    def _leave(self) -> None:
        """Close, and give the keyboard back to whom it was taken from."""
        self.close_list()
        self.clear()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def _connect(self) -> None:
        self.textEdited.connect(self._search)
        self._locator.searched.connect(self._show)
        self._look.changed.connect(self.relabel)

    def _turn(self, kind: Kind | None) -> None:
        self._kind = kind
        self._search()

    def _search(self) -> None:
        kinds = frozenset[Kind]() if self._kind is None else frozenset({self._kind})
        self._locator.ask(self.text(), kinds)

    def _show(self) -> None:
        if not self.hasFocus():
            return
        if self.panel is None:
            self.panel = HitPanel(self._locator.model, self._look.appearance, self.window())
            self.panel.chosen.connect(self._choose)
            self.panel.kind_asked.connect(self._turn)
            self.window().installEventFilter(self)
        self.panel.show_found(self._kind, asked=bool(self.text().strip()))
        self._place(self.panel)
        self.panel.show()
        self.panel.raise_()

    def _place(self, panel: HitPanel) -> None:
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        panel.fit(corner, self.width())

    def _choose(self, index: QModelIndex) -> None:
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        self._leave()
        if hit.place is not None:
            self.place_asked.emit(hit.place)
        elif hit.bookmark:
            self.bookmark_asked.emit(hit.bookmark)
        elif hit.filter:
            self.filter_asked.emit(hit.filter)
        else:
            self.command_asked.emit(hit.command)
