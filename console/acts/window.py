"""Acts upon the window itself: docks, layout, full screen, panes, looks, sheets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from console.domain import words
from console.paint import theme
from console.state.look import Look
from console.widgets.painting_in_turn import PaintingInTurn
from console.window import Window


class WindowActs(QObject):
    """Each method is one act; `window` is what it acts upon."""

    def __init__(self, window: Window, look: Look) -> None:
        super().__init__(window)
        self._window, self._look = window, look
        self._hidden: frozenset[str] = frozenset()
        self._sheets: dict[str, QDialog] = {}
        self._painting = PaintingInTurn(self)

    def turn_theme(self) -> None:
        """Night to day, day to night."""
        night = theme.load(self._look.appearance.theme).dark
        self._dress(theme="day" if night else "night")

    def turn_language(self) -> None:
        """The other language, in the list's order."""
        known = words.LANGUAGES
        at = known.index(self._look.appearance.language)
        self._dress(language=known[(at + 1) % len(known)])

    def turn_dock(self, name: str) -> None:
        """Bring a dock into sight and give it the keyboard, or hide it."""
        dock = self._window.docks[name]
        if dock.is_in_sight:
            dock.hide()
            return
        self._window.bring(name)
        if dock.widget() is not None:
            _focus(dock.widget())

    def turn_docks(self) -> None:
        """Hide every dock, or show those again that were there."""
        shown = self._window.shown_docks()
        wanted = frozenset[str]() if shown else self._hidden or frozenset(self._window.docks)
        self._hidden = shown
        for name, dock in self._window.docks.items():
            dock.setVisible(name in wanted)

    def reset(self) -> None:
        """Docks, borders and their sizes as at the first start."""
        self._window.memory.reset()
        self._window.size_docks()
        self._window.status.note("status.layout_reset")

    def turn_full_screen(self) -> None:
        """Fill the screen, or return to a window."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def move_focus(self, by: int) -> None:
        """Give the keyboard to the next pane on show, or the one before."""
        panes = [pane for pane in self._window.panes() if pane.isVisible()]
        if not panes:
            return
        focused = QApplication.focusWidget()
        here = next((i for i, pane in enumerate(panes) if _holds(pane, focused)), -1)
        first = 0 if by > 0 else len(panes) - 1
        following = panes[(here + by) % len(panes)] if here >= 0 else panes[first]
        _focus(following)

    def show_shortcuts(self) -> None:
        """Open the sheet of keys."""
        from console.views.shortcuts_view import ShortcutsView

        self._open("shortcuts", ShortcutsView)

    def show_about(self) -> None:
        """Open the sheet of versions and licences."""
        from console.views.about_view import AboutView

        self._open("about", AboutView)

    def paint_in_turn(self) -> None:
        """All will have to be painted anew: the window's middle comes first, then the docks."""
        middle = self._window.centre.panes()
        docked = [pane for pane in self._window.panes() if pane not in middle]
        self._painting.hold([*middle, *docked])

    def _dress(self, **fields: str) -> None:
        """Change the look."""
        self.paint_in_turn()
        self._look.change(**fields)

    def _open(self, name: str, made: Callable[..., QDialog]) -> None:
        sheet = self._sheets.get(name)
        if sheet is None:
            sheet = self._sheets[name] = made(look=self._look, parent=self._window)
        bring_forward(sheet)


def bring_forward(sheet: QWidget) -> None:
    """Show a window of its own above all others, with the keyboard."""
    sheet.show()
    sheet.raise_()
    sheet.activateWindow()


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def _focus(pane: QWidget) -> None:
    """Focus what takes the keyboard for `pane`, or else the first thing in it that does."""
    proxy = pane.focusProxy()
    candidates = [*([proxy] if proxy is not None else []), pane, *pane.findChildren(QWidget)]
    for widget in candidates:
        strong = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if strong and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
