"""What the first look at a street costs, paid on the opening's worker instead of in the window."""

from __future__ import annotations

from functools import partial

from console.domain.progress import Stopped, never
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


def look_at(shown: Frame, stopped: Stopped = never) -> None:
    """Compute what the views will ask of a street at an instant; once stopped, nothing more."""
    street = shown.street
    for ask in (
        partial(tiles, shown),
        partial(days_by_class, street),
        partial(facets_of, shown),
        partial(lines_of, street),
        partial(ground_of, street),
        partial(peak, street, Metric.ACTIVE, "estates"),
        partial(peak, street, Metric.ACTIVE, "buildings"),
    ):
        if stopped():
            return
        ask()
