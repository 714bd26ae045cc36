"""How old the pointer's event is that is being handled: events wait while a picture is painted."""

from __future__ import annotations

from math import inf
from time import perf_counter

_ASTRAY_MS = 1_000.0


class Pointer:
    """Tells the age of the mouse event that is being handled.

    The window system stamps events by a clock of its own. Of all events that were handled the one
    that had to wait least is taken for one that had not to wait at all.
    """

    def __init__(self) -> None:
        self._least_ms = inf
        self._age_ms = 0.0

    def move(self, stamp_ms: float) -> None:
        """A mouse event stamped so is being handled."""
        behind_ms = perf_counter() * 1e3 - stamp_ms
        if behind_ms - self._least_ms > _ASTRAY_MS:
            self._least_ms = inf
        self._least_ms = min(self._least_ms, behind_ms)
        self._age_ms = behind_ms - self._least_ms

    def take_age_ms(self) -> float:
        """How long ago it came, once; 0 for what no event was told of."""
        age_ms, self._age_ms = self._age_ms, 0.0
        return age_ms


POINTER = Pointer()
"""There is but one."""
