"""The locator's search: commands at once, places and people from a worker, the newest wins."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal

from console.domain.errors import Cancelled
from console.state import finding
from console.state.locator_model import (
    COMMAND_SIGN,
    MOST_COMMANDS,
    Hit,
    Kind,
    LocatorModel,
    find_commands,
)
from console.state.look import Look
from console.state.session import Session
from console.state.situation import Situation
from console.store.memory import give_back


class Locator(QObject):
    """Fills `model`; `searched` when what is listed answers the latest text."""

    searched = Signal()
    _answered = Signal(int, object)

    def __init__(
        self,
        *,
        session: Session,
        look: Look,
        situation: Callable[[], Situation],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = LocatorModel(self)
        self._session, self._look, self._situation = session, look, situation
        self._pool: ThreadPoolExecutor | None = None
        self._newest = 0
        self._commands: tuple[Hit, ...] = ()
        self.offers: list[Callable[[str], tuple[Hit, ...]]] = []
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def ask(self, text: str, kinds: frozenset[Kind] = frozenset()) -> None:
        """Look for `text` among `kinds`, or among everything; an empty text lists commands."""
        self._newest += 1
        text = text.strip()
        only_commands = text.startswith(COMMAND_SIGN) or kinds == {"command"}
        self._commands = self._commands_for(text, kinds, only_commands)
        if only_commands or not text or self._session.street is None:
            self.model.show(self._commands)
            self.searched.emit()
        else:
            self._search(text, kinds - {"command"})

    def prepare(self) -> None:
        """Read the names now, in the background, so that the first letter finds at once.

        It is the last that comes with a street: what all of it was lent and has left is given back.
        """
        if self._session.street is not None:
            self._worker().submit(finding.prepare, self._session.street)
            self._worker().submit(give_back)

    def close(self) -> None:
        """Stop the worker; returns when no thread is left."""
        self._newest += 1
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _commands_for(self, text: str, kinds: frozenset[Kind], only: bool) -> tuple[Hit, ...]:
        if kinds and not only:
            return ()
        found = find_commands(text, self._look.appearance.language, self._situation())
        if only:
            return found
        offered = [hit for offer in self.offers for hit in offer(text)]
        return (*found[:MOST_COMMANDS], *offered)

    def _search(self, text: str, kinds: frozenset[Kind]) -> None:
        street, appearance = self._session.street, self._look.appearance
        assert street is not None
        asked = self._newest

        def replaced() -> bool:
            return asked != self._newest

        def work() -> tuple[Hit, ...]:
            return finding.find(
                street, text, kinds, appearance.language, masked=appearance.masked, stop=replaced
            )

        def told(done: Future[tuple[Hit, ...]]) -> None:
            if not done.cancelled() and not isinstance(done.exception(), Cancelled):
                self._answered.emit(asked, done)

        self._worker().submit(work).add_done_callback(told)

    def _worker(self) -> ThreadPoolExecutor:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="locator")
        return self._pool

    def _take(self, asked: int, done: Future[tuple[Hit, ...]]) -> None:
        if asked == self._newest:
            self.model.show((*done.result(), *self._commands))
            self.searched.emit()
