"""The facets on show: groups of rows or bars with counts, totals and what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import packs
from console.domain.packs import CARE, ROLE, Pack
from console.domain.records import dataclass
from console.domain.words import both, say
from console.state.facets.bars import BARS, Bars, bars_of, has_bars
from console.state.facets.choice import NO_CHOICE, Choice, Entry, choice_of
from console.state.facets.lines import Line, lines_of
from console.state.facets.links import Within, within_of
from console.state.facets.scope import name_of, scope_of
from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.selection import Place
from console.store.aggregate import Aggregate
from console.store.columns import I64, OCCUPANCIES, Street
from console.store.facet_counts import FacetCounts, are_counted, facets_of
from console.store.frame import Frame
from console.store.passing import Scope
from console.store.pinyin import letters, position
from console.store.search_index import folded

ORDER = (
    "category", "state", "left", "arrived", "checked", "occupancy", "age", CARE, ROLE,
    "sex", "registration", "committee", "estate", "kind", "floors",
)  # fmt: skip
FOLDED = frozenset(
    {"left", "arrived", "checked", "sex", "registration", "committee", "kind", "floors"}
)
"""Closed until somebody opens them."""
LONG = 12
FEW = 8
"""A list of more than LONG values shows FEW until it is opened whole, and can be searched."""
MOST_FOUND = 40


@dataclass(frozen=True, slots=True)
class Unfolding:
    """Which groups are folded, which long lists are shown whole, and what is searched in them."""

    folded: frozenset[str] = FOLDED
    whole: frozenset[str] = frozenset()
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One value: counts None where they are not given; `mark` is "", "kept" or "excluded"."""

    entry: Entry
    label: dict[str, str]
    count: int | None
    total: int | None
    mark: str = ""

    def figure(self, language: str) -> str:
        """The count as it stands at the right."""
        return say("legend.hidden", language) if self.count is None else f"{self.count:,}"

    def total_figure(self) -> str:
        """The count of everybody, where it is another."""
        return "" if self.total is None or self.total == self.count else f"{self.total:,}"


class Group(NamedTuple):
    """One facet: rows, or bars, under a heading; `unlisted` rows are left out of a long list.

    `most` is the greatest count, a full bar; `figure` is the sum where one makes sense. What is
    counted lies `within` a place by level and row.
    """

    facet: str
    title: dict[str, str]
    rows: tuple[Row, ...] = ()
    bars: Bars | None = None
    choice: Choice = NO_CHOICE
    is_folded: bool = False
    is_long: bool = False
    is_whole: bool = False
    asked: str = ""
    unlisted: int = 0
    most: int = 0
    figure: int | None = None
    note: dict[str, str] | None = None
    within: Within = ("", -1)


@dataclass(frozen=True, slots=True)
class Facets:
    """What is counted (`scope`, `people`, `units`) in which place, and the groups.

    Of an aggregate snapshot, which `lists_people` not, nobody can be listed.
    """

    scope: dict[str, str]
    people: int | None
    units: int
    groups: tuple[Group, ...]
    within: Within = ("", -1)
    lists_people: bool = True

    def rows(self) -> tuple[Row, ...]:
        """All rows on show, in order."""
        return tuple(row for group in self.groups for row in group.rows)


def facets(keeping: Keeping, place: Place, shown: Unfolding) -> Facets | None:
    """The facets of the street on show within a place; None while none is open."""
    frame = keeping.frame
    if frame is None:
        return None
    street = frame.street
    if street.is_aggregate:
        return _aggregate(frame)
    scope = scope_of(street, place)
    counts, totals = foresee_facets(scope, shown, frame)
    within = within_of(place)
    pack, made = packs.load(street.scenario), _made.setdefault(street, {})
    maker = _Maker(street, pack, keeping.filter, counts, totals, shown, within)
    groups = tuple([group for facet in ORDER if (group := maker.kept(facet, made)) is not None])
    return Facets(name_of(street, place), counts.people, counts.units, groups, within)


def has_facets(scope: Scope | None, shown: Unfolding, frame: Frame) -> bool:
    """Whether what the facets of a scope show of a frame was counted already."""
    kept, every = _on_show(shown.folded)
    return are_counted(frame, scope, kept) and are_counted(frame.whole or frame, scope, every)


def foresee_facets(
    scope: Scope | None, shown: Unfolding, frame: Frame
) -> tuple[FacetCounts, FacetCounts]:
    """Count what the facets of a scope show of a frame: of whom it keeps, and of everybody."""
    kept, every = _on_show(shown.folded)
    return facets_of(frame, scope, kept), facets_of(frame.whole or frame, scope, every)


@lru_cache(maxsize=32)
def _on_show(folded: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which facets' counts are to be seen, and which of everybody's: whether there are any bars."""
    kept = tuple(facet for facet in ORDER if facet == "category" or facet not in folded)
    return kept, (*kept, *(facet for facet in BARS if facet in folded))


@cache
def _title(facet: str) -> dict[str, str]:
    return both(f"facet.title.{facet}")


Made = dict[str, tuple[object, Group | None]]
_made: WeakKeyDictionary[Street, Made] = WeakKeyDictionary()
"""Each facet's group as it was last made of a street, with all that it was made of."""


@dataclass(frozen=True)
class _Maker:
    """Makes the groups from the counts."""

    street: Street
    pack: Pack
    filter: Filter
    counts: FacetCounts
    totals: FacetCounts
    shown: Unfolding
    within: Within

    def kept(self, facet: str, made: Made) -> Group | None:
        """One facet; the very group that was made last where it would be made of the same."""
        choice = choice_of(self.filter, facet, self.pack)
        told = choice, self.shown, self.within, *self._counted(facet)
        known, group = made.get(facet, (None, None))
        if known != told:
            group = self.group(facet, choice)
            made[facet] = told, group
        return group

    def _counted(self, facet: str) -> tuple[bytes, ...]:
        """The counts a facet shows: none where it is folded, unless its sum stands in the head."""
        if facet in self.shown.folded and facet != "category":
            return ()
        return self.counts.of[facet].tobytes(), self.totals.of[facet].tobytes()

    def group(self, facet: str, choice: Choice) -> Group | None:
        """One facet; None where the street has no value for it."""
        if facet in BARS:
            return self._bars(facet, choice)
        lines = lines_of(self.street)[facet]
        if not lines:
            return None
        is_folded, long = facet in self.shown.folded, len(lines) > LONG
        asked = self.shown.asked.get(facet, "") if long else ""
        whole = facet in self.shown.whole
        found = [] if is_folded else self.counts.of[facet].tolist()
        every = [] if is_folded else self.totals.of[facet].tolist()
        listed: tuple[Line, ...] = ()
        if not is_folded:
            first = lines if whole or not long else _first(facet, lines, self.totals.of[facet])
            listed = _listed(lines, first, choice, asked)
        rows = tuple([_row(line, found, every, choice) for line in listed])
        is_clock = facet == "category"
        return Group(
            facet,
            _title(facet),
            rows,
            choice=choice,
            is_folded=is_folded,
            is_long=long,
            is_whole=whole,
            asked=asked,
            unlisted=0 if is_folded or asked else len(lines) - len(rows),
            most=max((row.count or 0 for row in rows if row.entry.value != "none"), default=0),
            figure=int(self.counts.of[facet].sum()) if is_clock else None,
            note=both("legend.note") if is_clock and not is_folded else None,
            within=self.within,
        )

    def _bars(self, facet: str, choice: Choice) -> Group | None:
        title, totals = _title(facet), self.totals.of[facet]
        if not has_bars(facet, totals):
            return None
        if facet in self.shown.folded:
            return Group(facet, title, choice=choice, is_folded=True)
        bars = bars_of(self.street, facet, self.counts.of[facet], totals, choice)
        return Group(facet, title, bars=bars, choice=choice, most=max(bars.counts))


def _row(line: Line, counts: list[int], totals: list[int], choice: Choice) -> Row:
    value = line.entry.value
    mark = "kept" if value in choice.kept else "excluded" if value in choice.excluded else ""
    if len(line.at) == 1:
        return Row(line.entry, line.label, counts[line.at[0]], totals[line.at[0]], mark)
    count = sum(counts[at] for at in line.at)
    return Row(line.entry, line.label, count, sum(totals[at] for at in line.at), mark)


def _listed(
    lines: tuple[Line, ...], first: tuple[Line, ...], choice: Choice, asked: str
) -> tuple[Line, ...]:
    """The lines of a list on show: those that were searched, or the first, and what is chosen."""
    if asked:
        return tuple(line for line in lines if _answers(line, folded(asked)))[:MOST_FOUND]
    chosen = (*choice.kept, *choice.excluded)
    if not chosen or first is lines:
        return first
    return (*first, *(one for one in lines if one.entry.value in chosen and one not in first))


_firsts: dict[str, tuple[I64, tuple[Line, ...], tuple[Line, ...]]] = {}
"""The first lines of each long facet, with the totals and the lines they were found of."""


def _first(facet: str, lines: tuple[Line, ...], totals: I64) -> tuple[Line, ...]:
    """The first lines of a long list, found once for totals: a drag has the same all the way.

    They are those that anybody falls under, whatever is filtered: of a building's people the
    estate they live in, not the largest of the street.
    """
    known = _firsts.get(facet)
    if known is None or known[0] is not totals or known[1] is not lines:
        there = set(np.flatnonzero(totals).tolist())
        found = tuple(islice((line for line in lines if not there.isdisjoint(line.at)), FEW))
        known = _firsts[facet] = totals, lines, found or lines[:FEW]
    return known[2]


def _answers(line: Line, asked: str) -> bool:
    """Whether a line's name holds what is asked for, or is spelled by it; its id begins with it."""
    name = folded(line.label["zh"])
    if asked in name or folded(line.entry.value).startswith(asked):
        return True
    return position(asked, letters(name)) >= 0


def _aggregate(frame: Frame) -> Facets:
    """The street's own counts table, at the snapshot's own instant; nothing can be filtered."""
    street = frame.street
    told, here = Aggregate(street), frame.as_of_us == street.as_of_us
    classes = dict(told.of("street", street.code, "category")) if here else {}
    clock = dict(told.of("street", street.code, "clock")) if here else {}
    tags = dict(told.of("street", street.code, "tag"))
    known, pack = lines_of(street), packs.load(street.scenario)
    codes = np.bincount(street.units.occupancy, minlength=len(OCCUPANCIES)).tolist()
    rows = {
        "category": [_given(line, classes) for line in known["category"]],
        "state": [_given(line, clock) for line in known["state"]],
        "occupancy": [
            Row(line.entry, line.label, codes[line.at[0]], None) for line in known["occupancy"]
        ],
    }
    for kind in (CARE, ROLE):
        rows[kind] = [
            Row(Entry(kind, tag.key), dict(tag.label), tags[tag.key], None)
            for tag in pack.tags.values()
            if tag.kind == kind and tag.key in tags
        ]
    return Facets(
        both("legend.scope.street"),
        told.people("street", street.code) if here else None,
        len(street.units.building),
        tuple(
            Group(
                facet,
                _title(facet),
                tuple(rows[facet]),
                figure=clock.get("active") if facet == "category" else None,
                note=both("legend.note") if facet == "category" else None,
            )
            for facet in ("category", "state", "occupancy", CARE, ROLE)
            if rows[facet]
        ),
        lists_people=False,
    )


def _given(line: Line, counts: Mapping[str, int | None]) -> Row:
    return Row(line.entry, line.label, counts.get(line.entry.value), None)
