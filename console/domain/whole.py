"""A small file of the user's: written whole or not at all, put aside where it cannot be read."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from console.domain import leftovers

UNSOUND = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What reading a file raises that is not, or no more, as it was written."""


def put(file: Path, content: str | bytes, *, flushed: bool = True) -> None:
    """Write a file, and its folder where there is none; `flushed` waits until the disk has it.

    Text is written as UTF-8. OSError when the system refuses: then what was there before is there
    still, and nothing else.
    """
    raw = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    leftovers.sweep(file.parent)
    stage = leftovers.aside(file)
    try:
        with stage.open("wb") as out:
            out.write(raw)
            if flushed:
                out.flush()
                os.fsync(out.fileno())
        stage.replace(file)
    except OSError:
        with suppress(OSError):
            stage.unlink()
        raise


def put_aside(file: Path) -> None:
    """Give a file that cannot be read a name of its own, so that nothing is written over it."""
    file.replace(file.with_suffix(f".{datetime.now():%Y%m%d%H%M%S}.unreadable"))


class Seen:
    """A file as it was when it was last read or written here: another console may write it too."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stamp = _stamp(file)

    def note(self) -> None:
        """It is known as it is now."""
        self._stamp = _stamp(self._file)

    @property
    def is_other(self) -> bool:
        """Whether somebody else has written it since; one that is gone is not another."""
        stamp = _stamp(self._file)
        return stamp is not None and stamp != self._stamp


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """What tells one writing of a file from the next; None while there is none to be read."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
