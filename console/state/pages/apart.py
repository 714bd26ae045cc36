"""Has pages drawn by a process of its own, so that the window never waits for a painter.

The child gets one order on its input, draws without a screen, tells how far it is, and leaves its
files in its folder. It is killed when it is no longer wanted.
"""

from __future__ import annotations

import os
import pickle
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from console.domain.errors import Cancelled, UserError
from console.domain.leftovers import temporary_prefix
from console.domain.progress import Step, Stopped
from console.foreign.answer import Reader
from console.foreign.children import BEAT_S, child
from console.state.pages.order import Order

CHILD = "console.pages_child"
FILE = "page-{number}"
NO_ROOM = 4
"""What a child ends with when the disk is full: there may be no room for its answer either."""


def drawn_apart(order: Order, told: Step, stopped: Stopped) -> list[bytes]:
    """The files of an order: one for all its pages, or one for each.

    UserError when they cannot be drawn, Cancelled soon after `stopped` says so.
    """
    with TemporaryDirectory(prefix=temporary_prefix(), ignore_cleanup_errors=True) as folder:
        reader = Reader(Path(folder))
        if _run(order, folder, reader, told, stopped) == NO_ROOM:
            raise UserError("page.no_room")
        if not reader.listen():
            raise UserError("page.not_drawn")
        refused = reader.said.get("refused")
        if refused:
            raise UserError(str(refused), **reader.said.get("values", {}))
        return [
            Path(folder, FILE.format(number=number)).read_bytes()
            for number in range(int(reader.said["files"]))
        ]


def _run(order: Order, folder: str, reader: Reader, told: Step, stopped: Stopped) -> int:
    """Let a child draw and give its status; it is gone when this ends, whatever happened."""
    settings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with child(CHILD, folder, pickle.dumps(order), settings) as drawing:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return drawing.wait(BEAT_S)
            if stopped():
                raise Cancelled
            told(reader.share())
