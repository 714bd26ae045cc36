"""What was deleted from a list: until the console is left it comes back to where it stood."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
Keep = Callable[[tuple[T, ...]], None]
"""Makes these the list; where it fails (a disk that refuses), nothing has gone or come back."""


class Gone(Generic[T]):
    """Holds what was deleted, the last first to come back; true while there is any."""

    def __init__(self) -> None:
        self._gone: list[tuple[int, T]] = []

    def __bool__(self) -> bool:
        return bool(self._gone)

    def delete(self, one: T, things: tuple[T, ...], keep: Keep[T]) -> None:
        """Keep `things` without `one` of them."""
        place = things.index(one)
        keep((*things[:place], *things[place + 1 :]))
        self._gone.append((place, one))

    def bring_back(self, things: tuple[T, ...], renamed: Callable[[T], T], keep: Keep[T]) -> T:
        """Keep `things` with the last that went among them, called by a name that is free.

        Gives it as it is called now; IndexError when nothing has gone.
        """
        place, gone = self._gone[-1]
        back = renamed(gone)
        keep((*things[:place], back, *things[place:]))
        self._gone.pop()
        return back
