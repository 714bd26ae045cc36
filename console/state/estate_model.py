"""The estate panel: an estate's buildings with their counts, or the street's estates by count."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.lazily import lazily
from console.domain.records import dataclass
from console.domain.spoken import natural_key
from console.state.map.classes import Classes
from console.state.map.metrics import Hue, Metric
from console.state.map.shading import classes_of_kept, default_classes
from console.state.selection import Place
from console.state.standing import standing
from console.store import lists
from console.store.areas import rows_of_area
from console.store.columns import I32, Street
from console.store.frame import Frame, under_clock
from console.store.narrow import units_by_place
from console.store.place_counts import PlaceCounts

if TYPE_CHECKING:
    from console.store.bits import Cuts

Order = Literal["number", "count"]
MOST_LISTED = 300
"""More rows or silhouettes than this are not listed; the panel says how many are left out."""
_PLACELESS = "placeless"


class Shape(NamedTuple):
    """A building as a silhouette: its row, and people by what matters here.

    `counted` is what is shown of it: people under the clock, or under a filter those it keeps;
    `level` is its class on the map's own scale, 0 for nobody. It is `dim` when a filter keeps
    nothing in it.
    """

    row: int
    active: int
    complete: int
    people: int
    counted: int
    level: int
    dim: bool
    name: str
    floors: int
    units: int


class Bar(NamedTuple):
    """An estate in the street's list, counted as a Shape is, with the name of its committee."""

    row: int
    active: int
    complete: int
    people: int
    counted: int
    name: str
    committee: str


@dataclass(frozen=True, slots=True)
class EstatePanel:
    """One estate; row -1 stands for the buildings without an estate. `unlisted` are left out.

    `kind` is the list of what is `counted` of a building.
    """

    row: int
    name: str
    committee: str
    active: int
    complete: int
    people: int
    buildings: int
    shapes: tuple[Shape, ...]
    unlisted: int
    levels: int
    kind: lists.Kind = "active"

    @property
    def hue(self) -> Hue:
        """What the colours of its counts tell of."""
        return _hue(self.kind)


@dataclass(frozen=True, slots=True)
class StreetPanel:
    """The estates of the street, or of one committee, by people under the clock.

    Under a filter (`kept` is how many people it keeps, else None) those that hold something of it,
    by people kept; by homes where it asks for homes alone (`homes` is how many, else None). `kind`
    is the list of what is `counted` of an estate, `committee` the row of the one, -1 for all.
    """

    name: str
    active: int
    kept: int | None
    homes: int | None
    estates: int
    bars: tuple[Bar, ...]
    unlisted: int
    most: int
    committee: int = -1
    kind: lists.Kind = "active"

    @property
    def hue(self) -> Hue:
        """What the colours of its counts tell of."""
        return _hue(self.kind)


@dataclass(frozen=True)
class Placeless:
    """People without a place: resident rows, those under the clock first."""

    rows: I32
    active: int

    @lazily
    def asked(self) -> Cuts:
        """Their bits, for asking who of them is kept; imported with the first filter."""
        from console.store.bits import Cuts

        return Cuts.at(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def after(self, resident: int) -> int:
        """The next of them, the first after the last; -1 when there is nobody."""
        if not len(self.rows):
            return -1
        found = np.flatnonzero(self.rows == resident)
        return int(self.rows[(int(found[0]) + 1) % len(self.rows) if len(found) else 0])


def panel(frame: Frame, place: Place, order: Order) -> EstatePanel | StreetPanel:
    """What the panel shows for a place: its estate, else the estates of street or committee."""
    if not _is_of_estate(place):
        return street_panel(frame, place.committee)
    return frame.once(_key(place, order), partial(estate_panel, frame, place.estate, order))


def is_found(place: Place, order: Order, frame: Frame) -> bool:
    """Whether what the panel shows of a frame was found already."""
    return frame.knows(_key(place, order)) and frame.knows(_PLACELESS)


def _key(place: Place, order: Order) -> Hashable:
    if _is_of_estate(place):
        return "estate panel", place.estate, order
    return _key_of_street(place.committee)


def _key_of_street(committee: int) -> Hashable:
    return "street panel", committee


def _is_of_estate(place: Place) -> bool:
    return place.estate >= 0 or place.building >= 0


def foresee(place: Place, order: Order, frame: Frame) -> object:
    """Find what the panel will show of a frame."""
    return panel(frame, place, order), placeless(frame)


def estate_panel(frame: Frame, estate: int, order: Order) -> EstatePanel:
    """The buildings of an estate's row, or of none (-1)."""
    street = frame.street
    ends = street.estates.first_building
    first = int(ends[estate] if estate >= 0 else ends[-1])
    end = int(ends[estate + 1] if estate >= 0 else len(street.buildings.id))
    here = frame.buildings.some(first, end)
    counted = _counted_in_buildings(frame, here, first, end)
    rows = _ordered(frame.street, here, counted, first, order)
    scale = _scale(frame)
    levels = scale.of(counted[rows - first].astype(np.float64)).tolist()
    shapes = _shapes(frame, here, counted, first, rows[:MOST_LISTED], levels)
    committee = int(street.estates.committee[estate]) if estate >= 0 else -1
    return EstatePanel(
        row=estate,
        name=street.estates.name.text(estate) or street.estates.id.text(estate),
        committee=street.committees.name.text(committee) if committee >= 0 else "",
        active=int(here.active.sum()),
        complete=int(here.complete.sum()),
        people=int(here.people.sum()),
        buildings=_buildings(frame, first, end),
        shapes=shapes,
        unlisted=max(0, len(rows) - MOST_LISTED),
        levels=len(scale),
        kind=counted_kind(frame),
    )


def street_panel(frame: Frame, committee: int = -1) -> StreetPanel:
    """The fullest estates of the whole street, or of one committee's row; found once a frame."""
    return frame.once(_key_of_street(committee), partial(_street_panel, frame, committee))


def _street_panel(frame: Frame, committee: int) -> StreetPanel:
    street, counts, counted = frame.street, frame.estates, _counted_in_estates(frame)
    rows = lists.rows_of("estates", frame)
    if committee >= 0:
        rows = rows[street.estates.committee[rows] == committee]
    by = counted[rows]
    first = rows if len(rows) <= MOST_LISTED else rows[by >= _least_listed(by)]
    keys = (first, -counts.people[first], -counts.complete[first], -counted[first])
    bars = _bars(frame, counted, first[np.lexsort(keys)][:MOST_LISTED].astype(np.int32))
    total = frame.committees.active[committee] if committee >= 0 else frame.total.active[0]
    return StreetPanel(
        name=street.committees.name.text(committee) if committee >= 0 else "",
        active=int(total),
        kept=None if frame.kept is None else _people(frame, committee),
        homes=_homes(frame, committee, by),
        estates=len(rows),
        bars=bars,
        unlisted=max(0, len(rows) - MOST_LISTED),
        most=max((bar.counted for bar in bars), default=0),
        committee=committee,
        kind=counted_kind(frame),
    )


def _least_listed(by: I32) -> int:
    """The least of more counts than are listed that is: those below it need no order."""
    at = len(by) - MOST_LISTED
    return int(np.partition(by, at)[at])


def placeless(frame: Frame) -> Placeless:
    """Everybody whose place is no unit at all, of the kept people where the frame is narrowed."""
    return frame.once(_PLACELESS, partial(_placeless, frame))


def _placeless(frame: Frame) -> Placeless:
    if frame.whole is not None and frame.kept is not None:
        everybody = placeless(frame.whole)
        held = frame.kept.crowd.holds(everybody.asked)
        return Placeless(everybody.rows[held], int(np.count_nonzero(held[: everybody.active])))
    rows = lists.rows_of("placeless", frame)
    under = under_clock(standing(frame, rows).state)
    first_those = np.argsort(~under, kind="stable")
    return Placeless(rows[first_those], int(np.count_nonzero(under)))


def _people(frame: Frame, committee: int) -> int:
    counts, row = (frame.committees, committee) if committee >= 0 else (frame.total, 0)
    return int(counts.people[row])


def _homes(frame: Frame, committee: int, by: I32) -> int | None:
    """How many homes a filter of homes keeps; of a committee those `by` its estates."""
    if frame.kept is None or not frame.kept.is_of_homes:
        return None
    return int(by.sum()) if committee >= 0 else frame.kept.homes.number


def _buildings(frame: Frame, first: int, end: int) -> int:
    """How many buildings of [first, end) there are, under a filter those that hold something."""
    kept, street = frame.kept, frame.street
    if kept is None:
        return end - first
    rows = rows_of_area("buildings", street, kept)
    if rows is not None:
        return int(np.count_nonzero((rows >= first) & (rows < end)))
    return int(np.count_nonzero(lists.kept_places("buildings", frame)[first:end]))


def _counted_in_buildings(frame: Frame, here: PlaceCounts, first: int, end: int) -> I32:
    """What is shown of the buildings [first, end), of which `here` are the counts."""
    if frame.kept is not None and frame.kept.is_of_homes:
        return units_by_place(frame)[0][first:end]
    return _counted(frame, here)


def _counted_in_estates(frame: Frame) -> I32:
    """What is shown of every estate."""
    if frame.kept is not None and frame.kept.is_of_homes:
        return units_by_place(frame)[1]
    return _counted(frame, frame.estates)


def _counted(frame: Frame, counts: PlaceCounts) -> I32:
    """People under the clock, or the people a filter keeps."""
    return counts.active if frame.kept is None else counts.people


def counted_kind(frame: Frame) -> lists.Kind:
    """The list of what is counted of a place."""
    if frame.kept is None:
        return "active"
    return "units" if frame.kept.is_of_homes else "people"


def _hue(kind: lists.Kind) -> Hue:
    return "clock" if kind == "active" else "plain"


def _scale(frame: Frame) -> Classes:
    """The map's classes of people under the clock in a building, or of those a filter keeps."""
    if frame.kept is not None:
        metric = Metric.UNITS if frame.kept.is_of_homes else Metric.PEOPLE
        return classes_of_kept(frame, metric).buildings
    return default_classes(frame.street, Metric.ACTIVE).buildings


_by_number: WeakKeyDictionary[Street, dict[tuple[int, int], I32]] = WeakKeyDictionary()
"""Rows of an estate's buildings by their numbers, sorted once."""


def _ordered(street: Street, here: PlaceCounts, counted: I32, first: int, order: Order) -> I32:
    """The rows of buildings from `first` on, by number, or by what is counted of them."""
    names, end = street.buildings.name, first + len(counted)
    known = _by_number.setdefault(street, {})
    if (first, end) not in known:
        by_number = sorted(range(first, end), key=lambda row: natural_key(names.text(row)))
        known[first, end] = np.array(by_number, np.int32)
    rows = known[first, end]
    if order == "count" and len(rows):
        complete, by = here.complete[rows - first], counted[rows - first]
        rows = rows[np.lexsort((np.arange(len(rows)), -complete, -by))]
    return rows


_built: WeakKeyDictionary[Street, dict[int, tuple[str, int, int]]] = WeakKeyDictionary()
"""Names of buildings, their floors and units, decoded once."""


def _shapes(
    frame: Frame, here: PlaceCounts, counted: I32, first: int, rows: I32, levels: Sequence[int]
) -> tuple[Shape, ...]:
    """Some of the buildings from `first` on, of which `here` are the counts."""
    street, kept, at = frame.street, frame.kept, rows - first
    known = _built.setdefault(street, {})
    for row in rows.tolist():
        if row not in known:
            known[row] = _as_built(street, row)
    dims = [False] * len(rows)
    if kept is not None and len(rows):
        dims = (~lists.kept_places("buildings", frame)[rows]).tolist()
    figures = (
        rows.tolist(),
        here.active[at].tolist(),
        here.complete[at].tolist(),
        here.people[at].tolist(),
        counted[at].tolist(),
        levels,
        dims,
    )
    return tuple(
        Shape(row, active, complete, people, by, level, dim, *known[row])
        for row, active, complete, people, by, level, dim in zip(*figures, strict=False)
    )


def _as_built(street: Street, row: int) -> tuple[str, int, int]:
    buildings = street.buildings
    first, end = buildings.first_unit[row : row + 2].tolist()
    name = buildings.name.text(row) or buildings.id.text(row)
    return name, int(buildings.floors_above[row]), end - first


def _bars(frame: Frame, counted: I32, rows: I32) -> tuple[Bar, ...]:
    street, counts = frame.street, frame.estates
    known = _names.setdefault(street, {})
    figures = (
        rows.tolist(),
        counts.active[rows].tolist(),
        counts.complete[rows].tolist(),
        counts.people[rows].tolist(),
        counted[rows].tolist(),
    )
    for row in rows.tolist():
        if row not in known:
            known[row] = _said(street, row)
    return tuple(
        Bar._make((*numbers, *known[numbers[0]])) for numbers in zip(*figures, strict=True)
    )


_names: WeakKeyDictionary[Street, dict[int, tuple[str, str]]] = WeakKeyDictionary()
"""Names of estates and their committees, decoded once."""


def _said(street: Street, row: int) -> tuple[str, str]:
    estates = street.estates
    committee = street.committees.name.text(int(estates.committee[row]))
    return estates.name.text(row) or estates.id.text(row), committee
