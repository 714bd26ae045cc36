"""Rounds: temperatures twice a day under the clock, calls, visits, deliveries and mask orders."""

from __future__ import annotations

from dataclasses import fields
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from console.demo.options import Stage, generator
from console.demo.people.residents import nullable, numbered, resident_ids
from console.demo.tale.story import FAR_US, Episodes
from console.domain.arrays import I64, Bools
from console.domain.instants import local_day, local_days, midnight
from console.domain.records import dataclass

NONE = -1

KINDS = ("temperature", "call", "visit", "delivery", "mask_order", "test")
TEMPERATURE, CALL, VISIT, DELIVERY, MASKS, TEST = range(6)
_BY = ("社区卫生服务中心", "居委干部", "楼组长", "志愿者")
_DONE = ("正常", "已送达", "已代订", "无人应答", "待复核")
DAYS_BACK = 14
"""Days of rounds a snapshot holds, its own day included."""
_MINUTE_US = 60_000_000


@dataclass(slots=True)
class Checks:
    """Checks as columns of n.

    kind, resident, unit, episode int64[n] (NONE: null; episode is a row of the story); due_us,
    done_us int64[n] (FAR_US: not done); number int64[n] for the id.
    """

    kind: I64
    resident: I64
    unit: I64
    episode: I64
    due_us: I64
    done_us: I64
    number: I64


def walk(
    story: Episodes, alone: I64, alone_unit: I64, zone: ZoneInfo, as_of_us: int, seed: int
) -> Checks:
    """The rounds of the last days up to the end of the as-of day, as known at as-of.

    A day's rounds are drawn from the whole story, so that they are the same in every snapshot
    that holds them; then what has not happened by as-of is left out.
    """
    today = local_day(as_of_us, zone)
    parts = []
    for day in range(today - DAYS_BACK + 1, today + 1):
        rng = generator(seed, Stage.ROUNDS, day)
        start = midnight(day, zone)
        of_day = _clock_round(story, day, start, zone, rng)
        of_day.append(_alone_round(alone, alone_unit, day, start, rng))
        columns = [np.concatenate(column) for column in zip(*of_day, strict=True)]
        parts.append([*columns, (day - 18_000) * 1_000_000 + np.arange(len(columns[0]))])
    whole = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return _known(Checks(*whole), story, as_of_us)


def _known(checks: Checks, story: Episodes, as_of_us: int) -> Checks:
    """Those of known episodes that had not ended before they were due; later doings undone."""
    row = checks.episode
    known = (story.known_us[row] <= as_of_us) if len(story) else np.ones(len(row), bool)
    ended = story.ended_us[row] if len(story) else np.zeros(len(row), np.int64)
    over = (ended <= as_of_us) & (checks.due_us > ended)
    keep = (row == NONE) | (known & ~over)
    kept = Checks(*(getattr(checks, one.name)[keep] for one in fields(Checks)))
    kept.done_us = np.where(kept.done_us > as_of_us, FAR_US, kept.done_us)
    return kept


_Part = tuple[I64, I64, I64, I64, I64, I64]


def _clock_round(
    episodes: Episodes, day: int, start: int, zone: ZoneInfo, rng: np.random.Generator
) -> list[_Part]:
    """Two temperatures for everybody under the clock; a visit on the first day, food, a test."""
    here = (episodes.anchored_us < start + 7 * 60 * _MINUTE_US) & (episodes.last_day >= day)
    rows = np.flatnonzero(here & (episodes.ended_us > start))
    parts = [
        _due(episodes, rows, TEMPERATURE, start, (7.0, 9.0), 0.015, rng),
        _due(episodes, rows, TEMPERATURE, start, (15.0, 17.0), 0.015, rng),
    ]
    first = rows[local_days(episodes.anchored_us[rows], zone) >= day - 1]
    parts.append(_due(episodes, first, VISIT, start, (9.0, 12.0), 0.03, rng))
    one_a_family = rows[np.unique(episodes.family[rows], return_index=True)[1]]
    fed = one_a_family[(episodes.family[one_a_family] + day) % 2 == 0]
    parts.append(_due(episodes, fed, DELIVERY, start, (9.5, 18.0), 0.02, rng))
    tested = rows[episodes.last_day[rows] == day + 1]
    parts.append(_due(episodes, tested[::3], TEST, start, (9.0, 11.0), 0.02, rng))
    return parts


def _due(
    episodes: Episodes,
    rows: I64,
    kind: int,
    start: int,
    hours: tuple[float, float],
    missed: float,
    rng: np.random.Generator,
) -> _Part:
    due, done = _times(len(rows), start, hours, missed, rng)
    count = len(rows)
    return np.full(count, kind), episodes.resident[rows], episodes.unit[rows], rows, due, done


def _times(
    count: int, start: int, hours: tuple[float, float], missed: float, rng: np.random.Generator
) -> tuple[I64, I64]:
    """Due on the quarter hour, done mostly within the half hour before or after."""
    quarter = np.floor(rng.uniform(hours[0] * 4, hours[1] * 4, count)).astype(np.int64)
    due = start + quarter * 15 * _MINUTE_US
    done = due + (rng.normal(4.0, 14.0, count) * 60).astype(np.int64) * 1_000_000
    return due, np.where(rng.random(count) < missed, FAR_US, done)


def _alone_round(alone: I64, unit: I64, day: int, start: int, rng: np.random.Generator) -> _Part:
    """Old people living alone: a call every third day, masks ordered for some once a week."""
    called = np.flatnonzero((alone + day) % 3 == 0)
    masked = np.flatnonzero((alone + day) % 21 == 0)
    call_due, call_done = _times(len(called), start, (9.0, 16.5), 0.04, rng)
    mask_due, mask_done = _times(len(masked), start, (9.0, 12.0), 0.03, rng)
    rows = np.concatenate((called, masked))
    kind = np.repeat([CALL, MASKS], [len(called), len(masked)])
    nothing = np.full(len(rows), NONE, np.int64)
    return (
        kind, alone[rows], unit[rows], nothing,
        np.concatenate((call_due, mask_due)), np.concatenate((call_done, mask_done)),
    )  # fmt: skip


def table(checks: Checks, residents: int, units: int, episodes: int) -> pa.Table:
    """The contract's table of checks, in its order."""
    order = np.lexsort((checks.number, checks.due_us))
    resident, unit, episode = checks.resident[order], checks.unit[order], checks.episode[order]
    by = np.where(checks.kind[order] == TEMPERATURE, 0, 1 + checks.number[order] % 3)
    kind, due, done = checks.kind[order], checks.due_us[order], checks.done_us[order]
    open_ = done >= FAR_US
    return pa.table(
        {
            "check_id": numbered("K", checks.number[order], 10**9),
            "kind": pa.array(KINDS).take(pa.array(kind)),
            "due_at": pa.array(due, pa.timestamp("us", "UTC")),
            "resident_id": resident_ids(resident, residents),
            "unit_id": nullable(numbered("U", np.maximum(unit, 0), units), unit),
            "episode_id": nullable(numbered("Q", np.maximum(episode, 0), episodes), episode),
            "done_at": pa.array(done, pa.timestamp("us", "UTC"), mask=open_),
            "result": _results(kind, checks.number[order], open_),
            "by": pa.array(_BY).take(pa.array(by, mask=open_)),
        }
    )


def _results(kind: I64, number: I64, open_: Bools) -> pa.Array:
    """Temperatures around 36.5, a word for the rest; each follows from the check's number."""
    mixed = (number * 2_654_435_761) % 2**32 / 2**32
    bell = np.sin(mixed * 7919.0) + np.sin(mixed * 104_729.0) + np.sin(mixed * 1_299_709.0)
    tenths = np.clip(np.round(365 + 1.9 * bell), 358, 372).astype(np.int64)
    tenths = np.where(mixed < 0.0006, 376, tenths)
    shown = [f"{tenth / 10:.1f}" for tenth in range(350, 391)]
    word = np.select([kind == DELIVERY, kind == MASKS], [1, 2], 0)
    word = np.where((kind == CALL) & (mixed < 0.02), 3, word)
    row = np.where(kind == TEMPERATURE, tenths - 350, len(shown) + word)
    return pa.array([*shown, *_DONE]).take(pa.array(row, mask=open_))
