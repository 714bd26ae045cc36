"""Remembers the place that is chosen, so that the next start stands there again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.state import places
from console.state.preferences import Preferences
from console.state.selection import Selection
from console.state.session import Session


class PlaceMemory(QObject):
    """Writes every choice into `preferences`, by ids."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._preferences = session, selection, preferences
        selection.changed.connect(self._keep)

    def _keep(self) -> None:
        street = self._session.street
        if street is not None:
            self._preferences.keep_place(places.ids_of(street, self._selection.place))
