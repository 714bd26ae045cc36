"""How long work tells how far it is, and how it hears that nobody wants it any more."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.errors import Cancelled

Progress = Callable[[str, float], None]
"""Hears which stage is on, a key of words or a name, and how much of all is done, 0 to 1."""
Step = Callable[[float], None]
"""Hears how much is done, 0 to 1; it may raise Cancelled."""
Stopped = Callable[[], bool]
"""Whether to stop."""


def silent(_stage: str, _part: float) -> None:
    """A progress that nobody hears."""


def unheard(_part: float) -> None:
    """A step that nobody hears."""


def never() -> bool:
    """Nobody stops it."""
    return False


def stop_if(stopped: Stopped) -> None:
    """Cancelled where it is to stop."""
    if stopped():
        raise Cancelled


def staged(stage: str, progress: Progress, stopped: Stopped) -> Step:
    """A step that tells how much of all is done while one stage is on; Cancelled as `stop_if`."""

    def step(part: float) -> None:
        stop_if(stopped)
        progress(stage, part)

    return step
