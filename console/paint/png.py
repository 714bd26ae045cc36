"""A picture as PNG: opaque, its rows packed in strips by as many threads as there are cores.

Qt's writer tries five filters for every row, which costs more than packing it; a drawn page packs
best without any. Strips are packed each by itself and joined into one stream (RFC 1950 and 1951).
ISA-L packs them in an eighth of the time zlib takes, into 6 % more bytes; it stands in for zlib on
the machines it is made for.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import ModuleType

import numpy as np
from PySide6.QtGui import QImage

from console.domain.records import dataclass

try:
    from isal import isal_zlib
except ImportError:
    packing: ModuleType = zlib
else:
    packing = isal_zlib

_SIGN = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _RGB, _METRE = 8, 2, 1
_STREAM = b"\x78\x01"
_LEVEL, _MEMORY, _RAW = 1, 9, -15
_STRIP_BYTES = 2 << 20
_MOST_THREADS = 8
_ADLER = 65_521


@dataclass(frozen=True, slots=True)
class _Packed:
    """A strip of `size` bytes as a piece of a raw deflate stream, with its Adler-32 sum."""

    content: bytes
    size: int
    sum: int


def png_of(picture: QImage, title: str) -> bytes:
    """The pixels of a picture without their alpha, its resolution, and a title."""
    wide, high = picture.width(), picture.height()
    head = struct.pack(">IIBBBBB", wide, high, _EIGHT_BITS, _RGB, 0, 0, 0)
    dots = struct.pack(">IIB", picture.dotsPerMeterX(), picture.dotsPerMeterY(), _METRE)
    said = b"Title\0\0\0\0\0" + title.encode()
    chunks = ((b"IHDR", head), (b"pHYs", dots), (b"iTXt", said))
    told = [_SIGN, *(part for kind, body in chunks for part in _chunk(kind, body))]
    return b"".join([*told, *_chunk(b"IDAT", _packed(picture)), *_chunk(b"IEND", b"")])


def _packed(picture: QImage) -> bytes:
    """The rows as one stream."""
    rows = max(1, _STRIP_BYTES // (3 * picture.width() + 1))
    starts = range(0, picture.height(), rows)
    pack = partial(_strip, picture, rows)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS, len(starts))) as threads:
        strips = list(threads.map(pack, starts))
    total = 1
    for strip in strips:
        total = _joined(total, strip)
    return b"".join([_STREAM, *(one.content for one in strips), struct.pack(">I", total)])


def _strip(picture: QImage, rows: int, start: int) -> _Packed:
    """`rows` rows from `start` on: each begins with a byte that says that it has no filter."""
    wide, high = picture.width(), picture.height()
    part = picture.copy(0, start, wide, min(rows, high - start))
    part = part.convertToFormat(QImage.Format.Format_RGB888)
    given = np.frombuffer(part.constBits(), np.uint8).reshape(part.height(), part.bytesPerLine())
    lines = np.zeros((part.height(), 1 + 3 * wide), np.uint8)
    lines[:, 1:] = given[:, : 3 * wide]
    packer = packing.compressobj(_LEVEL, packing.DEFLATED, _RAW, _MEMORY)
    is_last = start + rows >= high
    content = packer.compress(lines.data)
    content += packer.flush(packing.Z_FINISH if is_last else packing.Z_FULL_FLUSH)
    return _Packed(content, lines.size, packing.adler32(lines.data))


def _joined(total: int, strip: _Packed) -> int:
    """The Adler-32 sum of what came before and a strip."""
    low, high = total & 0xFFFF, total >> 16
    more_low, more_high = strip.sum & 0xFFFF, strip.sum >> 16
    high = (high + more_high + (low - 1) * strip.size) % _ADLER
    return high << 16 | (low + more_low - 1) % _ADLER


def _chunk(kind: bytes, body: bytes) -> Iterator[bytes]:
    yield struct.pack(">I", len(body)) + kind
    yield body
    yield struct.pack(">I", packing.crc32(body, packing.crc32(kind)))
