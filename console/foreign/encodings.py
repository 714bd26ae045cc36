"""Which encoding a text is in: what it says itself, else the first that reads all of it."""

from __future__ import annotations

import codecs

from console.domain.records import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TRIED = ("utf-8", "gb18030", "big5hkscs")
_LAST = "cp1252"
_MOST_COUNTED = 20_000
_NAMES = {
    "936": "gb18030", "cp936": "gb18030", "ansi 936": "gb18030", "gbk": "gb18030",
    "gb2312": "gb18030", "950": "big5hkscs", "cp950": "big5hkscs", "big5": "big5hkscs",
    "65001": "utf-8", "utf8": "utf-8", "ldid/77": "gb18030", "ldid/78": "cp949",
}  # fmt: skip
_DBASE_DRIVERS = {0x4D: "gb18030", 0x4F: "big5hkscs", 0x78: "big5hkscs", 0x7A: "gb18030"}
_COMMON = {"gb18030": ("gb2312", 0xA1, 0xD7), "big5hkscs": ("big5", 0xA1, 0xC6)}
"""Where the frequent signs of an encoding lie: its first plane, by the leading byte."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by Python's name, and whether it was only guessed."""

    name: str
    guessed: bool


def told(text: str) -> Encoding | None:
    """The encoding that a .cpg file names; None when it names none we know."""
    name = text.strip().strip("\x00").casefold()
    try:
        return Encoding(codecs.lookup(_NAMES.get(name, name)).name, guessed=False)
    except LookupError:
        return None


def of_dbase(driver: int) -> Encoding | None:
    """The encoding that a dBase header's driver byte names, among those we meet."""
    name = _DBASE_DRIVERS.get(driver)
    return Encoding(name, guessed=False) if name else None


def guess(raw: bytes, *, whole: bool = True) -> Encoding:
    """The encoding of `raw`; `whole` says that it does not break off inside a character."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return Encoding(name, guessed=False)
    read = {name: text for name in _TRIED if (text := _read(raw, name, whole)) is not None}
    if "utf-8" in read:
        return Encoding("utf-8", guessed=not raw.isascii())
    if not read:
        return Encoding(_LAST, guessed=True)
    return Encoding(max(read, key=lambda name: _likeness(read[name], name)), guessed=True)


def _read(raw: bytes, name: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(raw, final=whole)
    except UnicodeDecodeError:
        return None


def _likeness(text: str, name: str) -> float:
    """The share of a text's Chinese that is frequent, were it written in the encoding `name`."""
    plane, first, last = _COMMON[name]
    far = [sign for sign in text[:_MOST_COUNTED] if ord(sign) > 0x7F]
    common = 0
    for sign in far:
        raw = sign.encode(plane, "ignore")
        common += len(raw) == 2 and first <= raw[0] <= last
    return common / max(len(far), 1)
