"""Whom each lane counts under a filter: those kept by every clause but the lane's own."""

from __future__ import annotations

from functools import partial

from console.state.charts.clauses import SOURCES, WAITING, is_waiting
from console.state.charts.scene import CHARTS, LANES, Charts, Lane, charts
from console.state.filtering import Filter
from console.store.crowd import Crowd
from console.store.frame import Frame
from console.store.kept import Kept
from console.store.query_days import days_of


def charts_under(frame: Frame, filter_: Filter) -> Charts:
    """The charts at the instant of a frame that may be narrowed by a filter."""
    return frame.once(("charts", filter_), partial(_charts, frame, filter_))


def _charts(frame: Frame, filter_: Filter) -> Charts:
    whole = frame.whole or frame
    if frame.kept is None:
        return charts(whole)
    lanes = [lane for kind in CHARTS for lane in LANES[kind]]
    kept = {lane: others(frame, filter_, lane) for lane in lanes}
    return charts(whole, kept, {lane: " ".join(_own(filter_, lane)) for lane in lanes})


def others(frame: Frame, filter_: Filter, lane: Lane) -> Kept | None:
    """What every clause but the lane's own keeps; None for everything."""
    if frame.kept is None:
        return None
    kept = frame.kept.without(_own(filter_, lane))
    return None if kept.is_everything else kept


def on_the_days(frame: Frame, filter_: Filter) -> tuple[Crowd | None, Crowd | None]:
    """Whom the day strip counts under a filter, and whose arrivals; None for everybody."""
    if frame.kept is None:
        return None, None
    arriving = others(frame, filter_, "arrivals")
    return frame.kept.crowd, None if arriving is None else arriving.crowd


def foresee_days(filter_: Filter, frame: Frame) -> object:
    """Count the days that the strip will show of a frame."""
    return [days_of(frame.street, crowd) for crowd in on_the_days(frame, filter_)]


def _own(filter_: Filter, lane: Lane) -> tuple[str, ...]:
    """The clauses that a lane itself asks for."""
    own = (SOURCES[lane],) if lane in SOURCES else ()
    waits = lane == "coming" and is_waiting(filter_.of(WAITING))
    return (*own, WAITING) if waits else own
