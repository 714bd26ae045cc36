"""Asks in which coordinate system a file's positions are, when it does not say so itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.datums import Datum
from console.domain.spoken import capped
from console.domain.words import say
from console.paint import theme
from console.paint.theme import Metrics
from console.state.look import Look

Bounds = tuple[float, float, float, float]
_MOST_EAST, _MOST_NORTH = 180.0, 90.0
_WIDE_PX = 440
_OTHER = ""


class SystemView(QDialog):
    """`answered(crs)` with what was chosen; closing it answers nothing.

    `bounds` are the file's own numbers, None when it is asked for a file that says its system;
    `plane` is the EPSG code of the street's plane, 0 for none.
    """

    answered = Signal(str)

    def __init__(
        self,
        *,
        look: Look,
        file: str,
        bounds: Bounds | None,
        plane: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        language = look.appearance.language
        metrics = theme.load(look.appearance.theme).metrics
        self.setWindowTitle(say("layers.system.title", language))
        self.systems = offered(bounds, plane)
        self.choices = QButtonGroup(self)
        self.other = QLineEdit(self)
        self.other.setPlaceholderText("EPSG:4549")
        self.other.textEdited.connect(self._choose_other)
        self.buttons = QDialogButtonBox(self)
        key = "layers.system.ask" if bounds is not None else "layers.system.change"
        said = [say(key, language, file=capped(file, 80))]
        if bounds is not None:
            said.append(_numbers(bounds, language))
        self._compose(said, language, metrics)

    def _compose(self, said: list[str], language: str, metrics: Metrics) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[metrics.gap("wide")] * 4)
        rows.setSpacing(metrics.gap("near"))
        for text in said:
            rows.addWidget(_text(text, self))
        for number, crs in enumerate(self.systems):
            button = QRadioButton(_name(crs, language), self)
            self.choices.addButton(button, number)
            rows.addWidget(button)
        self.choices.button(0).setChecked(True)
        self.choices.button(0).setFocus()
        rows.addWidget(self.other)
        roles = QDialogButtonBox.ButtonRole
        use = self.buttons.addButton(say("layers.system.use", language), roles.AcceptRole)
        self.buttons.addButton(say("layers.system.leave", language), roles.RejectRole)
        use.setDefault(True)
        self.buttons.accepted.connect(self._answer)
        self.buttons.rejected.connect(self.reject)
        rows.addSpacing(metrics.gap("near"))
        rows.addWidget(self.buttons)
        self.setMinimumWidth(round(_WIDE_PX * metrics.scale))

    def _choose_other(self) -> None:
        self.choices.button(self.systems.index(_OTHER)).setChecked(True)

    def _answer(self) -> None:
        crs = self.systems[self.choices.checkedId()]
        if crs == _OTHER:
            typed = self.other.text().strip()
            crs = f"EPSG:{typed}" if typed.isdigit() else typed
        if crs:
            self.answered.emit(crs)
            self.accept()
        else:
            self.other.setFocus()


def offered(bounds: Bounds | None, plane: int) -> tuple[str, ...]:
    """The systems that numbers within `bounds` may be in, the likeliest first; "" for another."""
    degrees = (Datum.WGS84.value, Datum.GCJ02.value, Datum.BD09.value)
    metres = (f"EPSG:{plane}", "EPSG:3857") if plane else ("EPSG:3857",)
    if bounds is None:
        return (*degrees, *metres, _OTHER)
    west, south, east, north = bounds
    fits = max(abs(west), abs(east)) <= _MOST_EAST and max(abs(south), abs(north)) <= _MOST_NORTH
    return (*degrees, _OTHER) if fits else (*metres, _OTHER)


def _numbers(bounds: Bounds, language: str) -> str:
    west, south, east, north = (f"{one:,.6g}" for one in bounds)
    x, y = f"{west} … {east}", f"{south} … {north}"
    return say("layers.system.numbers", language, x=x, y=y)


def _name(crs: str, language: str) -> str:
    if crs == _OTHER:
        return say("layers.system.other", language)
    if crs in tuple(Datum):
        return say(f"layers.system.{crs}", language)
    key = "mercator" if crs == "EPSG:3857" else "plane"
    return say(f"layers.system.{key}", language, code=crs)


def _text(text: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    return label
