"""A tool of the map and what has been traced with it, in metres of the street's plane."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from console.domain.records import dataclass

Point = tuple[float, float]


class Tool(StrEnum):
    """What the pointer does on the map; NONE picks and drags."""

    NONE = "none"
    IDENTIFY = "identify"
    DISTANCE = "distance"
    AREA = "area"
    BAND = "band"
    LASSO = "lasso"


MEASURES = (Tool.DISTANCE, Tool.AREA)
"""Tools that are clicked point by point."""
SWEEPS = (Tool.BAND, Tool.LASSO)
"""Tools that are dragged over what they catch."""
TOOLS = tuple(tool for tool in Tool if tool is not Tool.NONE)
_LEAST = {Tool.DISTANCE: 2, Tool.AREA: 3, Tool.BAND: 2, Tool.LASSO: 3}


@dataclass(frozen=True, slots=True)
class Trace:
    """What is traced so far.

    points    corners that stand, in metres; of a band the corner it began at
    tip       where the pointer is, None outside the map or once the trace has ended
    ended     whether it stands still: the next press begins another
    """

    tool: Tool = Tool.NONE
    points: tuple[Point, ...] = ()
    tip: Point | None = None
    ended: bool = False

    @property
    def line(self) -> tuple[Point, ...]:
        """The corners with the tip; of a band its four corners."""
        ends = self.points if self.tip is None else (*self.points, self.tip)
        if self.tool is Tool.BAND and len(ends) > 1:
            (west, south), (east, north) = ends[0], ends[-1]
            return (west, south), (east, south), (east, north), (west, north)
        return ends

    @property
    def is_begun(self) -> bool:
        """Whether a point stands."""
        return bool(self.points)

    @property
    def is_whole(self) -> bool:
        """Whether there is enough to measure or to catch with."""
        return len(self.points) + (self.tip is not None) >= _LEAST.get(self.tool, 1)

    def put(self, point: Point) -> Trace:
        """A point more; after an ended trace the first of another."""
        if self.ended:
            return Trace(self.tool, (point,), point)
        if self.points and self.points[-1] == point:
            return replace(self, tip=point)
        return replace(self, points=(*self.points, point), tip=point)

    def reach(self, point: Point | None) -> Trace:
        """The pointer moved, or left the map."""
        return self if self.ended else replace(self, tip=point)

    def back(self) -> Trace:
        """The last point is taken away; an ended trace goes on from there."""
        if not self.points:
            return self
        points = self.points if self.ended and self.tool in MEASURES else self.points[:-1]
        return replace(self, points=points, ended=False) if points else Trace(self.tool)

    def end(self) -> Trace:
        """It stands still; what is too short is gone."""
        if self.ended:
            return self
        band = self.tool is Tool.BAND and self.tip is not None
        points = (*self.points, self.tip) if band and self.tip is not None else self.points
        if len(points) < _LEAST.get(self.tool, 1):
            return Trace(self.tool)
        return Trace(self.tool, points, None, ended=True)
