"""Which columns the lists of what changed have: who or what it is, and how it was and is."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.state.lists.chosen import ChosenColumns
from console.state.lists.columns import Column, Sort
from console.store.lists import ENTITIES, Entity, Kind

BEFORE = Column("before", 140, stretches=True)
AFTER = Column("after", 140, stretches=True)
FIELDS = Column("fields", 200, stretches=True)
KEY = Column("key", 160, stretches=True)

_WHO: dict[Entity, tuple[str, ...]] = {
    "person": ("name", "address"),
    "unit": ("address",),
    "building": ("building", "estate"),
    "estate": ("estate", "committee"),
    "committee": ("committee",),
    "episode": ("name", "address"),
    "check": ("due", "what", "name", "address"),
    "facility": ("facility", "what", "estate"),
    "event": ("raised", "what", "address"),
    "record": (),
}
"""What tells a row of an entity from others, where something else is to be read of it."""

Columns = tuple[Column, ...]
_Kept = tuple[dict[Kind, tuple[str, ...]], dict[Kind, tuple[Sort, ...]]]


class ChangedColumns(ChosenColumns):
    """Remembered as long as the window is open, apart for lists with other columns beside."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._beside: Columns = ()
        self._kept: dict[Columns, _Kept] = {(): (self._keys, self._sorts)}

    def put_beside(self, beside: Columns) -> None:
        """Have these columns beside those of the entity from now on."""
        self._beside = beside
        self._keys, self._sorts = self._kept.setdefault(beside, ({}, {}))

    def every(self, kind: Kind) -> Columns:
        """The columns beside come first, but for those that say what a row is."""
        whole = super().every(kind)
        who = [one for one in whole if one.key in _WHO[ENTITIES[kind]]] if self._beside else []
        return (*who, *self._beside, *(one for one in whole if one not in who))

    def at_first(self, kind: Kind) -> tuple[str, ...]:
        """What the row is and the columns beside; without these as any list."""
        if not self._beside:
            return super().at_first(kind)
        return (*_WHO[ENTITIES[kind]], *(one.key for one in self._beside))

    def first_sorts(self, kind: Kind) -> tuple[Sort, ...]:
        """They stand in the order of the places."""
        return ()
