"""The words in a list's cells, made for the rows on show and never kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np

from console.domain import instants, packs
from console.domain.clock import State
from console.domain.spoken import capped
from console.domain.words import say
from console.state.card.blocks import PersonMark
from console.state.lists.columns import COLUMNS
from console.state.names import shown_names
from console.store.aggregate import MASKING
from console.store.columns import I32, MISSING, NO_DAY, OCCUPANCIES, SEXES, Strings
from console.store.conditions import ages
from console.store.frame import Frame, PlaceCounts, under_clock
from console.store.lists import Entity

_PATH = " › "
_HOUR_US = 3_600_000_000


class Cells:
    """What the rows of an entity say at a frame's instant, in a language; plain and capped text."""

    def __init__(self, frame: Frame, entity: Entity, language: str, *, masked: bool) -> None:
        self.frame, self.street, self.entity = frame, frame.street, entity
        self._language, self.masked = language, masked
        self._pack = packs.load(frame.street.scenario)
        self._tz = instants.zone(frame.street.zone)
        self._counted = frame.street.masking != MASKING

    def text(self, row: int, key: str) -> str:
        """The cell of a row in the column called `key`."""
        return _TEXTS[self.entity][key](self, row)

    def tsv(self, rows: Iterable[int]) -> str:
        """Rows with their headings as lines of cells between tabs, as they are on screen."""
        keys = [column.key for column in COLUMNS[self.entity]]
        lines = ["\t".join(say(f"lists.column.{key}", self._language) for key in keys)]
        lines += ["\t".join(self.text(row, key) for key in keys) for row in rows]
        return "\n".join(lines) + "\n"

    def mark(self, row: int) -> PersonMark | None:
        """The mark of the row's person or episode; None where nobody is meant or shows one."""
        episode = self.episode_of(row)
        if episode < 0:
            return None
        state = State(int(self.frame.episode_state[episode]))
        found = self._pack.classes[int(self.street.details.category[episode])]
        episodes, day = self.street.episodes, int(self.frame.episode_day[episode])
        early = state is State.RELEASED and bool(
            episodes.ended_day[episode] <= episodes.last_day[episode]
        )
        of = int(episodes.length[episode])
        return PersonMark(state, found.role, found.sign, day, of, early)

    def episode_of(self, row: int) -> int:
        """The episode a row is or shows, -1 for none."""
        if self.entity == "episode":
            return row
        at = int(np.searchsorted(self.frame.holders, row))
        if self.entity != "person" or at == len(self.frame.holders):
            return -1
        return int(self.frame.holder_shown[at]) if self.frame.holders[at] == row else -1

    def person_of(self, row: int) -> int:
        """The resident a row is about, -1 where the snapshot has no residents."""
        if not len(self.street.residents.unit):
            return -1
        return int(self.street.episodes.resident[row]) if self.entity == "episode" else row

    def unit_of(self, row: int) -> int:
        """The unit a row lies in at this instant, -1 for none."""
        if self.entity == "unit":
            return row
        if self.entity == "check":
            return int(self.street.checks.unit[row])
        if self.entity == "episode":
            return int(self.street.episodes.unit[row])
        at = int(np.searchsorted(self.frame.holders, row))
        if at < len(self.frame.holders) and self.frame.holders[at] == row:
            return int(self.frame.holder_place[at])
        return int(self.street.residents.unit[row])

    @cached_property
    def people_in(self) -> I32:
        """People whose place each unit is, int32[u]."""
        return self._by_unit(self.frame.place)

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
        return f"{count:,}" if self._counted else say("tiles.unknown", self._language)

    def word(self, key: str, **values: object) -> str:
        """A sentence in the list's language."""
        return say(f"lists.{key}", self._language, **values)

    def own(self, key: str, **values: object) -> str:
        """A sentence of another room in the list's language."""
        return say(key, self._language, **values)

    def label(self, row: int, of: str) -> str:
        """The label of a row's rule or colour class, "" without an episode."""
        episode = self.episode_of(row)
        if episode < 0:
            return ""
        details = self.street.details
        if of == "rule":
            rule = self.street.rules[int(details.rule[episode])]
            return self._pack.rules[rule].label[self._language]
        return self._pack.classes[int(details.category[episode])].label[self._language]

    def name(self, row: int) -> str:
        """The person's name as it may be seen."""
        person = self.person_of(row)
        names = shown_names(self.street, [person], masked=self.masked) if person >= 0 else [""]
        return names[0] or self.own("card.somebody")

    def moment(self, at_us: int) -> str:
        """An instant to the minute: 2020-03-18 08:00."""
        return f"{instants.moment(at_us, self._tz):%Y-%m-%d %H:%M}"


def _address(cells: Cells, row: int) -> str:
    unit = cells.unit_of(row)
    if unit < 0:
        return cells.word("no_place")
    street = cells.street
    building = int(street.units.building[unit])
    room = cells.word("room", room=capped(street.units.room.text(unit)))
    estate = _estate(cells, building)
    return _PATH.join(part for part in (estate, _building(cells, building), room) if part)


def _named(names: Strings, ids: Strings, row: int) -> str:
    return capped(names.text(row) or ids.text(row)) if row >= 0 else ""


def _building(cells: Cells, row: int) -> str:
    table = cells.street.buildings
    return _named(table.name, table.id, row)


def _estate(cells: Cells, building: int) -> str:
    table = cells.street.estates
    return _named(table.name, table.id, int(cells.street.buildings.estate[building]))


def _estate_name(cells: Cells, row: int) -> str:
    table = cells.street.estates
    return _named(table.name, table.id, row)


def _committee(cells: Cells, row: int) -> str:
    table = cells.street.committees
    return _named(table.name, table.id, int(cells.street.estates.committee[row]))


def _sex(cells: Cells, row: int) -> str:
    code = int(cells.street.residents.sex[row])
    if code == MISSING or SEXES[code] not in ("f", "m"):
        return ""
    return cells.own(f"card.sex.{SEXES[code]}")


def _age(cells: Cells, row: int) -> str:
    born = cells.street.residents.born[row : row + 1]
    return "" if born[0] == NO_DAY else str(int(ages(born, cells.frame.today)[0]))


def _class(cells: Cells, row: int) -> str:
    return cells.label(row, "class")


def _rule(cells: Cells, row: int) -> str:
    return cells.label(row, "rule")


def _day(cells: Cells, row: int) -> str:
    episode = cells.episode_of(row)
    if episode < 0 or cells.frame.episode_state[episode] == State.PLANNED:
        return ""
    day, of = cells.frame.episode_day[episode], cells.street.episodes.length[episode]
    return cells.word("day", day=int(day), of=int(of))


def _last(cells: Cells, row: int) -> str:
    episode = cells.episode_of(row)
    if episode < 0:
        return ""
    return instants.day_date(int(cells.street.episodes.last_day[episode])).isoformat()


def _state(cells: Cells, row: int) -> str:
    episode = cells.episode_of(row)
    state = State.NONE if episode < 0 else State(int(cells.frame.episode_state[episode]))
    return cells.word(f"state.{state.name.lower()}")


def _anchored(cells: Cells, row: int) -> str:
    return cells.moment(int(cells.street.episodes.anchored_us[row]))


def _due(cells: Cells, row: int) -> str:
    return cells.moment(int(cells.street.checks.due_us[row]))


def _late(cells: Cells, row: int) -> str:
    past_us = cells.frame.as_of_us - int(cells.street.checks.due_us[row])
    return f"{past_us // _HOUR_US:,}"


def _occupancy(cells: Cells, row: int) -> str:
    return cells.own(f"section.occupancy.{OCCUPANCIES[int(cells.street.units.occupancy[row])]}")


def _units_of_building(cells: Cells, row: int) -> str:
    first = cells.street.buildings.first_unit
    return f"{int(first[row + 1] - first[row]):,}"


def _units_of_estate(cells: Cells, row: int) -> str:
    start, stop = cells.street.estates.first_building[row : row + 2].tolist()
    first = cells.street.buildings.first_unit
    return f"{int(first[stop] - first[start]):,}"


def _buildings_of_estate(cells: Cells, row: int) -> str:
    first = cells.street.estates.first_building
    return f"{int(first[row + 1] - first[row]):,}"


def _floors(cells: Cells, row: int) -> str:
    return str(int(cells.street.buildings.floors_above[row]))


def _people_of_unit(cells: Cells, row: int) -> str:
    return cells.figure(int(cells.people_in[row]))


def _active_of_unit(cells: Cells, row: int) -> str:
    unit = cells.unit_of(row)
    return cells.figure(int(cells.active_in[unit]) if unit >= 0 else 0)


def _complete_of_unit(cells: Cells, row: int) -> str:
    return cells.figure(int(cells.complete_in[row]))


Text = Callable[[Cells, int], str]


def _counts(of: Callable[[Cells], PlaceCounts]) -> dict[str, Text]:
    def people(cells: Cells, row: int) -> str:
        return cells.figure(int(of(cells).people[row]))

    def active(cells: Cells, row: int) -> str:
        by_state = of(cells).by_state[row]
        return cells.figure(int(by_state[State.ACTIVE] + by_state[State.DUE]))

    def complete(cells: Cells, row: int) -> str:
        return cells.figure(int(of(cells).by_state[row, State.COMPLETE]))

    return {"people": people, "active": active, "complete": complete}


_CLOCK: dict[str, Text] = {"class": _class, "day": _day, "last": _last, "state": _state}
_TEXTS: dict[Entity, dict[str, Text]] = {
    "person": {"name": Cells.name, "sex": _sex, "age": _age, "address": _address, **_CLOCK},
    "episode": {
        "name": Cells.name,
        "address": _address,
        "rule": _rule,
        "anchored": _anchored,
        **_CLOCK,
    },
    "unit": {
        "address": _address,
        "occupancy": _occupancy,
        "people": _people_of_unit,
        "active": _active_of_unit,
        "complete": _complete_of_unit,
    },
    "building": {
        "building": _building,
        "estate": _estate,
        "floors": _floors,
        "units": _units_of_building,
        **_counts(lambda cells: cells.frame.buildings),
    },
    "estate": {
        "estate": _estate_name,
        "committee": _committee,
        "buildings": _buildings_of_estate,
        "units": _units_of_estate,
        **_counts(lambda cells: cells.frame.estates),
    },
    "check": {"address": _address, "due": _due, "late": _late, "active": _active_of_unit},
}
