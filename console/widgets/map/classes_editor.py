"""Adjusting the map's classes: how many there are, and from which value each begins."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from console.domain.words import say
from console.state.map.classes import FEWEST, MOST, Classes, classes_from
from console.widgets.plain_label import PlainLabel, tint

_LARGEST = 1_000_000.0
_NOTE_PX = 230


class ClassesEditor(QFrame):
    """A popup; `changed(Classes)` at every step, `number_chosen(int)`, `default_asked`."""

    changed = Signal(object)
    number_chosen = Signal(int)
    default_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.number = QSpinBox(self)
        self.number.setRange(FEWEST, MOST)
        self.bounds = [QDoubleSpinBox(self) for _ in range(MOST - 1)]
        self.default = QPushButton(self)
        self._number_label = PlainLabel(tone="muted", parent=self)
        self._labels = [PlainLabel(tone="muted", parent=self) for _ in self.bounds]
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        tint(self._note, "muted")
        self._note.setWordWrap(True)
        self._note.setFixedWidth(_NOTE_PX)
        self._filling = False
        column = QVBoxLayout(self)
        self._form = QFormLayout()
        self._form.addRow(self._number_label, self.number)
        for label, bound in zip(self._labels, self.bounds, strict=True):
            bound.setRange(0.1, _LARGEST)
            bound.setKeyboardTracking(False)
            self._form.addRow(label, bound)
            bound.valueChanged.connect(self._tell)
        column.addLayout(self._form)
        column.addWidget(self.default)
        column.addWidget(self._note)
        self.number.valueChanged.connect(self._tell_number)
        self.default.clicked.connect(self.default_asked)

    def show_classes(self, classes: Classes, language: str, *, whole: bool) -> None:
        """Show classes as they are; says nothing back."""
        self._filling = True
        self._number_label.say(say("map.number", language))
        self.number.setValue(len(classes))
        for index, (label, bound) in enumerate(zip(self._labels, self.bounds, strict=True)):
            there = index < len(classes.lower)
            self._form.setRowVisible(bound, there)
            label.say(say("map.from", language, index=index + 1))
            bound.setDecimals(0 if whole else 1)
            bound.setMinimum(1.0 if whole else 0.1)
            if there:
                bound.setValue(classes.lower[index])
        self.default.setText(say("map.default", language))
        self._note.setText(say("map.default_note", language))
        self.adjustSize()
        self._filling = False

    def _tell(self) -> None:
        if not self._filling:
            shown = [one.value() for one in self.bounds if self._form.isRowVisible(one)]
            self.changed.emit(classes_from(shown))

    def _tell_number(self, number: int) -> None:
        if not self._filling:
            self.number_chosen.emit(number)
