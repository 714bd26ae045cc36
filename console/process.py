"""The process itself: private files, no core dumps, and faults written down without values."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, TracebackType
from typing import TextIO

from console.store import memory

_PACKAGE = Path(__file__).resolve().parent
_MOST_FRAMES = 30
_MOST_BYTES = 1_000_000
_files: list[TextIO] = []
"""Kept open as long as the process lives: faulthandler holds nothing but their numbers."""


def log_folder() -> Path:
    """Where faults are written down; private to the user."""
    import platformdirs

    return platformdirs.user_log_path("street-console", appauthor=False)


def guard() -> None:
    """Make what this process writes private, forbid core dumps, and write crashes to a file."""
    os.umask(0o077)
    os.environ["PYTHONSAFEPATH"] = "1"
    memory.lend_little()
    _forbid_core_dumps()
    with contextlib.suppress(OSError, ValueError):
        _files.append(_opened("crash.log"))
        faulthandler.enable(_files[-1])
    sys.excepthook = _note_uncaught
    threading.excepthook = _note_in_thread


@contextlib.contextmanager
def interruption() -> Iterator[Callable[[], bool]]:
    """Gives whether Ctrl+C was pressed meanwhile; pressed twice it stops at once.

    An exception out of nowhere is lost where Python may not raise one, and then nothing stops.
    """
    asked = threading.Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def place_of(fault: BaseException) -> str:
    """Where `fault` came up, as file:line of our own code when it is in the trace."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [one for one in frames if Path(one.filename).is_relative_to(_PACKAGE)]
    if not frames:
        return "?"
    last = (own or frames)[-1]
    return f"{_short(last.filename)}:{last.lineno}"


def note(fault: BaseException) -> Path | None:
    """Write type and places of `fault` to the private log, never its words or values.

    Gives the file, or None when it could not be written.
    """
    frames = traceback.extract_tb(fault.__traceback__)[-_MOST_FRAMES:]
    lines = [f"  {_short(one.filename)}:{one.lineno} {one.name}" for one in frames]
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    with contextlib.suppress(OSError), _opened("faults.log") as log:
        log.write("\n".join([f"{stamp} {type(fault).__name__}", *lines, ""]))
        return Path(log.name)
    return None


def remark(sentence: str) -> None:
    """Write a sentence of ours to the private log; it holds no values."""
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    with contextlib.suppress(OSError), _opened("faults.log") as log:
        log.write(f"{stamp} {sentence}\n")


def _opened(name: str) -> TextIO:
    folder = log_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        path.unlink()
    return path.open("a", encoding="utf-8")


def _forbid_core_dumps() -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _note_uncaught(
    _kind: type[BaseException], fault: BaseException, _trace: TracebackType | None
) -> None:
    """What a fault outside every command leaves: a note in the log, one line on stderr."""
    note(fault)
    sys.stderr.write(f"street-console: {type(fault).__name__}, {place_of(fault)}\n")


def _note_in_thread(event: threading.ExceptHookArgs) -> None:
    if event.exc_value is not None:
        _note_uncaught(event.exc_type, event.exc_value, event.exc_traceback)


def _short(file: str) -> str:
    """A file's path below our package or the installed packages, never a user's folder."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return "/".join(path.parts[-3:])
