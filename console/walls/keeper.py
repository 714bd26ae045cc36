"""Keeps the wall on the screen: starts it, and starts it again when it dies.

The two watch each other. When the wall dies, its keeper starts another, which goes on at the scene
that was shown. When the keeper dies, the wall starts another keeper, which adopts it. Closed by
hand, or ended by a request, both end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from threading import Event
from types import FrameType
from typing import Any

from console import process
from console.domain.records import dataclass
from console.state.wall.memory import Memory, folder_of
from console.walls.companion import Companion

DONE, FAILED = 0, 2
_LOOK_S, _LOOKS_AT_END = 0.25, 40
_SHORT_LIFE_S = 10.0
_LONGEST_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks of a wall; `watch` is a folder to follow."""

    snapshot: str | None = None
    watch: str | None = None
    playlist: str | None = None
    screen: int = 0
    language: str = "zh"

    def words(self, module: str, **more: int) -> list[str]:
        """How a process is started that gets these wishes."""
        said = json.dumps({"wishes": asdict(self), **more})
        return [sys.executable, "-P", "-m", module, said]


def wishes_in(text: str) -> tuple[Wishes, dict[str, Any]]:
    """The wishes that `Wishes.words` wrote, and what else was said."""
    said = json.loads(text)
    return Wishes(**said.pop("wishes")), said


class Keeper:
    """Keeps one wall; `run()` returns when it was closed, or this process is asked to end."""

    def __init__(self, wishes: Wishes, adopted: Companion | None = None) -> None:
        self._wishes = wishes
        self._wall = adopted
        self._memory = Memory(folder_of(wishes.screen))
        self._asked_to_end = Event()
        self._short_lives = 0

    def run(self) -> int:
        """Keep the wall alive; gives the exit status."""
        self._listen()
        if self._wall is None:
            self._memory.open_again()
            self._start()
        while not self._asked_to_end.is_set():
            lived_s = self._wait_for_end()
            if self._asked_to_end.is_set() or self._memory.is_closed():
                break
            self._short_lives = self._short_lives + 1 if lived_s < _SHORT_LIFE_S else 0
            if self._short_lives > 1:
                wait_s = min(2.0 ** (self._short_lives - 1), _LONGEST_WAIT_S)
                self._asked_to_end.wait(wait_s)
            if not self._asked_to_end.is_set():
                self._start()
        self._end()
        return FAILED if self._memory.was_refused() else DONE

    def _start(self) -> None:
        words = self._wishes.words("console.wall", keeper=os.getpid(), deaths=self._short_lives)
        self._wall = Companion.start(words)

    def _wait_for_end(self) -> float:
        """Seconds until the wall has died, or this process is asked to end."""
        assert self._wall is not None
        looks = 0
        while self._wall.lives and not self._asked_to_end.wait(_LOOK_S):
            looks += 1
        return looks * _LOOK_S

    def _end(self) -> None:
        """Ask a wall that still lives to end, and see it go."""
        if self._wall is None or not self._wall.lives:
            return
        self._wall.ask_to_end()
        quiet = Event()
        for _ in range(_LOOKS_AT_END):
            if not self._wall.lives or quiet.wait(_LOOK_S):
                return

    def _listen(self) -> None:
        for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._hear)

    def _hear(self, _: int, __: FrameType | None) -> None:
        self._asked_to_end.set()


def main(words: Sequence[str]) -> int:
    """Adopt a wall whose keeper has died; keep a new one where none is named."""
    process.guard()
    wishes, more = wishes_in(words[0])
    adopted = Companion(int(more["adopt"])) if "adopt" in more else None
    return Keeper(wishes, adopted).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
