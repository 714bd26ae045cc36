"""What the facets count by that no filter changes: codes, sizes and totals, found once a street."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.closed_lists import REGISTRATIONS, SEXES
from console.domain.records import dataclass
from console.store.ages import AGE_UNKNOWN, ages_at, birthdays_between
from console.store.clock_numbers import anchored_days
from console.store.columns import I16, I32, I64, MISSING, Street

OLDEST = 100
"""Ages from here on are counted together; the count after it is of people of unknown age."""
AGES = OLDEST + 2
_SEXES, _REGISTRATIONS = len(SEXES) + 1, len(REGISTRATIONS) + 1
PERSON_SHAPE = (AGES, _SEXES, _REGISTRATIONS)
"""How a person's code is made of age, sex and registration; the last of each is for unknown."""
_OF_AN_AGE = _SEXES * _REGISTRATIONS
PERSON_CODES = AGES * _OF_AN_AGE

Codes = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class PersonCodes:
    """uint16[r] on a local day, with all residents counted by code int64[PERSON_CODES]."""

    today: int
    codes: Codes
    totals: I64


_people: WeakKeyDictionary[Street, PersonCodes] = WeakKeyDictionary()
_tags: WeakKeyDictionary[Street, tuple[I32, ...]] = WeakKeyDictionary()
_seasons: WeakKeyDictionary[Street, tuple[int, int]] = WeakKeyDictionary()


def person_codes(street: Street, today: int) -> PersonCodes:
    """Everybody by age, sex and registration in one code; kept for the day asked for last.

    Another day of the same year of life changes the codes of those alone who had a birthday.
    """
    known = _people.get(street)
    if known is None or known.today != today:
        rows = None if known is None else birthdays_between(street, known.today, today)
        moved = None if known is None or rows is None else _moved(street, known, rows, today)
        known = _people[street] = moved or _coded(street, today)
    return known


def _coded(street: Street, today: int) -> PersonCodes:
    people = street.residents
    codes = _places(ages_at(street, today))
    codes *= np.uint16(_SEXES)
    codes += np.where(people.sex == MISSING, len(SEXES), people.sex).astype(np.uint16)
    codes *= np.uint16(_REGISTRATIONS)
    registered = people.registration
    codes += np.where(registered == MISSING, len(REGISTRATIONS), registered).astype(np.uint16)
    return PersonCodes(today, codes, np.bincount(codes, minlength=PERSON_CODES))


def _moved(street: Street, known: PersonCodes, rows: I32, today: int) -> PersonCodes:
    """The codes on another day, on which the ages of `rows` alone are others."""
    before = known.codes[rows]
    after = before % np.uint16(_OF_AN_AGE)
    after += _places(ages_at(street, today)[rows]) * np.uint16(_OF_AN_AGE)
    codes = known.codes.copy()
    codes[rows] = after
    totals = known.totals + np.bincount(after, minlength=PERSON_CODES)
    totals -= np.bincount(before, minlength=PERSON_CODES)
    return PersonCodes(today, codes, totals)


def _places(age: I16) -> Codes:
    """Where ages are counted, uint16[n]."""
    return np.where(age == AGE_UNKNOWN, OLDEST + 1, np.clip(age, 0, OLDEST)).astype(np.uint16)


def people_by_tag(street: Street) -> tuple[I32, ...]:
    """Rows of the residents with each tag of the street, ascending."""
    known = _tags.get(street)
    if known is None:
        bits = street.residents.tags
        tagged = np.flatnonzero(bits).astype(np.int32)
        of_tagged = bits[tagged]
        known = _tags[street] = tuple(
            tagged[np.flatnonzero(of_tagged & np.uint64(1 << bit))]
            for bit in range(len(street.tags))
        )
    return known


def season(street: Street) -> tuple[int, int]:
    """Day numbers of the first and the last anchor of the street's episodes; (0, -1) without."""
    known = _seasons.get(street)
    if known is None:
        days = anchored_days(street)
        known = (int(days.min()), int(days.max())) if len(days) else (0, -1)
        _seasons[street] = known
    return known
