"""Reads files that are to become layers, one after the other, on a worker of its own."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from console.domain.errors import Cancelled, UserError
from console.domain.progress import Step
from console.domain.records import dataclass
from console.foreign.asked import Asked
from console.state.layers.layer import Content, content_of
from console.store.columns import Projection

Read = tuple[Content, ...] | Asked


@dataclass(frozen=True, slots=True)
class Wish:
    """A file to be read for a street's plane, in the system the user said, "" for its own."""

    path: str
    crs: str
    projection: Projection | None


class LayerOpening(QObject):
    """`open` and listen; signals come on the thread it lives on.

    progressed(Wish, float)   how far the one being read is, 0 to 1
    read(Wish, Read)          what it holds, or what has to be asked first
    failed(Wish, UserError)   why it cannot be read
    idle()                    nothing is read any more
    """

    progressed = Signal(object, float)
    read = Signal(object, object)
    failed = Signal(object, object)
    idle = Signal()
    _told = Signal(object, float)
    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: dict[Wish, Event] = {}
        self._told.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something is read or waits for it."""
        return bool(self._waiting)

    def open(self, wish: Wish) -> None:
        """Read a file; one that is read or waits already is not read twice."""
        if wish in self._waiting:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="layer")
        stopped = self._waiting[wish] = Event()
        tell = _Tell(self, wish)
        self._pool.submit(_work, wish, tell, stopped).add_done_callback(_Finish(self, wish))

    def cancel(self) -> None:
        """Give up everything; what was read stays."""
        if not self._waiting:
            return
        for stopped in self._waiting.values():
            stopped.set()
        self._waiting.clear()
        self.idle.emit()

    def close(self) -> None:
        """Give up everything; returns when no thread is left."""
        for stopped in self._waiting.values():
            stopped.set()
        self._waiting.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None

    def tell(self, wish: Wish, share: float) -> None:
        """How far a wish is; called on the worker's thread."""
        self._told.emit(wish, share)

    def finish(self, wish: Wish, future: Future[Read]) -> None:
        """A wish is through; called on the worker's thread."""
        self._done.emit(wish, future)

    def _progress(self, wish: Wish, share: float) -> None:
        if wish in self._waiting:
            self.progressed.emit(wish, share)

    def _deliver(self, wish: Wish, future: Future[Read]) -> None:
        stopped = self._waiting.pop(wish, None)
        if stopped is None or stopped.is_set():
            return
        fault = future.exception()
        if isinstance(fault, UserError):
            self.failed.emit(wish, fault)
        elif fault is None:
            self.read.emit(wish, future.result())
        elif not isinstance(fault, Cancelled):
            self.failed.emit(wish, UserError("foreign.damaged", file=Path(wish.path).name))
        if not self._waiting:
            self.idle.emit()


def _work(wish: Wish, tell: Step, stopped: Event) -> Read:
    """Read a file in a child and put its tables on the street's plane."""
    from console.foreign.reading import read_file

    if stopped.is_set():
        raise Cancelled
    found = read_file(Path(wish.path), wish.crs, progress=tell, stopped=stopped.is_set)
    if isinstance(found, Asked):
        return found
    return tuple(content_of(table, wish.projection) for table in found)


@dataclass(frozen=True, slots=True)
class _Tell:
    """Tells the opening, from the worker's thread, how far a wish is."""

    opening: LayerOpening
    wish: Wish

    def __call__(self, share: float) -> None:
        self.opening.tell(self.wish, share)


@dataclass(frozen=True, slots=True)
class _Finish:
    """Tells the opening, from the worker's thread, that a wish is through."""

    opening: LayerOpening
    wish: Wish

    def __call__(self, future: Future[Read]) -> None:
        self.opening.finish(self.wish, future)
