"""The clock of one episode, explained: anchor, rule, counting, days, end, other counting."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from console.domain import clock, dates, instants, packs, words
from console.domain.clock import Day1, Episodes, Outcome, Span, State
from console.domain.errors import UserError
from console.domain.packs import Rule
from console.domain.records import dataclass
from console.store.columns import ANCHOR_KINDS, I64, Street
from console.store.texts import row_with

_LONGEST_REASON = 60


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `clock` says of one episode at an instant; dates ISO, instants ISO with offset."""

    episode: str
    resident: str
    resident_row: int
    rule: str
    anchor_kind: str
    anchor_at: str
    counting: Day1
    days: int
    extension_days: int
    first_day: str
    last_day: str
    complete_from: str
    state: State
    day: int | None
    of: int
    other_last_day: str
    other_complete_from: str
    sentence: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """The object `clock --json` prints."""
        return {
            "episode": self.episode,
            "resident": self.resident,
            "rule": self.rule,
            "anchor": {"kind": self.anchor_kind, "at": self.anchor_at},
            "counting": self.counting,
            "days": self.days,
            "extension_days": self.extension_days,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "complete_from": self.complete_from,
            "state": self.state.name.lower(),
            "day": self.day,
            "of": self.of,
            "other_counting": {
                "last_day": self.other_last_day,
                "complete_from": self.other_complete_from,
            },
            "sentence": self.sentence,
        }


def episode_row(street: Street, episode_id: str) -> int:
    """Row of the episode with this id; UserError when there is none."""
    row = row_with(street.details.id, episode_id)
    if row < 0:
        raise UserError("explain.no_episode", id=episode_id[:80])
    return row


def shown_row(street: Street, resident_id: str, as_of_us: int) -> int:
    """Row of the episode a resident shows; UserError when there is no such resident or none."""
    people = street.bare.residents if len(street.bare.residents) else street.residents.id
    resident = row_with(people, resident_id)
    if resident < 0:
        raise UserError("explain.no_resident", id=resident_id[:80])
    rows = episodes_of(street, resident)
    if not len(rows):
        raise UserError("explain.no_episode_of_resident", id=resident_id[:80])
    return int(rows[clock.shown(_taken(street.episodes, rows), as_of_us)[0]])


def episodes_of(street: Street, resident: int) -> I64:
    """Rows of a resident's episodes by anchor, then id."""
    of = street.episodes.resident
    start, end = of.searchsorted(np.array((resident, resident + 1), of.dtype)).tolist()
    return np.arange(start, end)


def explain(street: Street, row: int, as_of_us: int) -> Explanation:
    """The clock of the episode in `row` at an instant, and why it says so."""
    try:
        return _Told(street, row, as_of_us).explanation()
    except (OverflowError, ValueError) as beyond:
        raise UserError("explain.beyond_calendar", id=street.details.id.text(row)) from beyond


class _Told:
    """One episode at one instant, with what its sentence needs."""

    def __init__(self, street: Street, row: int, as_of_us: int) -> None:
        details = street.details
        self._street, self._row, self._as_of_us = street, row, as_of_us
        self._tz = instants.zone(street.zone)
        self._rule: Rule = packs.load(street.scenario).rules[street.rules[details.rule[row]]]
        self._one = _taken(street.episodes, np.array([row]))
        today = instants.local_day(as_of_us, self._tz)
        self._state = State(int(clock.states(self._one, as_of_us, today)[0]))
        self._day = int(clock.days_done(self._one, today)[0])
        self._of = int(self._one.length[0])
        self._anchored_us = int(self._one.anchored_us[0])
        anchor_day = instants.local_day(self._anchored_us, self._tz)
        self._year = instants.day_date(anchor_day).year
        self._span = clock.span(anchor_day, self._of, self._rule.day1)
        self._other = clock.span(anchor_day, self._of, clock.other_counting(self._rule.day1))

    def explanation(self) -> Explanation:
        details, row = self._street.details, self._row
        resident = int(self._one.resident[0])
        bare = self._street.bare.residents
        return Explanation(
            episode=details.id.text(row),
            resident=bare.text(resident) if len(bare) else self._street.residents.id.text(resident),
            resident_row=-1 if len(bare) else resident,
            rule=self._rule.id,
            anchor_kind=ANCHOR_KINDS[details.anchor_kind[row]],
            anchor_at=instants.iso(self._anchored_us, self._tz),
            counting=self._rule.day1,
            days=int(details.days[row]),
            extension_days=int(details.extension_days[row]),
            first_day=instants.day_date(self._span.first_day).isoformat(),
            last_day=instants.day_date(self._span.last_day).isoformat(),
            complete_from=self._complete_from(self._span),
            state=self._state,
            day=None if self._state is State.PLANNED else self._day,
            of=self._of,
            other_last_day=instants.day_date(self._other.last_day).isoformat(),
            other_complete_from=self._complete_from(self._other),
            sentence={language: self._sentence(language) for language in words.LANGUAGES},
        )

    def _complete_from(self, span: Span) -> str:
        return instants.iso(instants.midnight(span.complete_from, self._tz), self._tz)

    def _sentence(self, language: str) -> str:
        parts = (self._said_span(language), self._said_state(language), self._said_other(language))
        return (" " if language == "en" else "").join(parts)

    def _said_span(self, language: str) -> str:
        kind = ANCHOR_KINDS[self._street.details.anchor_kind[self._row]]
        anchored = dates.say_instant(self._anchored_us, self._tz, language)
        return words.say(
            "explain.span",
            language,
            anchor=words.say(f"explain.anchor.{kind}", language, at=anchored),
            rule=self._rule.label[language],
            counting=words.say(f"explain.counting.{self._rule.day1}", language),
            length=self._said_length(language),
            first_day=self._said_day(self._span.first_day, language),
            last_day=self._said_day(self._span.last_day, language),
            complete_from=self._said_midnight(self._span, language),
        )

    def _said_length(self, language: str) -> str:
        details, row = self._street.details, self._row
        change = int(details.extension_days[row])
        if not change:
            return words.say("explain.length.plain", language, of=self._of)
        reason = details.extension_reason.text(row)[:_LONGEST_REASON]
        name = ("longer" if change > 0 else "shorter") + ("_because" if reason else "")
        days = int(details.days[row])
        said = {"days": days, "change": abs(change), "of": self._of, "reason": reason}
        return words.say(f"explain.length.{name}", language, **said)

    def _said_state(self, language: str) -> str:
        ended_us = int(self._one.ended_us[0])
        outcome = Outcome(int(self._one.outcome[0])).name.lower()
        ended = self._state in (State.RELEASED, State.BROKEN)
        early = ended_us < instants.midnight(self._span.complete_from, self._tz)
        name = self._state.name.lower()
        if self._state is State.RELEASED and early:
            name = "released_early"
        return words.say(
            f"explain.state.{name}",
            language,
            as_of=dates.say_instant(self._as_of_us, self._tz, language, self._year),
            ended=dates.say_instant(ended_us, self._tz, language, self._year) if ended else "",
            outcome=words.say(f"explain.outcome.{outcome}", language)
            if self._state is State.BROKEN
            else "",
            day=self._day,
            of=self._of,
            left=self._of - self._day,
        )

    def _said_other(self, language: str) -> str:
        other = clock.other_counting(self._rule.day1)
        return words.say(
            "explain.other_counting",
            language,
            counting=words.say(f"explain.counting.{other}", language),
            last_day=self._said_day(self._other.last_day, language),
            complete_from=self._said_midnight(self._other, language),
        )

    def _said_day(self, number: int, language: str) -> str:
        return dates.say_day(instants.day_date(number), language, self._year)

    def _said_midnight(self, span: Span, language: str) -> str:
        at_us = instants.midnight(span.complete_from, self._tz)
        return dates.say_instant(at_us, self._tz, language, self._year)


def _taken(episodes: Episodes, rows: I64) -> Episodes:
    return Episodes(**{one.name: getattr(episodes, one.name)[rows] for one in fields(episodes)})
