"""Dresses the application: palette, the one style sheet, font, and Qt's own words."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from console.paint import style, theme
from console.state.look import Appearance, Look


class Dresser(QObject):
    """Follows the look: a theme dresses everything anew, a language translates Qt's dialogs.

    The style sheet is the windows' own, and of all that belongs to them. It names colours by their
    roles in the palette and stays; with another palette it is read anew, widget by widget, in a
    third of the time that another sheet would take.
    """

    def __init__(self, application: QApplication, look: Look) -> None:
        super().__init__(application)
        self._application = application
        self._windows: list[QWidget] = []
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

    def _recolour(self) -> None:
        """Have the sheet's rules find the palette's colours anew."""
        for window in self._windows:
            look = window.style()
            for widget in (window, *window.findChildren(QWidget)):
                look.polish(widget)

    def _translate(self, language: str) -> None:
        self._application.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language == "zh" and self._translator.load("qtbase_zh_CN", folder):
            self._application.installTranslator(self._translator)
