"""Work in the background: what is being done, how far it is, and a button to cancel it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from console.paint.theme import Metrics
from console.widgets.icon_button import IconButton
from console.widgets.plain_label import PlainLabel

STEPS = 1000
_BAR_PX = 160


class WorkBar(QWidget):
    """Shown while work goes on; `cancel_asked` when the user wants it stopped."""

    cancel_asked = Signal()

    def __init__(self, metrics: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = PlainLabel(tone="muted", parent=self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_PX)
        self.cancel = IconButton("x", self, side_px=22, quiet=True)
        self.cancel.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.gap("near"))
        for widget in (self._stage, self.bar, self.cancel):
            row.addWidget(widget)
        self.hide()

    def show_work(self, stage: str, done: float) -> None:
        """Say the stage; `done` is 0 to 1, a negative share is one that is not known."""
        self._stage.say(stage)
        self.bar.setRange(0, STEPS if done >= 0 else 0)
        self.bar.setValue(round(max(done, 0.0) * STEPS))
        self.show()

    def relabel(self, cancel_name: str) -> None:
        """Name the button."""
        self.cancel.call(cancel_name)
