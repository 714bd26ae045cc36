"""Slices of rows, and which of them hold any of some rows: found 64 rows at a time."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.store.bits import Bits, every_bit, packed
from console.store.columns import I32

_ZERO = np.uint64(0)


@dataclass(frozen=True, slots=True, eq=False)
class Slices:
    """The slices that hold a row, each known by its last one.

    which int32[s] their places among all slices; last int32[s] their last rows; ends and inner:
    the bits of those, and of all other rows in slices.
    """

    which: I32
    last: I32
    ends: Bits
    inner: Bits

    @classmethod
    def cut(cls, first: I32, length: int) -> Slices:
        """The slices that `first` int32[n+1] cuts out of `length` rows."""
        which = np.flatnonzero(first[1:] > first[:-1]).astype(np.int32)
        last = first[1:][which] - np.int32(1)
        is_last = np.zeros(length, np.bool_)
        is_last[last] = True
        ends = packed(is_last)
        inner = every_bit(length) & ~ends
        inner &= _between(int(first[0]), int(first[-1]), length)
        return cls(which, last.astype(np.int32), ends, inner)

    def holding(self, bits: Bits) -> Bits:
        """The last rows of the slices in which a bit is set.

        A slice is read as a number of which its last row is the highest bit: what is set of its
        other rows, and all of these, add up to more than they can hold where any is set.
        """
        sums = bits & self.inner
        sums += self.inner
        over = sums < self.inner
        while over.any():
            sums[1:] += over[:-1]
            over[1:] = over[:-1] & (sums[1:] == _ZERO)
            over[0] = False
        sums |= bits
        sums &= self.ends
        return sums


def _between(first: int, end: int, length: int) -> Bits:
    inside = np.zeros(length, np.bool_)
    inside[first:end] = True
    return packed(inside)
