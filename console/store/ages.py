"""How old everybody is on a local day: whole years, which change on birthdays alone."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from console.domain.instants import day_date
from console.domain.records import dataclass
from console.store.clock_numbers import UNKNOWN
from console.store.columns import I16, I32, I64, NO_DAY, Street

AGE_UNKNOWN = np.iinfo(np.int16).min
"""Stands for null in ages_at."""

_AGES_KEPT = 2
_LESS_THAN_A_YEAR = 365
_DAYS_A_MONTH = 32


def ages(born: I32, today: int) -> I32:
    """Whole years on day number `today` of people born on day numbers, int32[n].

    The lowest int32 stands for null. Somebody born on 29 February grows older on 1 March. The
    calendar is asked once a day that there is between the eldest and the youngest.
    """
    known = born != NO_DAY
    if not known.any():
        return np.full(len(born), UNKNOWN, np.int32)
    first, last = int(born[known].min()), int(born[known].max())
    of_day = _ages_of_days(np.arange(first, last + 1), today)
    age = of_day[np.where(known, born - first, 0)]
    age[~known] = UNKNOWN
    return age


def ages_at(street: Street, today: int) -> I16:
    """Everybody's age on a local day, int16[r], AGE_UNKNOWN for null; not to be written to.

    Kept for the last two days; less than a year from one of them, only birthdays are looked at.
    """
    known = _ages.setdefault(street, {})
    found = known.get(today)
    if found is None:
        found = _from_a_day_near(street, today, dict(known))
        if found is None:
            found = _counted(street, today)
        while len(known) >= _AGES_KEPT:
            known.pop(next(iter(known)), None)
        known[today] = found
    return found


def birthdays_between(street: Street, day: int, other: int) -> I32 | None:
    """Rows of the residents whose age is another on `other` than on `day`: by a year exactly.

    None where a year or more lies between the days.
    """
    first, last = min(day, other), max(day, other)
    if last - first >= _LESS_THAN_A_YEAR:
        return None
    days = _birthdays.get(street)
    if days is None:
        days = _birthdays[street] = _by_birthday(street.residents.born)
    after, until = _birthday(first) + 1, _birthday(last) + 1
    if after <= until:
        return days.rows[days.first[after] : days.first[until]]
    return np.concatenate((days.rows[days.first[after] :], days.rows[: days.first[until]]))


@dataclass(frozen=True, slots=True, eq=False)
class _Birthdays:
    """Rows of those whose birth is known by month and day; those of a day d from first[d] on."""

    rows: I32
    first: I64


_ages: WeakKeyDictionary[Street, dict[int, I16]] = WeakKeyDictionary()
_birthdays: WeakKeyDictionary[Street, _Birthdays] = WeakKeyDictionary()


def _counted(street: Street, today: int) -> I16:
    age = ages(street.residents.born, today)
    known: I16 = np.where(age == UNKNOWN, AGE_UNKNOWN, age).astype(np.int16)
    return known


def _from_a_day_near(street: Street, today: int, known: dict[int, I16]) -> I16 | None:
    if not known:
        return None
    near = min(known, key=lambda day: abs(day - today))
    rows = birthdays_between(street, near, today)
    if rows is None:
        return None
    age = known[near].copy()
    age[rows] += 1 if today > near else -1
    return age


def _by_birthday(born: I32) -> _Birthdays:
    rows = np.flatnonzero(born != NO_DAY).astype(np.int32)
    days = born[rows]
    first = int(days.min()) if len(days) else 0
    calendar = np.arange(first, int(days.max()) + 1 if len(days) else 0)
    birthday = _birthdays_of_days(calendar)[days - first]
    ordered = np.argsort(birthday, kind="stable")
    number = np.bincount(birthday, minlength=13 * _DAYS_A_MONTH + 1)
    return _Birthdays(rows[ordered], np.concatenate(([0], np.cumsum(number))))


def _birthdays_of_days(days: I64) -> I16:
    """Month and day as one number that rises through the year, int16[n]."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month = (months - dates.astype("datetime64[Y]").astype("datetime64[M]")).astype(np.int64) + 1
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    birthday: I16 = (month * _DAYS_A_MONTH + day).astype(np.int16)
    return birthday


def _birthday(day: int) -> int:
    date = day_date(day)
    return date.month * _DAYS_A_MONTH + date.day


def _ages_of_days(born: I64, today: int) -> I32:
    years = born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    later = _birthdays_of_days(born) > _birthday(today)
    age: I32 = (day_date(today).year - years - later).astype(np.int32)
    return age
