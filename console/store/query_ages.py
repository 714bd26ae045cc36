"""Ages at an instant, in bins of five years and by sex, of everybody or of some.

Everybody's birth dates are summed up by day once, so that their bins at any instant are
differences at a few days; of some, each one's bin is looked up, once a day shown.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.closed_lists import SEXES
from console.domain.instants import day_date, day_number
from console.domain.records import dataclass
from console.store.columns import I32, I64, MISSING, NO_DAY, U8, Residents, Street
from console.store.frame import Frame

BIN_YEARS, BINS = 5, 21
"""The last bin is open: 100 years and more."""

_SEXES = len(SEXES) + 1
_CODES = (BINS + 1) * _SEXES
_NEVER = 2**31

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ages:
    """People by age and sex, in whole years on the instant's local day.

    bins     int32[21, 3]  up to 4, 5 to 9, … 100 and more; by SEXES, the last column not known
    unknown  int32[3]      without a birth date, by the same
    """

    bins: I32
    unknown: I32

    @property
    def people(self) -> int:
        """Everybody counted."""
        return int(self.bins.sum() + self.unknown.sum())


@dataclass(frozen=True, slots=True)
class _Born:
    """Residents by day of birth and sex.

    first  day number of the earliest birth; slot int32[r] (day - first) * 3 + sex, or days * 3 +
    sex without a birth date; sums int64[days + 1, 3] born before each day; unknown int64[3].
    """

    first: int
    slot: I32
    sums: I64
    unknown: I64

    @property
    def days(self) -> int:
        """How many days there are from the earliest birth to the latest."""
        return len(self.sums) - 1


_known: WeakKeyDictionary[Street, _Born] = WeakKeyDictionary()
_codes: WeakKeyDictionary[Street, tuple[int, U8]] = WeakKeyDictionary()
"""Everybody's bin and sex on the day asked for last."""


def ages_by_sex(frame: Frame, people: Mask | None = None) -> Ages:
    """Ages of the residents in `people` bool[r], or of all; costs a pass over those or the rest."""
    born = _born(frame.street)
    if people is None:
        return _everybody(born, frame.today)
    codes = _bins_of(frame.street, born, frame.today)
    if 2 * np.count_nonzero(people) <= len(people):
        return _ages(np.bincount(codes.take(np.flatnonzero(people)), minlength=_CODES))
    everybody = _everybody(born, frame.today)
    others = _ages(np.bincount(codes.take(np.flatnonzero(~people)), minlength=_CODES))
    return Ages(everybody.bins - others.bins, everybody.unknown - others.unknown)


def _everybody(born: _Born, today: int) -> Ages:
    older = np.concatenate([born.sums[_places(born, today)], np.zeros((1, _SEXES), np.int64)])
    return Ages((older[:-1] - older[1:]).astype(np.int32), born.unknown.astype(np.int32))


def _ages(counted: I64) -> Ages:
    by_bin = counted.astype(np.int32).reshape(-1, _SEXES)
    return Ages(by_bin[:BINS], by_bin[BINS])


def _bins_of(street: Street, born: _Born, today: int) -> U8:
    """Everybody's bin * 3 + sex, uint8[r]; BINS is the bin without a birth date."""
    known = _codes.get(street)
    if known is None or known[0] != today:
        ends = _places(born, today)[::-1]
        bins = np.repeat(np.arange(BINS)[::-1], np.diff(ends, prepend=0))
        by_day = np.append(bins, BINS)[:, None] * _SEXES + np.arange(_SEXES)
        codes = by_day.astype(np.uint8).reshape(-1).take(born.slot)
        known = _codes[street] = (today, codes)
    return known[1]


def _places(born: _Born, today: int) -> I64:
    """For each bin how many days of birth are early enough for it or an older one."""
    return np.clip(np.array(_too_late(today), np.int64) - born.first, 0, born.days)


def _born(street: Street) -> _Born:
    known = _known.get(street)
    if known is None:
        known = _known[street] = _make(street.residents)
    return known


def _make(residents: Residents) -> _Born:
    known = residents.born != NO_DAY
    first = int(residents.born[known].min()) if known.any() else 0
    days = int(residents.born[known].max()) - first + 1 if known.any() else 0
    sex = np.where(residents.sex == MISSING, len(SEXES), residents.sex)
    slot = (np.where(known, residents.born - first, days) * _SEXES + sex).astype(np.int32)
    counted = np.bincount(slot, minlength=(days + 1) * _SEXES).reshape(-1, _SEXES)
    sums = np.zeros((days + 1, _SEXES), np.int64)
    np.cumsum(counted[:days], axis=0, out=sums[1:])
    return _Born(first, slot, sums, counted[days])


@lru_cache(maxsize=512)
def _too_late(today: int) -> tuple[int, ...]:
    """For each bin the first day number on which one is born too late to be in it or an older one.

    The first takes everybody.
    """
    now = day_date(today)
    later = [day_number(_years_before(now, BIN_YEARS * row)) + 1 for row in range(1, BINS)]
    return (_NEVER, *later)


def _years_before(now: date, years: int) -> date:
    """The last birthday with which one is `years` old; those of 29 February turn on 1 March."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)
