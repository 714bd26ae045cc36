"""A line for an expression: slips are underlined where they are; some keys are for its list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.parts import MOST, Span

_WALKED = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class ExpressionField(QLineEdit):
    """`walked(steps)` for arrows, `taken` for Tab, `entered`, `left` for Escape, `unfocused`.

    While a word is being composed nothing is underlined.
    """

    walked = Signal(int)
    taken = Signal()
    entered = Signal()
    left = Signal()
    unfocused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("expression")
        self.setMaxLength(MOST)
        self.lists = False
        """Whether there is a list that Tab and arrows belong to."""
        self._composing = False

    def underline(self, spans: Iterable[Span], colour: QColor) -> None:
        """Underline pieces of the text with a wave."""
        if self._composing:
            return
        slip = QTextCharFormat()
        slip.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        slip.setUnderlineColor(colour)
        cursor = self.cursorPosition()
        attributes = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat,
                span.start - cursor,
                max(span.end - span.start, 1),
                slip,
            )
            for span in spans
        ]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a word is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and arrows are for the expression."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key in _WALKED and self.lists:
            self.walked.emit(_WALKED[key])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Escape is the field's own, and Tab while there is a list."""
        if isinstance(event, QKeyEvent):
            key, kind = event.key(), event.type()
            if kind == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress and key == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if kind == QEvent.Type.KeyPress and key == Qt.Key.Key_Tab and self.lists:
                self.taken.emit()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.unfocused.emit()
