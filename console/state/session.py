"""The session: which street is open and at which instant it is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.store.columns import Street
from console.store.frame import Frame, frame, frame_beside


class Session(QObject):
    """Holds one street and its frame; every view reads the same two.

    `street_changed` comes first when another street opens, then `frame_changed`; moving the as-of
    instant sends `frame_changed` alone. Both are silent when nothing changed.

    Another instant is found at once, unless somebody was given to `move_aside` who finds it aside
    and gives it to `show`: until then the frame before stays, and `aim_us` is the instant asked
    for.

    `runs_on` where the open street took the place of another snapshot of it at the same instant
    (`succeed`): what was on show stays, as far as it is still there.
    """

    street_changed = Signal()
    frame_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._street: Street | None = None
        self._frame: Frame | None = None
        self._aim_us: int | None = None
        self._mover: Callable[[int], bool] | None = None
        self.runs_on = False

    @property
    def street(self) -> Street | None:
        """The open street, None before the first has opened."""
        return self._street

    @property
    def frame(self) -> Frame | None:
        """The open street at the instant shown."""
        return self._frame

    @property
    def aim_us(self) -> int:
        """The instant asked for last, which is shown or being found; 0 while no street is open."""
        if self._aim_us is not None:
            return self._aim_us
        return self._frame.as_of_us if self._frame is not None else 0

    def move_aside(self, mover: Callable[[int], bool]) -> None:
        """Ask `mover` for other instants: True where it will `show` one, False to find it now."""
        self._mover = mover

    def open(self, street: Street, as_of_us: int | None = None, known: Frame | None = None) -> None:
        """Show `street`, at `as_of_us` or else at its own as-of; `known` is its frame of then."""
        at_us = street.as_of_us if as_of_us is None else as_of_us
        self._take(known or frame(street, at_us), runs_on=False)

    def succeed(self, street: Street, known: Frame | None = None) -> None:
        """Show another snapshot of the open street at the instant on show: the view runs on.

        `known` is a frame of it, used where it is of that instant.
        """
        if self._street is None or self._frame is None:
            return
        as_of_us = self.aim_us
        if known is None or known.street is not street or known.as_of_us != as_of_us:
            known = frame(street, as_of_us)
        self._take(known, runs_on=True)

    def move_to(self, as_of_us: int) -> None:
        """Show the open street at another instant."""
        if self._street is None or self._frame is None or as_of_us == self.aim_us:
            return
        self._aim_us = as_of_us
        if self._mover is not None and self._mover(as_of_us):
            return
        if self._frame.as_of_us == as_of_us:
            self._aim_us = None
        else:
            self.show(frame_beside((self._frame,), as_of_us))

    def show(self, shown: Frame) -> None:
        """Show the open street as it was found at an instant that was asked for."""
        if self._aim_us == shown.as_of_us:
            self._aim_us = None
        self._frame = shown
        self.frame_changed.emit()

    def stay(self) -> None:
        """Ask no more for another instant than the one on show."""
        self._aim_us = None

    def _take(self, shown: Frame, *, runs_on: bool) -> None:
        self._street, self._frame, self.runs_on = shown.street, shown, runs_on
        self._aim_us = None
        self.street_changed.emit()
        self.frame_changed.emit()
