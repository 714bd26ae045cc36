"""The snapshots of a series on the day strip, and from which of them an instant is computed."""

from __future__ import annotations

from collections.abc import Collection

from console.domain import instants
from console.domain.records import dataclass
from console.domain.spoken import capped, instant, short_instant
from console.domain.words import say
from console.state.series import Series, Stop

_MOST_UNREAD = 5


@dataclass(frozen=True, slots=True)
class StopMark:
    """A snapshot as a mark of the strip; not `is_sound` where it cannot be opened."""

    stop: Stop
    is_sound: bool


@dataclass(frozen=True, slots=True)
class DayMarks:
    """All marks by their instants, and the folders beside them that cannot be read."""

    marks: tuple[StopMark, ...] = ()
    unread: tuple[str, ...] = ()

    def days(self, zone: str) -> tuple[int, int] | None:
        """The day numbers of the first and the last; None without any."""
        if not self.marks:
            return None
        tz = instants.zone(zone)
        ends = self.marks[0].stop.as_of_us, self.marks[-1].stop.as_of_us
        return instants.local_day(ends[0], tz), instants.local_day(ends[1], tz)


def day_marks(series: Series, refused: Collection[Stop]) -> DayMarks:
    """The marks of a series, of which some were refused; none where a snapshot lies alone."""
    if len(series.stops) < 2 and not series.unread:
        return DayMarks()
    marks = (StopMark(one, one.is_whole and one not in refused) for one in series.stops)
    return DayMarks(tuple(marks), series.unread)


def mark_told(mark: StopMark, unread: tuple[str, ...], zone: str, language: str) -> str:
    """A mark in words: file, as of, made by; then what hinders it, and what could not be read."""
    stop = mark.stop
    lines = [
        say(
            "days.mark_tip",
            language,
            name=capped(stop.name),
            instant=instant(stop.as_of_us, zone, language),
        )
    ]
    if stop.producer:
        lines.append(say("days.mark_producer", language, producer=capped(stop.producer)))
    if not mark.is_sound:
        lines.append(say("days.mark_refused" if stop.is_whole else "days.mark_broken", language))
    if unread:
        names = say("days.mark_and", language).join(capped(one) for one in unread[:_MOST_UNREAD])
        lines.append(say("days.mark_unread", language, count=len(unread), names=names))
    return "\n".join(lines)


def source_told(at_us: int, snapshot_us: int, zone: str, language: str, *, short: bool) -> str:
    """Where the state at an instant comes from: a real snapshot, or the clock from one."""
    key = "days.source_own" if at_us == snapshot_us else "days.source_computed"
    if short:
        return say(f"{key}_short", language)
    return say(key, language, instant=short_instant(snapshot_us, zone))
