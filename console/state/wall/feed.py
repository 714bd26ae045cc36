"""Snapshots for the wall: checked by a process of their own, counted on a worker, then handed over.

The wall's process only maps the columns that the other has put into the cache; it opens neither the
snapshot's tables nor the names.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QProcess, QTimer, Signal

from console.domain.errors import UserError
from console.domain.progress import Stopped
from console.domain.records import dataclass
from console.domain.words import LANGUAGES, both
from console.state.coordinator import Coordinator
from console.state.wall.board import Board, board
from console.state.wall.choice import scene_of
from console.state.wall.lens import Lens, Through, board_through, boards_through
from console.state.wall.newest import newest_in
from console.state.wall.place_scenes import street_scene
from console.state.wall.scenes import KINDS, StreetScene
from console.store import cache
from console.store.alarms import Alarms, unpacked
from console.store.frame import frame
from console.store.memory import give_back

_SETTLE_MS, _POLL_MS = 1_500, 15_000
_LONGEST_MS = 600_000
_SPOKEN = ("wall.no_person", "days.weekday.0", "filter.and")
"""One sentence of each file of words that scenes take theirs from."""
_RETRY_LOOKS = 8
"""A refused snapshot that is still the newest is tried again at every so many looks."""
_LANE, _LENS, _MEMORY = "wall", "lens", "memory"

Sentence = dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Arrived:
    """A snapshot that may be shown: its board, and what the checking process said of it."""

    board: Board
    street: StreetScene
    folder: str
    key: str
    alarms: Mapping[str, Any]
    through: Through = field(default_factory=dict)


class Feed(QObject):
    """`take(folder)` opens one snapshot; `follow(folder)` the newest in a folder, again and again.

    Each is looked at through all of `lenses`, too.
    arrived(Arrived)  it has been checked and counted, and can be shown
    refused(dict)     why a snapshot was not taken, in every language; what is shown stays
    missing(dict)     there is no snapshot in the folder yet
    """

    arrived = Signal(object)
    refused = Signal(object)
    missing = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coordinator = Coordinator(self)
        self._process: QProcess | None = None
        self._folder = ""
        self._followed: Path | None = None
        self._shown: Board | None = None
        self._refused: dict[str, int] = {}
        self.lenses: tuple[Lens, ...] = ()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._wait)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.look)
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self.look)
        self._limit = QTimer(self, interval=_LONGEST_MS, singleShot=True)
        self._limit.timeout.connect(self._give_up)

    @property
    def busy(self) -> bool:
        """Whether a snapshot is being checked."""
        return self._process is not None

    def take(self, folder: str) -> None:
        """Check the snapshot in `folder`, count it, and say that it arrived."""
        self._drop_process()
        self._folder = folder
        self._process = process = QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments(["-P", "-m", "console.store.prepare", folder])
        process.finished.connect(self._checked)
        process.errorOccurred.connect(self._not_started)
        self._limit.start()
        process.start()

    def follow(self, folder: Path) -> None:
        """Take the newest snapshot in `folder`, and every newer one that comes."""
        self._followed = folder
        if folder.is_dir():
            self._watcher.addPath(str(folder))
        self._poll.start()
        self.look()

    def restore(self, folder: str, key: str, alarms: Mapping[str, Any]) -> bool:
        """Hand over a snapshot that was checked before, from the cache; False when it is gone."""
        self._folder = folder
        return self._count(folder, key, alarms)

    def look_through(
        self, lens: Lens, done: Callable[[Board], None], failed: Callable[[Exception], None]
    ) -> None:
        """Count what is shown through another lens on a worker; the newest wish wins."""
        if self._shown is not None:
            self._coordinator.do(_LENS, _Looking(lens, self._shown), done, failed)

    def rest(self) -> None:
        """Give back the memory of what was shown before, on a worker."""
        self._coordinator.do(_MEMORY, _give_back, _nothing, _nothing)

    def look(self) -> None:
        """Look now whether there is a newer snapshot in the folder that is followed."""
        if self._followed is None or self.busy:
            return
        if self._followed.is_dir() and not self._watcher.directories():
            self._watcher.addPath(str(self._followed))
        found = newest_in(self._followed, *_after(self._shown))
        if found and self._is_due(found):
            self.take(found)
        elif not found and self._shown is None:
            self.missing.emit(both("wall.no_snapshot", folder=self._followed))

    def close(self) -> None:
        """Stop everything; returns when no thread and no process is left."""
        for timer in (self._settle, self._poll, self._limit):
            timer.stop()
        self._drop_process()
        self._coordinator.close()

    def _is_due(self, folder: str) -> bool:
        """Whether a folder is to be tried: new, or refused some looks ago."""
        looks = self._refused.get(folder)
        if looks is None:
            return True
        self._refused[folder] = looks + 1
        return looks + 1 >= _RETRY_LOOKS

    def _wait(self, _: str) -> None:
        self._settle.start()

    def _checked(self, _: int) -> None:
        process = self._process
        if process is None:
            return
        said = bytes(process.readAllStandardOutput().data())
        self._forget_process()
        try:
            answer = json.loads(said)
        except ValueError:
            answer = {"fault": both("wall.check_failed")}
        if "fault" in answer:
            self._refuse({language: str(answer["fault"][language]) for language in LANGUAGES})
        elif not self._count(self._folder, answer["key"], answer["alarms"]):
            self._refuse(both("wall.check_failed"))

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._forget_process()
            self._refuse(both("wall.check_failed"))

    def _count(self, folder: str, key: str, alarms: Mapping[str, Any]) -> bool:
        """Map a cached street and count it on a worker; False when it is not in the cache."""
        if not (cache.folder_of(key) / "header.json").is_file():
            return False
        self._coordinator.do(
            _LANE, _Counting(folder, key, alarms, self.lenses), self._counted, self._failed
        )
        return True

    def _counted(self, found: Arrived) -> None:
        self._shown = found.board
        self._refused.clear()
        self.arrived.emit(found)

    def _failed(self, fault: Exception) -> None:
        if isinstance(fault, UserError):
            self._refuse({language: fault.say(language) for language in LANGUAGES})
        else:
            self._refuse(both("store.unexpected", kind=type(fault).__name__))

    def _refuse(self, sentence: Sentence) -> None:
        self._refused[self._folder] = 0
        name = os.path.basename(self._folder.rstrip(os.sep))[:60]
        self.refused.emit(
            {
                language: both("wall.refused", name=name, why=text)[language]
                for language, text in sentence.items()
            }
        )

    def _give_up(self) -> None:
        if self._process is not None:
            self._drop_process()
            self._refuse(both("wall.check_failed"))

    def _drop_process(self) -> None:
        process = self._process
        self._forget_process()
        if process is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(2_000)

    def _forget_process(self) -> None:
        self._limit.stop()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()


def _after(shown: Board | None) -> tuple[str | None, int]:
    """Of which street, and later than when, a snapshot must be."""
    return (None, -1) if shown is None else (shown.frame.street.code, shown.frame.street.as_of_us)


def _give_back(_: Stopped) -> None:
    give_back()


def _nothing(_: object) -> None:
    return


@dataclass(frozen=True, slots=True)
class _Looking:
    """Work for a worker: one more lens."""

    lens: Lens
    plain: Board

    def __call__(self, stopped: Stopped) -> Board:
        return board_through(self.lens, self.plain.frame.street, self.plain, self.plain.alarms)


@dataclass(frozen=True, slots=True)
class _Counting:
    """Work for a worker: a street mapped and everything counted that a scene will ask for."""

    folder: str
    key: str
    alarms: Mapping[str, Any]
    lenses: tuple[Lens, ...] = ()

    def __call__(self, stopped: Stopped) -> Arrived:
        street = cache.read(self.key, self.folder)
        if street is None:
            raise UserError("wall.check_failed")
        known: Alarms = unpacked(self.alarms)
        made = board(frame(street, street.as_of_us), known)
        for spoken in _SPOKEN:
            both(spoken)  # what the scenes say is read now
        for kind in KINDS:
            with contextlib.suppress(UserError):
                if not stopped():
                    scene_of(made, kind)  # what it needs of the street is counted now
        through = boards_through(self.lenses, street, made, known)
        return Arrived(made, street_scene(made), self.folder, self.key, self.alarms, through)
