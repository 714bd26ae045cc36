"""Streets coming and going: open, reload, the demo, a newer one; the place chosen is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.domain.errors import UserError
from console.state import places
from console.state.coordinator import Coordinator
from console.state.opening import Opening, Prepare
from console.state.place_memory import PlaceMemory
from console.state.preferences import Preferences
from console.state.selection import Selection
from console.state.series_watch import SeriesWatch
from console.state.session import Session
from console.store.columns import Street
from console.store.frame import Frame

AsOf = Callable[[Street], int | None]
"""The instant at which a street is to be shown; None for its own. May raise UserError."""


class Streets(QObject):
    """Opens streets into `session`; a street that fails to open leaves the open one as it is.

    `step_to` shows another snapshot of the open street while the view runs on: `stepping_on` and
    `stepped` say so before and after.
    `progressed(sentence key, share)`, `shown(Street)` when another street is on show, `opened` when
    it is looked after too, `failed(UserError)` and `cancelled` say what happens;
    `troubled(UserError)` what came up behind an open street, `changed` that another command may
    have become possible.
    """

    progressed = Signal(str, float)
    shown = Signal(object)
    opened = Signal(object)
    stepping_on = Signal()
    stepped = Signal()
    failed = Signal(object)
    cancelled = Signal()
    changed = Signal()
    troubled = Signal(object)

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        preferences: Preferences,
        opening: Opening,
        demo_folder: Path,
        make_demo: Prepare,
        workers: Coordinator,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._preferences = session, selection, preferences
        self._opening = opening
        self._demo_folder, self._make_demo = demo_folder, make_demo
        self.watch = SeriesWatch(workers, self)
        self._memory = PlaceMemory(session, selection, preferences, self)
        self.stepping = False
        self._as_of: AsOf | None = None
        self._is_whole = True
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether a street is being made or opened."""
        return self._opening.busy

    def open(self, folder: str, as_of: AsOf | None = None) -> None:
        """Open the snapshot in `folder`, at the instant `as_of` gives for it or its own."""
        self._begin(Path(folder), as_of)

    def step_to(self, folder: str) -> None:
        """Open another snapshot of the open street; the instant and what is on show stay."""
        self._begin(Path(folder), None, like=self._session.frame)

    def stay(self) -> None:
        """Give up a step under way without a word."""
        if self.stepping:
            self.stepping = False
            self._opening.drop()
            self._resume()
            self.changed.emit()

    def adopt(self, street: Street) -> None:
        """Take charge of a street that was shown before this was there."""
        self._opening.load_behind(street)
        self._accompany(street)

    def open_demo(self, as_of: AsOf | None = None) -> None:
        """Open the demo street, which is made first where there is none."""
        is_there = (self._demo_folder / "manifest.json").is_file()
        self._begin(self._demo_folder, as_of, None if is_there else self._make_demo)

    def reload(self) -> None:
        """Read the open snapshot again, at the instant on show."""
        frame = self._session.frame
        if frame is not None:
            as_of_us = frame.as_of_us
            self.open(frame.street.folder, lambda _: as_of_us)

    def cancel(self) -> None:
        """Stop making or opening; the open street stays."""
        self._opening.cancel()

    def show(self, street: Street, as_of_us: int | None = None) -> None:
        """Show a street that is loaded, with the place that was chosen before."""
        before = self._session.street
        kept = places.ids_of(before, self._selection.place) if before else self._preferences.place
        self._session.open(street, as_of_us)
        self._selection.choose(places.find(street, kept), self)
        self.shown.emit(street)
        self._accompany(street)

    def stop(self) -> None:
        """Let nothing go on; returns when no thread is left."""
        self.watch.stop()
        self._opening.close()

    def _connect(self) -> None:
        self._opening.progressed.connect(self.progressed)
        self._opening.opened.connect(self._take)
        self._opening.failed.connect(self._fail)
        self._opening.cancelled.connect(self._give_up)
        self._opening.troubled.connect(self.troubled)
        self._opening.troubled.connect(self._complete)
        self._opening.database_loaded.connect(self._complete)
        self.watch.found.connect(self.changed)

    def _begin(
        self,
        folder: Path,
        as_of: AsOf | None,
        prepare: Prepare | None = None,
        like: Frame | None = None,
    ) -> None:
        self._as_of, self.stepping = as_of, like is not None
        self._opening.open(folder, prepare, like)
        self.changed.emit()

    def _take(self, street: Street) -> None:
        if self.stepping:
            self._step(street)
            return
        try:
            as_of_us = self._as_of(street) if self._as_of else None
        except UserError as slip:
            self._fail(slip)
            return
        self.show(street, as_of_us)

    def _step(self, street: Street) -> None:
        before = self._session.street
        if before is None or street.code != before.code:
            self._fail(UserError("status.other_street", folder=street.folder))
            return
        self.stepping, self._is_whole = False, False
        self._opening.ready.keep(before)
        self.watch.step(street)
        self.stepping_on.emit()
        self._session.succeed(street, self._opening.warmed)
        self.stepped.emit()
        self.changed.emit()

    def _accompany(self, street: Street) -> None:
        self._is_whole = False
        self._opening.ready.clear()
        self._preferences.opened(street.folder)
        self.watch.watch(street)
        self.opened.emit(street)
        self.changed.emit()

    def _fail(self, fault: UserError) -> None:
        self._resume()
        self.failed.emit(fault)
        self.stepping = False
        self.changed.emit()

    def _give_up(self) -> None:
        self._resume()
        self.stepping = False
        self.cancelled.emit()
        self.changed.emit()

    def _complete(self) -> None:
        """Nothing more is to come for the open street."""
        self._is_whole = True

    def _resume(self) -> None:
        """Go on with what an opening that came to nothing had interrupted."""
        street = self._session.street
        if street is not None and not self._is_whole:
            self._opening.load_behind(street)
