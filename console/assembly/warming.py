"""What the first look at a street costs, paid on the opening's worker instead of in the window."""

from __future__ import annotations

from console.state.facets.lines import lines_of
from console.state.map.ground import ground_of, share_ground
from console.state.map.metrics import Metric, peak
from console.state.tiles_model import tiles
from console.store.columns import Street
from console.store.facet_counts import facets_of
from console.store.frame import Frame, frame
from console.store.query_days import days_by_class


def warm(street: Street, like: Frame | None = None) -> Frame:
    """Compute what every view will ask of `street` first; each room keeps its own answer.

    A snapshot that takes the place of the one on show, `like`, stands on its ground and is asked at
    its instant. NumPy imports its masked arrays at the first `unique`, some hundred milliseconds:
    here too.
    """
    shown = frame(street, street.as_of_us if like is None else like.as_of_us)
    if like is not None:
        share_ground(street, like.street)
    look_at(shown)
    return shown


def look_at(shown: Frame) -> None:
    """Compute what the views will ask of a street at an instant."""
    tiles(shown)
    days_by_class(shown.street)
    facets_of(shown)
    lines_of(shown.street)
    ground_of(shown.street)
    for places in ("estates", "buildings"):
        peak(shown.street, Metric.ACTIVE, places)
