"""Alarms in words: what one is called, how long it runs, and the one line for every scene."""

from __future__ import annotations

from console.domain.spoken import capped
from console.domain.words import say
from console.state.wall.scenes import OpenAlarm

_KNOWN = ("fall", "call_120", "door_opened", "smoke", "water_silent", "door_silent")
_DAY_S, _HOUR_S, _MINUTE_S = 86_400, 3600, 60


def kind_name(kind: str, language: str) -> str:
    """What an alarm is called; a kind nobody has a word for is said as it is."""
    return say(f"wall.kind.{kind}", language) if kind in _KNOWN else capped(kind, 40)


def spoken_span(seconds: float, language: str) -> str:
    """A span by its two largest units: 12 秒, 4 分 07 秒, 1 小时 02 分, 3 天 4 小时."""
    whole = max(0, int(seconds))
    parts = {
        "days": whole // _DAY_S,
        "hours": whole % _DAY_S // _HOUR_S,
        "minutes": whole % _HOUR_S // _MINUTE_S,
        "seconds": whole % _MINUTE_S,
    }
    largest = next((name for name, count in parts.items() if count), "seconds")
    return say(f"wall.span.{largest}", language, **parts)


def ongoing(alarms: tuple[OpenAlarm, ...], now_us: int, language: str) -> str:
    """The first of the open alarms in a line, and how many more there are; "" for none.

    It says what, since how many minutes and the step reached last, never where: 跌倒 · 已过
    4 分钟 · 已出发. So it changes once a minute.
    """
    if not alarms:
        return ""
    first, *others = alarms
    seconds = max(0, now_us - first.raised_us) // 1_000_000
    span = spoken_span(seconds, language)
    if seconds < _HOUR_S:
        span = say("wall.span.few", language, minutes=seconds // _MINUTE_S)
    parts = [kind_name(first.kind, language), say("wall.running_for", language, span=span)]
    if first.last_step:
        parts.append(say(f"wall.step.{first.last_step}", language))
    if others:
        parts.append(say("wall.more_alarms", language, count=len(others)))
    return " · ".join(parts)
