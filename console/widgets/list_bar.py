"""The bar over a list: how many lines of how many, which of them, and what else can be done."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from console.domain.words import say
from console.paint.theme import Theme
from console.state.lists.scope import SCOPES, Scope
from console.widgets.crumb_button import ElidedButton
from console.widgets.drag_handle import DragHandle
from console.widgets.icon_button import IconButton
from console.widgets.plain_label import PlainLabel
from console.widgets.tips import plain_tip

_BUTTON_PX = 24


class ListBar(QWidget):
    """`scoped(scope)` for another switch, `raised(bool)` for the chosen on top; two buttons more.

    `unlinked` when what the list is narrowed to is put away.

    `copy_button`, `columns_button` and `drag_handle` are to be connected by whoever owns it.
    """

    scoped = Signal(str)
    raised = Signal(bool)
    unlinked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = PlainLabel(tone="muted", parent=self)
        self.link_button = ElidedButton(self)
        self.link_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.link_button.hide()
        self._unlink_tip = ""
        self.buttons: dict[Scope, QToolButton] = {}
        self._group = QButtonGroup(self)
        for scope in SCOPES:
            button = self.buttons[scope] = QToolButton(self)
            button.setCheckable(True)
            button.setProperty("scope", scope)
            self._group.addButton(button)
        self.top_button = QToolButton(self)
        self.top_button.setCheckable(True)
        self.copy_button = IconButton("copy", self, side_px=_BUTTON_PX, quiet=True)
        self.columns_button = IconButton("table", self, side_px=_BUTTON_PX, quiet=True)
        self.drag_handle = DragHandle(self, side_px=_BUTTON_PX, quiet=True)
        self._arrange(theme)
        self._group.buttonClicked.connect(self._choose)
        self.top_button.toggled.connect(self.raised)
        self.link_button.clicked.connect(self.unlinked)

    def relabel(self, theme: Theme, language: str) -> None:
        """Name everything in a language."""
        font = theme.metrics.font("body")
        self.count.setFont(theme.metrics.font("body", tabular=True))
        for scope, button in self.buttons.items():
            _call(button, f"lists.scope.{scope}", language)
            button.setFont(font)
        _call(self.top_button, "lists.on_top", language)
        self.top_button.setFont(font)
        self.link_button.setFont(font)
        self._unlink_tip = say("lists.unlink", language)
        self.copy_button.call(say("lists.copy", language), "Ctrl+C")
        self.columns_button.call(say("lists.columns", language))
        self.drag_handle.call(say("lists.drag", language), "Ctrl+E")

    def put_away_scopes(self) -> None:
        """Have no choice of what is shown, and nothing to drag out."""
        for part in (*self.buttons.values(), self.top_button, self.drag_handle):
            part.hide()

    def show_link(self, text: str) -> None:
        """Say what the list is narrowed to, "" for nothing; a click puts it away.

        Where there is little room it is elided, and the tool tip has all of it.
        """
        self.link_button.setVisible(bool(text))
        self.link_button.say(f"{text}  ×", bold=False)
        self.link_button.setToolTip(plain_tip(f"{text}\n{self._unlink_tip}"))
        self.link_button.setAccessibleName(text)

    def show_scope(self, scope: Scope) -> None:
        """Check the switch that is in force, without saying so."""
        blocked = QSignalBlocker(self._group)
        self.buttons[scope].setChecked(True)
        blocked.unblock()

    def _choose(self, button: QToolButton) -> None:
        self.scoped.emit(button.property("scope"))

    def _arrange(self, theme: Theme) -> None:
        tight, near = theme.metrics.gap("tight"), theme.metrics.gap("near")
        row = QHBoxLayout(self)
        row.setContentsMargins(near, 0, near, 0)
        row.setSpacing(tight)
        row.addWidget(self.count)
        row.addWidget(self.link_button)
        row.addStretch(1)
        for button in (*self.buttons.values(), self.top_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addWidget(self.copy_button)
        row.addWidget(self.columns_button)
        row.addWidget(self.drag_handle)


def _call(button: QToolButton, key: str, language: str) -> None:
    button.setText(say(key, language))
    button.setToolTip(plain_tip(say(f"{key}_tip", language)))
