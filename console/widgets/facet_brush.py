"""Brushing the bars of a facet: a drag is a range, a click one bar, arrows and Shift the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from console.paint.facets.bars import bin_at, value_at
from console.state.facets.bars import Bars
from console.state.facets.choice import How

if TYPE_CHECKING:
    from console.widgets.facet_list import FacetList

_SLACK_PX = 3
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class FacetBrush(QObject):
    """What the pointer and the keys do in the bars of `list_`."""

    def __init__(self, list_: FacetList) -> None:
        super().__init__(list_)
        self._list = list_
        self._facet = ""
        self._pressed_px: float | None = None
        self._start = self._last = 0
        self._how: How = "only"
        self._is_dragged = False
        self._pointed: tuple[str, int] = ("", -1)
        self._cursor: dict[str, int] = {}
        self._anchor: dict[str, int] = {}

    def bins(self, facet: str) -> tuple[int, int]:
        """The bin under the pointer and the one the keys are on, -1 for none."""
        pointed = self._pointed[1] if self._pointed[0] == facet else -1
        return pointed, self._cursor.get(facet, -1) if self._list.hasFocus() else -1

    def press(self, facet: str, x: float | None, how: How) -> None:
        """A button went down in the bars; without a place the keys ask for the bin they are on."""
        at = self._list.bars(facet)
        if at is None or at.group.bars is None:
            return
        if x is None:
            self._pick(facet, at.group.bars, self._cursor.get(facet, 0), how)
            return
        self._facet, self._how, self._pressed_px = facet, how, x
        self._start, self._is_dragged = value_at(at.plot, at.group.bars, x), False
        self._cursor.pop(facet, None)

    def move(self, facet: str, x: float) -> None:
        """The pointer moved: over the bars of `facet`, "" for none, or dragging."""
        if self._pressed_px is not None:
            self._drag(x)
            return
        at = self._list.bars(facet) if facet else None
        bars = at.group.bars if at is not None else None
        pointed = ("", -1)
        if at is not None and bars is not None:
            pointed = (facet, bin_at(at.plot, bars, x))
        self._point(pointed)

    def hover(self, key: object) -> None:
        """The pointer came to a box of the list, or left it for None: then it is over no bin."""
        if key is None:
            self._point(("", -1))

    def release(self) -> None:
        """The button went up: a drag stands, a click picks its bin."""
        if self._pressed_px is None:
            return
        at, x = self._list.bars(self._facet), self._pressed_px
        self._pressed_px = None
        if at is None or at.group.bars is None:
            return
        if self._is_dragged:
            self._brush(self._last, passing=False)
        else:
            self._pick(self._facet, at.group.bars, bin_at(at.plot, at.group.bars, x), self._how)

    def step(self, facet: str, event: QKeyEvent) -> bool:
        """Left and right walk the bins, with Shift they stretch a range; False for other keys."""
        by = _STEPS.get(Qt.Key(event.key()))
        at = self._list.bars(facet)
        if by is None or at is None or at.group.bars is None:
            return False
        bars = at.group.bars
        fresh = facet not in self._cursor
        here = 0 if fresh else self._cursor[facet] + by
        here = min(max(here, 0), len(bars.counts) - 1)
        self._cursor[facet] = here
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            anchor = self._anchor.setdefault(facet, here - by if not fresh else here)
            low, high = bars.range_of(min(anchor, here))[0], bars.range_of(max(anchor, here))[1]
            self._list.brushed.emit(facet, (low, high), False, False)
        else:
            self._anchor.pop(facet, None)
        self._list.leave_bin()
        return True

    def _point(self, pointed: tuple[str, int]) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            self._list.leave_bin()

    def _drag(self, x: float) -> None:
        at = self._list.bars(self._facet)
        if at is None or at.group.bars is None or self._pressed_px is None:
            return
        if not self._is_dragged and abs(x - self._pressed_px) <= _SLACK_PX:
            return
        self._is_dragged = True
        self._last = value_at(at.plot, at.group.bars, x)
        self._brush(self._last, passing=True)

    def _brush(self, value: int, *, passing: bool) -> None:
        dragged = (min(self._start, value), max(self._start, value))
        self._list.brushed.emit(self._facet, dragged, self._how == "exclude", passing)

    def _pick(self, facet: str, bars: Bars, bin_: int, how: How) -> None:
        self._list.picked_bin.emit(facet, bars.range_of(bin_), how)
