"""A view that a console sends to the wall: checked against what may be shown, then an entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from console.domain.errors import UserError
from console.domain.records import dataclass
from console.state.wall.board import Board
from console.state.wall.lens import clash, conditions_of
from console.state.wall.playlist import Entry, Playlist
from console.state.wall.spot import Spot
from console.store.texts import row_with

Show = Literal["street", "estate", "section"]
SHOWS: tuple[Show, ...] = ("street", "estate", "section")
SECONDS = 30.0
"""How long a sent view stays at each of its turns."""


@dataclass(frozen=True, slots=True)
class View:
    """What is on show in a console: a place by its id, conditions, and an instant.

    `street` is the street's code; `as_of_us` is None where the console shows its snapshot's own
    instant, so that the wall goes on with every snapshot.
    """

    street: str
    show: Show = "street"
    place: str = ""
    where: tuple[str, ...] = ()
    as_of_us: int | None = None


def entry_of(view: View, plain: Board, playlist: Playlist, spot: Spot) -> Entry:
    """The scene of a view; UserError when the wall may not or cannot show it.

    Its filter may not differ in a trait from one of the playlist, nor from one that was sent while
    the same snapshot was on the wall.
    """
    street = plain.frame.street
    if view.street != street.code:
        raise UserError("wall.other_street")
    if view.show != "street":
        ids = street.estates.id if view.show == "estate" else street.buildings.id
        if row_with(ids, view.place) < 0:
            raise UserError("wall.no_place", id=view.place[:40])
    asked = conditions_of(view.where, street.scenario)
    others = [one.where for one in playlist.entries] + list(asked_of(spot, plain))
    for where in others:
        field = clash(asked, conditions_of(where, street.scenario)) if asked and where else None
        if field is not None:
            raise UserError("wall.where_clash", field=field)
    places = (view.place,) if view.show != "street" else ()
    return Entry(view.show, SECONDS, places=places, where=view.where, as_of_us=view.as_of_us)


def asked_of(spot: Spot, plain: Board) -> tuple[tuple[str, ...], ...]:
    """The filters that were sent while the snapshot on the wall was there."""
    return spot.asked if spot.asked_us == plain.frame.as_of_us else ()


def with_sent(spot: Spot, entry: Entry, playlist: Playlist, plain: Board) -> Spot:
    """The spot that shows a sent view now, after the playlist's own entries."""
    count = len(playlist.entries)
    asked = asked_of(spot, plain)
    if entry.where and entry.where not in asked:
        asked = (*asked, entry.where)
    return replace(
        spot,
        entry=count,
        visits=(*spot.visits[:count], 0),
        sent=entry,
        asked=asked,
        asked_us=plain.frame.as_of_us,
    )


def without_sent(spot: Spot, playlist: Playlist) -> Spot:
    """The spot once a sent view is taken away."""
    count = len(playlist.entries)
    entry = spot.entry if spot.entry < count else 0
    return replace(spot, entry=entry, visits=spot.visits[:count], sent=None)
