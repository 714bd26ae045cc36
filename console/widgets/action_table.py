"""The command table as Qt actions: one action a command, shared by menus, buttons and shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from console.paint import icons
from console.state import commands
from console.state.situation import Situation

_ICON_PX = 16


class ActionTable(QObject):
    """An action for every command; `asked(id)` says which one the user wants."""

    asked = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._group = QActionGroup(self)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        self._group.triggered.connect(self._ask)
        self._actions = {command.id: self._made(command) for command in commands.COMMANDS}
        self._colour: QColor | None = None
        self._suited: Situation | None = None
        self._menus: dict[str, QMenu] = {}
        self.submenus: dict[str, QMenu] = {}
        window.addActions([*self._actions.values()])

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def fill(self, bar: QMenuBar) -> None:
        """Put every command into its menu of `bar`, in the table's order."""
        for menu_id in commands.MENUS:
            menu = self._menus[menu_id] = QMenu(bar)
            menu.setToolTipsVisible(False)
            bar.addMenu(menu)
            menu.aboutToShow.connect(self._tint)
            for command in commands.of_menu(menu_id):
                if command.begins_group:
                    menu.addSeparator()
                self._place(menu, command)
        self._suited = None

    def relabel(self, language: str) -> None:
        """Name menus and commands in `language`."""
        for menu_id, menu in self._menus.items():
            menu.setTitle(commands.menu_text(menu_id, language))
        for command in commands.COMMANDS:
            self._actions[command.id].setText(command.text(language))
            if command.id in self.submenus:
                self.submenus[command.id].setTitle(command.text(language))

    def retint(self, colour: QColor) -> None:
        """Draw the icons in `colour`, when a menu is opened next; switches keep room for a tick."""
        self._colour = colour

    def _tint(self) -> None:
        colour, self._colour = self._colour, None
        if colour is None:
            return
        for command in commands.COMMANDS:
            if command.icon and command.checked_when is None:
                drawn = icons.icon(command.icon, colour, _ICON_PX)
                self._actions[command.id].setIcon(drawn)

    def suit(self, situation: Situation) -> None:
        """Enable and check every command as the situation asks; it is often the one there was."""
        if situation == self._suited:
            return
        self._suited = situation
        for command in commands.COMMANDS:
            action = self._actions[command.id]
            action.setEnabled(command.enabled_when(situation))
            if command.checked_when is not None:
                action.setChecked(command.checked_when(situation))
            if command.id in self.submenus:
                self.submenus[command.id].setEnabled(action.isEnabled())

    def _made(self, command: commands.Command) -> QAction:
        action = QAction(self)
        action.setObjectName(command.id)
        action.setData(command.id)
        action.setCheckable(command.checked_when is not None)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setIconVisibleInMenu(True)
        self._group.addAction(action)
        return action

    def _place(self, menu: QMenu, command: commands.Command) -> None:
        if not command.submenu:
            menu.addAction(self._actions[command.id])
            return
        submenu = self.submenus[command.id] = QMenu(menu)
        menu.addMenu(submenu)

    def _ask(self, action: QAction) -> None:
        """A switch has turned itself over, whatever comes of what is asked for."""
        self._suited = None
        self.asked.emit(action.data())
