"""The encoding of a Shapefile's attribute table: its .cpg, its header, or what its texts look like.

In China most of them are in GBK and say so nowhere.
"""

from __future__ import annotations

import struct
from pathlib import Path

from console.foreign.encodings import Encoding, guess, of_dbase, told

_HEADER, _FIELD, _END = 32, 32, b"\r"
_MOST_BYTES = 4_000_000


def encoding_beside(shapefile: Path) -> Encoding | None:
    """The encoding of the table beside a .shp; None when there is no table."""
    named = _beside(shapefile, ".cpg")
    if named is not None:
        found = told(named.read_text("latin-1")[:40])
        if found is not None:
            return found
    table = _beside(shapefile, ".dbf")
    if table is None:
        return None
    with table.open("rb") as file:
        raw = file.read(_MOST_BYTES)
    driver = raw[29] if len(raw) > _HEADER else 0
    return of_dbase(driver) or guess(_texts(raw), whole=False)


def _beside(shapefile: Path, ending: str) -> Path | None:
    for name in (ending, ending.upper()):
        path = shapefile.with_suffix(name)
        if path.is_file():
            return path
    return None


def _texts(raw: bytes) -> bytes:
    """The texts of the records, one after another."""
    if len(raw) < _HEADER:
        return b""
    begin, length = struct.unpack("<HH", raw[8:12])
    spans, at, offset = [], _HEADER, 1
    while raw[at : at + 1] not in (_END, b"") and at < begin:
        width = raw[at + 16]
        if raw[at + 11 : at + 12] == b"C":
            spans.append((offset, offset + width))
        offset += width
        at += _FIELD
    names = raw[_HEADER:begin]
    cells = [
        raw[start + first : start + last].rstrip(b" \0")
        for start in range(begin, len(raw) - length + 1, max(length, 1))
        for first, last in spans
    ]
    return b"\n".join(cells) if cells else names
