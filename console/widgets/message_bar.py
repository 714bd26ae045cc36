"""A bar above the map that says what went wrong and what to do; it never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from console.paint.theme import Metrics
from console.widgets.icon_button import IconButton

_MOST_CHARACTERS = 1000


class MessageBar(QWidget):
    """Hidden until something is said; the text can be selected and copied."""

    def __init__(self, metrics: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = IconButton("alert-triangle", self, side_px=22)
        self._sign.setEnabled(True)
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.dismiss = IconButton("x", self, side_px=22)
        self.dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        gap = metrics.gap("near")
        row.setContentsMargins(gap, metrics.gap("tight"), gap, metrics.gap("tight"))
        row.setSpacing(gap)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.dismiss)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`; "" hides the bar."""
        self.text.setText(text[:_MOST_CHARACTERS])
        self.setVisible(bool(text))

    def relabel(self, close_name: str) -> None:
        """Name the button."""
        self.dismiss.call(close_name)
