"""Carries questions to workers and answers back: in each lane the newest wins.

A lane is one view's line of questions. Asking again in a busy lane interrupts the running question
for good and replaces the waiting one, so that a view never gets an answer older than its latest
question. Answers and errors arrive on the thread the coordinator lives on.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.domain.progress import Stopped
from console.domain.records import dataclass

if TYPE_CHECKING:
    from console.store.database import Cursor, Database, Query

R = TypeVar("R")
_AGAIN_MS = 15
_AGAIN_S = 0.005
_WORKERS = 2


@dataclass(frozen=True, slots=True)
class _Job:
    """Work without the database; it looks now and then whether it was stopped."""

    work: Callable[[Stopped], Any]
    stopped: Event

    def __call__(self) -> object:
        return self.work(self.stopped.is_set)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question with those who wait for it."""

    number: int
    question: Query[Any] | _Job
    answered: Callable[[Any], None]
    failed: Callable[[Exception], None]

    def interrupt(self, cursor: Cursor | None) -> None:
        """Stop it, where it runs."""
        if isinstance(self.question, _Job):
            self.question.stopped.set()
        elif cursor is not None:
            cursor.interrupt()


@dataclass(slots=True)
class _Lane:
    """One view's line: what runs, and the one that waits."""

    cursor: Cursor | None = None
    running: Future[Any] | None = None
    asked: _Asked | None = None
    waiting: _Asked | None = None
    newest: int = 0
    superseded: int = 0

    @property
    def asks_database(self) -> bool:
        """Whether the database answers what runs or waits here, or answered here before."""
        asked = (self.asked, self.waiting)
        return self.cursor is not None or any(
            one is not None and not isinstance(one.question, _Job) for one in asked
        )

    def clear_done(self) -> None:
        """Forget what runs when it is through or never began."""
        if self.running is not None and (self.running.cancel() or self.running.done()):
            self.running = self.asked = None

    def close(self) -> None:
        """Give the cursor back."""
        if self.cursor is not None:
            self.cursor.close()
        self.cursor = None


class Coordinator(QObject):
    """`ask` and forget; without a database questions wait for one, the newest of each lane.

    `readied` says that a database is there to be asked.
    """

    readied = Signal()
    _finished = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database: Database | None = None
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="question")
        self._lanes: dict[str, _Lane] = {}
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self._interrupt_replaced)

    @property
    def superseded(self) -> int:
        """How many questions were replaced before they were answered."""
        return sum(lane.superseded for lane in self._lanes.values())

    @property
    def is_ready(self) -> bool:
        """Whether a database is there to be asked."""
        return self._database is not None

    def use(self, database: Database | None) -> None:
        """Answer from `database` from now on; what was asked of another is dropped.

        Questions that waited because there was no database are asked of the new one. The caller
        closes the old database after this returns: nothing of it runs any more.
        """
        if self._database is not None:
            self._drop([lane for lane in self._lanes.values() if lane.asks_database])
        self._database = database
        for name, lane in self._lanes.items():
            if lane.running is None:
                self._start_waiting(name, lane)
        if database is not None:
            self.readied.emit()

    def ask(
        self,
        lane_name: str,
        query: Query[R],
        answered: Callable[[R], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Ask the database in a lane; `answered` or `failed` is called unless it is replaced."""
        self._put(lane_name, query, answered, failed)

    def do(
        self,
        lane_name: str,
        work: Callable[[Stopped], R],
        answered: Callable[[R], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do work on a worker in a lane, as `ask`; `work` is given a way to see it was replaced."""
        self._put(lane_name, _Job(work, Event()), answered, failed)

    def forget(self, lane_name: str) -> None:
        """Drop what a lane asked: neither answer nor error will come."""
        lane = self._lanes.get(lane_name)
        if lane is None:
            return
        lane.newest += 1
        lane.waiting = None
        if lane.running is not None:
            self._interrupt_replaced()
            self._again.start()

    def close(self) -> None:
        """Stop everything; returns when no question runs and no thread is left."""
        self._drop(list(self._lanes.values()))
        self._database = None
        self._pool.shutdown(wait=True)

    def _put(
        self,
        lane_name: str,
        question: Query[Any] | _Job,
        answered: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        lane = self._lanes.setdefault(lane_name, _Lane())
        lane.superseded += (lane.waiting is not None) + self._is_current(lane)
        lane.newest += 1
        lane.waiting = _Asked(lane.newest, question, answered, failed)
        if lane.running is not None:
            self._interrupt_replaced()
            self._again.start()
        else:
            self._start_waiting(lane_name, lane)

    def _is_current(self, lane: _Lane) -> bool:
        return lane.asked is not None and lane.asked.number == lane.newest

    def _start_waiting(self, name: str, lane: _Lane) -> None:
        """Start what waits in a lane, unless it needs a database and there is none."""
        asked = lane.waiting
        if asked is None:
            return
        if isinstance(asked.question, _Job):
            running = self._pool.submit(asked.question)
        elif self._database is not None:
            lane.cursor = lane.cursor or self._database.cursor()
            running = self._pool.submit(lane.cursor.fetch, asked.question)
        else:
            return
        lane.running, lane.asked, lane.waiting = running, asked, None
        running.add_done_callback(_Told(self, name))

    def told(self, name: str, future: Future[Any]) -> None:
        """A lane's question is through; called on the worker's thread."""
        self._finished.emit(name, future)

    def _deliver(self, name: str, future: Future[Any]) -> None:
        lane = self._lanes[name]
        if lane.running is not future:
            return
        asked, current = lane.asked, self._is_current(lane)
        lane.running = lane.asked = None
        if not self._replaced():
            self._again.stop()
        self._start_waiting(name, lane)
        if asked is not None and current:
            _hand_over(asked, future)

    def _replaced(self) -> list[_Lane]:
        return [
            lane
            for lane in self._lanes.values()
            if lane.running is not None and not self._is_current(lane)
        ]

    def _interrupt_replaced(self) -> None:
        for lane in self._replaced():
            if lane.asked is not None:
                lane.asked.interrupt(lane.cursor)

    def _drop(self, lanes: list[_Lane]) -> None:
        """Interrupt `lanes` until nothing runs in them, and give their cursors back."""
        for lane in lanes:
            lane.newest += 1
            lane.waiting = None
        while running := [lane.running for lane in lanes if lane.running is not None]:
            self._interrupt_replaced()
            wait(running, timeout=_AGAIN_S)
            for lane in lanes:
                lane.clear_done()
        for lane in lanes:
            lane.close()
        if not self._replaced():
            self._again.stop()


@dataclass(frozen=True, slots=True)
class _Told:
    """Tells the coordinator, from the worker's thread, that a lane's question is through."""

    coordinator: Coordinator
    lane: str

    def __call__(self, future: Future[Any]) -> None:
        self.coordinator.told(self.lane, future)


def _hand_over(asked: _Asked, future: Future[Any]) -> None:
    fault = future.exception() if not future.cancelled() else None
    if isinstance(fault, Exception):
        asked.failed(fault)
    elif not future.cancelled():
        asked.answered(future.result())
