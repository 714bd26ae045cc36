"""Tool tips from plain text: escaped, so that nothing from data is ever read as HTML."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

MOST_CHARACTERS = 1200
_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"}
)


def plain_tip(text: str) -> str:
    """`text` as a tool tip shows it letter by letter; lines stay lines, "" stays ""."""
    if not text:
        return ""
    short = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
    return f"<qt>{short.translate(_ESCAPED)}</qt>"


def show_plain_tip(text: str, at: QPoint, owner: QWidget, within: QRect | None = None) -> None:
    """Show `text` at a global position, as long as the pointer stays in `within`; "" hides it."""
    if not text:
        QToolTip.hideText()
    elif within is None:
        QToolTip.showText(at, plain_tip(text), owner)
    else:
        QToolTip.showText(at, plain_tip(text), owner, within)


def is_told(event: QEvent, told: Callable[[], str], owner: QWidget) -> bool:
    """Whether an event asks for the tool tip of `owner`, which then shows what `told` gives."""
    if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
        show_plain_tip(told(), event.globalPos(), owner)
        return True
    return False
