"""The way back and forward again: what was on show or in force, in order, and where one stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Stand = TypeVar("Stand")


class Trail(Generic[Stand]):
    """Holds the last `most` stands, frozen values, and which of them is the current one.

    What changes where one stands is told with `leave`, going on with `enter`.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._stands: list[Stand] = []
        self._at = -1

    @property
    def current(self) -> Stand | None:
        """Where one stands; None before the first."""
        return self._stands[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        """Whether a stand lies before the current one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether a stand lies after the current one."""
        return self._at < len(self._stands) - 1

    def leave(self, stand: Stand) -> None:
        """The current stand is this one now; the first where there is none yet."""
        if self._at < 0:
            self.enter(stand)
        else:
            self._stands[self._at] = stand

    def enter(self, stand: Stand) -> None:
        """Go on to a new stand; what lay ahead is forgotten."""
        self._stands = [*self._stands[: self._at + 1], stand][-self._most :]
        self._at = len(self._stands) - 1

    def back(self) -> Stand | None:
        """The stand before, now the current one; None when there is none."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> Stand | None:
        """The stand after, now the current one; None when there is none."""
        return self._step(1) if self.can_go_forward else None

    def carry(self, carried: Callable[[Stand], Stand]) -> None:
        """The same stands in other words."""
        self._stands = [carried(one) for one in self._stands]

    def clear(self) -> None:
        """Forget them all."""
        self._stands, self._at = [], -1

    def _step(self, by: int) -> Stand:
        self._at += by
        return self._stands[self._at]
