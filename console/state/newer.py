"""Watches the folder a snapshot lies in: a newer one of the street, or the open one gone."""

from __future__ import annotations

import json
from collections.abc import Container
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from console.domain import instants
from console.store.columns import Street

_SETTLE_MS = 1_500
_POLL_MS = 15_000
"""Network drives tell nobody what others write there, so it is also looked at now and then."""
_MOST_LOOKED_AT = 60
_MOST_BYTES = 1_000_000


class Newer(QObject):
    """`found(folder)` when a newer snapshot of the street lies beside it, "" when none does.

    `gone` when the open snapshot's own folder has vanished.
    """

    found = Signal(str)
    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._street: Street | None = None
        self._found = ""
        self._was_there = True
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._wait)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self.look)

    def watch(self, street: Street) -> None:
        """Watch the folder that holds `street`'s snapshot."""
        self.stop()
        self._street, self._was_there = street, True
        parent = Path(street.folder).parent
        if parent.is_dir():
            self._watcher.addPath(str(parent))
        self._settle.start()
        self._poll.start()

    def stop(self) -> None:
        """Watch nothing."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._settle.stop()
        self._poll.stop()
        self._tell("")

    def look(self) -> None:
        """Look now, and say what is new."""
        if self._street is None:
            return
        self._tell(newest_beside(self._street))
        there = (Path(self._street.folder) / "manifest.json").is_file()
        if self._was_there and not there:
            self.gone.emit()
        self._was_there = there

    def _wait(self, _: str) -> None:
        self._settle.start()

    def _tell(self, folder: str) -> None:
        if folder != self._found:
            self._found = folder
            self.found.emit(folder)


def newest_beside(street: Street) -> str:
    """The folder of the latest snapshot of the same street that is later than `street`, or "".

    Folders whose names begin with a dot are still being written. A manifest that cannot be read
    is no snapshot here; opening it would say why.
    """
    return newest_in(Path(street.folder).parent, street.code, street.as_of_us)


def newest_in(
    parent: Path, code: str | None = None, after_us: int = -1, without: Container[str] = ()
) -> str:
    """The folder of the latest snapshot in `parent` that is later than an instant, or "".

    Of the street with a `code`, or (None) of any; folders `without` are not looked at.
    """
    latest_us, latest = after_us, ""
    for folder in _folders(parent):
        as_of_us = _as_of(folder, code) if str(folder) not in without else -1
        if as_of_us > latest_us:
            latest_us, latest = as_of_us, str(folder)
    return latest


def _folders(parent: Path) -> list[Path]:
    try:
        found = [one for one in parent.iterdir() if not one.name.startswith(".") and one.is_dir()]
        return sorted(found, key=_changed_at, reverse=True)[:_MOST_LOOKED_AT]
    except OSError:
        return []


def _changed_at(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0


def _as_of(folder: Path, code: str | None) -> int:
    """When a snapshot of the street with a code was taken, -1 for anything else."""
    manifest = folder / "manifest.json"
    try:
        if manifest.stat().st_size > _MOST_BYTES:
            return -1
        said = json.loads(manifest.read_text("utf-8"))
        if code is not None and said["street"]["code"] != code:
            return -1
        return instants.micros(datetime.fromisoformat(said["as_of"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return -1
