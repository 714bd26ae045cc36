"""Dresses the application: palette, the one style sheet, font, and Qt's own words."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from console.paint import style, theme
from console.state.look import Appearance, Look

_A_TURN = 40
"""How many widgets out of sight are dressed in one turn of the event loop: some 3 ms of them."""


class Dresser(QObject):
    """Follows the look: a theme dresses everything anew, a language translates Qt's dialogs.

    The style sheet is the windows' own, and of all that belongs to them. It names colours by their
    roles in the palette and stays; with another palette it is read anew, widget by widget, in a
    third of the time that another sheet would take. Widgets out of sight, most of a window's,
    follow in turns of their own, or when they are shown before.
    """

    def __init__(self, application: QApplication, look: Look) -> None:
        super().__init__(application)
        self._application = application
        self._windows: list[QWidget] = []
        self._unseen: dict[QWidget, None] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._recolour_unseen)
        self._translator = QTranslator(self)
        self._theme = ""
        self._language = ""
        theme.load_fonts()
        self._dress(look.appearance)
        look.changed.connect(self._dress)

    def dress(self, window: QWidget) -> None:
        """Dress a window, and again with every other theme."""
        self._windows.append(window)
        window.setStyleSheet(style.sheet(theme.load(self._theme).metrics))

    def _dress(self, appearance: Appearance) -> None:
        if appearance.theme != self._theme:
            self._theme = appearance.theme
            loaded = theme.load(appearance.theme)
            self._application.setFont(loaded.metrics.font("body"))
            self._application.setPalette(style.palette(loaded))
            self._recolour()
        if appearance.language != self._language:
            self._language = appearance.language
            self._translate(appearance.language)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dress a widget that is shown before its turn; nothing is kept from it."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self._finish(watched)
        return False

    def _recolour(self) -> None:
        """Have the sheet's rules find the palette's colours anew: a parent before its children."""
        for window in self._windows:
            look = window.style()
            for widget in (window, *window.findChildren(QWidget)):
                if widget.isVisible():
                    look.polish(widget)
                elif widget not in self._unseen:
                    self._unseen[widget] = None
                    widget.installEventFilter(self)
        self._turn.start()

    def _recolour_unseen(self) -> None:
        """The next of those out of sight, as far as they are still there."""
        for widget in list(islice(self._unseen, _A_TURN)):
            self._finish(widget)
        if self._unseen:
            self._turn.start()

    def _finish(self, widget: QWidget) -> None:
        """Dress one of them, after the parents it takes after: Qt shows children first."""
        if widget not in self._unseen:
            return
        del self._unseen[widget]
        if Shiboken.isValid(widget):
            parent = widget.parentWidget()
            if parent is not None:
                self._finish(parent)
            widget.removeEventFilter(self)
            widget.style().polish(widget)

    def _translate(self, language: str) -> None:
        self._application.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language == "zh" and self._translator.load("qtbase_zh_CN", folder):
            self._application.installTranslator(self._translator)
