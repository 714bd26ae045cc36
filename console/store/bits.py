"""Some of n rows as bits, 64 rows a word: kept together, and counted without looking at each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import partial

import numpy as np
import numpy.typing as npt

from console.domain.lazily import lazily
from console.domain.records import dataclass
from console.store.columns import I32, I64
from console.store.kept import Mask

Bits = npt.NDArray[np.uint64]
"""Row r is bit r % 64 of word r // 64; n rows have n // 64 + 1 words, those after them are 0."""
FindBits = Callable[[], Bits]
"""Finds them when they are first asked for."""

_WORD = 6
_IN_WORD = 63
_ONE = np.uint64(1)
_PART = 1 << 18
"""So many rows are looked at together: whole words of them."""
_BLOCK = 1 << 15
_COUNT = partial(np.add.reduce, dtype=np.uint32)
"""There are fewer rows than this holds; uint64 takes twice as long."""


@dataclass(slots=True, eq=False)
class Cuts:
    """c rows, each as its word and the bits below it: where rows are cut, or which are asked for.

    word int64[c], below uint64[c]; `known` is what a drag keeps of them (store/crowd.py).
    """

    word: I64
    below: Bits
    known: object = field(default=None, init=False, repr=False)

    @classmethod
    def at(cls, rows: npt.NDArray[np.signedinteger]) -> Cuts:
        """At rows from 0 to n; a cut at n lies behind the last."""
        bit = (rows & _IN_WORD).astype(np.uint64)
        return cls(rows.astype(np.int64) >> _WORD, (_ONE << bit) - _ONE)

    @property
    def rows(self) -> I32:
        """The rows themselves, int32[c]."""
        found = (self.word << _WORD).astype(np.int32)
        found += np.bitwise_count(self.below)
        return found


class Rows:
    """Some of `length` rows; each way to see them is found when first asked for, and kept."""

    def __init__(self, bits: Bits | FindBits, length: int) -> None:
        self._bits = bits
        self.length = length

    @property
    def bits(self) -> Bits:
        """The rows as bits; not to be written to."""
        found = self._bits
        if callable(found):
            found = self._bits = found()
        return found

    @property
    def has_bits(self) -> bool:
        """Whether `bits` are known, or were asked for."""
        return not callable(self._bits)

    @classmethod
    def of(cls, mask: Mask) -> Rows:
        """The rows of a mask bool[n]."""
        return cls(packed(mask), len(mask))

    @classmethod
    def all_of(cls, length: int) -> Rows:
        """Every row."""
        return cls(every_bit(length), length)

    def __and__(self, other: Rows) -> Rows:
        return Rows(self.bits & other.bits, self.length)

    @lazily
    def mask(self) -> Mask:
        """The rows as a mask bool[n]; not to be written to."""
        return unpacked(self.bits, self.length)

    def part(self, first: int, end: int) -> Mask:
        """The rows [first, end) as a mask bool[end - first]; costs what it gives."""
        word = first >> _WORD
        few = self.bits[word : (end >> _WORD) + 1]
        return unpacked(few, end - (word << _WORD))[first - (word << _WORD) :]

    @lazily
    def number(self) -> int:
        """How many rows there are."""
        return number_of(self.bits)

    def before(self, cuts: Cuts) -> I32:
        """How many of the rows come before each cut, int32[c]."""
        found = self._before_words.take(cuts.word)
        found += np.bitwise_count(self.bits.take(cuts.word) & cuts.below)
        return found

    def between(self, cuts: Cuts) -> I32:
        """How many of the rows lie between each cut and the next, int32[c - 1]."""
        return np.diff(self.before(cuts))

    def holds(self, asked: Cuts) -> Mask:
        """Which of the rows asked for are among these, bool[c]; none may be n."""
        held: Mask = (self.bits.take(asked.word) & (asked.below + _ONE)) != 0
        return held

    @lazily
    def _before_words(self) -> I32:
        counts = np.bitwise_count(self.bits)
        return np.cumsum(counts, dtype=np.int32) - counts


def packed(mask: Mask) -> Bits:
    """A mask bool[n] as bits."""
    bits = np.zeros((len(mask) >> _WORD) + 1, np.uint64)
    by_eight = np.packbits(mask, bitorder="little")
    bits.view(np.uint8)[: len(by_eight)] = by_eight
    return bits


def packed_by(find: Callable[[slice], Mask], length: int) -> Bits:
    """The bits of `length` rows, whose mask is found a part at a time.

    A part and what is compared with it stay in the processor's cache; masks of all rows would be
    written to memory and read again, three times as slow with millions.
    """
    bits = np.zeros((length >> _WORD) + 1, np.uint64)
    of_bytes = bits.view(np.uint8)
    for start in range(0, length, _PART):
        by_eight = np.packbits(find(slice(start, min(start + _PART, length))), bitorder="little")
        of_bytes[start >> 3 : (start >> 3) + len(by_eight)] = by_eight
    return bits


def bits_at(rows: npt.NDArray[np.signedinteger], length: int) -> Bits:
    """The bits of some of `length` rows, in any order."""
    bits = np.zeros((length >> _WORD) + 1, np.uint64)
    asked = Cuts.at(rows)
    np.bitwise_or.at(bits, asked.word, asked.below + _ONE)
    return bits


def unpacked(bits: Bits, length: int) -> Mask:
    """Bits as a mask bool[n]."""
    flags = np.unpackbits(bits.view(np.uint8), count=length, bitorder="little")
    return flags.view(np.bool_)


def every_bit(length: int) -> Bits:
    """The bits of all of `length` rows."""
    bits = np.full((length >> _WORD) + 1, ~np.uint64(0))
    bits[-1] = (_ONE << np.uint64(length & _IN_WORD)) - _ONE
    return bits


def slice_bits(
    starts: npt.NDArray[np.signedinteger], ends: npt.NDArray[np.signedinteger], length: int
) -> Bits:
    """The bits of k slices [start, end) of `length` rows, of which none overlap.

    A word is whole where more slices began by its end than ended, and its bits turn at each end.
    """
    begun, over = Cuts.at(starts), Cuts.at(ends)
    words = (length >> _WORD) + 1
    open_slices = np.bincount(begun.word, minlength=words) - np.bincount(over.word, minlength=words)
    found = (-np.cumsum(open_slices)).astype(np.int64).view(np.uint64)
    np.bitwise_xor.at(found, begun.word, begun.below)
    np.bitwise_xor.at(found, over.word, over.below)
    return found


def number_of(bits: Bits) -> int:
    """How many bits are set."""
    return int(_COUNT(np.bitwise_count(bits)))


def numbers_of(bits_of_each: Bits, bits: Bits) -> I64:
    """How many of some bits are set in each of others too, int64[k]; a part at a time."""
    found = np.zeros(len(bits_of_each), np.int64)
    for start in range(0, len(bits), _BLOCK):
        part = slice(start, start + _BLOCK)
        found += _COUNT(np.bitwise_count(bits_of_each[:, part] & bits[part]), axis=1)
    return found
