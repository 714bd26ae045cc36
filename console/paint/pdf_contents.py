"""A PDF's contents: its outline, and links from a printed contents page to the pages it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from console.domain.records import dataclass
from console.paint.pdf_update import next_number, updated

_KIDS = re.compile(rb"/Type /Pages\s*/Kids\s*\[(?P<kids>.*?)\]", re.DOTALL)
_NUMBER = re.compile(rb"(\d+) 0 R")
_ANNOTATIONS = re.compile(rb"/Annots (\d+) 0 R")
_SHEET = re.compile(rb"/MediaBox \[0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)\]")
_ROOT = re.compile(rb"(?P<id>\d+) 0 obj\s*<<\s*(?P<said>/Type /Catalog.*?)>>\s*endobj", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A title and the page it leads to, counted from 0.

    `on` is the contents page that names it and `box` where, as shares of that page from its upper
    left corner: left, top, right, bottom.
    """

    title: str
    page: int
    on: int
    box: tuple[float, float, float, float]


def with_contents(pdf: bytes, entries: Sequence[Entry]) -> bytes:
    """The PDF with an outline of the entries and links to them; as it is when it is no such file.

    It is a PDF as Qt writes it: a flat list of pages, each with a list of annotations of its own.
    """
    kids, root, first = _KIDS.search(pdf), _ROOT.search(pdf), next_number(pdf)
    if kids is None or root is None or not first or not entries:
        return pdf
    pages = [int(one) for one in _NUMBER.findall(kids["kids"])]
    last = first + len(entries)
    added = {int(root["id"]): b"<<\n%s/Outlines %d 0 R\n>>" % (root["said"], first)}
    added[first] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (
        (first + 1, last, len(entries))
    )
    for place, entry in enumerate(entries):
        added[first + 1 + place] = _item(entry, pages, first, place, len(entries))
    return updated(pdf, added | _links(pdf, entries, pages))


def _item(entry: Entry, pages: Sequence[int], first: int, place: int, count: int) -> bytes:
    """One line of the outline."""
    beside = b""
    if place:
        beside += b" /Prev %d 0 R" % (first + place)
    if place + 1 < count:
        beside += b" /Next %d 0 R" % (first + place + 2)
    title = b"FEFF" + entry.title.encode("utf-16-be").hex().upper().encode()
    there = b"[%d 0 R /Fit]" % pages[entry.page]
    return b"<< /Title <%s> /Parent %d 0 R /Dest %s%s >>" % (title, first, there, beside)


def _links(pdf: bytes, entries: Sequence[Entry], pages: Sequence[int]) -> dict[int, bytes]:
    """The lists of annotations of the contents pages."""
    found: dict[int, bytes] = {}
    for number in sorted({entry.on for entry in entries}):
        start = pdf.index(b"\n%d 0 obj" % pages[number])
        page = pdf[start : pdf.index(b"endobj", start)]
        annotations, sheet = _ANNOTATIONS.search(page), _SHEET.search(page)
        if annotations is None or sheet is None:
            continue
        size = float(sheet["width"]), float(sheet["height"])
        links = [_link(one, size, pages[one.page]) for one in entries if one.on == number]
        found[int(annotations[1])] = b"[\n%s\n]" % b"\n".join(links)
    return found


def _link(entry: Entry, size: tuple[float, float], target: int) -> bytes:
    """An area of a page that leads to another, in points from the lower left corner."""
    width, height = size
    left, top, right, bottom = entry.box
    area = b"%.2f %.2f %.2f %.2f" % (
        (left * width, (1 - bottom) * height, right * width, (1 - top) * height)
    )
    kind = b"/Type /Annot /Subtype /Link /Border [0 0 0]"
    return b"<< %s /Rect [%s] /Dest [%d 0 R /Fit] >>" % (kind, area, target)
