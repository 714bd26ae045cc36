"""What a console begins with, found on a thread of its own while the window is made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from console.domain.errors import UserError
from console.state.map.shading import Shader
from console.store.columns import Street
from console.store.frame import Frame, frame
from console.store.load import cached_street

_TURN_S = 0.000_5
"""How long one thread may keep the interpreter from the other: a tenth of what is usual."""


class Ahead:
    """Finds the street of a folder in the cache, its frame and what the map shows of it.

    `as_of` gives the instant, None for the street's own; it is asked on the thread.
    """

    def __init__(self, folder: str, as_of: Callable[[Street], int | None]) -> None:
        self._folder, self._as_of = Path(folder), as_of
        self._frame: Frame | None = None
        self._fault: Exception | None = None
        self._usual_s = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_S)
        self._thread = Thread(target=self._run, name="ahead")
        self._thread.start()

    def found(self) -> Frame | None:
        """The frame, waited for; None where the street has to be opened first.

        Raises what `as_of` raises.
        """
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._frame

    def _run(self) -> None:
        try:
            self._frame = self._find()
        except Exception as fault:  # noqa: BLE001 - whoever waits for it meets it
            self._fault = fault
        finally:
            sys.setswitchinterval(self._usual_s)

    def _find(self) -> Frame | None:
        try:
            street = cached_street(self._folder)
        except UserError:
            return None
        if street is None:
            return None
        as_of_us = self._as_of(street)
        shown = frame(street, street.as_of_us if as_of_us is None else as_of_us)
        Shader().foresee(shown)
        return shown
