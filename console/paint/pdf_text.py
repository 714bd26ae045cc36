"""Text in a PDF that reads back as it was written: 香, not the radical drawn with its glyph.

Qt names each glyph after the first character that uses it. The bundled font draws some two hundred
ideographs and their Kangxi radicals with one glyph, and the radicals come first in Unicode, so that
a search for 香 in a PDF would find nothing.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtGui import QFont, QRawFont

from console.paint.theme import FAMILY

_SHADOWING = (*range(0x2E80, 0x2FE0), 0x2215, 0x2329, 0x232A, 0x301C, *range(0x3400, 0x4DC0))
"""Radicals, rare ideographs and signs that come before the character people write."""
_WRITTEN = (*range(0x3008, 0x300A), *range(0x4E00, 0xA000), *range(0xFF01, 0xFF5F))
_BEGIN, _END = b"beginbfrange", b"endbfrange"
_RANGE = re.compile(rb"(<[0-9A-F]{4}> <[0-9A-F]{4}> )(\[[^]]*\]|<[0-9A-F]{4}>)")
_CODE = re.compile(rb"(?<=<)[0-9A-F]{4}(?=>)")


def with_readable_text(pdf: bytes) -> bytes:
    """The same PDF, no byte longer, whose glyphs are named after the characters people write."""
    before, *parts = pdf.split(_BEGIN)
    return _BEGIN.join([before, *map(_readable, parts)])


def _readable(part: bytes) -> bytes:
    """What follows the beginning of a font's names."""
    names, end, after = part.partition(_END)
    return _RANGE.sub(_renamed, names) + end + after if end else part


def _renamed(found: re.Match[bytes]) -> bytes:
    """A range of glyphs with what it stands for: a list, or the first of consecutive characters."""
    glyphs, meaning = found[1], found[2]
    written = _written()
    if meaning.startswith(b"[") or glyphs[1:5] == glyphs[8:12]:
        return glyphs + _CODE.sub(lambda code: written.get(code[0], code[0]), meaning)
    return found[0]


@cache
def _written() -> dict[bytes, bytes]:
    """Four hexadecimal digits of a shadowing character to those of the written one."""
    renamed: dict[bytes, bytes] = {}
    for weight in (QFont.Weight.Normal, QFont.Weight.Bold):
        face = QFont(FAMILY)
        face.setWeight(weight)
        font = QRawFont.fromFont(face)
        glyphs = dict(zip(reversed(_glyphs(font, _WRITTEN)), reversed(_WRITTEN), strict=True))
        for glyph, code in zip(_glyphs(font, _SHADOWING), _SHADOWING, strict=True):
            if glyph and glyph in glyphs:
                renamed[b"%04X" % code] = b"%04X" % glyphs[glyph]
    return renamed


def _glyphs(font: QRawFont, codes: tuple[int, ...]) -> list[int]:
    return font.glyphIndexesForString("".join(map(chr, codes)))
