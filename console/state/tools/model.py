"""The tool in hand: what is traced with it, what it measures, and what it catches."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from console.domain.words import say
from console.state.map.ground import MapGround, ground_of
from console.state.tools.catching import Catch
from console.state.tools.measuring import Ground, area_text, length_text
from console.state.tools.trace import MEASURES, SWEEPS, Point, Tool, Trace
from console.store.columns import I32, Street


class Tools(QObject):
    """Holds one Trace.

    chosen      another tool is in hand
    changed     the trace is another
    caught      rows int32[] of buildings, and whether the sweep is still going on
    identified  the point to be told about
    """

    chosen = Signal()
    changed = Signal()
    caught = Signal(object, bool)
    identified = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trace = Trace()
        self._ground: Ground | None = None
        self._map: MapGround | None = None
        self._catch: Catch | None = None
        self._rows: I32 = np.zeros(0, np.int32)

    @property
    def tool(self) -> Tool:
        """What is in hand."""
        return self.trace.tool

    @property
    def measurable(self) -> bool:
        """Whether the street lies on earth, so that metres mean something."""
        return self._ground is not None

    @property
    def rows(self) -> I32:
        """The buildings caught, int32[]."""
        return self._rows

    def use(self, street: Street | None) -> None:
        """Measure and catch in another street; what was traced in the one before is gone.

        On the same ground, in another snapshot of the street, it stays.
        """
        ground = ground_of(street) if street is not None else None
        if ground is not None and ground is self._map:
            return
        self._map = ground
        known = street.projection if street is not None else None
        self._ground = Ground(known) if known is not None else None
        self._catch = None
        self.choose(Tool.NONE)

    def choose(self, tool: Tool) -> None:
        """Take a tool in hand; the one that is there already is put down."""
        wanted = Tool.NONE if tool is self.tool else tool
        if wanted is not self.tool and not (wanted in MEASURES and not self.measurable):
            self._become(Trace(wanted))
            self.chosen.emit()

    def put(self, point: Point) -> None:
        """A point of the trace; with identify the point to be told about."""
        if self.tool is Tool.IDENTIFY:
            self._become(Trace(Tool.IDENTIFY, (point,), None, ended=True))
            self.identified.emit(point)
        elif self.tool is not Tool.NONE:
            self._become(self.trace.put(point))

    def reach(self, point: Point | None) -> None:
        """The pointer moved to a point, or left the map."""
        self._become(self.trace.reach(point))

    def back(self) -> None:
        """Take the last point away."""
        self._become(self.trace.back())

    def end(self) -> None:
        """The trace stands; a sweep says what it caught and is gone."""
        swept = self.tool in SWEEPS and self.trace.is_begun and not self.trace.ended
        ended = self.trace.end()
        rows = self._find(ended) if swept and ended.ended else self._rows[:0]
        self._become(Trace(self.tool) if self.tool in SWEEPS else ended)
        if swept:
            self._rows = rows
            self.caught.emit(rows, False)

    def leave(self) -> None:
        """Drop what is traced; with nothing traced, put the tool down."""
        if not self.trace.is_begun:
            self.choose(Tool.NONE)
            return
        was_swept = self.tool in SWEEPS
        self._become(Trace(self.tool))
        if was_swept:
            self._rows = self._rows[:0]
            self.caught.emit(self._rows, False)

    def lines(self, language: str) -> tuple[str, ...]:
        """What is said beside the trace: the figure that matters, then the rest of it."""
        line = self.trace.line
        if self._ground is None or self.tool not in MEASURES or len(line) < 2:
            return ()
        length = self._ground.length_m(line)
        if self.tool is Tool.DISTANCE:
            last = self._ground.length_m(line[-2:])
            said = (length_text(length, language),)
            more = say("tools.last", language, length=length_text(last, language))
            return (*said, more) if len(line) > 2 else said
        round_it = length_text(self._ground.length_m((*line, line[0])), language)
        perimeter = say("tools.round", language, length=round_it)
        return area_text(self._ground.area_m2(line), language), perimeter

    def _become(self, trace: Trace) -> None:
        if trace == self.trace:
            return
        self.trace = trace
        if trace.tool in SWEEPS and trace.is_begun:
            rows = self._find(trace)
            if not np.array_equal(rows, self._rows):
                self._rows = rows
                self.caught.emit(rows, True)
        self.changed.emit()

    def _find(self, trace: Trace) -> I32:
        if self._map is None:
            return self._rows[:0]
        if self._catch is None:
            self._catch = Catch(self._map)
        return self._catch.inside(trace)
