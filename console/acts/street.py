"""Acts upon the street: choose a folder, open a recent one, copy what is on show."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from console.domain import words
from console.domain.spoken import capped, instant
from console.state import places
from console.state.look import Look
from console.state.preferences import Preferences
from console.state.selection import Selection
from console.state.session import Session
from console.state.streets import Streets
from console.widgets.file_labels import label_in
from console.window import Window

MANIFEST = "manifest.json"


class StreetActs(QObject):
    """Each method is one act; what is opened goes through `streets`."""

    def __init__(
        self,
        *,
        window: Window,
        session: Session,
        selection: Selection,
        look: Look,
        streets: Streets,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._selection = window, session, selection
        self._look, self._streets, self._preferences = look, streets, preferences
        self._recent = window.table.submenus["snapshot.recent"]
        self._recent.aboutToShow.connect(self._list_recent)
        self._recent.triggered.connect(self._open_recent)

    def choose_folder(self) -> None:
        """Ask for a snapshot's folder and open it."""
        dialog = QFileDialog(self._window)
        dialog.setWindowTitle(words.say("command.snapshot.open", self._look.appearance.language))
        label_in(dialog, self._look.appearance.language)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(str(self._beside_the_open_one()))
        dialog.fileSelected.connect(self._streets.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_newer(self) -> None:
        """Open the newer snapshot that was found."""
        if self._streets.watch.newer:
            self._streets.open(self._streets.watch.newer)

    def copy_as_of(self) -> None:
        """Put the place and the instant on show on the clipboard; it holds no person."""
        frame, language = self._session.frame, self._look.appearance.language
        if frame is None:
            return
        way = places.steps(frame.street, self._selection.place, language)
        said = words.say(
            "window.as_of",
            language,
            instant=instant(frame.as_of_us, frame.street.zone, language),
        )
        text = " · ".join([" › ".join(capped(step.name) for step in way), said])
        QGuiApplication.clipboard().setText(text)
        self._window.status.note("status.copied", text=text)

    def take_drop(self, path: str) -> None:
        """Open a dropped snapshot: its folder, or its manifest."""
        dropped = Path(path)
        self._streets.open(str(dropped.parent if dropped.name == MANIFEST else dropped))

    def _list_recent(self) -> None:
        self._recent.clear()
        for folder in self._preferences.recent:
            action = self._recent.addAction(capped(folder).replace("&", "&&"))
            action.setData(folder)

    def _open_recent(self, action: QAction) -> None:
        self._streets.open(str(action.data()))

    def _beside_the_open_one(self) -> Path:
        street = self._session.street
        return Path(street.folder).parent if street else Path.home()
