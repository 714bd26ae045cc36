"""The metrics the map can shade by: a number for every estate or building at a frame."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import instants
from console.domain.clock import Outcome
from console.domain.instants import MICROS_A_DAY
from console.store.baseline import anchored_days
from console.store.columns import F64, I32, Street
from console.store.frame import Frame
from console.store.narrow import units_by_place
from console.store.place_counts import PlaceCounts
from console.store.rows import chosen, follow

Level = Literal["estates", "buildings"]
_LONGEST_SEASON_DAYS = 400
HIDDEN = -1.0
"""Stands for a small count that an aggregate snapshot keeps back: 1 to 7 people."""
_COUNTED_AS = MappingProxyType({"active": "active", "complete": "complete"})
"""The metrics an aggregate snapshot can tell, and the key of its clock counts for each."""


class Metric(StrEnum):
    """What a place is shaded by."""

    ACTIVE = "active"
    RATE = "rate"
    ARRIVED = "arrived"
    COMPLETE = "complete"
    PEOPLE = "people"
    UNITS = "units"


OF_KEPT = (Metric.PEOPLE, Metric.UNITS)
"""What counts everything that a filter keeps: such maps have classes of their own."""
Hue = Literal["clock", "plain"]
"""Whether colours tell of people under the clock, or of people and homes whoever they are."""


def values(frame: Frame, metric: Metric, level: Level) -> F64 | I32:
    """The metric of every place of `level`, [n]; people, or people per 1,000 residents.

    An aggregate snapshot gives what its counts say, HIDDEN where they are kept back.
    """
    if frame.street.is_aggregate:
        return peak(frame.street, metric, level)
    counts: PlaceCounts = getattr(frame, level)
    if metric is Metric.ACTIVE:
        return counts.active.astype(np.float64)
    if metric is Metric.COMPLETE:
        return counts.complete.astype(np.float64)
    if metric is Metric.RATE:
        return _per_thousand(counts.active, counts.people)
    if metric in OF_KEPT:
        return kept_in(frame, metric, level)
    return _arrived(frame, level, len(counts.people))


def kept_in(frame: Frame, metric: Metric, level: Level) -> I32:
    """Of the metrics OF_KEPT that of every place of `level`, int32[n]; read-only."""
    if metric is Metric.UNITS:
        buildings, estates = units_by_place(frame)
        return buildings if level == "buildings" else estates
    counts: PlaceCounts = getattr(frame, level)
    return counts.people


def peak(street: Street, metric: Metric, level: Level) -> F64:
    """The metric of every place, float64[n], on the day on which the street's total was highest.

    The season is that of the snapshot's episodes up to its own as-of, so what comes out does not
    change while another instant is looked at. Computed once a street, metric and level.
    """
    known = _peaks.setdefault(street, {})
    if (metric, level) not in known:
        found = _published if street.is_aggregate else _peak
        known[metric, level] = found(street, metric, level)
    return known[metric, level]


_peaks: WeakKeyDictionary[Street, dict[tuple[Metric, Level], F64]] = WeakKeyDictionary()


def _published(street: Street, metric: Metric, level: Level) -> F64:
    """What the counts of an aggregate snapshot say of every place, float64[n]; HIDDEN if hidden."""
    ids = street.estates.id if level == "estates" else street.buildings.id
    rows = {text: row for row, text in enumerate(ids)}
    found = np.zeros(len(ids))
    counts = street.counts
    wanted = (level.removesuffix("s"), "clock", _COUNTED_AS.get(metric.value))
    for row, value in enumerate(counts.value.tolist()):
        said = (counts.level.text(row), counts.measure.text(row), counts.key.text(row))
        place = rows.get(counts.id.text(row))
        if said == wanted and place is not None:
            found[place] = HIDDEN if value < 0 else value
    return found


def _per_thousand(active: I32, people: I32) -> F64:
    return np.where(people > 0, active * 1000.0 / np.maximum(people, 1), 0.0)


def _arrived(frame: Frame, level: Level, rows: int) -> F64:
    """People whose stay began in the 24 hours up to the instant and was not cancelled by then."""
    episodes = frame.street.episodes
    since = frame.as_of_us - MICROS_A_DAY
    recent = (episodes.anchored_us > since) & (episodes.anchored_us <= frame.as_of_us)
    recent &= ~((episodes.outcome == Outcome.CANCELLED) & (episodes.ended_us <= frame.as_of_us))
    if frame.kept is not None:
        recent &= chosen(frame.kept.people, episodes.resident)
    at = episode_places(frame.street, level)[recent]
    return np.bincount(at[at >= 0], minlength=rows).astype(np.float64)


def episode_places(street: Street, level: Level) -> I32:
    """The row of `level` each episode is served in, int32[e]: its unit's or the resident's."""
    building = _served.get(street)
    if building is None:
        building = _served[street] = _buildings_of_episodes(street)
    return building if level == "buildings" else follow(street.buildings.estate, building)


_served: WeakKeyDictionary[Street, I32] = WeakKeyDictionary()
"""The building each episode is served in: it asks columns all over, so it is found once."""


def _buildings_of_episodes(street: Street) -> I32:
    unit = np.array(street.episodes.unit)
    if len(street.residents.unit):
        elsewhere = np.flatnonzero(unit < 0)
        unit[elsewhere] = street.residents.unit[street.episodes.resident[elsewhere]]
    return follow(street.units.building, unit)


def _peak(street: Street, metric: Metric, level: Level) -> F64:
    rows = len(getattr(street, level).id)
    if metric is Metric.PEOPLE:
        return _people(street, level).astype(np.float64)
    if metric is Metric.UNITS:
        return _units(street, level).astype(np.float64)
    first, end = _spans(street, metric)
    at = episode_places(street, level)
    tz = instants.zone(street.zone)
    last_day = instants.local_day(street.as_of_us, tz)
    kept = (at >= 0) & (end > first) & (first <= last_day) & (end > last_day - _LONGEST_SEASON_DAYS)
    if not kept.any():
        return np.zeros(rows)
    opening = max(int(first[kept].min()), last_day - _LONGEST_SEASON_DAYS)
    days = last_day - opening + 1
    first, end = np.clip(first[kept] - opening, 0, days), np.clip(end[kept] - opening, 0, days)
    totals = np.cumsum(
        np.bincount(first, minlength=days + 1) - np.bincount(end, minlength=days + 1)
    )
    day = int(totals[:days].argmax())
    there = (first <= day) & (end > day)
    counted = np.bincount(at[kept][there], minlength=rows)
    if metric is Metric.RATE:
        return _per_thousand(counted.astype(np.int32), _people(street, level))
    return counted.astype(np.float64)


def _spans(street: Street, metric: Metric) -> tuple[I32, I32]:
    """First day and the day after the last, int32[e] each, on which an episode counts."""
    episodes = street.episodes
    arrived = anchored_days(street)
    if metric is Metric.ARRIVED:
        kept = episodes.outcome != Outcome.CANCELLED
        return arrived, (arrived + kept).astype(np.int32)
    complete = episodes.last_day + np.int32(1)
    if metric is Metric.COMPLETE:
        return complete, np.minimum(episodes.ended_day, np.int32(2**30))
    return arrived, np.minimum(complete, episodes.ended_day)


def _units(street: Street, level: Level) -> I32:
    first = street.buildings.first_unit
    starts = first if level == "buildings" else first[street.estates.first_building]
    return np.diff(starts).astype(np.int32)


def _people(street: Street, level: Level) -> I32:
    starts = street.units.first_resident[street.buildings.first_unit]
    if level == "buildings":
        return np.diff(starts).astype(np.int32)
    return np.diff(starts[street.estates.first_building]).astype(np.int32)
