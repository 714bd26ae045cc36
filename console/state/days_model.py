"""What the day strip shows: the days of the street, and where the instant stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

from console.domain import instants, packs
from console.domain.packs import ColourClass
from console.domain.records import dataclass
from console.domain.spoken import day, instant
from console.domain.words import say
from console.state.day_marks import DayMarks, source_told
from console.state.freshness import Tense, live_possible
from console.store.columns import Street
from console.store.crowd import Crowd
from console.store.query_days import DayCounts, days_by_class, days_of

HOUR_US = 3_600_000_000

NO_MARKS = DayMarks()


@dataclass(frozen=True, slots=True)
class DayScene:
    """The strip of one street: its days, and the snapshot's own instant as a position.

    A position is in days from the start of `days.first`, with the hour as its fraction.
    `classes` are the pack's, in the order of the columns; `marks` the snapshots of the series.
    """

    days: DayCounts
    zone: str
    snapshot_at: float
    classes: tuple[ColourClass, ...]
    is_filtered: bool = False
    snapshot_us: int = 0
    marks: DayMarks = NO_MARKS

    def position(self, at_us: int) -> float:
        """Where an instant stands, kept within the strip."""
        return _position(self.days, at_us, self.zone)

    def looks_like(self, other: DayScene | None) -> bool:
        """Whether it is drawn as the other is, but for the instant."""
        if other is None or not self.stands_as(other):
            return False
        mine, others = self.days, other.days
        return mine is others or (
            mine.first == others.first
            and np.array_equal(mine.active, others.active)
            and np.array_equal(mine.arrivals, others.arrivals)
            and (self.is_filtered == other.is_filtered or bool(mine.arrivals.any()))
        )

    def stands_as(self, other: DayScene | None) -> bool:
        """Whether everything but the days is drawn as the other's is."""
        return other is not None and self._still() == other._still()

    def _still(self) -> tuple[object, ...]:
        return self.snapshot_at, self.snapshot_us, self.zone, self.classes, self.marks

    def has_days_of(self, other: DayScene | None) -> bool:
        """Whether it spans the days of the other."""
        spans = [(one.days.first, len(one.days)) for one in (self, other) if one is not None]
        return len(spans) == 2 and spans[0] == spans[1]

    def number_at(self, position: float) -> int:
        """The day number under a position, kept within the strip."""
        return self.days.first + min(max(int(position), 0), len(self.days) - 1)


def _position(days: DayCounts, at_us: int, zone: str) -> float:
    return min(max(_days_into(at_us, zone) - days.first, 0.0), float(len(days)))


@lru_cache(maxsize=512)
def _days_into(at_us: int, zone: str) -> float:
    """The number of an instant's local day, with its time as the fraction; kept."""
    moment = instants.moment(at_us, instants.zone(zone))
    return instants.day_number(moment.date()) + (moment.hour * 60 + moment.minute) / 1440


def day_scene(
    street: Street,
    people: Crowd | None = None,
    arriving: Crowd | None = None,
    marks: DayMarks = NO_MARKS,
    reach: tuple[int, int] | None = None,
) -> DayScene:
    """The strip of `street`: of a crowd of `people`, and the arrivals of those `arriving`.

    None is everybody. It spans the days of `reach`, from the first to the last, or the street's.
    """
    days = days_of(street, people)
    if arriving is not people:
        days = replace(days, arrivals=days_of(street, arriving).arrivals)
    if reach is not None:
        days = days.within(*reach)
    return DayScene(
        days,
        street.zone,
        _position(days, street.as_of_us, street.zone),
        packs.load(street.scenario).classes,
        is_filtered=people is not None,
        snapshot_us=street.as_of_us,
        marks=marks,
    )


def reach_of(street: Street, marks: DayMarks) -> tuple[int, int]:
    """The first and the last day of a street and of the snapshots beside it."""
    days = days_by_class(street)
    beside = marks.days(street.zone) or (days.first, days.last)
    return min(days.first, beside[0]), max(days.last, beside[1])


def same_time_on(number: int, like_us: int, zone: str) -> int:
    """The instant on day `number` at the local time of day of `like_us`."""
    tz = instants.zone(zone)
    clock = instants.moment(like_us, tz).time()
    return instants.micros(datetime.combine(instants.day_date(number), clock, tz))


def stepped_days(at_us: int, days: int, zone: str) -> int:
    """The instant `days` later (earlier if negative) at the same local time of day."""
    tz = instants.zone(zone)
    moment = instants.moment(at_us, tz)
    later = moment.replace(tzinfo=None) + timedelta(days=days)
    return instants.micros(later.replace(tzinfo=tz))


def whole_hour(number: int, fraction: float, zone: str) -> int:
    """The whole hour nearest to `fraction` of day `number`."""
    midnight_us = instants.midnight(number, instants.zone(zone))
    return midnight_us + round(fraction * 24) * HOUR_US


def tense(at_us: int, snapshot_us: int, now_us: int, *, live: bool) -> Tense:
    """Whether the clocks on show run by wall time, stand at the snapshot, or are replayed."""
    if live:
        return Tense.LIVE
    if at_us == snapshot_us and live_possible(snapshot_us, now_us):
        return Tense.SNAPSHOT
    return Tense.REPLAY


def told(scene: DayScene, number: int, at_us: int, language: str) -> str:
    """One day in words: date, arrivals, active at its end, releases, last days; a plain text."""
    days, row = scene.days, number - scene.days.first
    text = say(
        "days.tip",
        language,
        date=day(number, language),
        arrivals=int(days.arrivals[row].sum()),
        active=int(days.active[row].sum()),
        released=int(days.released[row]),
        due=int(days.due[row]),
    )
    if number > instants.local_day(at_us, instants.zone(scene.zone)):
        text += "\n" + say("days.tip_future", language)
    return text


def range_told(scene: DayScene, rows: Sequence[int], language: str) -> tuple[str, ...]:
    """A range of days, first to last: 03-01–03-09 · 9 天; then shorter ways to say it."""
    ends = [f"{instants.day_date(scene.days.first + row):%m-%d}" for row in (rows[0], rows[-1])]
    if len(rows) == 1:
        return (ends[0],)
    whole = say("days.range", language, first=ends[0], last=ends[1], days=len(rows))
    return whole, "–".join(ends), say("days.range_length", language, days=len(rows))


def described(scene: DayScene, at_us: int, language: str) -> str:
    """The strip and its keys in one sentence, for whoever hears it."""
    source = source_told(at_us, scene.snapshot_us, scene.zone, language, short=False)
    at = instant(at_us, scene.zone, language)
    return say("days.strip", language, instant=at, source=source)
