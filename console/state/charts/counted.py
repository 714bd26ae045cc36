"""Whom each lane counts under a filter: those kept by every clause but the lane's own."""

from __future__ import annotations

from console.state.charts.clauses import SOURCES, WAITING, is_waiting
from console.state.charts.scene import CHARTS, LANES, Charts, Lane, charts
from console.state.filtering import Filter
from console.store.conditions import keep
from console.store.frame import Frame
from console.store.kept import Kept


class Counting:
    """Makes the charts of a frame that may be narrowed.

    What the others keep is known as long as neither they nor the instant change, so that a drag
    counts only what it changes.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], Kept] = {}
        self._whole: Frame | None = None

    def charts(self, frame: Frame, filter_: Filter) -> Charts:
        """The charts at the frame's instant under a filter."""
        whole = self._forget_past(frame)
        if frame.kept is None:
            return charts(whole)
        lanes = [lane for kind in CHARTS for lane in LANES[kind]]
        kept = {lane: self.others(frame, filter_, lane) for lane in lanes}
        return charts(whole, kept, {lane: " ".join(_own(filter_, lane)) for lane in lanes})

    def others(self, frame: Frame, filter_: Filter, lane: Lane) -> Kept | None:
        """What every clause but the lane's own keeps; None for everything."""
        whole, kept = self._forget_past(frame), frame.kept
        if kept is None:
            return None
        own = _own(filter_, lane)
        others = tuple(one for one in filter_.clauses if one.source not in own)
        if len(others) == len(filter_.clauses):
            return kept
        conditions = Filter(others).conditions
        if not conditions:
            return None
        texts = tuple(one.text for one in conditions)
        if texts not in self._known:
            while len(self._known) >= len(SOURCES):
                self._known.pop(next(iter(self._known)))
            self._known[texts] = keep(whole, conditions)
        return self._known[texts]

    def _forget_past(self, frame: Frame) -> Frame:
        """The frame of everybody; what was known of another is forgotten."""
        whole = frame.whole or frame
        if whole is not self._whole:
            self._whole, self._known = whole, {}
        return whole


def _own(filter_: Filter, lane: Lane) -> tuple[str, ...]:
    """The clauses that a lane itself asks for."""
    own = (SOURCES[lane],) if lane in SOURCES else ()
    waits = lane == "coming" and is_waiting(filter_.of(WAITING))
    return (*own, WAITING) if waits else own
