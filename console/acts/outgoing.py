"""Acts upon what leaves and what changed: export a list or a snapshot, compare two snapshots."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.acts import Act
from console.acts.lists_in_order import rows_in_order
from console.acts.outgoing_dialogs import OutgoingDialogs
from console.acts.window import bring_forward
from console.domain import words
from console.domain.spoken import capped
from console.state.kept import Keeping
from console.state.look import Look
from console.state.marking import Marking
from console.state.outgoing import Conditions, Outgoing
from console.state.selection import Selection
from console.state.session import Session
from console.state.streets import Streets
from console.views.lists_view import ListsView
from console.window import Window

if TYPE_CHECKING:
    from console.changes.difference import Difference
    from console.state.changes.listed import Listed
    from console.store.columns import I32
    from console.views.export_log_view import ExportLogView


class OutgoingActs(QObject):
    """Each method is one act; `zoom` is called when a change that was chosen is to be seen."""

    def __init__(
        self,
        *,
        window: Window,
        session: Session,
        selection: Selection,
        keeping: Keeping,
        look: Look,
        streets: Streets,
        lists: ListsView,
        outgoing: Outgoing,
        marking: Marking,
        zoom: Act,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._selection = window, session, selection
        self._keeping, self._look, self._lists = keeping, look, lists
        self.outgoing, self.marking, self._zoom = outgoing, marking, zoom
        self.dialogs = OutgoingDialogs(window, session, look)
        self._leaving: tuple[Listed, I32] | None = None
        self._log: ExportLogView | None = None
        self.dialogs.file_chosen.connect(self.write_list)
        self.dialogs.changes_chosen.connect(self.write_changes)
        self.dialogs.snapshot_chosen.connect(self.write_snapshot)
        self.dialogs.folder_chosen.connect(self.compare_with)
        outgoing.progressed.connect(self._progress)
        outgoing.changed.connect(self._settle)
        outgoing.written.connect(self._wrote)
        outgoing.unlogged.connect(self._say_unlogged)
        outgoing.compared.connect(self._show)
        outgoing.failed.connect(streets.troubled)
        window.status.work.cancel_asked.connect(self.cancel)

    def table(self) -> dict[str, Act]:
        """The acts by command."""
        return {
            "snapshot.export_list": self.export_list,
            "snapshot.export": self.export_snapshot,
            "snapshot.compare": self.dialogs.ask_folder,
            "snapshot.yesterday": self.compare_with_the_one_before,
            "snapshot.export_log": self.show_log,
        }

    def export_list(self) -> None:
        """Ask for a file and write the list on show into it, in its order."""
        self.dialogs.ask_file(words.say(f"lists.kind.{self._lists.kind}", self._language))

    def write_list(self, file: str) -> None:
        """Write the list on show into a file; its ending says the format."""
        self.make_list(Path(file))

    def make_list(self, file: Path, took: Callable[[Path], object] | None = None) -> None:
        """Write the list on show into a file and hand it to `took`, or say that it is written."""
        frame, appearance = self._session.frame, self._look.appearance
        if frame is not None:
            listed = (self._lists.kind, rows_in_order(self._lists, self._keeping))
            said = (appearance.language, appearance.masked)
            self.outgoing.write_list(file, frame, self._conditions, listed, said, took)

    def export_changes(self, listed: Listed, rows: I32) -> None:
        """Ask for a file and write rows of a list of what changed into it."""
        from console.state.changes.model import said_list

        self._leaving = (listed, rows)
        self.dialogs.ask_file(said_list(listed.change, self._language), of_changes=True)

    def write_changes(self, file: str) -> None:
        """Write the list of what changed that was asked for into a file."""
        from console.state.changes.outgoing import ChangesFile

        if self._leaving is not None:
            self.outgoing.write_changes(ChangesFile(*self._leaving, Path(file)))

    def export_snapshot(self) -> None:
        """Ask for a folder's name and write the street, or what the filter keeps, into it."""
        self.dialogs.ask_snapshot(is_filtered=bool(self._conditions))

    def write_snapshot(self, folder: str, aggregate: bool = False) -> None:
        """Write the street, or what the filter keeps, as a snapshot: masked, or counts alone."""
        frame = self._session.frame
        if frame is not None:
            out = Path(folder)
            self.outgoing.write_snapshot(out, frame, self._conditions, aggregate=aggregate)

    def compare_with(self, folder: str) -> None:
        """Say what changed between the snapshot in `folder` and the open one."""
        if self._session.street is not None:
            self.outgoing.compare(Path(self._session.street.folder), Path(folder))

    def compare_with_the_one_before(self) -> None:
        """Say what changed since the snapshot before the open one, in the folder it lies in."""
        if self._session.street is not None:
            self.outgoing.compare(Path(self._session.street.folder), None)

    def show_log(self) -> None:
        """Show what left this machine; what leaves meanwhile is added."""
        if self._log is None:
            from console.views.export_log_view import ExportLogView

            self._log = ExportLogView(
                look=self._look, reading=self.outgoing.read_log, parent=self._window
            )
        self._log.refresh()
        bring_forward(self._log)

    def cancel(self) -> None:
        """Call off what is being written or compared."""
        if self.outgoing.busy:
            self.outgoing.cancel()
            self._window.status.note("outgoing.cancelled")

    @property
    def _language(self) -> str:
        return self._look.appearance.language

    @property
    def _conditions(self) -> Conditions:
        return self._keeping.filtering.filter.conditions if self._keeping.possible else ()

    def _progress(self, key: str, share: float) -> None:
        if self.outgoing.busy:
            self._window.status.work.show_work(words.say(key, self._language), share)

    def _settle(self) -> None:
        if not self.outgoing.busy:
            self._window.status.work.hide()
            if self._log is not None and self._log.isVisible():
                self._log.refresh()

    def _wrote(self, path: str) -> None:
        self._window.status.note("outgoing.written", path=capped(path))

    def _say_unlogged(self) -> None:
        from console.export.log import log_file

        self._window.status.note("export_log.not_kept", folder=capped(str(log_file().parent)))

    def _show(self, found: Difference) -> None:
        """Show what changed in a window of its own; in a note when nothing did."""
        if not found.differs:
            self._window.status.note("outgoing.same")
            return
        from console.views.changes_view import ChangesView

        view = ChangesView(
            found,
            session=self._session,
            selection=self._selection,
            keeping=self._keeping,
            marking=self.marking,
            look=self._look,
            parent=self._window,
        )
        view.went.connect(self._zoom)
        view.exported.connect(self.export_changes)
        view.show()
