"""Watches the folder an open snapshot lies in: its series, a newer one, or the open one gone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from console.domain.progress import Stopped
from console.domain.records import dataclass
from console.snapshot.manifest import FILE
from console.state.coordinator import Coordinator
from console.state.series import Asked, Series, read_series
from console.store.columns import Street

_SETTLE_MS = 1_500
_POLL_MS = 15_000
"""Network drives tell nobody what others write there, so it is also looked at now and then."""
_LANE = "series"


class SeriesWatch(QObject):
    """`read` when the series is another, `gone` when the open snapshot's own folder has vanished.

    `found(folder)` when a snapshot lies there that is newer than all that were open since the user
    chose one, "" when none does; it is `newer` from then on. The folder is read on a worker.
    """

    read = Signal()
    found = Signal(str)
    gone = Signal()

    def __init__(self, workers: Coordinator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._street: Street | None = None
        self.series = Series()
        self.until_us = -1
        self.newer = ""
        self._was_there = True
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._wait)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.look)
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self.look)

    def watch(self, street: Street) -> None:
        """Watch the folder that holds `street`'s snapshot, which the user chose."""
        self.stop()
        self._street, self._was_there, self.until_us = street, True, street.as_of_us
        parent = Path(street.folder).parent
        if parent.is_dir():
            self._watcher.addPath(str(parent))
        self.look()
        self._poll.start()

    def step(self, street: Street) -> None:
        """Another snapshot of the series is open."""
        self._street, self._was_there = street, True
        self.until_us = max(self.until_us, street.as_of_us)
        self._tell()

    def stop(self) -> None:
        """Watch nothing."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._settle.stop()
        self._poll.stop()
        self._workers.forget(_LANE)
        self._street = None
        self._take(Looked(Series(), is_there=True))

    def look(self) -> None:
        """Look now, on a worker; what is new is said when it has looked."""
        street = self._street
        if street is not None:
            parent = str(Path(street.folder).parent)
            asked = Asked(parent, street.folder, street.code, street.masking, street.as_of_us)
            self._workers.do(_LANE, _Looking(asked), self._take, self._fail)

    def _wait(self, _: str) -> None:
        self._settle.start()

    def _take(self, looked: Looked) -> None:
        before, self.series = self.series, looked.series
        if looked.series != before:
            self.read.emit()
        self._tell()
        if self._was_there and not looked.is_there:
            self.gone.emit()
        self._was_there = looked.is_there

    def _fail(self, fault: Exception) -> None:
        """Whatever hinders looking hinders it for now: it is looked again."""

    def _tell(self) -> None:
        whole = [one for one in self.series.stops if one.is_whole]
        newer = whole[-1].folder if whole and whole[-1].as_of_us > self.until_us else ""
        if newer != self.newer:
            self.newer = newer
            self.found.emit(newer)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the folder, and whether the open snapshot still is."""

    series: Series
    is_there: bool


@dataclass(frozen=True, slots=True)
class _Looking:
    """The work done aside."""

    asked: Asked

    def __call__(self, stopped: Stopped) -> Looked:
        is_there = (Path(self.asked.folder) / FILE).is_file()
        return Looked(read_series(self.asked, stopped), is_there)
