"""The dialogs of what leaves: a file for a list, a folder for a snapshot, a folder to compare."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from console.domain import instants, words
from console.domain.spoken import capped
from console.state.look import Look
from console.state.session import Session
from console.widgets.file_labels import label_in
from console.window import Window

ENDINGS = ("xlsx", "csv", "parquet", "geojson", "gpkg")
_SNAPSHOTS = ("masked", "aggregate")
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('/\\:*?"<>|\n\t', "-"))


class OutgoingDialogs(QObject):
    """One dialog at a time, in `dialog` while it is open; what was chosen comes as a signal.

    `file_chosen(path)`, `changes_chosen(path)`, `snapshot_chosen(path, aggregate)`,
    `folder_chosen(path)`, `page_chosen(path)`.
    """

    file_chosen = Signal(str)
    changes_chosen = Signal(str)
    page_chosen = Signal(str)
    snapshot_chosen = Signal(str, bool)
    folder_chosen = Signal(str)

    def __init__(self, window: Window, session: Session, look: Look) -> None:
        super().__init__(window)
        self._window, self._session, self._look = window, session, look
        self.dialog: QFileDialog | None = None

    def ask_file(self, what: str, *, of_changes: bool = False) -> None:
        """Ask for the file of a list called `what`; the format chosen gives the ending."""
        title = words.say("outgoing.list_title", self._language, list=what)
        dialog = self._to_save(title, self._formats(), f"{self.name_of(what)}.{ENDINGS[0]}")
        dialog.setDefaultSuffix(ENDINGS[0])
        dialog.filterSelected.connect(self._follow_ending)
        dialog.fileSelected.connect(self.changes_chosen if of_changes else self.file_chosen)
        dialog.open()

    def ask_snapshot(self, *, is_filtered: bool) -> None:
        """Ask for a new folder; the kind of snapshot is chosen there like a format."""
        key = "outgoing.snapshot_title_filtered" if is_filtered else "outgoing.snapshot_title"
        street = self._session.street
        name = self.name_of(street.name[self._language] if street else "")
        title = words.say(key, self._language)
        dialog = self._to_save(title, self._kinds_of_snapshot(), f"{name}.street")
        dialog.setDefaultSuffix("street")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self._choose_snapshot)
        dialog.open()

    def ask_pages(self, what: str, ending: str) -> None:
        """Ask for the file of a picture or pages of something."""
        title = words.say("page.dialog.save_title", self._language, what=what)
        kinds = [words.say(f"page.format{ending}", self._language)]
        dialog = self._to_save(title, kinds, f"{self.name_of(what)}{ending}")
        dialog.setDefaultSuffix(ending[1:])
        dialog.fileSelected.connect(self.page_chosen)
        dialog.open()

    def ask_folder(self) -> None:
        """Ask for the folder of a snapshot to compare with."""
        dialog = self._made(words.say("outgoing.compare_title", self._language))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder_chosen)
        dialog.open()

    def name_of(self, what: str) -> str:
        """A file name that says what and as of when."""
        frame = self._session.frame
        assert frame is not None
        at = instants.moment(frame.as_of_us, instants.zone(frame.street.zone))
        told = capped(what, 60).replace(": ", " ").translate(_NOT_IN_A_NAME)
        return f"{told}-{at:%Y%m%dT%H%M}"

    @property
    def _language(self) -> str:
        return self._look.appearance.language

    def _formats(self) -> list[str]:
        return [words.say(f"outgoing.file.{ending}", self._language) for ending in ENDINGS]

    def _kinds_of_snapshot(self) -> list[str]:
        return [words.say(f"outgoing.snapshot_{one}", self._language) for one in _SNAPSHOTS]

    def _to_save(self, title: str, filters: list[str], name: str) -> QFileDialog:
        dialog = self._made(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters(filters)
        dialog.selectFile(name)
        return dialog

    def _made(self, title: str) -> QFileDialog:
        dialog = self.dialog = QFileDialog(self._window)
        dialog.setWindowTitle(title)
        label_in(dialog, self._language)
        street = self._session.street
        dialog.setDirectory(str(Path(street.folder).parent if street else Path.home()))
        dialog.finished.connect(self._put_away)
        return dialog

    def _put_away(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _follow_ending(self, chosen: str) -> None:
        """Give the name in the dialog the ending of the format chosen."""
        if self.dialog is not None and chosen in self._formats():
            ending = ENDINGS[self._formats().index(chosen)]
            self.dialog.setDefaultSuffix(ending)
            name = Path(self.dialog.selectedFiles()[0])
            self.dialog.selectFile(name.with_suffix(f".{ending}").name)

    def _choose_snapshot(self, folder: str) -> None:
        chosen = self.dialog.selectedNameFilter() if self.dialog is not None else ""
        self.snapshot_chosen.emit(folder, chosen == self._kinds_of_snapshot()[1])
