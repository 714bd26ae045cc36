"""Freshness: at which instant the street is shown, how old its snapshot is, live or replay."""

from __future__ import annotations

from enum import StrEnum

from console.domain import instants, words
from console.domain.records import dataclass
from console.domain.spoken import instant

_HOUR_US = 3_600_000_000
_DAY_US = instants.MICROS_A_DAY
LIVE_FOR_US = 7 * _DAY_US
"""How old a snapshot may be and still be shown by wall time; older ones are a replay."""


class Tense(StrEnum):
    """How the instant on show relates to now."""

    SNAPSHOT = "snapshot"
    LIVE = "live"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Freshness:
    """What the top bar says about time."""

    tense: Tense
    as_of: str
    age: str


def live_possible(snapshot_us: int, now_us: int) -> bool:
    """Whether a snapshot taken at `snapshot_us` may be shown by wall time."""
    return 0 <= now_us - snapshot_us <= LIVE_FOR_US


def freshness(
    shown_us: int, snapshot_us: int, now_us: int, zone: str, language: str, *, live: bool
) -> Freshness:
    """What is said about the instant `shown_us` of a snapshot of `snapshot_us`, read at `now_us`.

    A snapshot older than a week, or one shown at another instant than its own, is a replay: its
    clocks do not run by wall time.
    """
    as_of = words.say("window.as_of", language, instant=instant(shown_us, zone, language))
    if live:
        return Freshness(Tense.LIVE, as_of, _age(now_us - snapshot_us, language))
    if not live_possible(snapshot_us, now_us):
        return Freshness(Tense.REPLAY, as_of, words.say("window.replay", language))
    if shown_us != snapshot_us:
        return Freshness(Tense.REPLAY, as_of, words.say("window.moved", language))
    return Freshness(Tense.SNAPSHOT, as_of, _age(now_us - snapshot_us, language))


def _age(age_us: int, language: str) -> str:
    hours = max(0, age_us // _HOUR_US)
    if hours < 1:
        return words.say("window.age_now", language)
    if hours < 72:
        return words.say("window.age_hours", language, hours=hours)
    return words.say("window.age_days", language, days=age_us // _DAY_US)
