"""The bars of a facet in words: a range, the ends of the axis, one bar with its count."""

from __future__ import annotations

from console.domain.instants import day_date
from console.domain.words import say
from console.state.facets.bars import Bars, Range


def range_text(bars: Bars, chosen: Range, language: str) -> str:
    """A range of values as it is said: 60–69 岁, 100 岁及以上, 3月10日 至 3月14日."""
    low, high = chosen
    said: dict[str, object] = {"low": _said(bars, low), "high": _said(bars, high)}
    if bars.is_open and high >= bars.last:
        return say(f"facet.bars.{bars.facet}_open", language, **said)
    key = f"facet.bars.{bars.facet}" if low == high else f"facet.bars.{bars.facet}_range"
    return say(key, language, **said)


def axis_text(bars: Bars, language: str) -> tuple[str, str]:
    """What stands under the first and the last bar."""
    last = bars.range_of(len(bars.counts) - 1)[0] if bars.is_open else bars.last
    return _said(bars, bars.first), _said(bars, last) + ("+" if bars.is_open else "")


def _said(bars: Bars, value: int) -> str:
    return f"{day_date(value):%m-%d}" if bars.facet == "arrived" else str(value)
