"""What became of people between two as-of instants: who arrived, completed, moved, is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import numpy as np
import numpy.typing as npt

from console.domain import instants
from console.domain.clock import Outcome
from console.domain.distinct import distinct
from console.domain.instants import Days, Micros
from console.domain.records import dataclass
from console.store.arrow import rows_of, texts_of
from console.store.columns import I32, Street, Strings
from console.store.frame import Frame
from console.store.rows import follow

_GONE_UNIT = -2
"""Stands for a unit that is not in the new snapshot."""
_FIRST_DAY, _LAST_DAY = -719_161, 2_932_895


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """People by what became of them, rows int32[n], ascending and distinct.

    All are rows of the new street but those of `gone`, which are rows of the old one.
    """

    arrived: I32
    completed: I32
    released: I32
    broken: I32
    moved: I32
    appeared: I32
    gone: I32

    def lists(self) -> Iterator[tuple[str, I32]]:
        """Every kind of change with its people."""
        for one in fields(self):
            yield one.name, getattr(self, one.name)

    def counts(self) -> dict[str, int]:
        """How many people each kind of change has."""
        return {name: len(people) for name, people in self.lists()}


KINDS = tuple(one.name for one in fields(PeopleChange))


def people_change(old: Frame, new: Frame) -> PeopleChange:
    """What became of people after the instant of `old`, up to and with that of `new`.

    arrived: an episode began that was not cancelled before. completed: the days of one were over
    while it ran. released, broken: one ended so. moved: the place is another one, or none.
    appeared, gone: the person is in one of the snapshots alone.
    """
    episodes = new.street.episodes
    since_us, until_us = old.as_of_us, new.as_of_us
    anchored_us, ended_us = episodes.anchored_us, episodes.ended_us
    cancelled = episodes.outcome == Outcome.CANCELLED
    never = cancelled & (ended_us <= anchored_us)
    complete_us = _midnights(episodes.last_day + 1, new.street.zone)
    ended = (ended_us > since_us) & (ended_us <= until_us)
    released = episodes.outcome == Outcome.RELEASED

    def people(of: npt.NDArray[np.bool_]) -> I32:
        return distinct(episodes.resident[of])[0].astype(np.int32)

    old_row, is_gone = _matched(old.street, new.street)
    return PeopleChange(
        arrived=people((anchored_us > since_us) & (anchored_us <= until_us) & ~never),
        completed=people(
            (complete_us > since_us) & (complete_us <= until_us) & (ended_us >= complete_us)
        ),
        released=people(ended & released),
        broken=people(ended & ~released),
        moved=_moved(old, new, old_row),
        appeared=np.flatnonzero(old_row < 0).astype(np.int32),
        gone=np.flatnonzero(is_gone).astype(np.int32),
    )


def place_of_people(frame: Frame) -> I32:
    """The unit that is everybody's place, int32[r], -1 for none.

    Of people who have no table, the unit of the last of their episodes.
    """
    street = frame.street
    if len(street.residents.unit):
        return frame.place
    place = np.full(len(street.bare.residents), -1, np.int32)
    place[street.episodes.resident] = street.episodes.unit
    return place


def ids_of_people(street: Street) -> Strings:
    """The ids of all people, bare ones where they have no table."""
    return street.bare.residents if len(street.bare.residents) else street.residents.id


def _matched(old: Street, new: Street) -> tuple[I32, npt.NDArray[np.bool_]]:
    """The old row of everybody in the new street, -1 for none, and who of the old is not there."""
    before, after = texts_of(ids_of_people(old)), texts_of(ids_of_people(new))
    old_row = rows_of(after, before)
    is_gone = np.ones(len(before), np.bool_)
    is_gone[old_row[old_row >= 0]] = False
    return old_row, is_gone


def _moved(old: Frame, new: Frame, old_row: I32) -> I32:
    """People in both whose place is another: rows of the new street."""
    new_unit = rows_of(texts_of(old.street.units.id), texts_of(new.street.units.id))
    new_unit = np.where(new_unit < 0, np.int32(_GONE_UNIT), new_unit)
    before = follow(new_unit, follow(place_of_people(old), old_row))
    return np.flatnonzero((old_row >= 0) & (before != place_of_people(new))).astype(np.int32)


def _midnights(days: Days, zone: str) -> Micros:
    """00:00 of days in a zone; days beyond the calendar count as its ends."""
    tz = instants.zone(zone)
    asked, which = distinct(np.clip(days, _FIRST_DAY, _LAST_DAY))
    at_us = np.array([instants.midnight(int(day), tz) for day in asked.tolist()], np.int64)
    return at_us[which] if len(which) else at_us
