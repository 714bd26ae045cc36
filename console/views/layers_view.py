"""The layers' dock: what was laid over the map and the street's own in order, and what one is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from console.domain.words import say
from console.paint import theme
from console.state.layers.base import BaseLayers, BaseRow
from console.state.layers.doing import LayerDoing
from console.state.layers.layer import Layer
from console.state.layers.model import Layers
from console.state.layers.spoken import facts, notes, whole
from console.state.layers.stack import moved
from console.state.look import Appearance, Look
from console.state.map.base import GROUND, LINES, BaseLayer
from console.widgets.icon_button import IconButton
from console.widgets.layer_list import LayerList
from console.widgets.plain_label import PlainLabel, tint
from console.widgets.scroll_column import ScrollColumn

_BUTTONS = {
    "add": "file-plus",
    "undo": "arrow-back-up",
    "redo": "arrow-forward-up",
    "up": "chevron-up",
    "down": "chevron-down",
    "zoom": "focus-centered",
    "table": "table",
    "system": "compass",
    "remove": "trash",
}
_KEYS = {
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "up": "Alt+↑",
    "down": "Alt+↓",
    "table": "Enter",
    "remove": "Delete",
}
_STEPS = {"up": -1, "down": 1}
_LEAST_PX, _MOST_PX = 10, 100
_BUTTON_PX = 24
"""So small that they all have room in a dock as narrow as it is in a small window."""


class LayersView(QWidget):
    """`asked(act, key)` for what is done outside: add, zoom, table, system; `chose(key)`."""

    asked = Signal(str, str)
    chose = Signal(str)

    def __init__(
        self,
        *,
        layers: Layers,
        base: BaseLayers,
        doing: LayerDoing,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._layers, self._base, self._doing, self._look = layers, base, doing, look
        self.chosen = ""
        self.list = LayerList()
        self.column = ScrollColumn(self.list, self)
        self.buttons = {
            name: IconButton(icon, self, side_px=_BUTTON_PX) for name, icon in _BUTTONS.items()
        }
        self.empty = QLabel(self)
        self.title = PlainLabel(parent=self, place=True)
        self.facts = PlainLabel(tone="muted", parent=self)
        self.notes = QLabel(self)
        self.fading = PlainLabel(tone="muted", parent=self)
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self._about = QWidget(self)
        self._compose()
        self._connect()
        self._restyle(look.appearance)

    def choose(self, key: str) -> None:
        """Choose a layer."""
        self._stand_on(key)
        self.show_all()

    def show_all(self) -> None:
        """Show the layers as they are."""
        language = self._look.appearance.language
        files: dict[str, Layer | BaseRow] = {one.key: one for one in self._layers.layers}
        known = files | {one.key: one for one in self._base.rows(language)}
        stack = self._doing.stack
        if self.chosen not in known:
            self._stand_on(next(iter(files), stack[0]))
        rows = tuple(known[key] for key in stack)
        said = {row.key: _told(row, language) for row in rows}
        self.list.show_layers(rows, said, self.chosen, self._theme)
        self.empty.setVisible(not files)
        chosen = known[self.chosen]
        if isinstance(chosen, BaseRow):
            self._show_own(chosen, language)
        else:
            self._show_about(chosen, language)
        self._suit_steps()
        here = stack.index(self.chosen)
        for name, step in _STEPS.items():
            self.buttons[name].setEnabled(moved(stack, self.chosen, here + step) != stack)

    def event(self, event: QEvent) -> bool:
        """In here the keys that take a step back or again are those of layers, not the filter's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(one) for one in keys):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z takes the last step with layers back, Ctrl+Shift+Z takes it again."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._doing.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._doing.redo()
        else:
            super().keyPressEvent(event)

    def _stand_on(self, key: str) -> None:
        if key != self.chosen:
            self.chosen = key
            self.chose.emit(key)

    def _suit_steps(self) -> None:
        self.buttons["undo"].setEnabled(self._doing.can_undo)
        self.buttons["redo"].setEnabled(self._doing.can_redo)

    def _show_own(self, own: BaseRow, language: str) -> None:
        for name, button in self.buttons.items():
            button.setEnabled(name == "add")
        self.title.say(own.name)
        self.facts.say(say(f"layers.own_fact_{_kind_of(own.layer)}", language))
        self.notes.hide()
        self.opacity.setEnabled(True)
        self._show_share(own.opacity, language)

    def _show_share(self, share: float, language: str) -> None:
        self.opacity.blockSignals(True)
        self.opacity.setValue(round(share * 100))
        self.opacity.blockSignals(False)
        self.fading.say(say("layers.opacity", language, share=round(share * 100)))

    def _show_about(self, layer: Layer, language: str) -> None:
        for button in self.buttons.values():
            button.setEnabled(True)
        self.buttons["zoom"].setEnabled(layer.shapes is not None)
        self.buttons["table"].setEnabled(layer.content is not None)
        self.title.say(layer.title)
        self.facts.say(facts(layer, language))
        text = "\n".join(notes(layer, language))
        self.notes.setText(text)
        self.notes.setVisible(bool(text))
        self.opacity.setEnabled(layer.shapes is not None)
        self._show_share(layer.opacity, language)

    def _compose(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        metrics = theme.load(self._look.appearance.theme).metrics
        pad, gap = metrics.gap("panel"), metrics.gap("near")
        for label in (self.empty, self.notes):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            tint(label, "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.title.setFont(metrics.font("body", bold=True))
        self.opacity.setRange(_LEAST_PX, _MOST_PX)
        self.opacity.setPageStep(10)
        tools = QHBoxLayout()
        tools.setContentsMargins(gap, metrics.gap("tight"), gap, metrics.gap("tight"))
        tools.setSpacing(0)
        for name, button in self.buttons.items():
            tools.addWidget(button)
            if name == "add":
                tools.addStretch(1)
        about = QVBoxLayout(self._about)
        about.setContentsMargins(pad, gap, pad, pad)
        about.setSpacing(metrics.gap("tight"))
        for widget in (self.title, self.facts, self.notes, self.fading, self.opacity):
            about.addWidget(widget)
        self.empty.setContentsMargins(pad, gap, pad, gap)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(tools)
        rows.addWidget(self.empty)
        rows.addWidget(self.column, 1)
        rows.addWidget(self._about)
        rows.addStretch(0)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self._doing.changed.connect(self._suit_steps)
        self._layers.changed.connect(self.show_all)
        self._base.changed.connect(self.show_all)
        self._look.changed.connect(self._restyle)
        self.list.picked.connect(self.choose)
        self.list.opened.connect(self._open)
        self.list.turned.connect(self._doing.turn)
        self.list.moved.connect(self._doing.move)
        self.list.removed.connect(self._doing.remove)
        self.opacity.valueChanged.connect(self._fade)
        for name, step in _STEPS.items():
            self.buttons[name].clicked.connect(partial(self._step, step))
        self.buttons["undo"].clicked.connect(self._doing.undo)
        self.buttons["redo"].clicked.connect(self._doing.redo)
        self.buttons["remove"].clicked.connect(self._remove)
        self.buttons["add"].clicked.connect(self._add)
        self.buttons["zoom"].clicked.connect(self._zoom)
        self.buttons["table"].clicked.connect(self._open)
        self.buttons["system"].clicked.connect(self._ask_system)

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        language = appearance.language
        for name, button in self.buttons.items():
            button.call(say(f"layers.act.{name}", language), _KEYS.get(name, ""))
        self.empty.setText(say("layers.empty", language))
        self.list.setAccessibleName(say("layers.name", language))
        self.opacity.setAccessibleName(say("layers.act.fade", language))
        self.show_all()

    def _fade(self, share: int) -> None:
        self._doing.fade(self.chosen, share / 100)

    def _step(self, by: int) -> None:
        self._doing.move(self.chosen, self._doing.stack.index(self.chosen) + by)

    def _remove(self) -> None:
        self._doing.remove(self.chosen)

    def _add(self) -> None:
        self.asked.emit("add", "")

    def _zoom(self) -> None:
        self.asked.emit("zoom", self.chosen)

    def _open(self) -> None:
        self.asked.emit("table", self.chosen)

    def _ask_system(self) -> None:
        self.asked.emit("system", self.chosen)


def _told(row: Layer | BaseRow, language: str) -> str:
    """A layer in words for tips and screen readers."""
    return row.told(language) if isinstance(row, BaseRow) else whole(row, language)


def _kind_of(layer: BaseLayer) -> str:
    """Whether one of the street's own may lie elsewhere among its like."""
    return "free" if layer in (*LINES, *GROUND) else "fixed"
