"""Frames of a street narrowed by filters; going to and fro a drag finds the same ranges again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.store.frame import Frame
from console.store.narrow import narrowed
from console.store.sieve import Sieve

if TYPE_CHECKING:
    from console.state.filtering import Filter, Filtering
    from console.store.columns import Street

_MOST, _BUILDINGS = 200, 12_000_000
"""How many frames are kept, as far as they have so many buildings together."""


class Narrowing:
    """Narrows whole frames of one street with one sieve.

    What a drag of `filtering` passes over is kept with all that views asked of it, until something
    else is dragged or done, or another whole frame is narrowed.
    """

    def __init__(self, street: Street, filtering: Filtering) -> None:
        self.street, self.sieve = street, Sieve(street)
        self._filtering = filtering
        self._drag: tuple[Filter | None, Frame | None] = None, None
        self._passed: dict[Filter, Frame] = {}

    def frame(self, whole: Frame, filter_: Filter) -> Frame:
        """A whole frame narrowed to what a filter keeps."""
        if self.knows(whole, filter_):
            return self._passed[filter_]
        shown = narrow(whole, filter_, self.sieve)
        self.keep(whole, filter_, shown)
        return shown

    def knows(self, whole: Frame, filter_: Filter) -> bool:
        """Whether a drag passed over a filter."""
        self._suit(whole)
        return filter_ in self._passed

    def keep(self, whole: Frame, filter_: Filter, shown: Frame) -> None:
        """Keep what was narrowed while the drag lasts; of too many those passed over first go."""
        self._suit(whole)
        if self._filtering.before_passing is None:
            return
        self._passed[filter_] = shown
        most = min(_MOST, _BUILDINGS // max(len(whole.street.buildings.estate), 1))
        while len(self._passed) > most:
            del self._passed[next(iter(self._passed))]

    def _suit(self, whole: Frame) -> None:
        """Let go of what another drag passed over, which is known by the filter from before it."""
        before = self._filtering.before_passing
        if before is not self._drag[0] or whole is not self._drag[1]:
            self._drag = before, whole
            self._passed.clear()


def narrow(frame: Frame, wanted: Filter, sieve: Sieve | None = None) -> Frame:
    """A whole frame narrowed to what a filter keeps; a sieve finds again only what changed."""
    sieve = sieve or Sieve(frame.street)
    kept = sieve.sift(frame, [(one.source, one.conditions) for one in wanted.clauses])
    return narrowed(frame, kept)
