"""What the locator found, as rows of a list: commands at once, places and people as they come."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain import words
from console.domain.records import dataclass
from console.state import commands
from console.state.selection import Place
from console.state.situation import Situation

Kind = Literal["estate", "building", "room", "person", "committee", "command", "filter"]
KINDS: tuple[Kind, ...] = ("estate", "building", "room", "person", "committee", "command")
HIT_ROLE = int(Qt.ItemDataRole.UserRole)
COMMAND_SIGN = ">"
MOST_COMMANDS = 6
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: a place, a command by id, a bookmark or a saved filter by name.

    `detail` says more of it.
    """

    kind: Kind
    title: str
    detail: str
    place: Place | None = None
    command: str = ""
    bookmark: str = ""
    filter: str = ""


class LocatorModel(QAbstractListModel):
    """Rows of hits; `HIT_ROLE` gives the Hit, the display role its words for screen readers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What is listed."""
        return self._hits

    def show(self, hits: tuple[Hit, ...]) -> None:
        """List `hits` instead."""
        if hits == self._hits:
            return
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many hits there are."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The hit, or its words."""
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.title}  {hit.detail}"
        return None


def find_commands(text: str, language: str, situation: Situation) -> tuple[Hit, ...]:
    """Commands whose name in either language holds `text`, those that can run now only."""
    wanted = text.removeprefix(COMMAND_SIGN).strip().casefold()
    found = []
    for command in commands.COMMANDS:
        names = [command.text(one) for one in words.LANGUAGES]
        if not any(_holds(name, wanted) for name in names):
            continue
        if command.enabled_when(situation):
            found.append(_hit(command, language))
    return tuple(found)


def _holds(name: str, wanted: str) -> bool:
    return all(part in name.casefold() for part in wanted.split())


def _hit(command: commands.Command, language: str) -> Hit:
    keys = command.keys[0] if command.keys else ""
    return Hit("command", command.text(language), keys, command=command.id)
