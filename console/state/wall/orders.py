"""What a console asks of the wall, and where the wall is once it has obeyed."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from console.domain.records import dataclass
from console.domain.spoken import capped
from console.state.wall.notice import MOST_MESSAGE
from console.state.wall.sending import View
from console.state.wall.spot import Spot

Do = Literal["step", "show", "pause", "pin", "blank", "message", "send", "withdraw"]
DOES: tuple[Do, ...] = get_args(Do)


@dataclass(frozen=True, slots=True)
class Order:
    """One act: `number` scenes on or the entry to show, `on` for a switch, `text` a message.

    `view` is what is sent.
    """

    do: Do
    number: int = 0
    on: bool = False
    text: str = ""
    view: View | None = None


def obeyed(spot: Spot, order: Order, entries: int) -> Spot:
    """The spot after an order, in a playlist of `entries`; an entry there is not changes nothing.

    A scene that is asked for is shown even where another was pinned: then it is the pinned one.
    Views are sent and withdrawn by console.state.wall.sending.
    """
    match order.do:
        case "step":
            return _at(spot, (spot.entry + order.number) % entries)
        case "show":
            return _at(spot, order.number) if 0 <= order.number < entries else spot
        case "pause":
            return replace(spot, paused=order.on)
        case "pin":
            return replace(spot, pinned=order.on)
        case "blank":
            return replace(spot, blank=order.on)
        case "message":
            return replace(spot, message=capped(order.text, MOST_MESSAGE).strip())
        case "send" | "withdraw":
            return spot


def _at(spot: Spot, entry: int) -> Spot:
    """Another entry of the playlist, at its next turn."""
    visits = tuple(count + (row == entry) for row, count in enumerate(spot.visits))
    return replace(spot, entry=entry, visits=visits)
