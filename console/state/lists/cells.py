"""What the rows of a list are about at an instant: found when asked for, never kept."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

import numpy as np

from console.domain import instants, packs
from console.domain.clock import State
from console.domain.words import say
from console.state.card.blocks import PersonMark
from console.state.lists import where
from console.state.names import shown_names
from console.store.columns import I32, I64
from console.store.frame import Frame, day_of, under_clock
from console.store.list_details import details_of
from console.store.lists import Entity
from console.store.place_counts import PlaceCounts


class Beside(Protocol):
    """Columns that a list has beside those of its entity, by their keys."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of these columns."""
        ...

    def text(self, row: int, key: str) -> str:
        """The cell of a row."""
        ...

    def order(self, rows: I32, key: str) -> I64:
        """A number for each row, int64[n], in the order of a column."""
        ...


class Cells:
    """The rows of an entity at a frame's instant: where they lie, whom they mean, and words."""

    def __init__(
        self,
        frame: Frame,
        entity: Entity,
        language: str,
        *,
        masked: bool,
        beside: Beside | None = None,
    ) -> None:
        self.frame, self.street, self.entity = frame, frame.street, entity
        self.language, self.masked = language, masked
        self.beside, self.keys_beside = beside, () if beside is None else beside.keys
        self.pack = packs.load(frame.street.scenario)
        self.details = details_of(frame.street)
        self._tz = instants.zone(frame.street.zone)
        self._counted = not frame.street.is_aggregate

    def mark(self, row: int) -> PersonMark | None:
        """The mark of the row's person or episode; None where nobody is meant or shows one."""
        episode = self.episode_of(row)
        if episode < 0:
            return None
        state = State(int(self.frame.episode_state[episode]))
        found = self.pack.classes[int(self.street.details.category[episode])]
        episodes, day = self.street.episodes, int(day_of(self.frame, episode))
        early = state is State.RELEASED and bool(
            episodes.ended_day[episode] <= episodes.last_day[episode]
        )
        of = int(episodes.length[episode])
        return PersonMark(state, found.role, found.sign, day, of, early)

    def episode_of(self, row: int) -> int:
        """The episode a row is or shows, -1 for none."""
        return int(where.episodes_of(_one(row), self)[0])

    def person_of(self, row: int) -> int:
        """The resident a row is about, -1 where there is none."""
        return int(where.people_of(_one(row), self)[0])

    def unit_of(self, row: int) -> int:
        """The unit a row lies in at this instant, -1 for none."""
        return int(where.units_of(_one(row), self)[0])

    def building_of(self, row: int) -> int:
        """The building a row is or lies in, -1 for none."""
        return int(where.buildings_of(_one(row), self)[0])

    def estate_of(self, row: int) -> int:
        """The estate a row is or lies in, -1 for none."""
        return int(where.estates_of(_one(row), self)[0])

    def committee_of(self, row: int) -> int:
        """The committee a row is or lies in, -1 for none."""
        return int(where.committees_of(_one(row), self)[0])

    @property
    def counts(self) -> PlaceCounts:
        """The frame's counts by the buildings, estates or committees that the rows are."""
        frame = self.frame
        by = {"building": frame.buildings, "estate": frame.estates, "committee": frame.committees}
        return by[self.entity]

    @cached_property
    def people_in(self) -> I32:
        """People whose place each unit is, int32[u]; under a filter the kept ones."""
        place, kept = self.frame.place, self.frame.kept
        return self._by_unit(place if kept is None else place[kept.people])

    @cached_property
    def active_in(self) -> I32:
        """People under the clock in each unit, int32[u]."""
        return self._by_unit(self.frame.holder_place[under_clock(self.frame.holder_state)])

    @cached_property
    def complete_in(self) -> I32:
        """People complete and not released in each unit, int32[u]."""
        complete = self.frame.holder_state == State.COMPLETE
        return self._by_unit(self.frame.holder_place[complete])

    def _by_unit(self, places: I32) -> I32:
        units = len(self.street.units.building)
        return np.bincount(places[places >= 0], minlength=units).astype(np.int32)

    def figure(self, count: int) -> str:
        """A count of people, or that the snapshot does not give it."""
        return f"{count:,}" if self._counted else say("tiles.unknown", self.language)

    def word(self, key: str, **values: object) -> str:
        """A sentence of the lists in their language."""
        return say(f"lists.{key}", self.language, **values)

    def own(self, key: str, **values: object) -> str:
        """A sentence of another room in the list's language."""
        return say(key, self.language, **values)

    def name(self, row: int) -> str:
        """The person's name as it may be seen; "" where no person is meant."""
        person = self.person_of(row)
        if person < 0:
            return self.own("card.somebody") if self.entity in ("person", "episode") else ""
        return shown_names(self.street, [person], masked=self.masked)[0] or self.own(
            "card.somebody"
        )

    def moment(self, at_us: int) -> str:
        """An instant to the minute: 2020-03-18 08:00."""
        return f"{instants.moment(at_us, self._tz):%Y-%m-%d %H:%M}"

    def happened(self, at_us: int) -> str:
        """An instant to the minute, "" when it lies after the one shown."""
        return "" if at_us > self.frame.as_of_us else self.moment(at_us)

    def day_of(self, at_us: int) -> int:
        """The local day number of an instant."""
        return instants.local_day(at_us, self._tz)


def _one(row: int) -> I32:
    return np.array([row], np.int32)
