"""The lists behind the map: what a place's label counts, and all that is counted of a place."""

from __future__ import annotations

from console.domain.clock import UNDER_CLOCK, State
from console.state.lists.link import ListLink
from console.state.lists.linked import Count
from console.state.map.metrics import Metric
from console.state.map.spot import Spot
from console.store.frame import Frame
from console.store.lists import Kind, rows_of
from console.store.narrow import units_by_place

_COUNTED: dict[Metric, Kind] = {
    Metric.ACTIVE: "active",
    Metric.COMPLETE: "complete",
    Metric.PEOPLE: "people",
    Metric.UNITS: "units",
}
"""The metrics whose values are lengths of lists; rates and arrivals of 24 hours are not."""


def label_link(metric: Metric, spot: Spot) -> ListLink | None:
    """The list that a place's label counts; None where it counts none, or nothing is there."""
    kind = _COUNTED.get(metric)
    if kind is None or (spot.estate < 0 and spot.building < 0):
        return None
    return _of(kind, spot)


def place_counts(frame: Frame, spot: Spot) -> tuple[Count, ...]:
    """Everything that is counted of an estate or a building, without what is 0."""
    if frame.street.is_aggregate or (spot.estate < 0 and spot.building < 0):
        return ()
    counts, row = frame.estates, spot.estate
    buildings, homes = units_by_place(frame)
    found: dict[Kind, int] = {}
    if spot.building >= 0:
        counts, row, units = frame.buildings, spot.building, buildings
    else:
        units = homes
    found["active"] = counts.number_at(row, *UNDER_CLOCK)
    found["due"] = counts.number_at(row, State.DUE)
    found["complete"] = counts.number_at(row, State.COMPLETE)
    found["people"] = int(counts.people[row])
    found["units"] = int(units[row])
    if spot.building < 0:
        estate = frame.street.buildings.estate[rows_of("buildings", frame)]
        found["buildings"] = int((estate == row).sum())
    return tuple(Count(count, _of(kind, spot)) for kind, count in found.items() if count)


def _of(kind: Kind, spot: Spot) -> ListLink:
    if spot.building >= 0:
        return ListLink(kind, "building", spot.building)
    return ListLink(kind, "estate", spot.estate)
