"""The log of what left as a table: an export a line, the newest first until it is sorted."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.records import dataclass
from console.domain.words import say
from console.export.log import Export

COLUMNS = ("at", "named", "file", "rows", "masking", "spoken", "where", "as_of", "snapshot", "road")
_NUMERIC = "rows"
_KEY_DIGITS = 8
_SAMPLE = 60
_SECOND = len("2020-03-18T08:00:00")
_MINUTE = len("2020-03-18T08:00")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Sorted:
    """By which column lines are sorted, -1 for as they came, and whether the highest come first."""

    column: int = -1
    down: bool = False


class ExportLogModel(QAbstractTableModel):
    """Shows `exports`; `wanted` says what the lines are sorted by."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.exports: tuple[Export, ...] = ()
        self.wanted = Sorted()
        self._lines: list[Export] = []
        self._language = "zh"

    def show(self, exports: tuple[Export, ...], language: str) -> None:
        """Show some exports in a language, sorted as before."""
        self.beginResetModel()
        self.exports, self._language = exports, language
        self._sort()
        self.endResetModel()

    def sort_by(self, column: int) -> None:
        """Sort by a column; again the other way, and a third time as they came."""
        before = self.wanted
        if before.column != column:
            wanted = Sorted(column)
        else:
            wanted = Sorted() if before.down else Sorted(column, down=True)
        self.wanted = wanted
        self.beginResetModel()
        self._sort()
        self.endResetModel()

    def text(self, export: Export, column: str) -> str:
        """What an export says in a column."""
        language = self._language
        if column == "at":
            return export.at[:_SECOND].replace("T", " ")
        if column == "as_of":
            return export.as_of[:_MINUTE].replace("T", " ")
        if column == "named":
            return export.named[language]
        if column == "file":
            return export.file or say("export_log.clipboard", language)
        if column == "rows":
            return f"{export.rows:,}" if export.rows is not None else "–"
        if column == "masking":
            return say(f"export.masking.{export.masking}", language)
        if column == "spoken":
            return self._spoken(export)
        if column == "where":
            return " ".join(export.where)
        if column == "snapshot":
            return export.snapshot[:_KEY_DIGITS]
        return say(f"export_log.road.{export.road}", language)

    def as_table(self, lines: Iterable[int]) -> str:
        """Some lines as text for a spreadsheet, below the names of the columns."""
        columns = range(len(COLUMNS))
        names = [str(self.headerData(one, Qt.Orientation.Horizontal)) for one in columns]
        told = [[self.text(self._lines[line], column) for column in COLUMNS] for line in lines]
        return "\n".join("\t".join(_flat(cell) for cell in line) for line in [names, *told])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many exports there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self.text(self._lines[index.row()], COLUMNS[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return say(f"export_log.column.{COLUMNS[section]}", self._language)

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return COLUMNS[column] == _NUMERIC

    def samples(self, column: int) -> list[str]:
        """Some texts of a column, by which its width is chosen."""
        return [self.text(one, COLUMNS[column]) for one in self._lines[:_SAMPLE]]

    def _spoken(self, export: Export) -> str:
        """The filter in words; its conditions where nobody had words, as files say it."""
        if export.spoken.get(self._language):
            return export.spoken[self._language]
        if not export.where:
            return say("export.everything", self._language)
        also = say("export.and", self._language)
        return f" {also} ".join(export.where)

    def _sort(self) -> None:
        column, self._lines = self.wanted.column, list(self.exports)
        if column < 0:
            return
        key = COLUMNS[column]
        if key == _NUMERIC:
            self._lines.sort(key=lambda one: -1 if one.rows is None else one.rows)
        else:
            self._lines.sort(key=lambda one: self.text(one, key))
        if self.wanted.down:
            self._lines.reverse()


def _flat(text: str) -> str:
    """A cell in one line; one that a spreadsheet would reckon is told as text."""
    line = " ".join(text.split())
    return f"'{line}" if line[:1] in "=+-@" and line[:1] else line
