"""Ages at an instant, in bins of five years and by sex, of everybody or of some."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.store.columns import I32
from console.store.crowd import Crowd, everybody
from console.store.frame import Frame
from console.store.person_order import OLDEST

BIN_YEARS, BINS = 5, 21
"""The last bin is open: 100 years and more."""


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


def ages_by_sex(frame: Frame, crowd: Crowd | None = None) -> Ages:
    """Ages of a crowd, or of all residents."""
    counted = crowd or everybody(frame.street)
    by_age = counted.persons(frame.today).sum(axis=2).astype(np.int32)
    first_ages = np.arange(0, OLDEST + 1, BIN_YEARS)
    return Ages(np.add.reduceat(by_age[: OLDEST + 1], first_ages, axis=0), by_age[OLDEST + 1])
