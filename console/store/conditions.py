"""What conditions keep of a street at an instant: people and units, as CLI.md says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from console.domain import packs
from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES, REGISTRATIONS, SEXES
from console.domain.conditions import Condition, Operator
from console.domain.instants import day_date
from console.store.columns import I32, I64, MISSING, NO_DAY, U8, Street, Strings
from console.store.frame import Frame
from console.store.rows import chosen
from console.store.texts import rows_with

Mask = npt.NDArray[np.bool_]

_AGE_UNKNOWN = np.iinfo(np.int32).min


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept: people bool[r] and units bool[u].

    Without conditions everything is; with a condition on people, the kept units are the places of
    the kept people.
    """

    people: Mask
    units: Mask
    is_everything: bool


def keep(frame: Frame, conditions: Sequence[Condition]) -> Kept:
    """The people and units of `frame` that satisfy all of `conditions`."""
    street = frame.street
    people = np.ones(len(street.residents.unit), np.bool_)
    units = np.ones(len(street.units.floor), np.bool_)
    for condition in conditions:
        if condition.is_about_people:
            people &= _people(frame, condition)
        else:
            units &= _units(street, condition)
    if not all(condition.is_about_people for condition in conditions):
        people &= lives_in(frame, units)
    if any(condition.is_about_people for condition in conditions):
        units = _places_of(frame, people)
    return Kept(people, units, not conditions)


def lives_in(frame: Frame, units: Mask) -> Mask:
    """Which people have one of `units` as their place, bool[r]; never those without a place."""
    return chosen(units, frame.place)


def ages(born: I32, today: int) -> I32:
    """Whole years on day number `today` of people born on day numbers, int32[n].

    The lowest int32 stands for null. Somebody born on 29 February grows older on 1 March. The
    calendar is asked once a day that there is between the eldest and the youngest.
    """
    known = born != NO_DAY
    if not known.any():
        return np.full(len(born), _AGE_UNKNOWN, np.int32)
    first, last = int(born[known].min()), int(born[known].max())
    of_day = _ages_of_days(np.arange(first, last + 1), today)
    age = of_day[np.where(known, born - first, 0)]
    age[~known] = _AGE_UNKNOWN
    return age


def _ages_of_days(born: I64, today: int) -> I32:
    dates = born.astype("datetime64[D]")
    years, months = dates.astype("datetime64[Y]"), dates.astype("datetime64[M]")
    now = day_date(today)
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    day = born - months.astype("datetime64[D]").astype(np.int64) + 1
    later = (month > now.month) | ((month == now.month) & (day > now.day))
    age: I32 = (now.year - (years.astype(np.int64) + 1970) - later).astype(np.int32)
    return age


def _people(frame: Frame, condition: Condition) -> Mask:
    residents = frame.street.residents
    match condition.field:
        case "state":
            return _inverted(condition, _in_state(frame, condition.values))
        case "category":
            keys = tuple(one.key for one in packs.load(frame.street.scenario).classes)
            return _inverted(condition, _coded(frame.category, keys, condition.values))
        case "tag":
            return _inverted(condition, _tagged(frame.street, condition.values))
        case "age":
            age = ages(residents.born, frame.today)
            return _numbered(age, age != _AGE_UNKNOWN, condition)
        case "sex":
            return _inverted(condition, _coded(residents.sex, SEXES, condition.values))
        case _:
            known = _coded(residents.registration, REGISTRATIONS, condition.values)
            return _inverted(condition, known)


def _units(street: Street, condition: Condition) -> Mask:
    units = street.units
    match condition.field:
        case "occupancy":
            kept = _coded(units.occupancy, OCCUPANCIES, condition.values)
        case "floor":
            return _numbered(units.floor, np.ones(len(units.floor), np.bool_), condition)
        case "unit":
            kept = _with_ids(units.id, condition.values)
        case "building":
            kept = _with_ids(street.buildings.id, condition.values)[units.building]
        case "estate":
            kept = _buildings_of_estates(street, condition.values)[units.building]
        case _:
            kept = _buildings_of_committees(street, condition.values)[units.building]
    return _inverted(condition, kept)


def _inverted(condition: Condition, kept: Mask) -> Mask:
    return ~kept if condition.operator is Operator.IS_NOT else kept


def _numbered(numbers: npt.NDArray[np.signedinteger], known: Mask, condition: Condition) -> Mask:
    kept: Mask
    match condition.operator:
        case Operator.AT_LEAST:
            kept = known & (numbers >= np.int64(condition.numbers[0]))
        case Operator.AT_MOST:
            kept = known & (numbers <= np.int64(condition.numbers[0]))
        case _:
            one_of = np.zeros(len(numbers), np.bool_)
            for number in condition.numbers:
                one_of |= numbers == np.int64(number)
            kept = _inverted(condition, known & one_of)
    return kept


def _in_state(frame: Frame, values: Sequence[str]) -> Mask:
    wanted = np.zeros(len(State), np.bool_)
    for value in values:
        wanted[State[value.upper()]] = True
    wanted[State.DUE] |= wanted[State.ACTIVE]
    kept: Mask = wanted[frame.state]
    return kept


def _coded(codes: U8, words: Sequence[str], values: Sequence[str]) -> Mask:
    wanted = np.zeros(MISSING + 1, np.bool_)
    wanted[[words.index(value) for value in values]] = True
    kept: Mask = wanted[codes]
    return kept


def _tagged(street: Street, values: Sequence[str]) -> Mask:
    bits = np.uint64(0)
    for value in values:
        if value in street.tags:
            bits |= np.uint64(1 << street.tags.index(value))
    kept: Mask = (street.residents.tags & bits) != 0
    for value in values:
        if value in street.rare.tags:
            kept[street.rare.people_with(street.rare.tags.index(value))] = True
    return kept


def _with_ids(ids: Strings, values: Sequence[str]) -> Mask:
    kept = np.zeros(len(ids), np.bool_)
    for value in values:
        kept[rows_with(ids, value)] = True
    return kept


def _buildings_of_estates(street: Street, values: Sequence[str]) -> Mask:
    """Buildings in estates with these ids, bool[b]; also where the estates have no table."""
    if len(street.bare.estates):
        return _with_ids(street.bare.estates, values)
    return chosen(_with_ids(street.estates.id, values), street.buildings.estate)


def _buildings_of_committees(street: Street, values: Sequence[str]) -> Mask:
    if len(street.bare.committees):
        estates = _with_ids(street.bare.committees, values)
    else:
        estates = chosen(_with_ids(street.committees.id, values), street.estates.committee)
    return chosen(estates, street.buildings.estate)


def _places_of(frame: Frame, people: Mask) -> Mask:
    units = np.zeros(len(frame.street.units.floor), np.bool_)
    places = frame.place[people]
    units[places[places >= 0]] = True
    return units
