"""A quiet button with an icon in the colour of the text, right in every theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from console.paint import icons
from console.widgets.tips import plain_tip

ICON_PX = 18
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
        self._drawn: tuple[str, QColor] | None = None
        self.setFixedSize(side_px, side_px)
        self.setIconSize(QSize(ICON_PX, ICON_PX) if side_px >= SIDE_PX else QSize(14, 14))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tint()

    def call(self, name: str, keys: str = "") -> None:
        """Name the button; `keys` are added to the tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name}  {keys}".strip()))

    def draw(self, icon: str) -> None:
        """Show another icon."""
        if icon != self._icon:
            self._icon = icon
            self._tint()

    def follow(self, action: QAction) -> None:
        """Do, and be enabled and checked, as `action`; the icon stays this button's."""
        self._action = action
        self.setCheckable(action.isCheckable())
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Another palette tints the icon anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._tint()

    def _follow(self) -> None:
        if self._action is None:
            return
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self.call(self._action.text(), self._action.shortcut().toString())

    def _tint(self) -> None:
        colour = self.palette().color(QPalette.ColorGroup.Active, self._role)
        if (self._icon, colour) == self._drawn:
            return
        self._drawn = self._icon, colour
        self.setIcon(icons.icon(self._icon, colour, self.iconSize().width()))
