"""The tiles: six figures of the street now and a day ago, and where the people behind them are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.clock import State, are_in
from console.domain.instants import MICROS_A_DAY
from console.domain.records import dataclass
from console.domain.spoken import instant
from console.domain.words import say
from console.state.selection import Place, place_of_unit
from console.store import list_exceptions, lists
from console.store.aggregate import Aggregate
from console.store.behind import Behind
from console.store.columns import I32, Street
from console.store.frame import Frame
from console.store.open_checks import open_checks

Kind = Literal["active", "arrived", "due", "complete", "unmatched", "checks"]
KINDS: tuple[Kind, ...] = ("active", "arrived", "due", "complete", "unmatched", "checks")
_KEPT = 256
_STATE_OF = {
    "active": (State.ACTIVE, State.DUE),
    "due": (State.DUE,),
    "complete": (State.COMPLETE,),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure; None where the snapshot does not give it."""

    kind: Kind
    count: int | None
    yesterday: int | None


def tiles(frame: Frame) -> tuple[Tile, ...]:
    """The figures at the frame's instant and 24 hours before, in the order they stand in."""
    return frame.once("tiles", partial(_tiles, frame))


def _tiles(frame: Frame) -> tuple[Tile, ...]:
    street = frame.street
    if street.is_aggregate:
        return _aggregate_tiles(street, frame.as_of_us == street.as_of_us)
    now, before = _kept_figures(frame) if frame.kept else _all_figures(frame)
    return tuple(Tile(kind, now[kind], before[kind]) for kind in KINDS)


def places(kind: Kind, frame: Frame) -> I32:
    """Unit rows, ascending and distinct, that a figure's people or checks are in.

    For those not matched it is resident rows: they are people without a place of their own.
    """
    street = frame.street
    if kind == "unmatched":
        return lists.rows_of(kind, frame)
    if kind == "checks":
        found = street.checks.unit[lists.rows_of(kind, frame)]
    elif kind == "arrived":
        found = _arrived_units(street, lists.rows_of(kind, frame))
    else:
        found = frame.holder_place[are_in(frame.holder_state, _STATE_OF[kind])]
    ascending = np.sort(found[found >= 0])
    distinct: I32 = ascending[np.flatnonzero(np.diff(ascending, prepend=-1))]
    return distinct


def next_place(kind: Kind, frame: Frame, place: Place) -> Place | None:
    """The place after `place` among a figure's places, the first after the last; None without."""
    rows = places(kind, frame)
    if not len(rows):
        return None
    current = place.resident if kind == "unmatched" else place.unit
    row = int(rows[int(np.searchsorted(rows, current, side="right")) % len(rows)])
    if kind != "unmatched":
        return place_of_unit(frame.street, row)
    home = int(frame.street.residents.unit[row])
    return place_of_unit(frame.street, home, row) if home >= 0 else Place(resident=row)


def spoken_tip(tile: Tile, frame: Frame, language: str) -> str:
    """What a tile says when asked: its meaning, its instant, and what a click does."""
    count = 0 if tile.count is None else len(places(tile.kind, frame))
    act = say("tiles.act", language, places=count) if count else say("tiles.act_none", language)
    scope = "street" if frame.kept is None else "kept"
    return say(
        "tiles.tip",
        language,
        scope=say(f"tiles.scope.{scope}", language),
        name=say(f"tiles.name.{tile.kind}", language),
        count=figure(tile.count, language),
        meaning=say(f"tiles.meaning.{tile.kind}", language),
        instant=instant(frame.as_of_us, frame.street.zone, language),
        yesterday=figure(tile.yesterday, language),
        act=act,
    )


def figure(count: int | None, language: str) -> str:
    """A count with thousands separators, or that it is not given."""
    return say("tiles.unknown", language) if count is None else f"{count:,}"


def change(by: int) -> str:
    """A change with its sign: +12, −67, ±0."""
    if by == 0:
        return "±0"
    return f"+{by:,}" if by > 0 else f"\N{MINUS SIGN}{-by:,}"


_known: WeakKeyDictionary[Street, dict[int, dict[str, int]]] = WeakKeyDictionary()
"""Figures by instant, so that stepping by days asks for each day once."""


def _all_figures(frame: Frame) -> tuple[dict[str, int], dict[str, int]]:
    at_us = frame.as_of_us
    now = _figures_at(frame.street, at_us, lambda: frame)
    return now, _figures_at(frame.street, at_us - MICROS_A_DAY, frame.day_before)


def _kept_figures(frame: Frame) -> tuple[dict[str, int], dict[str, int]]:
    """The kept ones' figures now, and those of whom the same conditions kept a day before."""
    kept, whole = frame.kept, frame.whole
    assert kept is not None
    assert whole is not None
    before = _behind(whole.day_before()).satisfying(kept.conditions)
    return _behind(whole).kept(kept), before


def _behind(whole: Frame) -> Behind:
    """Whose each figure of a whole frame is."""
    return whole.once("behind", partial(_find_behind, whole))


def _find_behind(whole: Frame) -> Behind:
    street = whole.street
    rows: dict[str, I32] = {kind: lists.rows_of(kind, whole) for kind in KINDS}
    checks = street.checks.unit[rows.pop("checks")]
    rows["arrived"] = street.episodes.resident[rows["arrived"]]
    return Behind(whole, rows, checks)


def _figures_at(street: Street, at_us: int, find: Callable[[], Frame]) -> dict[str, int]:
    """The figures at an instant, of which `find` gives the whole frame; the last _KEPT are kept."""
    known = _known.setdefault(street, {})
    if at_us not in known:
        figures = _figures(find())
        while len(known) >= _KEPT:
            known.pop(next(iter(known)))
        known[at_us] = figures
    return known[at_us]


def _figures(frame: Frame) -> dict[str, int]:
    street, shown, state = frame.street, frame.holder_shown, frame.holder_state
    by_state = np.bincount(state, minlength=len(State))
    counts = {kind: int(by_state[list(states)].sum()) for kind, states in _STATE_OF.items()}
    return counts | {
        "arrived": len(list_exceptions.arrivals(street, frame.as_of_us)),
        "unmatched": int(np.count_nonzero(list_exceptions.unmatched(street, shown, state))),
        "checks": len(open_checks(street, frame.as_of_us)),
    }


def _arrived_units(street: Street, rows: I32) -> I32:
    unit: I32 = street.episodes.unit[rows]
    if len(street.residents.unit):
        own: I32 = street.residents.unit[street.episodes.resident[rows]]
        unit = np.where(unit >= 0, unit, own)
    return unit


def _aggregate_tiles(street: Street, at_its_instant: bool) -> tuple[Tile, ...]:
    """What the counts table says, at the snapshot's own instant only."""
    told = Aggregate(street).of("street", street.code, "clock") if at_its_instant else {}
    return tuple(Tile(kind, told.get(kind), None) for kind in KINDS)
