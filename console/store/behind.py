"""Who is behind a few figures at an instant, and how many of them a filter keeps or would keep.

Those kept at the instant shown are known; at another, a day before, only the few who are behind the
figures are asked whether they satisfy its conditions, never everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from console.domain.conditions import Condition
from console.domain.distinct import distinct
from console.domain.records import dataclass
from console.store.bits import Cuts
from console.store.columns import I32, I64
from console.store.conditions import people_among, units_among
from console.store.frame import Frame
from console.store.kept import Kept, Mask


@dataclass(frozen=True, eq=False)
class Behind:
    """Residents by figure, at a whole frame, and the units of checks, -1 for none, int32 each."""

    frame: Frame
    residents: Mapping[str, I32]
    units_of_checks: I32

    def kept(self, kept: Kept) -> dict[str, int]:
        """How many of each figure are kept at the frame's own instant, and of the checks."""
        checks = int(np.count_nonzero(kept.homes.hold(self.units_of_checks)))
        return self._counted(kept.crowd.holds(self._cuts)) | {"checks": checks}

    def satisfying(self, conditions: Sequence[Condition]) -> dict[str, int]:
        """How many of each figure satisfy conditions, and of the checks, by where they are."""
        people = self._counted(people_among(self.frame, conditions, self._everybody))
        near = self._near_checks
        if any(one.is_about_people for one in conditions):
            kept = people_among(self.frame, conditions, near.residents)
            lived_in = np.bincount(near.unit_of_resident[kept], minlength=len(near.units)) > 0
        else:
            lived_in = units_among(self.frame.street, conditions, near.units)
        return people | {"checks": int(np.count_nonzero(lived_in[near.unit_of_check]))}

    @cached_property
    def _everybody(self) -> I32:
        return np.concatenate([np.zeros(0, np.int32), *self.residents.values()])

    @cached_property
    def _cuts(self) -> Cuts:
        return Cuts.at(self._everybody)

    def _counted(self, kept: Mask) -> dict[str, int]:
        ends = np.cumsum([0, *(len(rows) for rows in self.residents.values())]).tolist()
        return {
            name: int(np.count_nonzero(kept[start:end]))
            for name, (start, end) in zip(self.residents, pairwise(ends), strict=True)
        }

    @cached_property
    def _near_checks(self) -> _NearChecks:
        units, unit_of_check = distinct(self.units_of_checks[self.units_of_checks >= 0])
        frame, rows = self.frame, units.astype(np.int32)
        first = frame.street.units.first_resident
        own, of_own = _slices(first[rows], first[rows + 1])
        at_home = ~_among(np.sort(frame.moved), own)
        there = _among(rows, frame.moved_place)
        residents = np.concatenate((own[at_home], frame.moved[there]))
        of_moved = np.searchsorted(rows, frame.moved_place[there])
        of_resident = np.concatenate((of_own[at_home], of_moved))
        return _NearChecks(rows, unit_of_check, residents, of_resident)


@dataclass(frozen=True, slots=True, eq=False)
class _NearChecks:
    """The units of checks int32[u], those of each check int64[c], and who is in them by unit."""

    units: I32
    unit_of_check: I64
    residents: I32
    unit_of_resident: I64


def _among(ascending: I32, rows: I32) -> Mask:
    """Which of some rows are among others that ascend."""
    if not len(ascending):
        return np.zeros(len(rows), np.bool_)
    at = np.minimum(np.searchsorted(ascending, rows), len(ascending) - 1)
    found: Mask = ascending[at] == rows
    return found


def _slices(starts: I32, ends: I32) -> tuple[I32, I64]:
    """The rows of slices [start, end) one after the other, and the slice of each."""
    lengths = ends - starts
    slice_of = np.repeat(np.arange(len(lengths)), lengths)
    before = np.cumsum(lengths) - lengths
    rows = np.arange(len(slice_of)) + (starts - before)[slice_of]
    return rows.astype(np.int32), slice_of
