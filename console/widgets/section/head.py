"""The head of a section: the building, its facts, and the switch of what colours show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.words import say
from console.paint.theme import Theme
from console.state.lists.linked import Linked
from console.state.look import RECOLOURINGS, Recolouring
from console.widgets.drag_handle import DragHandle
from console.widgets.icon_button import IconButton
from console.widgets.parts_label import PartsLabel
from console.widgets.plain_label import PlainLabel
from console.widgets.tips import plain_tip


class SectionHead(QWidget):
    """Shows texts; `recoloured(name)` asks for another recolouring, `fitted` for the whole."""

    recoloured = Signal(str)
    fitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(parent=self, place=True)
        self.facts = PartsLabel(theme, self)
        self.fit_button = IconButton("focus-centered", self)
        self.drag_handle = DragHandle(self)
        self._buttons: dict[Recolouring, QToolButton] = {}
        self._group = QButtonGroup(self)
        for name in RECOLOURINGS:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setProperty("recolouring", name)
            self._group.addButton(button)
            self._buttons[name] = button
        self._arrange(theme)
        self._group.buttonClicked.connect(self._choose)
        self.fit_button.clicked.connect(self.fitted)

    def say(self, title: str, facts: Sequence[Linked | str], *, rooms: Sequence[str] = ()) -> None:
        """Show another title, and below it what is to be known, the most important first.

        A fact takes the room of the text in its place among `rooms`.
        """
        self.title.say(title)
        self.facts.say(facts, rooms=rooms)

    def show_controls(self, recolouring: Recolouring, theme: Theme, language: str) -> None:
        """Name the switch in a language and check what is in force."""
        self.title.setFont(theme.metrics.font("title", bold=True))
        self.facts.wear(theme)
        self.fit_button.call(say("section.fit", language), "0")
        self.drag_handle.call(say("page.drag", language), "Ctrl+P")
        blocked = QSignalBlocker(self._group)
        for name, button in self._buttons.items():
            button.setText(say(f"section.by.{name}", language))
            button.setToolTip(plain_tip(say(f"section.by_tip.{name}", language)))
            button.setFont(theme.metrics.font("body"))
            button.setChecked(name == recolouring)
        blocked.unblock()

    def enable(self, there: bool) -> None:
        """Let the switch be used only when there is a building."""
        for control in (*self._buttons.values(), self.fit_button, self.drag_handle):
            control.setVisible(there)

    def _choose(self, button: QToolButton) -> None:
        self.recoloured.emit(button.property("recolouring"))

    def _arrange(self, theme: Theme) -> None:
        pad, near, tight = (theme.metrics.gap(name) for name in ("panel", "near", "tight"))
        upper = QHBoxLayout()
        upper.setSpacing(tight)
        upper.addWidget(self.title, 1)
        for button in self._buttons.values():
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            upper.addWidget(button)
        upper.addWidget(self.fit_button)
        upper.addWidget(self.drag_handle)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, near, near, 0)
        column.setSpacing(tight)
        column.addLayout(upper)
        column.addWidget(self.facts)
