"""Rare characters in a PDF, those beyond U+FFFF, get names too, so that they can be read back.

Qt names only glyphs of the first 65,536 characters. The glyphs of a subset font stand in the order
in which the page first used them, so that the unnamed ones are the rare characters in that order.
The names are added as an update at the end of the file; nothing before it moves.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from itertools import islice

from PySide6.QtGui import QFont, QRawFont

from console.paint.pdf_update import stream, updated
from console.paint.theme import FAMILY

Rare = Callable[[], Mapping[bool, str]]
"""Gives the rare characters of a page in the order they are written, by whether they are bold."""

_LAST = 0xFFFF
_FONT = re.compile(
    rb"/Length1 (?:(?!endobj).)*?stream\r?\n(?P<file>.*?)\s*endstream(?:(?!/CIDFontType2).)*?"
    rb"/CIDFontType2\s*/BaseFont /(?P<name>\S+)(?:(?!endobj).)*endobj\s*"
    rb"(?P<id>\d+) 0 obj\s*<< /Length \d+\s*>>\s*stream\n(?P<map>/CIDInit.*?)endstream",
    re.DOTALL,
)
_RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> (?:\[[^]]*\]|<)")
"""The first and last of a range of glyphs, and the list of what they stand for."""


def with_rare_characters(pdf: bytes, rare: Rare) -> bytes:
    """The PDF with names for its unnamed glyphs; `rare` is asked only when there are any."""
    fonts = [(one, _unnamed(one)) for one in _FONT.finditer(pdf)]
    if not any(unnamed for _, unnamed in fonts):
        return pdf
    characters = rare()
    added: dict[int, bytes] = {}
    for font, unnamed in fonts:
        bold = b"Bold" in font["name"]
        drawn = _drawn(characters.get(bold, ""), bold=bold)
        if unnamed and len(drawn) == len(unnamed):
            names = dict(zip(unnamed, drawn, strict=True))
            added[int(font["id"])] = stream(_named(font["map"], names))
    return updated(pdf, added) if added else pdf


def rare_in_svg(svg: bytes) -> dict[bool, str]:
    """The rare characters of a page drawn as SVG, in order, by whether they are bold."""
    found = {False: "", True: ""}
    for weight, text in re.findall(r'font-weight="(\d+)"[^>]*>([^<]*)</text>', svg.decode()):
        found[int(weight) >= QFont.Weight.Bold] += "".join(one for one in text if ord(one) > _LAST)
    return found


def _unnamed(font: re.Match[bytes]) -> list[int]:
    """Numbers of a font's glyphs that its map leaves out; 0 stands for a missing character."""
    named = {0}
    for first, last in _RANGE.findall(font["map"].partition(b"beginbfrange")[2]):
        named |= set(range(int(first, 16), int(last, 16) + 1))
    return [glyph for glyph in range(_glyphs(font["file"])) if glyph not in named]


def _glyphs(compressed: bytes) -> int:
    """How many glyphs an embedded TrueType file has, by its maxp table."""
    file = zlib.decompressobj().decompress(compressed)
    for number in range(int.from_bytes(file[4:6])):
        entry = file[12 + 16 * number : 28 + 16 * number]
        if entry[:4] == b"maxp":
            at = int.from_bytes(entry[8:12])
            return int.from_bytes(file[at + 4 : at + 6])
    return 0


def _drawn(characters: str, *, bold: bool) -> list[str]:
    """Each character once, those that the font has and no common character shares a glyph with."""
    face = QFont(FAMILY)
    face.setBold(bold)
    font = QRawFont.fromFont(face)
    common = range(0x20, _LAST)
    text = "".join(chr(code) for code in common if not 0xD800 <= code < 0xE000)
    shared = {0, *font.glyphIndexesForString(text)}
    once = dict.fromkeys(characters)
    return [one for one in once if not shared.intersection(font.glyphIndexesForString(one))]


def _named(old: bytes, names: Mapping[int, str]) -> bytes:
    """A font's map with names for more glyphs, at most a hundred in a block."""
    lines = (b"<%04X> <%s>" % (glyph, _hex(one)) for glyph, one in names.items())
    blocks = []
    while block := list(islice(lines, 100)):
        blocks.append(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)))
    head, end, tail = old.rpartition(b"endcmap")
    return head + b"".join(blocks) + end + tail


def _hex(character: str) -> bytes:
    return character.encode("utf-16-be").hex().upper().encode()
