"""The bare command: the console in its window, or, where there is no screen, on files."""

from __future__ import annotations

import sys

DONE = 0


def run(
    snapshot: str | None = None,
    as_of: str | None = None,
    language: str | None = None,
    theme: str | None = None,
) -> int:
    """Open the console, and give its exit status when it is closed.

    None stands for what is remembered, or else the default. UserError when the snapshot named
    here, or the instant, cannot be shown.
    """
    from console import screen

    if not screen.is_there():
        from console import headless

        return headless.run(snapshot, as_of, language, theme)
    from PySide6.QtWidgets import QApplication

    from console.running import Console, Wishes

    application = QApplication(sys.argv[:1])
    console = Console(application, Wishes(snapshot, as_of, language, theme))
    sys.excepthook = console.note_fault
    console.start()
    if console.refused is None:
        application.exec()
    console.close()
    if console.refused is not None:
        raise console.refused
    return DONE
