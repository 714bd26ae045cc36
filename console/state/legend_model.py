"""The legend: every mark with its live count, of the whole street or of the place chosen."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import packs
from console.domain.clock import State
from console.domain.packs import CARE, ROLE, Pack
from console.domain.words import both, say
from console.state.highlight import Entry
from console.state.selection import Place
from console.store.aggregate import MASKING, Aggregate
from console.store.columns import I32, OCCUPANCIES, Street
from console.store.frame import Frame, PlaceCounts

_STATES = ("planned", "complete", "released", "broken")


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One entry: its name in both languages, and its count, None where it is not given."""

    entry: Entry
    label: dict[str, str]
    count: int | None

    def figure(self, language: str) -> str:
        """The count as it stands at the right."""
        return say("legend.hidden", language) if self.count is None else f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """Rows under one heading with their total, where one makes sense; `note` is a sentence."""

    title: dict[str, str]
    rows: tuple[LegendRow, ...]
    note: dict[str, str] | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What is counted (`scope`, `people`, `units`) and the groups."""

    scope: dict[str, str]
    people: int | None
    units: int
    groups: tuple[LegendGroup, ...]

    def rows(self) -> tuple[LegendRow, ...]:
        """All rows in order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The units [first, end) of a place, its counts, and its people's tags as counts."""

    name: dict[str, str]
    counts: PlaceCounts
    row: int
    first_unit: int
    end_unit: int


def legend(frame: Frame, place: Place) -> Legend:
    """The marks of the street's scenario with the counts of the building or estate chosen.

    Which rows there are follows the street alone, so that none comes or goes with the choice.
    """
    street = frame.street
    if street.masking == MASKING:
        return _aggregate(frame)
    pack = packs.load(street.scenario)
    scope = _scope(frame, place)
    by_state = scope.counts.by_state[scope.row]
    by_class = scope.counts.by_class[scope.row]
    clock = {one.key: int(by_class[row]) for row, one in enumerate(pack.classes)}
    states = {word: int(by_state[State[word.upper()]]) for word in (*_STATES, "due")}
    states["active"] = int(scope.counts.active[scope.row])
    occupied = _occupancy(street, scope)
    tags = _tags(frame, scope)
    return Legend(
        scope=scope.name,
        people=int(scope.counts.people[scope.row]),
        units=scope.end_unit - scope.first_unit,
        groups=_groups(street, pack, clock | states, occupied, tags),
    )


def _groups(
    street: Street,
    pack: Pack,
    clock: dict[str, int | None] | dict[str, int],
    occupied: dict[str, int],
    tags: dict[str, int | None] | dict[str, int],
) -> tuple[LegendGroup, ...]:
    classes = [
        LegendRow(Entry("class", one.key), dict(one.label), clock.get(one.key))
        for one in pack.classes
    ]
    classes.append(_state("due", clock))
    made = [
        LegendGroup(
            both("legend.group.clock"), tuple(classes), both("legend.note"), clock.get("active")
        ),
        LegendGroup(both("legend.group.state"), tuple(_state(word, clock) for word in _STATES)),
        LegendGroup(both("legend.group.occupancy"), _occupancies(street, occupied)),
    ]
    for kind in (CARE, ROLE):
        rows = tuple(
            LegendRow(Entry("tag", tag.key), dict(tag.label), tags.get(tag.key, 0))
            for tag in pack.tags.values()
            if tag.kind == kind and tag.key in tags
        )
        made.append(LegendGroup(both(f"legend.group.{kind}"), rows))
    return tuple(group for group in made if group.rows)


def _state(word: str, clock: dict[str, int | None] | dict[str, int]) -> LegendRow:
    return LegendRow(Entry("state", word), both(f"legend.state.{word}"), clock.get(word))


def _occupancies(street: Street, counts: dict[str, int]) -> tuple[LegendRow, ...]:
    present = np.flatnonzero(_constants(street).occupancy)
    return tuple(
        LegendRow(Entry("occupancy", word), both(f"section.occupancy.{word}"), counts.get(word, 0))
        for word in (OCCUPANCIES[code] for code in present.tolist())
    )


@dataclass(frozen=True, slots=True)
class _Constants:
    """What no instant changes: units by occupancy int32[7], people by tag int32[t]."""

    occupancy: I32
    tags: I32


_known: WeakKeyDictionary[Street, _Constants] = WeakKeyDictionary()


def _constants(street: Street) -> _Constants:
    known = _known.get(street)
    if known is None:
        codes = street.units.occupancy
        occupancy = np.bincount(codes, minlength=len(OCCUPANCIES))[: len(OCCUPANCIES)]
        known = _Constants(occupancy.astype(np.int32), _count_tags(street, None))
        _known[street] = known
    return known


def _count_tags(street: Street, rows: I32 | None) -> I32:
    """People by tag, int32[t], of the residents in `rows` or of all."""
    bits = street.residents.tags if rows is None else street.residents.tags[rows]
    bits = bits[np.flatnonzero(bits)]
    found = [np.count_nonzero(bits & np.uint64(1 << bit)) for bit in range(len(street.tags))]
    return np.array(found, np.int32)


def _scope(frame: Frame, place: Place) -> _Scope:
    street = frame.street
    if place.building >= 0:
        first, end = street.buildings.first_unit[place.building : place.building + 2].tolist()
        name = _named(street.buildings.name.text(place.building))
        return _Scope(name, frame.buildings, place.building, first, end)
    if place.estate >= 0:
        start, stop = street.estates.first_building[place.estate : place.estate + 2].tolist()
        first, end = (int(street.buildings.first_unit[row]) for row in (start, stop))
        name = _named(street.estates.name.text(place.estate))
        return _Scope(name, frame.estates, place.estate, first, end)
    return _Scope(both("legend.scope.street"), frame.total, 0, 0, len(street.units.building))


def _named(name: str) -> dict[str, str]:
    return {"zh": name, "en": name}


def _occupancy(street: Street, scope: _Scope) -> dict[str, int]:
    codes = street.units.occupancy[scope.first_unit : scope.end_unit]
    whole = len(codes) == len(street.units.occupancy)
    counted = (
        _constants(street).occupancy if whole else np.bincount(codes, minlength=len(OCCUPANCIES))
    )
    return {word: int(counted[code]) for code, word in enumerate(OCCUPANCIES)}


def _tags(frame: Frame, scope: _Scope) -> dict[str, int]:
    """People by tag in the scope; only tags somebody in the street has."""
    street = frame.street
    everybody = _constants(street).tags
    if scope.counts is frame.total:
        counted = everybody
    else:
        counted = _count_tags(street, frame.people_in_units(scope.first_unit, scope.end_unit))
    return {tag: int(counted[bit]) for bit, tag in enumerate(street.tags) if everybody[bit]}


def _aggregate(frame: Frame) -> Legend:
    """The street's own counts table, at the snapshot's own instant."""
    street = frame.street
    pack, told = packs.load(street.scenario), Aggregate(street)
    here = frame.as_of_us == street.as_of_us
    clock: dict[str, int | None] = {}
    if here:
        clock |= told.of("street", street.code, "clock")
        clock |= told.of("street", street.code, "category")
    counted = _constants(street).occupancy
    occupied = {word: int(counted[code]) for code, word in enumerate(OCCUPANCIES)}
    tags = dict(told.of("street", street.code, "tag"))
    return Legend(
        scope=both("legend.scope.street"),
        people=told.people("street", street.code) if here else None,
        units=len(street.units.building),
        groups=_groups(street, pack, clock, occupied, tags),
    )
