"""What the facets count by that no filter changes: codes, sizes and totals, found once a street."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.closed_lists import REGISTRATIONS, SEXES
from console.store.clock_numbers import anchored_days
from console.store.columns import I32, I64, MISSING, Street
from console.store.conditions import ages_at

OLDEST = 100
"""Ages from here on are counted together; the count after it is of people of unknown age."""
AGES = OLDEST + 2
_SEXES, _REGISTRATIONS = len(SEXES) + 1, len(REGISTRATIONS) + 1
PERSON_SHAPE = (AGES, _SEXES, _REGISTRATIONS)
"""How a person's code is made of age, sex and registration; the last of each is for unknown."""
PERSON_CODES = AGES * _SEXES * _REGISTRATIONS

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
    """Everybody by age, sex and registration in one code; kept for the day asked for last."""
    known = _people.get(street)
    if known is None or known.today != today:
        people = street.residents
        age = ages_at(street, today)
        unknown = age == np.iinfo(age.dtype).min
        place = np.where(unknown, OLDEST + 1, np.clip(age, 0, OLDEST)).astype(np.uint16)
        place *= np.uint16(_SEXES)
        place += np.where(people.sex == MISSING, len(SEXES), people.sex).astype(np.uint16)
        place *= np.uint16(_REGISTRATIONS)
        registered = people.registration
        place += np.where(registered == MISSING, len(REGISTRATIONS), registered).astype(np.uint16)
        totals = np.bincount(place, minlength=PERSON_CODES)
        known = _people[street] = PersonCodes(today, place, totals)
    return known


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
