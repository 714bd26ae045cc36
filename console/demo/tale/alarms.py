"""Alarms: what devices and people reported in the last two weeks, with every stamp to the door."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from console.demo.options import Scale, Stage, generator
from console.demo.people.residents import nullable, numbered, resident_ids
from console.demo.tale.story import FAR_US, Episodes
from console.demo.tale.told import instant_of_as_of
from console.domain.arrays import F64, I64, Bools
from console.domain.instants import local_day, midnight
from console.domain.records import dataclass

KINDS = ("fall", "call_120", "door_opened", "smoke", "water_silent", "door_silent")
FALL, CALL, OPENED, SMOKE, WATER, DOOR = range(6)
_SHARES = np.array([0.16, 0.07, 0.27, 0.14, 0.22, 0.14])
EVENTS_A_DAY = 22
_DAYS = 14
STAMPS = (
    "raised_at", "received_at", "acknowledged_at", "accepted_at", "left_at", "arrived_at",
    "seen_at", "closed_at",
)  # fmt: skip
_FALSE_CHANCE = np.array([0.22, 0.04, 0.46, 0.58, 0.62, 0.60])
_HANDLERS = ("居委值班", "楼组长", "志愿者", "网格员", "物业保安")
_SECOND_US = 1_000_000


@dataclass(slots=True)
class People:
    """Who an alarm can be about: old people living alone and their units, int64[k] each."""

    alone: I64
    alone_unit: I64


def raise_alarms(
    story: Episodes,
    people: People,
    places: tuple[I64, F64],
    scale: Scale,
    zone: ZoneInfo,
    as_of_us: int,
    seed: int,
) -> dict[str, Any]:
    """The events up to as-of, as numbers: kind, place rows (−1: null), lon/lat, stamps int64[n, 8].

    `places` are rows of buildings a smoke alarm may be in, and degrees float64[k, 2] for alarms in
    the open.
    """
    today = local_day(as_of_us, zone)
    a_day = scale.count(EVENTS_A_DAY, 1)
    parts = []
    for day in range(today - _DAYS + 1, today + 1):
        rng = generator(seed, Stage.ALARMS, day)
        part = _day(story, people, places, a_day, midnight(day, zone), rng)
        parts.append({**part, "number": (day - 18_000) * 10_000 + np.arange(a_day)})
    parts.append(_last_fall(people, instant_of_as_of(zone), generator(seed, Stage.ALARMS, 0)))
    events = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    known = events["stamps"][:, 0] <= as_of_us
    events = {name: column[known] for name, column in events.items()}
    stamps = events["stamps"]
    stamps[stamps > as_of_us] = FAR_US
    order = np.lexsort((events["number"], stamps[:, 0]))
    return {name: column[order] for name, column in events.items()}


def _day(
    episodes: Episodes,
    people: People,
    buildings: tuple[I64, F64],
    count: int,
    start: int,
    rng: np.random.Generator,
) -> dict[str, Any]:
    kind = np.searchsorted(np.cumsum(_SHARES)[:-1], rng.random(count), side="right")
    raised = start + (rng.triangular(0.0, 14.0, 24.0, count) * 3600).astype(np.int64) * _SECOND_US
    false = rng.random(count) < _FALSE_CHANCE[kind]
    test = rng.random(count) < 0.02
    stamps = _stamps(raised, false | test, rng)
    places = _places(kind, episodes, people, buildings, raised, rng)
    return {
        "kind": kind,
        "stamps": stamps,
        "outcome": np.where(test, 2, np.where(false, 1, 0)),
        **places,
    }


_STEPS_S = np.array([(1, 4), (6, 55), (5, 45), (20, 100), (110, 640), (4, 50), (240, 2400)])
"""Seconds from stamp to stamp, low and high, skewed to the low."""


def _stamps(raised: I64, by_phone: Bools, rng: np.random.Generator) -> I64:
    """Instants int64[n, 8]; alarms cleared by telephone have nobody on the way."""
    draw = rng.random((len(raised), len(_STEPS_S))) ** 1.8
    steps = (_STEPS_S[:, 0] + draw * (_STEPS_S[:, 1] - _STEPS_S[:, 0])).astype(np.int64)
    stamps = np.column_stack((raised, raised[:, None] + np.cumsum(steps, axis=1) * _SECOND_US))
    cleared = by_phone & (rng.random(len(raised)) < 0.6)
    stamps[cleared, 4:7] = FAR_US
    seldom = rng.random(stamps.shape) < 0.02
    seldom[:, [0, 7]] = False
    stamps[seldom] = FAR_US
    return stamps


def _places(
    kind: I64,
    episodes: Episodes,
    people: People,
    buildings: tuple[I64, F64],
    raised: I64,
    rng: np.random.Generator,
) -> dict[str, Any]:
    count = len(kind)
    unit, resident, building = (np.full(count, -1, np.int64) for _ in range(3))
    lonlat = np.full((count, 2), np.nan)
    about_old = np.isin(kind, (FALL, CALL, WATER, DOOR))
    if len(people.alone):
        who = rng.integers(0, len(people.alone), count)
        unit[about_old] = people.alone_unit[who[about_old]]
        resident[about_old] = people.alone[who[about_old]]
    for row in np.flatnonzero(kind == OPENED):
        here = np.flatnonzero(
            (episodes.anchored_us < raised[row])
            & (episodes.ended_us > raised[row])
            & (episodes.unit >= 0)
        )
        if len(here):
            unit[row] = episodes.unit[here[int(rng.integers(len(here)))]]
    rows, open_air = buildings
    nowhere = (unit < 0) & (kind == SMOKE) & (rng.random(count) < 0.75)
    building[nowhere] = rng.choice(rows, int(nowhere.sum()))
    left = (unit < 0) & (building < 0)
    lonlat[left] = open_air[rng.integers(0, len(open_air), int(left.sum()))]
    return {"unit": unit, "resident": resident, "building": building, "lonlat": lonlat}


def _last_fall(people: People, as_of_us: int, rng: np.random.Generator) -> dict[str, Any]:
    """One fall four minutes before the story's as-of, somebody on the way and not yet there."""
    count = min(1, len(people.alone))
    who = rng.integers(0, max(len(people.alone), 1), count)
    after = np.array([0, 2, 31, 48, 110, 540, 555, 2300]) * _SECOND_US
    return {
        "kind": np.full(count, FALL),
        "stamps": np.tile(as_of_us - 252 * _SECOND_US + after, (count, 1)),
        "outcome": np.full(count, 0),
        "unit": people.alone_unit[who],
        "resident": people.alone[who],
        "building": np.full(count, -1, np.int64),
        "lonlat": np.full((count, 2), np.nan),
        "number": np.full(count, 9_999_998),
    }


def table(events: dict[str, Any], residents: int, units: int, buildings: int) -> pa.Table:
    """The contract's table of events; an outcome is known once the event is closed."""
    stamps = events["stamps"]
    open_ = stamps[:, 7] >= FAR_US
    nowhere = np.isnan(events["lonlat"][:, 0])
    columns = {
        "event_id": numbered("A", events["number"], 9_999_999),
        "kind": pa.array(KINDS).take(pa.array(events["kind"])),
        **{
            name: pa.array(stamps[:, row], pa.timestamp("us", "UTC"), mask=stamps[:, row] >= FAR_US)
            for row, name in enumerate(STAMPS)
        },
        "outcome": pa.array(["real", "false_alarm", "test"]).take(
            pa.array(events["outcome"], mask=open_)
        ),
        "unit_id": nullable(numbered("U", np.maximum(events["unit"], 0), units), events["unit"]),
        "building_id": nullable(
            numbered("B", np.maximum(events["building"], 0), buildings), events["building"]
        ),
        "resident_id": nullable(
            resident_ids(np.maximum(events["resident"], 0), residents), events["resident"]
        ),
        "lon": pa.array(events["lonlat"][:, 0], mask=nowhere),
        "lat": pa.array(events["lonlat"][:, 1], mask=nowhere),
        "handler": pa.array(_HANDLERS).take(
            pa.array(events["number"] % len(_HANDLERS), mask=stamps[:, 3] >= FAR_US)
        ),
    }
    return pa.table(columns)
