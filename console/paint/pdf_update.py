"""Changes to a finished PDF, appended as the format's own update: nothing before it moves."""

from __future__ import annotations

import re
from collections.abc import Mapping

_END = re.compile(
    rb"trailer\s*<<(?P<trailer>.*)>>\s*startxref\s*(?P<at>\d+)\s*%%EOF\s*$", re.DOTALL
)
_PREVIOUS = re.compile(rb"/Prev\s+\d+\s*")
_SIZE = re.compile(rb"/Size\s+(\d+)")


def next_number(pdf: bytes) -> int:
    """The number the first new object of a file takes; 0 where its end cannot be read."""
    end = _end(pdf)
    size = _SIZE.search(end["trailer"]) if end is not None else None
    return int(size[1]) if size is not None else 0


def stream(content: bytes) -> bytes:
    """An object that is nothing but a stream."""
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def updated(pdf: bytes, objects: Mapping[int, bytes]) -> bytes:
    """The file with newer versions of some objects, or new ones; as it is when it has no end."""
    end = _end(pdf)
    if end is None:
        return pdf
    made, table = pdf.rstrip() + b"\n", b"xref\n"
    for number, content in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = max(next_number(pdf), max(objects, default=0) + 1)
    said = _SIZE.sub(b"/Size %d" % size, _PREVIOUS.sub(b"", end["trailer"]))
    trailer = b"trailer\n<<%s/Prev %s\n>>\n" % (said, end["at"])
    return made + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(made)


def _end(pdf: bytes) -> re.Match[bytes] | None:
    return _END.match(pdf, max(0, pdf.rfind(b"trailer")))
