"""The brush over a lane's bins: begun, moved, resized; pure, in bins."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from console.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The bins `low` to `high`, both included."""

    low: int
    high: int

    def __contains__(self, at: int) -> bool:
        return self.low <= at <= self.high

    @classmethod
    def of(cls, bins: Sequence[int]) -> Span | None:
        """The span of bins in ascending order; None where they are none or leave one out."""
        whole = bool(bins) and bins[-1] - bins[0] + 1 == len(bins)
        return cls(bins[0], bins[-1]) if whole else None

    @property
    def bins(self) -> tuple[int, ...]:
        """All its bins."""
        return tuple(range(self.low, self.high + 1))

    def shifted(self, by: int, least: int, most: int) -> Span:
        """As long, `by` bins further, kept within the lane."""
        by = min(max(by, least - self.low), most - self.high)
        return Span(self.low + by, self.high + by)


class Grip(Enum):
    """What a drag has taken hold of: nothing yet, an end, or the whole."""

    NEW = "new"
    LOW = "low"
    HIGH = "high"
    WHOLE = "whole"


_REACH_PX = 5.0


def grip_at(along_px: float, ends_px: tuple[float, float], *, inside: bool) -> Grip:
    """What a drag takes hold of that begins `along_px` a lane whose brush has its ends there."""
    low, high = ends_px
    reach = min(_REACH_PX, (high - low) / 3)
    if abs(along_px - high) <= reach:
        return Grip.HIGH
    if abs(along_px - low) <= reach:
        return Grip.LOW
    return Grip.WHOLE if inside else Grip.NEW


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag that began on the bin `start` of a lane with the bins `least` to `most`."""

    grip: Grip
    start: int
    span: Span
    least: int
    most: int

    def to(self, at: int) -> Span:
        """The span when the pointer has come to the bin `at`."""
        at = min(max(at, self.least), self.most)
        if self.grip is Grip.WHOLE:
            return self.span.shifted(at - self.start, self.least, self.most)
        fixed = {Grip.NEW: self.start, Grip.LOW: self.span.high, Grip.HIGH: self.span.low}
        other = min(max(fixed[self.grip], self.least), self.most)
        return Span(min(at, other), max(at, other))


def extended(span: Span | None, at: int, by: int, least: int, most: int) -> tuple[Span, int]:
    """The span after Shift and an arrow on the bin `at`, and where the keyboard then stands.

    The end on which it stands moves; from a bin outside the span another one begins there.
    """
    at = min(max(at, least), most)
    moved = min(max(at + by, least), most)
    if span is None or at not in (span.low, span.high):
        return Span(min(at, moved), max(at, moved)), moved
    other = span.low if at == span.high else span.high
    return Span(min(other, moved), max(other, moved)), moved
