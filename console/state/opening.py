"""Opens a street on a worker: progress, cancel, then the checking and the database behind it.

What is open stays open until `opened` says otherwise: a snapshot that is broken, or an opening
that is cancelled, changes nothing.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.domain.errors import Cancelled, UserError
from console.domain.progress import Progress, Stopped
from console.domain.reasons import reason
from console.domain.records import dataclass
from console.state.ready import Ready
from console.store.load import Opened, drop_tables, keep_street, open_street, tables_of
from console.store.memory import give_back

if TYPE_CHECKING:
    from console.store.columns import Street
    from console.store.database import Database
    from console.store.frame import Frame

_WORKERS = 2
_OPEN, _LOAD = "open", "load"
_LEAST_STEP = 0.005
_AFTER_MS = 100
_PREPARED = 0.8

Prepare = Callable[[Progress, Stopped], None]
"""Makes a snapshot; told how to report progress and how to see that it was cancelled."""

Warm = Callable[["Street", "Frame | None"], "Frame"]
"""Computes ahead what views ask of a street, and gives the frame it was asked at.

The other frame shows the snapshot whose place it takes.
"""


class Opening(QObject):
    """`open(folder)` and listen.

    `warm` runs on the worker with a street and the frame it follows, before it is `opened`; what is
    done behind it begins `rest_ms` later, so that the street's first pictures come before; `warmed`
    is the frame it made of the last street. `ready` are streets that were open a moment ago.

    progressed(str, float)  the key of the sentence that says what is done, and how far, 0 to 1
    opened(Street)          it is there; then, in the background,
    verified(str)           the files still fit the manifest; the key of the street
    troubled(UserError)     they do not, or it cannot be loaded; the street stays as it was opened
    database_loaded(Database)   the street's database; who hears it owns it and closes it
    failed(UserError)       it could not be opened
    cancelled()             the user did not want it any more
    """

    progressed = Signal(str, float)
    opened = Signal(object)
    verified = Signal(str)
    troubled = Signal(object)
    database_loaded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _told = Signal(object, str, float)
    _done = Signal(object, str, object)

    def __init__(
        self,
        parent: QObject | None = None,
        warm: Warm | None = None,
        rest_ms: int = 0,
    ) -> None:
        super().__init__(parent)
        self.warm = warm
        self.ready = Ready()
        self.warmed: Frame | None = None
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="opening")
        self._act: _Act | None = None
        self._opening = self._closed = False
        self._behind = QTimer(self, interval=rest_ms, singleShot=True)
        self._behind.timeout.connect(self._load)
        self._after = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._after.timeout.connect(self._give_back_memory)
        self._told.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a street is being opened; the background work after it does not count."""
        return self._opening

    def open(self, folder: Path, prepare: Prepare | None = None, like: Frame | None = None) -> None:
        """Open the snapshot in `folder`; what is being opened, or loaded behind, is given up.

        `prepare` runs first on the worker and makes the snapshot where there is none yet. `like` is
        what is on show of the snapshot whose place it takes.
        """
        self._give_up()
        self._act = act = _Act(self, folder, prepare, like)
        self._opening = True
        self._run(act, _OPEN, act.open)

    def load_behind(self, street: Street) -> None:
        """Check the files of a street that is open already, and load its database."""
        self._give_up()
        self._act = act = _Act(self, Path(street.folder), None)
        act.take(Opened(street))
        self._run(act, _LOAD, act.load)

    def cancel(self) -> None:
        """Give up what is being opened; `cancelled` comes at once, the worker stops soon after."""
        if self._opening:
            self._give_up()
            self.cancelled.emit()

    def drop(self) -> None:
        """Give up what is being opened, without a word."""
        if self._opening:
            self._give_up()

    def close(self) -> None:
        """Give up everything; returns when no thread is left."""
        self._give_up()
        self._pool.shutdown(wait=True)
        self._after.stop()
        self._closed = True

    def tell(self, act: _Act, stage: str, done: float) -> None:
        """How far an act is; called on its worker's thread."""
        self._told.emit(act, stage, done)

    def finish(self, act: _Act, stage: str, future: Future[Any]) -> None:
        """A stage of an act is through; called on its worker's thread."""
        self._done.emit(act, stage, future)

    def _give_up(self) -> None:
        if self._act is not None:
            self._act.stopped.set()
        self._behind.stop()
        self._act = None
        self._opening = False

    def _run(self, act: _Act, stage: str, work: Callable[[], object]) -> None:
        self._pool.submit(work).add_done_callback(_Finished(self, act, stage))

    def _progress(self, act: _Act, stage: str, done: float) -> None:
        if act is self._act and self._opening:
            self.progressed.emit(stage, done)

    def _deliver(self, act: _Act, stage: str, future: Future[Any]) -> None:
        if not self._closed:
            self._after.start()
        fault = future.exception()
        if act is not self._act:
            _discard(stage, future)
        elif stage == _OPEN:
            self._opening = False
            self._opened(act, fault, future)
        else:
            self._loaded(act, fault, future)

    def _give_back_memory(self) -> None:
        self._pool.submit(give_back)

    def _opened(self, act: _Act, fault: BaseException | None, future: Future[Any]) -> None:
        if fault is not None:
            self._act = None
            self.failed.emit(as_user_error(fault))
            return
        if self._behind.interval():
            self._behind.start()
        else:
            self._load()
        self.warmed = act.warmed
        self.opened.emit(future.result())
        self.warmed = None

    def _load(self) -> None:
        if self._act is not None and not self._opening:
            self._run(self._act, _LOAD, self._act.load)

    def _loaded(self, act: _Act, fault: BaseException | None, future: Future[Any]) -> None:
        self._act = None
        if fault is not None:
            self.troubled.emit(as_user_error(fault))
            return
        self.verified.emit(act.key)
        self.database_loaded.emit(future.result())


class _Act:
    """One opening: the stages run on workers, one after the other."""

    def __init__(
        self,
        opening: Opening,
        folder: Path,
        prepare: Prepare | None,
        like: Frame | None = None,
    ) -> None:
        self._folder, self._prepare, self._like = folder, prepare, like
        self.stopped = Event()
        self.key = ""
        self.warmed: Frame | None = None
        self._opening = opening
        self._found: Opened | None = None
        self._last = ("", -1.0)
        self._share = (0.0, 1.0)

    def open(self) -> object:
        """The street."""
        if self._prepare is not None:
            self._share = (0.0, _PREPARED)
            self._prepare(self._tell, self.stopped.is_set)
            self._share = (_PREPARED, 1.0)
        ready = self._opening.ready.of(self._folder)
        if ready is not None:
            found = Opened(ready)
        else:
            found = open_street(self._folder, progress=self._tell, cancelled=self.stopped.is_set)
        self.take(found)
        if self._opening.warm is not None and not self.stopped.is_set():
            self.warmed = self._opening.warm(found.street, self._like)
        return found.street

    def take(self, found: Opened) -> None:
        """Go on with a street that is there."""
        self._found, self.key = found, found.street.key

    def load(self) -> Database:
        """The street kept or its files compared with the manifest, then its database."""
        from console.store.database import ASKED, Database

        found, self._found = self._found, None
        assert found is not None
        keep_street(found, self.stopped.is_set)
        tables = tables_of(found, ASKED, self.stopped.is_set)
        drop_tables(found)
        del found
        return Database.load(tables, self._stop_if_given_up, ASKED)

    def _tell(self, stage: str, done: float) -> None:
        begin, end = self._share
        done = begin + (end - begin) * done
        last_stage, last_done = self._last
        if stage != last_stage or done - last_done >= _LEAST_STEP:
            self._last = (stage, done)
            self._opening.tell(self, stage, done)

    def _stop_if_given_up(self, _: float) -> None:
        if self.stopped.is_set():
            raise Cancelled


@dataclass(frozen=True, slots=True)
class _Finished:
    """Tells the opening, from the worker's thread, that a stage is through."""

    opening: Opening
    act: _Act
    stage: str

    def __call__(self, future: Future[Any]) -> None:
        let_go(future.exception())
        self.opening.finish(self.act, self.stage, future)


def let_go(fault: BaseException | None) -> None:
    """Free what a fault's frames hold, tables among it; where it happened stays readable."""
    while fault is not None:
        traceback.clear_frames(fault.__traceback__)
        fault = fault.__context__


def as_user_error(fault: BaseException) -> UserError:
    """The fault as a sentence: its own, or what the machine refused."""
    if isinstance(fault, UserError):
        return fault
    if isinstance(fault, MemoryError):
        return UserError("store.no_memory")
    if isinstance(fault, OSError):
        return UserError("store.system_refused", reason=reason(fault))
    return UserError("store.unexpected", kind=type(fault).__name__)


def _discard(stage: str, future: Future[Any]) -> None:
    """Close what nobody waits for any more."""
    if stage == _LOAD and future.exception() is None:
        database: Database = future.result()
        database.close()
