"""The wall as a console knows it: what it told last, and what is asked of it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.state.wall.orders import Do, Order
from console.state.wall.sending import View
from console.state.wall.talk import Told


class Reach(StrEnum):
    """How a console stands to the walls of this machine."""

    LOOKING = "looking"
    NONE = "none"
    STARTING = "starting"
    THERE = "there"
    IMPOSSIBLE = "impossible"


class WallDesk(QObject):
    """`told` is what the chosen wall said, None while none answers; `changed` when that is other.

    ordered(int, Order)  the wall on a screen is asked for something
    """

    changed = Signal()
    ordered = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reach = Reach.LOOKING
        self._told: dict[int, Told] = {}
        self._screen: int | None = None

    @property
    def told(self) -> Told | None:
        """What the chosen wall said last, else the first that answers."""
        screen = self._screen if self._screen in self._told else min(self._told, default=None)
        return self._told[screen] if screen is not None else None

    @property
    def screens(self) -> tuple[int, ...]:
        """The screens whose walls answer."""
        return tuple(sorted(self._told))

    def choose(self, screen: int) -> None:
        """Look after the wall on another screen."""
        self._screen = screen
        self.changed.emit()

    def hear(self, told: Told) -> None:
        """A wall has said what it shows; without a picture the one before stands."""
        before = self._told.get(told.screen)
        if before is not None and not told.picture:
            told = replace(told, picture=before.picture)
        self._told[told.screen] = told
        self.reach = Reach.THERE
        self.changed.emit()

    def lose(self, screen: int) -> None:
        """A wall answers no more."""
        if self._told.pop(screen, None) is not None and not self._told:
            self.reach = Reach.NONE
            self.changed.emit()

    def stand_still(self) -> None:
        """Nobody has answered; a wall that was started may still come."""
        if self.reach is Reach.LOOKING:
            self.stand(Reach.NONE)

    def stand(self, reach: Reach) -> None:
        """How things stand while no wall answers."""
        if not self._told and reach is not self.reach:
            self.reach = reach
            self.changed.emit()

    def ask(self, do: Do, *, number: int = 0, on: bool = False, text: str = "") -> None:
        """Ask the chosen wall for something; silent when there is none."""
        if self.told is not None:
            self.ordered.emit(self.told.screen, Order(do, number, on, text))

    def send(self, view: View) -> None:
        """Send a view to the chosen wall; silent when there is none."""
        if self.told is not None:
            self.ordered.emit(self.told.screen, Order("send", view=view))
