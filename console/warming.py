"""What the first look at a street costs, paid on the opening's worker instead of in the window."""

from __future__ import annotations

from console.state.map.ground import ground_of
from console.state.map.metrics import Metric, peak
from console.state.tiles_model import tiles
from console.store.columns import Street
from console.store.frame import frame
from console.store.query_days import days_by_class


def warm(street: Street) -> None:
    """Compute what every view will ask of `street` first; each room keeps its own answer.

    NumPy imports its masked arrays at the first `unique`, some hundred milliseconds: here too.
    """
    tiles(frame(street, street.as_of_us))
    days_by_class(street)
    ground_of(street)
    for places in ("estates", "buildings"):
        peak(street, Metric.ACTIVE, places)
