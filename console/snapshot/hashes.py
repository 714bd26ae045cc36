"""Texts as 64-bit hashes, so that thousands of ids are compared and looked up at once."""

from __future__ import annotations

import secrets

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from console.domain.records import dataclass

Hashes = npt.NDArray[np.uint64]

_LONGEST = 256
_MOST_LENGTHS = 32
_WORD = 8
_BLOCK = 1 << 16
_TURN = np.uint64(29)
_ODD = np.uint64(secrets.randbits(64) | 1)
"""Another in every process, so that nobody can prepare ids that meet in one hash."""


def hashes(texts: pa.Array) -> Hashes | None:
    """uint64[n] of a string array, equal for equal texts; None when it would not be quick.

    That is for texts of over 256 bytes, or of more than 32 different lengths. Different texts
    share a hash by a chance of about n² in 10¹⁹. Null hashes as "".
    """
    ends = offsets(texts)
    lengths = np.diff(ends)
    different = np.flatnonzero(np.bincount(np.minimum(lengths, _LONGEST + 1)))
    if len(different) > _MOST_LENGTHS or (len(different) and different[-1] > _LONGEST):
        return None
    held = np.append(letters(texts), np.zeros(_WORD, np.uint8))
    if len(different) == 1:
        return _hashed(_Rows(held, int(different[0]), None, len(texts)))
    starts = (ends[:-1] - ends[0]).astype(np.int64)
    hashed = np.zeros(len(texts), np.uint64)
    for length in different:
        rows = np.flatnonzero(lengths == length)
        hashed[rows] = _hashed(_Rows(held, int(length), starts[rows], len(rows)))
    return hashed


@dataclass(frozen=True, slots=True)
class _Rows:
    """Texts of one length: where they start among `held` bytes, or None when side by side."""

    held: npt.NDArray[np.uint8]
    length: int
    starts: npt.NDArray[np.int64] | None
    count: int

    def words(self, place: int) -> Hashes:
        """The eight bytes of every text from its byte `place` on."""
        if self.starts is None:
            strides = (self.length,)
            return np.ndarray((self.count,), np.uint64, self.held, place, strides).copy()
        every = np.ndarray((len(self.held) - _WORD + 1,), np.uint64, self.held, 0, (1,))
        return every[self.starts + place]


def _hashed(rows: _Rows) -> Hashes:
    """The hash of texts of one length; the last word overlaps the one before."""
    hashed = np.full(rows.count, rows.length + 1, np.uint64) * _ODD
    for place in range(0, rows.length, _WORD):
        word = rows.words(max(0, min(place, rows.length - _WORD)))
        if rows.length < _WORD:
            word &= np.uint64((1 << 8 * rows.length) - 1)
        hashed ^= word
        hashed *= _ODD
        hashed ^= hashed >> _TURN
    return hashed


def offsets(texts: pa.Array) -> npt.NDArray[np.int32]:
    """Where each text of a string array begins in its bytes, and the last ends: int32[n+1]."""
    if not len(texts):
        return np.zeros(1, np.int32)
    held = np.frombuffer(texts.buffers()[1], np.int32)
    return held[texts.offset : texts.offset + len(texts) + 1]


def letters(texts: pa.Array) -> npt.NDArray[np.uint8]:
    """The bytes of a string array, all texts one after another: uint8[]."""
    held = texts.buffers()[2]
    ends = offsets(texts)
    whole = np.frombuffer(held, np.uint8) if held is not None else np.zeros(0, np.uint8)
    return whole[ends[0] : ends[-1]]


def longest(ends: npt.NDArray[np.int32] | npt.NDArray[np.int64]) -> int:
    """The length in bytes of the longest text, told from where they end; 0 when there is none.

    A block at a time, which asks for no memory.
    """
    blocks = (ends[start : start + _BLOCK + 1] for start in range(0, len(ends) - 1, _BLOCK))
    return max((int(np.diff(block).max()) for block in blocks), default=0)


def is_ascii(texts: pa.Array) -> bool:
    """Whether every byte of a string array is ASCII."""
    held = letters(texts)
    aligned = len(held) // _WORD * _WORD
    words = held[:aligned].view(np.uint64)
    high = int(np.bitwise_or.reduce(words, initial=0)) & 0x8080808080808080
    return not high and not (held[aligned:] & 0x80).any()
