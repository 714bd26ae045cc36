"""The session: which street is open and at which instant it is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.store.columns import Street
from console.store.frame import Frame, frame


class Session(QObject):
    """Holds one street and its frame; every view reads the same two.

    `street_changed` comes first when another street opens, then `frame_changed`; moving the as-of
    instant sends `frame_changed` alone. Both are silent when nothing changed.

    `runs_on` where the open street took the place of another snapshot of it at the same instant
    (`succeed`): what was on show stays, as far as it is still there.
    """

    street_changed = Signal()
    frame_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._street: Street | None = None
        self._frame: Frame | None = None
        self.runs_on = False

    @property
    def street(self) -> Street | None:
        """The open street, None before the first has opened."""
        return self._street

    @property
    def frame(self) -> Frame | None:
        """The open street at the instant shown."""
        return self._frame

    def open(self, street: Street, as_of_us: int | None = None) -> None:
        """Show `street`, at `as_of_us` or else at its own as-of."""
        at_us = street.as_of_us if as_of_us is None else as_of_us
        self._take(frame(street, at_us), runs_on=False)

    def succeed(self, street: Street, known: Frame | None = None) -> None:
        """Show another snapshot of the open street at the instant on show: the view runs on.

        `known` is a frame of it, used where it is of that instant.
        """
        if self._street is None or self._frame is None:
            return
        as_of_us = self._frame.as_of_us
        if known is None or known.street is not street or known.as_of_us != as_of_us:
            known = frame(street, as_of_us)
        self._take(known, runs_on=True)

    def _take(self, shown: Frame, *, runs_on: bool) -> None:
        self._street, self._frame, self.runs_on = shown.street, shown, runs_on
        self.street_changed.emit()
        self.frame_changed.emit()

    def move_to(self, as_of_us: int) -> None:
        """Show the open street at another instant."""
        if self._street is None or self._frame is None or self._frame.as_of_us == as_of_us:
            return
        self._frame = frame(self._street, as_of_us)
        self.frame_changed.emit()
