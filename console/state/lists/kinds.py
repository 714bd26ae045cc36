"""The lists there are, each with its count as of the instant shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.spoken import instant
from console.domain.words import say
from console.state.tiles_model import figure
from console.store.frame import Frame
from console.store.lists import KINDS, Kind, count_of

NAME_ROLE = int(Qt.ItemDataRole.UserRole)
FIGURE_ROLE = NAME_ROLE + 1
TIP_ROLE = NAME_ROLE + 2
SIGN_ROLE = NAME_ROLE + 3
"""The sign that stands for a kind on map and section, where it has one."""
INDENT_ROLE = NAME_ROLE + 4
"""Whether a row belongs to one above it."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class KindsModel(QAbstractListModel):
    """One row a kind in the order of `lists.KINDS`: name, figure and tip by role."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._language = "zh"
        self._counts: dict[Kind, int | None] = dict.fromkeys(KINDS)

    def show(self, frame: Frame | None, language: str) -> None:
        """Count the lists at a frame's instant."""
        self._frame, self._language = frame, language
        for kind in KINDS:
            self._counts[kind] = None if frame is None else count_of(kind, frame)
        self.dataChanged.emit(self.index(0), self.index(len(KINDS) - 1))

    def count(self, kind: Kind) -> int | None:
        """How many rows a list has; None where the snapshot does not say."""
        return self._counts[kind]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many lists there are."""
        return 0 if parent.isValid() else len(KINDS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """A list's name, its count in figures, or both in words."""
        if not index.isValid():
            return None
        kind = KINDS[index.row()]
        name = say(f"lists.kind.{kind}", self._language)
        count = figure(self._counts[kind], self._language) if self._frame else ""
        if role == NAME_ROLE:
            return name
        if role == FIGURE_ROLE:
            return count
        if role == TIP_ROLE and self._frame is not None:
            at = instant(self._frame.as_of_us, self._frame.street.zone, self._language)
            return say("lists.tip", self._language, name=name, count=count, instant=at)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return say("lists.spoken", self._language, name=name, count=count).strip()
        return None
