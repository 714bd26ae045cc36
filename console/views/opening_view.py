"""What fills the window while no street is open: the first opening's progress, or why it failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.domain import words
from console.paint import theme
from console.state.look import Look
from console.widgets.action_table import ActionTable
from console.widgets.plain_label import PlainLabel
from console.widgets.work_bar import STEPS

_WIDTH_PX = 480
_OFFERED = ("snapshot.open", "snapshot.demo")


class OpeningView(QWidget):
    """Shows work with its progress, or a fault with what to do, or what could be opened."""

    def __init__(self, *, look: Look, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("opening")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._said: tuple[str, dict[str, object]] = ("opening.nothing_open", {})
        metrics = theme.load(look.appearance.theme).metrics
        self.title = PlainLabel(parent=self)
        self.title.setFont(metrics.font("title", bold=True))
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.cancel = self._button(actions, "snapshot.cancel")
        self.buttons = tuple(self._button(actions, command_id) for command_id in _OFFERED)
        self._build(metrics.gap("step"))
        self._ids = (*_OFFERED, "snapshot.cancel")
        self._look.changed.connect(self._relabel)
        self.show_nothing()

    def show_begun(self) -> None:
        """Say that a street is being opened, before anybody can tell how far it is."""
        self.show_work("", 0.0)
        self.cancel.hide()

    def show_work(self, stage: str, done: float) -> None:
        """Say the stage (already in words) and how far it is, 0 to 1."""
        self._working(True)
        self._said = ("opening.working", {})
        self.title.say(words.say("opening.working", self._look.appearance.language))
        self.text.setText(stage)
        self.bar.setValue(round(max(done, 0.0) * STEPS))

    def show_fault(self, key: str, values: dict[str, object]) -> None:
        """Say the sentence `key` and offer what can be opened instead."""
        self._working(False)
        self._said = (key, values)
        self._relabel()

    def show_nothing(self) -> None:
        """Say that nothing is open."""
        self.show_fault("opening.nothing_open", {})

    def _working(self, working: bool) -> None:
        self.bar.setVisible(working)
        self.cancel.setVisible(working)
        for button in self.buttons:
            button.setVisible(not working)

    def _relabel(self) -> None:
        language = self._look.appearance.language
        key, values = self._said
        if self.bar.isVisibleTo(self):
            self.title.say(words.say("opening.working", language))
        else:
            nothing = key == "opening.nothing_open"
            self.title.say(words.say("opening.title" if nothing else "opening.failed", language))
            self.text.setText(words.say(key, language, **values))
        for button, command_id in zip((*self.buttons, self.cancel), self._ids, strict=True):
            button.setText(words.say(f"opening.button.{command_id.split('.')[1]}", language))

    def _button(self, actions: ActionTable, command_id: str) -> QPushButton:
        button = QPushButton(self)
        button.clicked.connect(actions[command_id].trigger)
        return button

    def _build(self, gap: int) -> None:
        column = QVBoxLayout()
        column.setSpacing(gap)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(gap)
        for button in (*self.buttons, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        middle = QWidget(self)
        middle.setFixedWidth(_WIDTH_PX)
        middle.setLayout(column)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)
