"""The bare command: the console in its window, or, where there is no screen, on files."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

from console import binding

if TYPE_CHECKING:
    from pathlib import Path

    from console.arguments import Wishes
    from console.assembly.running import Console

DONE = 0


def run(wishes: Wishes) -> int:
    """Open the console, and give its exit status when it is closed.

    UserError when the snapshot named there, or the instant, cannot be shown.
    """
    from console import screen

    if not screen.is_there():
        from console import headless

        return headless.run(wishes)
    console = made(wishes)
    sys.excepthook = console.note_fault
    console.start()
    if console.refused is None:
        console.application.exec()
        console.map.canvas.memory.keep()
    console.close()
    if console.refused is not None:
        raise console.refused
    return DONE


def made(wishes: Wishes, preferences_file: Path | None = None) -> Console:
    """A console that has not been started, in an application made for it.

    `preferences_file` is another than the user's. Until everything is there nothing is collected
    as garbage: what a start makes stays.
    """
    gc.disable()
    binding.bring_in()
    from PySide6.QtWidgets import QApplication

    from console.assembly.running import Console
    from console.paint.style import STYLE
    from console.state.preferences import Preferences

    application = QApplication([*sys.argv[:1], *STYLE])
    console = Console(application, wishes, Preferences(preferences_file))
    console.completed.connect(partial(_collect, console))
    return console


def _collect(console: Console) -> None:
    from console.assembly.collecting import Collecting

    Collecting(console).begin()
