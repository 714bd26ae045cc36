"""What the lists do on a thread of their own: ranks of names, and tables written as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

from console.domain.errors import Cancelled
from console.state.lists.cells import Cells
from console.state.lists.columns import Sort, column_of
from console.state.lists.order import known_of
from console.state.lists.texts import tsv
from console.state.names import shown_names
from console.store.collation import facility_ranks, place_ranks, ranks
from console.store.columns import I32, Street

_SLICE = 4096


class ListWorker(QObject):
    """Ranks names and writes tables on a thread of its own; `ranked` and `written(text)` after."""

    ranked = Signal()
    written = Signal(str)
    _ranks_done = Signal(object)
    _text_done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._stopped = False
        self._asked: set[tuple[str, str, bool]] = set()
        self._orders, self._newest = count(1), 0
        self._ranks_done.connect(self._take_ranks, Qt.ConnectionType.QueuedConnection)
        self._text_done.connect(self._take_text, Qt.ConnectionType.QueuedConnection)

    def rank_for(self, cells: Cells | None, sorts: Iterable[Sort]) -> None:
        """Make the ranks that sorting some cells by text asks for."""
        for key, _ in sorts:
            if cells is None or key in cells.keys_beside:
                continue
            if column_of(cells.entity, key).collated:
                self.rank(cells.street, key, masked=cells.masked)

    def rank(self, street: Street, key: str, *, masked: bool) -> None:
        """Make the ranks that sorting by the text column `key` needs; once each."""
        wanted = (street.key, key if key in ("name", "facility") else "", masked)
        if known_of(street).has(key, masked=masked) or wanted in self._asked:
            return
        self._asked.add(wanted)

        def work() -> None:
            known = known_of(street)
            if key == "name":
                known.names, known.masked = self._names(street, masked=masked), masked
            elif key == "facility":
                known.facilities = facility_ranks(street)
            else:
                known.places = place_ranks(street)

        self._submit(work, self._ranks_done)

    def write(self, cells: Cells, rows: I32, keys: Iterable[str]) -> None:
        """Write rows as they are on screen, by the keys of the columns, for the clipboard.

        Rows that are being written are left for them.
        """
        wanted, order = tuple(keys), next(self._orders)
        self._newest = order

        def stopped() -> bool:
            return self._stopped or order != self._newest

        self._submit(lambda: tsv(cells, rows.tolist(), wanted, stopped), self._text_done)

    def close(self) -> None:
        """Stop; returns when no thread is left."""
        self._stopped = True
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, work: Callable[[], object], done: SignalInstance) -> None:
        if self._stopped:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="lists")
        self._pool.submit(work).add_done_callback(done.emit)

    def _names(self, street: Street, *, masked: bool) -> I32 | None:
        """Ranks of everybody's shown name; None when stopped on the way."""
        people = len(street.residents.unit)
        shown: list[str] = []
        for start in range(0, people, _SLICE):
            if self._stopped:
                return None
            rows = range(start, min(start + _SLICE, people))
            shown += shown_names(street, rows, masked=masked)
        return ranks(shown)

    def _take_ranks(self, done: Future[None]) -> None:
        self._asked.clear()
        if not done.cancelled():
            done.result()
            self.ranked.emit()

    def _take_text(self, done: Future[str]) -> None:
        if not done.cancelled() and not isinstance(done.exception(), Cancelled):
            self.written.emit(done.result())
