"""The status bar: what just happened, what the pointer is on, where it is, and background work."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.domain import words
from console.paint import theme
from console.state.look import Appearance, Look
from console.widgets.plain_label import PlainLabel
from console.widgets.steady_line import SteadyLine
from console.widgets.work_bar import WorkBar

_NOTE_MS = 12_000
_HEIGHT_PX = 26


class StatusView(QWidget):
    """Notes fade after twelve seconds; a standing note stays until it is taken back."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        dress = theme.load(look.appearance.theme)
        metrics = dress.metrics
        self.message = PlainLabel(parent=self)
        self.pointed = SteadyLine(dress, self)
        self.work = WorkBar(metrics, self)
        self._standing: tuple[str, dict[str, object]] | None = None
        self._noted: tuple[str, dict[str, object]] | None = None
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_NOTE_MS)
        self._build(metrics.gap("panel"), metrics.gap("step"))
        self._connect()
        self._relabel()

    def note(self, key: str, **values: object) -> None:
        """Say the sentence `key` for a while."""
        self._noted = (key, values)
        self._fade.start()
        self._show_message()

    def stand(self, key: str = "", **values: object) -> None:
        """Say the sentence `key` until another stands; "" takes it back."""
        self._standing = (key, values) if key else None
        self._noted = None
        self._show_message()

    def tell_hovered(self, text: str) -> None:
        """What the pointer is on; "" for nothing."""
        self.pointed.say(text)

    def tell_where(self, text: str) -> None:
        """Where the pointer is; "" for nowhere."""
        self.pointed.say_in_corner(text)

    def _build(self, margin: int, gap: int) -> None:
        self.setFixedHeight(_HEIGHT_PX)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 0)
        row.setSpacing(gap)
        row.addWidget(self.message, 3)
        row.addWidget(self.work)
        row.addWidget(self.pointed, 3)

    def _connect(self) -> None:
        self._fade.timeout.connect(self._forget)
        self._look.changed.connect(self._restyle)

    def _forget(self) -> None:
        self._noted = None
        self._show_message()

    def _restyle(self, appearance: Appearance) -> None:
        self.pointed.wear(theme.load(appearance.theme))
        self._relabel()

    def _relabel(self) -> None:
        self.work.relabel(words.say("command.snapshot.cancel", self._look.appearance.language))
        self._show_message()

    def _show_message(self) -> None:
        said = self._noted or self._standing
        if said is None:
            self.message.say("")
            return
        key, values = said
        self.message.say(words.say(key, self._look.appearance.language, **values))
