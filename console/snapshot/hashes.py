"""Texts as 64-bit hashes, so that thousands of ids are compared and looked up at once."""

from __future__ import annotations

import secrets

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Hashes = npt.NDArray[np.uint64]

_LONGEST = 256
_WORD = 8
_TURN = np.uint64(29)
_MASKS = np.array([(1 << 8 * held) - 1 for held in range(_WORD + 1)], np.uint64)
"""What keeps the first 0 to 8 bytes of a word."""
_ODD = np.uint64(secrets.randbits(64) | 1)
"""Another in every process, so that nobody can prepare ids that meet in one hash."""


def hashes(texts: pa.Array) -> Hashes | None:
    """uint64[n] of a string array, equal for equal texts; None when one is too long for it.

    Different texts share a hash by a chance of about n² in 10¹⁹. Null hashes as "".
    """
    ends = offsets(texts)
    lengths = np.diff(ends).astype(np.int64)
    longest = int(lengths.max(initial=0))
    if longest > _LONGEST:
        return None
    hashed = (lengths.astype(np.uint64) + np.uint64(1)) * _ODD
    words = _words_at(texts, longest)
    starts = ends[:-1].astype(np.int64)
    shortest = int(lengths.min(initial=0))
    for place in range(0, longest, _WORD):
        word = words[starts + place]
        if shortest - place < _WORD:
            word &= _MASKS[np.clip(lengths - place, 0, _WORD)]
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


def is_ascii(texts: pa.Array) -> bool:
    """Whether every byte of a string array is ASCII."""
    held = letters(texts)
    aligned = len(held) // _WORD * _WORD
    words = held[:aligned].view(np.uint64)
    high = int(np.bitwise_or.reduce(words, initial=0)) & 0x8080808080808080
    return not high and not (held[aligned:] & 0x80).any()


def _words_at(texts: pa.Array, beyond: int) -> Hashes:
    """The eight bytes that begin at every byte of a string array's buffer, and `beyond` its end."""
    held = texts.buffers()[2]
    size = held.size if held is not None else 0
    padded = np.zeros(size + beyond + _WORD, np.uint8)
    if held is not None:
        padded[:size] = np.frombuffer(held, np.uint8)
    return np.ndarray((size + beyond + 1,), np.uint64, padded, strides=(1,))
