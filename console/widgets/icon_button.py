"""A quiet button with an icon in the colour of the text, right in every theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QStyleOptionToolButton, QToolButton, QWidget

from console.paint import icons
from console.widgets.tips import plain_tip

ICON_PX, _SMALL_PX = 18, 14
SIDE_PX = 28


class IconButton(QToolButton):
    """A square button that shows `icon`; named for screen readers and tool tips by `call`.

    A `quiet` one has the colour of quiet text.
    """

    def __init__(
        self,
        icon: str,
        parent: QWidget | None = None,
        *,
        side_px: int = SIDE_PX,
        quiet: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.ButtonText
        self._action: QAction | None = None
        self._called = ("", "")
        self._icon_px = ICON_PX if side_px >= SIDE_PX else _SMALL_PX
        self.setFixedSize(side_px, side_px)
        self.setIconSize(QSize(self._icon_px, self._icon_px))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def call(self, name: str, keys: str = "") -> None:
        """Name the button; `keys` are added to the tool tip. Silent when it is called so."""
        if (name, keys) != self._called:
            self._called = name, keys
            self.setAccessibleName(name)
            self.setToolTip(plain_tip(f"{name}  {keys}".strip()))

    def draw(self, icon: str) -> None:
        """Show another icon."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def follow(self, action: QAction) -> None:
        """Do, and be enabled and checked, as `action`; the icon stays this button's."""
        self._action = action
        self.setCheckable(action.isCheckable())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:  # noqa: N802
        """Draw the icon in the colour of the text as it is now: a new palette costs nothing."""
        super().initStyleOption(option)
        colour = self.palette().color(QPalette.ColorGroup.Active, self._role)
        option.icon = icons.icon(self._icon, colour, self._icon_px)

    def _follow(self) -> None:
        if self._action is None:
            return
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self.call(self._action.text(), self._action.shortcut().toString())
