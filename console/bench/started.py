"""A console in a process of its own, watched from outside: its start, or how it rests.

`python -m console.bench.started first|rest SNAPSHOT FOLDER` writes one JSON object and ends.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from console import app, cli, process
from console.arguments import Wishes
from console.bench.goals import HEAVY

if TYPE_CHECKING:
    from console.bench.watchdog import Watchdog

_REST_MS, _PATIENCE_MS = 4_000, 120_000


def main() -> None:
    """Start the console as the bare command does; say what was asked for and leave."""
    asked, snapshot, folder = sys.argv[1:4]
    assert cli.RUN
    process.guard()
    preferences_file = Path(folder, "console.ini")
    console = app.made(Wishes(snapshot), preferences_file)
    watcher = Watcher(console)
    console.first_painted.connect(watcher.say_first if asked == "first" else watcher.wait_for_rest)
    console.start()
    console.application.exec()
    console.map.canvas.memory.keep()
    console.close()


class Watcher:
    """Says, on standard output, how a console fares."""

    def __init__(self, console: object) -> None:
        from PySide6.QtCore import QTimer

        self._console = console
        self._rest = QTimer()
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.say_rest)
        self._begun_s = time.monotonic()
        self._dog: Watchdog | None = None

    def say_first(self) -> None:
        """The instant of the first painted map, and which heavy packages were there by then."""
        at_s = time.monotonic()
        there = [name for name in HEAVY if name in sys.modules]
        self._say({"at_s": at_s, "modules": len(sys.modules), "heavy": there})

    def wait_for_rest(self) -> None:
        """Watch for stalls until everything has been loaded, and some seconds more."""
        from console.bench.watchdog import Watchdog

        self._dog = Watchdog()
        self._dog.start()
        self._rest.start()

    def say_rest(self) -> None:
        """Memory in use, once the database is there too."""
        from console.assembly.running import Console
        from console.bench.memory import columns_bytes, resident_bytes

        console = self._console
        assert isinstance(console, Console)
        street, panels = console.session.street, console.panels
        waited_ms = (time.monotonic() - self._begun_s) * 1e3
        if panels is None or street is None or (not panels.ready and waited_ms < _PATIENCE_MS):
            self._rest.start()
            return
        assert self._dog is not None
        stalls = self._dog.stop()
        self._say(
            {
                "resident": resident_bytes(),
                "columns": columns_bytes(street),
                "stall_ms": stalls.worst.wall_ms,
                "own_stall_ms": stalls.worst_own.own_ms,
                "over": stalls.over,
                "own_over": stalls.own_over,
            }
        )

    def _say(self, what: object) -> None:
        from PySide6.QtCore import QCoreApplication

        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()
        QCoreApplication.quit()


if __name__ == "__main__":
    main()
