"""What conditions keep of a street at an instant: people and units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, reduce
from operator import or_
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain import packs
from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES, REGISTRATIONS, SEXES
from console.domain.conditions import NEVER as NEVER_WORD
from console.domain.conditions import Condition, Operator
from console.store import clock_numbers
from console.store.ages import born_runs
from console.store.births import Slots, births, within
from console.store.bits import Rows, bits_at, every_bit, packed_by
from console.store.clock_numbers import NEVER, UNKNOWN
from console.store.columns import I32, I64, U8, Street, Strings
from console.store.crowd import Crowd, crowd_of
from console.store.frame import Frame, under_clock
from console.store.homes import ChosenHomes, Homes, PlacesOf
from console.store.kept import Kept, Mask
from console.store.person_cells import cells_of, runs_of
from console.store.person_order import PERSON_FIELDS, person_order
from console.store.rows import chosen
from console.store.tag_order import tag_order
from console.store.texts import rows_with_any, words_of
from console.store.unit_index import units_with_ids

Some = I32 | slice | None
"""Some rows, one by one or from a first to before a last; None for all of them."""
Code = TypeVar("Code", bound=np.generic)


def keep(frame: Frame, conditions: Sequence[Condition]) -> Kept:
    """The people and units of `frame` that satisfy all of `conditions`."""
    street = frame.street
    people = np.ones(len(street.residents.unit), np.bool_)
    units = np.ones(len(street.units.floor), np.bool_)
    for condition in conditions:
        if condition.is_about_people:
            people &= people_with(frame, condition)
        else:
            units &= units_with(street, condition)
    if not all(condition.is_about_people for condition in conditions):
        people &= lives_in(frame, units)
    return kept_of(frame, people, units, conditions)


def kept_of(frame: Frame, people: Mask, units: Mask, conditions: Sequence[Condition]) -> Kept:
    """What `conditions` keep as masks bool[r] and bool[u]; units asked for by themselves alone."""
    crowd = crowd_of(frame.street, people)
    homes: Homes = ChosenHomes(frame.street, Rows.of(units))
    if any(condition.is_about_people for condition in conditions):
        homes = PlacesOf(frame, crowd)
    return Kept(crowd, homes, tuple(conditions))


def crowd_with(frame: Frame, condition: Condition) -> Crowd:
    """Who satisfies a condition on people, also in the order of persons where it is on those."""
    street, today, length = frame.street, frame.today, len(frame.street.residents.unit)
    if condition.field in _OF_HOLDERS:
        kept, otherwise = _OF_HOLDERS[condition.field](frame, condition)
        bits = bits_at(frame.holders[kept != otherwise], length)
        return Crowd(street, bits ^ every_bit(length) if otherwise else bits)
    if condition.field in _NAMING:
        bits = bits_at(_NAMING[condition.field](street, condition), length)
        inverted = condition.operator is Operator.IS_NOT
        return Crowd(street, bits ^ every_bit(length) if inverted else bits)
    cells = cells_of(street, condition, today)
    runs = None if cells is None or condition.field != "age" else runs_of(cells)
    ordered = partial(person_order(street).kept_by, condition, today)
    find = _OF_EACH[condition.field](frame, condition)
    find_bits = partial(packed_by, lambda part: _inverted(condition, find(part)), length)
    return Crowd(street, find_bits, ordered, cells=cells, runs=runs)


def people_with(frame: Frame, condition: Condition, rows: Some = None) -> Mask:
    """Which people, or residents of some rows, satisfy a condition on people, bool[n]; a new array.

    Costs what it returns, and what follows the episodes.
    """
    if condition.field in _NAMING:
        named = _NAMING[condition.field](frame.street, condition)
        return _inverted(condition, _named(named, len(frame.street.residents.unit), rows))
    if condition.field in PERSON_FIELDS:
        return _inverted(condition, _OF_EACH[condition.field](frame, condition)(rows))
    kept, otherwise = _OF_HOLDERS[condition.field](frame, condition)
    return _spread(frame, kept, rows, otherwise=otherwise)


def people_among(frame: Frame, conditions: Sequence[Condition], rows: I32) -> Mask:
    """Which residents of some rows satisfy all conditions at a whole frame, bool[n]."""
    kept = np.ones(len(rows), np.bool_)
    for condition in conditions:
        if condition.is_about_people:
            kept &= people_with(frame, condition, rows)
    of_places = [one for one in conditions if not one.is_about_people]
    if of_places:
        place = frame.place_of(rows)
        there = np.flatnonzero(place >= 0)
        kept[place < 0] = False
        kept[there] &= units_among(frame.street, of_places, place[there])
    return kept


def units_among(street: Street, conditions: Sequence[Condition], rows: I32) -> Mask:
    """Which units of some rows satisfy all conditions on places, bool[n]."""
    kept = np.ones(len(rows), np.bool_)
    for condition in conditions:
        kept &= units_with(street, condition, rows)
    return kept


def units_with(street: Street, condition: Condition, rows: Some = None) -> Mask:
    """Which units, or those of some rows, satisfy a condition on places, bool[n]; a new array."""
    units = street.units
    match condition.field:
        case "occupancy":
            return of_occupancy(_of(units.occupancy, rows), condition)
        case "floor":
            return _numbered(_of(units.floor, rows), None, condition)
        case "unit":
            kept = _named(units_with_ids(street, condition.values), len(units.id), rows)
        case _:
            return buildings_with(street, condition)[_of(units.building, rows)]
    return _inverted(condition, kept)


def of_occupancy(codes: U8, condition: Condition) -> Mask:
    """Which codes of occupancy satisfy a condition on it, bool[n]."""
    return _inverted(condition, _coded(codes, OCCUPANCIES, condition.values))


def lives_in(frame: Frame, units: Mask) -> Mask:
    """Which people have one of `units` as their place, bool[r]; never those without a place."""
    first = frame.street.units.first_resident
    kept = np.zeros(len(frame.street.residents.unit), np.bool_)
    kept[: int(first[-1])] = np.repeat(units, np.diff(first))
    kept[frame.holders] = chosen(units, frame.holder_place)
    return kept


def _in_state(frame: Frame, condition: Condition) -> _Holders:
    wanted = np.zeros(len(State), np.bool_)
    for value in condition.values:
        wanted[State[value.upper()]] = True
    wanted[State.DUE] |= wanted[State.ACTIVE]
    wanted = _inverted(condition, wanted)
    return wanted[frame.holder_state], bool(wanted[State.NONE])


def _in_category(frame: Frame, condition: Condition) -> _Holders:
    keys = tuple(one.key for one in packs.load(frame.street.scenario).classes)
    code = frame.street.details.category[frame.holder_shown]
    kept = under_clock(frame.holder_state) & _coded(code, keys, condition.values)
    return _inverted(condition, kept), condition.operator is Operator.IS_NOT


def _arrived(frame: Frame, condition: Condition) -> _Holders:
    return _numbers(clock_numbers.arrived_days(frame), condition)


def _left(frame: Frame, condition: Condition) -> _Holders:
    return _numbers(clock_numbers.days_left(frame), condition)


def _checked(frame: Frame, condition: Condition) -> _Holders:
    hours = clock_numbers.hours_since_check(frame)
    never = hours == NEVER
    kept = _numbered(hours, (hours != UNKNOWN) & ~never, condition)
    is_not = condition.operator is Operator.IS_NOT
    if NEVER_WORD in condition.values:
        kept = kept & ~never if is_not else kept | never
    return kept, is_not


def _numbers(numbers: I32, condition: Condition) -> _Holders:
    """A condition on numbers int32[h], UNKNOWN for null."""
    kept = _numbered(numbers, numbers != UNKNOWN, condition)
    return kept, condition.operator is Operator.IS_NOT


_Holders = tuple[Mask, bool]
"""What holds for the frame's holders bool[h], and for everybody else."""
_OF_HOLDERS: dict[str, Callable[[Frame, Condition], _Holders]] = {
    "state": _in_state,
    "category": _in_category,
    "arrived": _arrived,
    "left": _left,
    "checked": _checked,
}


def aged(frame: Frame, condition: Condition, slots: Slots) -> Mask:
    """Which of some residents satisfy a condition on the age, by their slots of births, bool[n]."""
    bounds = births(frame.street).bounds(born_runs(condition, frame.today))
    return _inverted(condition, within(slots, bounds))


def _aged(frame: Frame, condition: Condition) -> _Each:
    born = births(frame.street)
    bounds = born.bounds(born_runs(condition, frame.today))
    return lambda rows: within(_of(born.slots, rows), bounds)


def _of_sex(frame: Frame, condition: Condition) -> _Each:
    codes = frame.street.residents.sex
    return lambda rows: _coded(_of(codes, rows), SEXES, condition.values)


def _registered(frame: Frame, condition: Condition) -> _Each:
    codes = frame.street.residents.registration
    return lambda rows: _coded(_of(codes, rows), REGISTRATIONS, condition.values)


_Each = Callable[[Some], Mask]
"""Which residents of some rows have what is asked for."""
_OF_EACH: dict[str, Callable[[Frame, Condition], _Each]] = {
    "age": _aged,
    "sex": _of_sex,
    "registration": _registered,
}


def _tagged(street: Street, condition: Condition) -> I64:
    found = [np.zeros(0, np.int32)]
    for tag in condition.values:
        if tag in street.tags:
            found.append(tag_order(street).with_tag(street.tags.index(tag)))
        if tag in street.rare.tags:
            found.append(street.rare.people_with(street.rare.tags.index(tag)))
    return np.concatenate(found).astype(np.int64)


def _identified(street: Street, condition: Condition) -> I64:
    return rows_with_any(street.residents.id, condition.values)


_NAMING: dict[str, Callable[[Street, Condition], I64]] = {"tag": _tagged, "resident": _identified}
"""Conditions that name rows one by one: those who have a tag are known."""


def _spread(frame: Frame, kept: Mask, rows: Some, *, otherwise: bool) -> Mask:
    """What holds for the frame's holders bool[h] as people, all or those of some rows."""
    if rows is None:
        people = np.full(len(frame.street.residents.unit), otherwise, np.bool_)
        people[frame.holders] = kept
        return people
    asked = np.arange(rows.start, rows.stop, dtype=np.int32) if isinstance(rows, slice) else rows
    return np.append(kept, otherwise)[frame.holder_of(asked)]


def _of(column: npt.NDArray[Code], rows: Some) -> npt.NDArray[Code]:
    return column if rows is None else column[rows]


def _named(named: npt.NDArray[np.signedinteger], length: int, rows: Some) -> Mask:
    """Which of `length` rows, or of some of them, are among a few that are named."""
    if isinstance(rows, slice):
        kept = np.zeros(rows.stop - rows.start, np.bool_)
        kept[named[(named >= rows.start) & (named < rows.stop)] - rows.start] = True
        return kept
    if rows is not None:
        ascending = np.sort(named)
        found: Mask = np.append(ascending, -1)[np.searchsorted(ascending, rows)] == rows
        return found
    kept = np.zeros(length, np.bool_)
    kept[named] = True
    return kept


def buildings_with(street: Street, condition: Condition) -> Mask:
    """Which buildings satisfy a condition on them or what they lie in, bool[b]; a new array."""
    match condition.field:
        case "floors":
            return _numbered(street.buildings.floors_above, None, condition)
        case "kind":
            words, codes = building_kinds(street)
            kept = np.zeros(len(codes), np.bool_)
            for value in condition.values:
                if value in words:
                    kept |= codes == words.index(value)
        case "building":
            kept = _with_ids(street.buildings.id, condition.values)
        case "estate":
            kept = _buildings_of_estates(street, condition.values)
        case _:
            kept = _buildings_of_committees(street, condition.values)
    return _inverted(condition, kept)


_kinds: WeakKeyDictionary[Street, tuple[tuple[str, ...], I32]] = WeakKeyDictionary()


def building_kinds(street: Street) -> tuple[tuple[str, ...], I32]:
    """The kinds of buildings there are, by code point, and each building's int32[b], -1 for none.

    Found once a street.
    """
    known = _kinds.get(street)
    if known is None:
        known = _kinds[street] = words_of(street.buildings.kind)
    return known


def _inverted(condition: Condition, kept: Mask) -> Mask:
    return ~kept if condition.operator is Operator.IS_NOT else kept


def _numbered(
    numbers: npt.NDArray[np.signedinteger], known: Mask | None, condition: Condition
) -> Mask:
    """A condition on numbers, of which those not `known` are null; None where all are known.

    They are compared with plain ints: an int64 would have the whole column widened first.
    """
    kept: Mask
    match condition.operator:
        case Operator.AT_LEAST:
            kept = numbers >= condition.numbers[0]
        case Operator.AT_MOST:
            kept = numbers <= condition.numbers[0]
        case _:
            kept = np.zeros(len(numbers), np.bool_)
            for number in condition.numbers:
                kept |= numbers == number
            for least, most in condition.ranges:
                kept |= (numbers >= least) & (numbers <= most)
    if known is not None:
        kept &= known
    return _inverted(condition, kept)


def _coded(codes: U8, words: Sequence[str], values: Sequence[str]) -> Mask:
    asked = [codes == words.index(value) for value in dict.fromkeys(values)]
    return reduce(or_, asked) if asked else np.zeros(len(codes), np.bool_)


def _with_ids(ids: Strings, values: tuple[str, ...]) -> Mask:
    kept = np.zeros(len(ids), np.bool_)
    kept[rows_with_any(ids, values)] = True
    return kept


def _buildings_of_estates(street: Street, values: tuple[str, ...]) -> Mask:
    """Buildings in estates with these ids, bool[b]; also where the estates have no table."""
    if len(street.bare.estates):
        return _with_ids(street.bare.estates, values)
    return chosen(_with_ids(street.estates.id, values), street.buildings.estate)


def _buildings_of_committees(street: Street, values: tuple[str, ...]) -> Mask:
    if len(street.bare.committees):
        estates = _with_ids(street.bare.committees, values)
    else:
        estates = chosen(_with_ids(street.committees.id, values), street.estates.committee)
    return chosen(estates, street.buildings.estate)
