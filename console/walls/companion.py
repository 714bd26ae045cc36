"""Another process, watched: whether it still lives, told apart from a later one of its number."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from console.domain.leftovers import is_running

_PROC = Path("/proc/self/stat")


class Companion:
    """A process by its number, or one that was started here."""

    def __init__(self, pid: int, started: subprocess.Popen[bytes] | None = None) -> None:
        self.pid = pid
        self._started = started
        self._birth = _birth(pid)

    @classmethod
    def start(cls, words: list[str]) -> Companion:
        """Start a process that outlives this one, with its own session and nothing to read."""
        started = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, start_new_session=sys.platform != "win32"
        )
        return cls(started.pid, started)

    def ask_to_end(self) -> None:
        """Ask it to end in its own way."""
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGTERM)

    @property
    def lives(self) -> bool:
        """Whether it still runs."""
        if self._started is not None:
            return self._started.poll() is None
        if not is_running(self.pid):
            return False
        if not _PROC.exists():
            return True
        return self._birth is not None and self._birth == _birth(self.pid)


def _birth(pid: int) -> str | None:
    """When a process began, as Linux counts; None elsewhere, and for one that has ended."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace")
    except OSError:
        return None
    state, *rest = said.rpartition(")")[2].split()
    return None if state in "ZX" else rest[18]
