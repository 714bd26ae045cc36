"""The look: language, theme and recolouring, switched while running."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QObject, Signal

from console.domain.records import dataclass

Recolouring = Literal["clock", "occupancy", "care", "roles"]
RECOLOURINGS: tuple[Recolouring, ...] = ("clock", "occupancy", "care", "roles")


@dataclass(frozen=True, slots=True)
class Appearance:
    """How everything is shown: `theme` names a theme, `language` is "zh" or "en".

    `masked` is the default; only a role that may see names lifts it.
    """

    theme: str = "night"
    language: str = "zh"
    recolouring: Recolouring = "clock"
    masked: bool = True


class Look(QObject):
    """Holds one Appearance and says when it changed."""

    changed = Signal(object)

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @property
    def appearance(self) -> Appearance:
        """What is in force."""
        return self._appearance

    def change(self, **fields: object) -> None:
        """Replace the named fields; silent when they are so already."""
        changed = replace(self._appearance, **fields)  # type: ignore[arg-type]
        if changed != self._appearance:
            self._appearance = changed
            self.changed.emit(changed)
