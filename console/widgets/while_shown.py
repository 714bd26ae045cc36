"""Follows what a view shows only while it is on show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhileShown(QObject):
    """`follow` has a view show what is new; once it was hidden, not before it is shown again."""

    def __init__(self, view: QWidget, show: Callable[[], object]) -> None:
        super().__init__(view)
        self._show = show
        self._is_hidden = self._is_behind = False
        view.installEventFilter(self)

    @property
    def is_hidden(self) -> bool:
        """Whether the view shows nothing of what is new."""
        return self._is_hidden

    def follow(self) -> None:
        """What the view shows is another."""
        self._is_behind = self._is_hidden
        if not self._is_hidden:
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up when the view comes back; nothing is kept from anybody."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self._is_hidden = True
        elif event.type() == QEvent.Type.Show and self._is_hidden:
            self._is_hidden = False
            if self._is_behind:
                self._is_behind = False
                self._show()
        return False
