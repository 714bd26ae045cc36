"""What stands round every scene: the clock, how old the data are, and that no person is shown."""

from __future__ import annotations

from enum import StrEnum

from console.domain import instants
from console.domain.records import dataclass
from console.domain.spoken import capped, instant, weekday
from console.domain.words import say
from console.state.freshness import LIVE_FOR_US
from console.store.columns import Street

_HOUR_US = 3_600_000_000
_FAR_HOURS = 72
MOST_MESSAGE = 80
"""Characters of a message that are shown."""
STALE_HOURS = 26.0
"""How old the data may grow before the wall looks old, unless the playlist says otherwise."""


class Age(StrEnum):
    """How the data relate to now."""

    FRESH = "fresh"
    STALE = "stale"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Now:
    """The wall's time: now, at which instant the street is shown, and how old it may be.

    A replay shows a past street on purpose: its now is the instant shown. A scene that looks back
    (`is_back`) shows another instant than the wall's, whose clock goes on.
    """

    now_us: int
    as_of_us: int
    stale_hours: float = STALE_HOURS
    is_replay: bool = False
    is_back: bool = False

    @property
    def age(self) -> Age:
        """Whether the data are as young as they must be."""
        if self.is_replay or self.is_back:
            return Age.REPLAY
        old = self.now_us - self.as_of_us > self.stale_hours * _HOUR_US
        return Age.STALE if old else Age.FRESH

    @property
    def clock_us(self) -> int:
        """What the clock says."""
        return self.as_of_us if self.is_replay else self.now_us


@dataclass(frozen=True, slots=True)
class Place:
    """Where the wall is in its playlist: `at` of `of` scenes."""

    at: int = 0
    of: int = 0
    paused: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """The texts round a scene; `corner` says what went wrong, `message` what somebody typed.

    `filtered` says the filter in words, `alarm` what is open where the scene does not show it.
    """

    street: str
    time: str
    date: str
    age: Age
    as_of: str
    old: str
    notes: tuple[str, ...]
    place: Place = Place()
    corner: str = ""
    message: str = ""
    filtered: str = ""
    alarm: str = ""


def notice(
    street: Street,
    now: Now,
    language: str,
    *,
    place: Place | None = None,
    corner: str = "",
    message: str = "",
    filtered: str = "",
    alarm: str = "",
) -> Notice:
    """The texts round a scene of `street`."""
    place = place or Place()
    moment = instants.moment(now.clock_us, instants.zone(street.zone))
    notes = [say("wall.filtered" if filtered else "wall.no_filter", language)]
    notes.append(say("wall.no_person", language))
    if street.synthetic:
        notes.append(say("wall.synthetic", language))
    return Notice(
        street=capped(street.name.get(language, street.code), 60),
        time=f"{moment:%H:%M}",
        date=say(
            "wall.date",
            language,
            date=moment.date().isoformat(),
            weekday=weekday(moment.date(), language),
        ),
        age=now.age,
        as_of=say("wall.as_of", language, instant=instant(now.as_of_us, street.zone, language)),
        old=_old(now, language),
        notes=tuple(notes),
        place=place,
        corner=corner,
        message=capped(message, MOST_MESSAGE),
        filtered=say("wall.only", language, words=capped(filtered, 120)) if filtered else "",
        alarm=alarm,
    )


def began_as_replay(street: Street, now_us: int) -> bool:
    """Whether a street opened at `now_us` is looked back at: far older than any feed would be."""
    return now_us - street.as_of_us > LIVE_FOR_US


def _old(now: Now, language: str) -> str:
    """How old the data are, in words."""
    if now.is_replay or now.is_back:
        return say("wall.replay", language)
    hours = max(0, now.now_us - now.as_of_us) // _HOUR_US
    if now.age is Age.STALE:
        key = "wall.stale_hours" if hours < _FAR_HOURS else "wall.stale_days"
        return say(key, language, hours=hours, days=hours // 24)
    return say("wall.age_hours" if hours else "wall.age_now", language, hours=hours)
