"""How old people are on a local day: in whole years, and as the days on which they were born."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from console.domain.conditions import Condition, Operator
from console.domain.instants import day_date, day_number
from console.store.clock_numbers import UNKNOWN
from console.store.columns import I16, I32, I64, NO_DAY

_DAYS_A_MONTH, _MONTHS_A_YEAR = 32, 12
_FIRST_YEAR, _LAST_YEAR = 1, 9999
_ANY_DAY = 2**31 - 1

BornRun = tuple[int, int]
"""Days of birth after the first day number and until the second."""


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


def latest_birth(age: int, today: int) -> int:
    """The last day of birth with which one is `age` years old, or older, on day number `today`.

    NO_DAY where nobody can be so old.
    """
    now = day_date(today)
    year = now.year - age
    if year < _FIRST_YEAR:
        return NO_DAY
    if year > _LAST_YEAR:
        return _ANY_DAY
    try:
        return day_number(now.replace(year=year))
    except ValueError:
        return day_number(now.replace(year=year, day=28))


def latest_births(ages: Sequence[int], today: int) -> I64:
    """The same for each of some ages; a day before the first there is where nobody can be so old.

    All months at once: the calendar is asked in no time where the handle goes through the days.
    """
    now = day_date(today)
    months = (now.year - 1970 - np.array(ages)) * _MONTHS_A_YEAR + now.month - 1
    first = np.stack((months, months + 1)).astype("datetime64[M]").astype("datetime64[D]")
    days: I64 = first.astype(np.int64) - 1
    found: I64 = np.minimum(days[0] + now.day, days[1])
    return found


def born_runs(condition: Condition, today: int) -> list[BornRun]:
    """When those were born of whom a condition on the age speaks; it may keep all but them.

    Who has no day of birth is in none.
    """
    match condition.operator:
        case Operator.AT_LEAST:
            return [(NO_DAY, latest_birth(condition.numbers[0], today))]
        case Operator.AT_MOST:
            return [(latest_birth(condition.numbers[0] + 1, today), _ANY_DAY)]
        case _:
            asked = [*((number, number) for number in condition.numbers), *condition.ranges]
            return [
                (latest_birth(most + 1, today), latest_birth(least, today)) for least, most in asked
            ]


def _ages_of_days(born: I64, today: int) -> I32:
    years = born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    later = _birthdays_of_days(born) > _birthday(today)
    age: I32 = (day_date(today).year - years - later).astype(np.int32)
    return age


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
