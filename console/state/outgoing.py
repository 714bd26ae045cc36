"""What leaves and what changed, worked at behind the window: one piece of work at a time.

Lists, snapshots and pages are written and snapshots compared on a worker; the window hears how far
it is and can call it off. Nothing of a work called off is kept, neither here nor on the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from console.domain import words
from console.domain.errors import UserError
from console.domain.progress import Stopped
from console.store.columns import I32
from console.store.lists import ENTITIES, TABLES, Kind

if TYPE_CHECKING:
    from console.changes.difference import Difference
    from console.domain.conditions import Condition
    from console.export.facts import Facts
    from console.export.log import Export, Kept
    from console.export.source import Source
    from console.state.changes.outgoing import ChangesFile
    from console.state.coordinator import Coordinator
    from console.state.pages.leaving import Leaving
    from console.state.pages.order import Order
    from console.store.frame import Frame

R = TypeVar("R")
_LANE = "outgoing"

Ordering = Callable[[Stopped], "Order"]
"""Makes an order for pages, on a worker: the words of a list take their time."""

Files = tuple[bytes, ...]
Conditions = tuple["Condition", ...]


class Outgoing(QObject):
    """`written(path)` or `compared(Difference)` when done, else `failed(UserError)`.

    What left is noted in the log; `unlogged` where that could not be.
    `progressed(key, share)` meanwhile, from the worker; `changed` when it begins or ends.
    """

    progressed = Signal(str, float)
    written = Signal(str)
    unlogged = Signal()
    compared = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, coordinator: Coordinator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coordinator = coordinator
        self.busy = False
        self._is_logged = True

    def write_list(
        self,
        out: Path,
        frame: Frame,
        conditions: Conditions,
        rows: tuple[Kind, I32],
        said: tuple[str, bool],
        took: Callable[[Path], object] | None = None,
    ) -> None:
        """Write the rows of a list in their order, with headings and words in a language.

        `said` is the language and whether names are masked. `took` is handed the file in place of
        `written`.
        """
        kind, listed = rows
        language, masked = said

        def work(stopped: Stopped) -> Path:
            from console.export.files import export_rows

            self._tell("export.progress", 0.0)
            what = TABLES[ENTITIES[kind]]
            source = _source_of_list(frame, kind, conditions, masked=masked, stopped=stopped)
            facts = export_rows(
                source,
                what,
                out,
                rows=source.table_rows(what, listed),
                language=language,
                in_words=True,
                progress=self._tell,
                cancelled=stopped,
            )
            return self._note_rows(facts, out)

        self._do(work, self._wrote if took is None else self._handed(took))

    def write_changes(self, order: ChangesFile) -> None:
        """Write a list of what changed."""

        def work(stopped: Stopped) -> Path:
            return self._note_rows(order.write(self._tell, stopped), order.out)

        self._do(work, self._wrote)

    def write_snapshot(
        self, out: Path, frame: Frame, conditions: Conditions, *, aggregate: bool
    ) -> None:
        """Write what the conditions keep as a snapshot, masked, or counts of it."""

        def work(stopped: Stopped) -> Path:
            from console.export.snapshots import export_snapshot, facts_of_snapshot
            from console.export.source import EVERYTHING, source_on_show

            self._tell("export.progress", 0.0)
            source = source_on_show(frame, EVERYTHING, conditions, cancelled=stopped)
            export_snapshot(
                source, out, aggregate=aggregate, progress=self._tell, cancelled=stopped
            )
            return self._note_rows(facts_of_snapshot(source, out), out)

        self._do(work, self._wrote)

    def compare(self, folder: Path, other: Path | None) -> None:
        """Compare the snapshot in `folder` with another, or the one before it that lies beside it.

        The earlier of two is the old one.
        """

        def work(stopped: Stopped) -> Difference:
            from console.changes.beside import earlier_beside, in_order
            from console.changes.difference import difference

            old, new = in_order(other or earlier_beside(folder), folder)
            return difference(old, new, self._tell, stopped, to_list=True)

        self._do(work, self._found)

    def write_pages(self, out: Path, ordering: Ordering, told: Leaving) -> None:
        """Have pages drawn and write them as `out`, or as a numbered file for each."""

        def work(stopped: Stopped) -> Path:
            from console.export.publish import publish_files

            order = ordering(stopped)
            first = publish_files(out, self._drawn(order, stopped))[0]
            self._note(told.export(order, first))
            return first

        self._do(work, self._wrote)

    def draw(
        self,
        ordering: Ordering,
        told: Leaving,
        out: Path | None,
        read: Callable[[Files], R],
        took: Callable[[R], object],
    ) -> None:
        """Have pages drawn, their files read on the worker, and hand what that gives to `took`.

        The log hears that they left as `out`, None for the clipboard.
        """

        def work(stopped: Stopped) -> R:
            order = ordering(stopped)
            made = read(tuple(self._drawn(order, stopped)))
            self._note(told.export(order, out))
            return made

        self._do(work, self._handed(took))

    def read_log(self, took: Callable[[Kept], None], failed: Callable[[Exception], None]) -> None:
        """Read what was noted, on a worker; nothing that leaves waits for it."""

        def work(_: Stopped) -> Kept:
            from console.export.log import read

            return read()

        self._coordinator.do("export log", work, took, failed)

    def cancel(self) -> None:
        """Call off what is being done; nothing of it is kept."""
        if self.busy:
            self._coordinator.forget(_LANE)
            self._end()

    def _note_rows(self, facts: Facts, out: Path) -> Path:
        """Note rows that left, on the worker; gives `out`."""
        from console.export.log import export_of

        self._note(export_of(facts, out, "window"))
        return out

    def _note(self, export: Export) -> None:
        from console.export.log import remember

        self._is_logged = remember(export)

    def _drawn(self, order: Order, stopped: Stopped) -> list[bytes]:
        """The files of an order, drawn by a process of its own."""
        from console.state.pages.apart import drawn_apart

        self._tell("page.progress", 0.0)
        return drawn_apart(order, partial(self._tell, "page.progress"), stopped)

    def _do(self, work: Callable[[Stopped], R], done: Callable[[R], None]) -> None:
        self.busy = self._is_logged = True
        self.changed.emit()
        self._coordinator.do(_LANE, work, done, self._fail)

    def _tell(self, key: str, share: float) -> None:
        """Called on the worker: the signal carries it over."""
        self.progressed.emit(key, share)

    def _handed(self, took: Callable[[R], object]) -> Callable[[R], None]:
        """What is done with something made for somebody: it is over, and theirs."""

        def done(found: R) -> None:
            self._end()
            took(found)
            self._say_unlogged()

        return done

    def _wrote(self, out: object) -> None:
        self._end()
        self.written.emit(str(out))
        self._say_unlogged()

    def _say_unlogged(self) -> None:
        if not self._is_logged:
            self.unlogged.emit()

    def _found(self, difference: object) -> None:
        self._end()
        self.compared.emit(difference)

    def _fail(self, fault: Exception) -> None:
        self._end()
        if not isinstance(fault, UserError):
            fault = UserError("outgoing.unexpected", kind=type(fault).__name__)
        self.failed.emit(fault)

    def _end(self) -> None:
        self.busy = False
        self.changed.emit()


def _source_of_list(
    frame: Frame, kind: Kind, conditions: Conditions, *, masked: bool, stopped: Stopped
) -> Source:
    """The source of a list's rows, which says the filter in words and what the list is called."""
    from console.export.source import source_on_show
    from console.state.filter_words import spoken_in_all

    return source_on_show(
        frame,
        TABLES[ENTITIES[kind]],
        conditions,
        masked=masked,
        spoken=spoken_in_all(conditions, frame.street),
        listed=words.both(f"lists.kind.{kind}"),
        cancelled=stopped,
    )
