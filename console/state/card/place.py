"""The cards of building, estate and street: how they stand, what comes next, where to look."""

from __future__ import annotations

import numpy as np

from console.domain import instants, packs, spoken
from console.domain.clock import State
from console.domain.spoken import capped, instant, weekday
from console.domain.words import say
from console.state import tiles_model
from console.state.card.blocks import Block, Card, Fact, Heading, Key, Row, Sentence, Title
from console.state.card.doors import doors
from console.state.card.those import those_people, under_between
from console.state.estate_model import counted_kind, street_panel
from console.state.facets.links import Within
from console.state.lists.link import EVERYTHING, ListLink, is_number, is_one_of
from console.state.lists.linked import Count, figure, linked
from console.store.columns import OCCUPANCIES, U8
from console.store.frame import Frame
from console.store.kept import Mask
from console.store.place_counts import PlaceCounts

DAYS_AHEAD = 7
_MOST_ROWS, _MOST_ESTATES = 8, 5
_SHOWN_ALWAYS = (State.ACTIVE, State.DUE, State.COMPLETE)
_STATES = (*_SHOWN_ALWAYS, State.PLANNED, State.RELEASED, State.BROKEN)


def building_card(frame: Frame, building: int, language: str) -> Card:
    """A building: its facts, states, occupancy, doors, and whose days are over or end next."""
    street, table = frame.street, frame.street.buildings
    first, end = table.first_unit[building : building + 2].tolist()
    estate = int(table.estate[building])
    lines = [capped(street.estates.name.text(estate)), capped(table.address.text(building))]
    name = capped(table.name.text(building) or table.id.text(building))
    blocks: list[Block] = [Title(name, tuple(line for line in lines if line))]
    blocks += _only_kept(frame, language)
    above, below = int(table.floors_above[building]), int(table.floors_below[building])
    floors = say(
        "card.floors_below" if below else "card.floors", language, above=above, below=below
    )
    blocks.append(Fact(say("card.fact.floors", language), floors))
    built = int(table.built[building])
    if built > 0:
        blocks.append(Fact(say("card.fact.built", language), str(built)))
    people = int(frame.buildings.people[building])
    here = ("building", building)
    blocks += _sizes(_units(frame, first, end), people, here, language)
    if end == first:
        return (*blocks, Sentence(say("card.no_units", language)))
    blocks += _states(frame.buildings, here, language)
    blocks += _occupancy(_occupancies(frame, first, end), here, language)
    blocks += doors(frame, first, end, language)
    return (
        *blocks,
        *_waiting(frame, first, end, here, language),
        *_next_units(frame, first, end, language),
    )


def estate_card(frame: Frame, estate: int, language: str) -> Card:
    """An estate: its facts, states, occupancy, who waits, and what ends in the coming days."""
    street, table = frame.street, frame.street.estates
    start, stop = table.first_building[estate : estate + 2].tolist()
    first, end = (int(street.buildings.first_unit[row]) for row in (start, stop))
    committee = capped(street.committees.name.text(int(table.committee[estate])))
    lines = [line for line in (committee, capped(table.address.text(estate))) if line]
    title = Title(capped(table.name.text(estate) or table.id.text(estate)), tuple(lines))
    blocks: list[Block] = [title, *_only_kept(frame, language)]
    here = ("estate", estate)
    all_of = ListLink("buildings", *here, without=EVERYTHING)
    blocks.append(Fact(say("card.fact.buildings", language), f"{stop - start:,}", all_of))
    people = int(frame.estates.people[estate])
    blocks += _sizes(_units(frame, first, end), people, here, language)
    blocks += _states(frame.estates, here, language)
    blocks += _occupancy(_occupancies(frame, first, end), here, language)
    blocks += _waiting(frame, first, end, here, language)
    return (*blocks, *_next_days(frame, first, end, here, language))


def street_card(frame: Frame, language: str) -> Card:
    """The street's situation in sentences, and what ends in the coming days."""
    street = frame.street
    title = Title(street.name[language], (packs.load(street.scenario).label[language],))
    blocks: list[Block] = [title]
    if street.is_aggregate:
        return (*blocks, Sentence(say("card.aggregate", language)))
    blocks += _only_kept(frame, language)
    tiles = {tile.kind: tile for tile in tiles_model.tiles(frame)}
    count: dict[str, int] = {kind: tile.count or 0 for kind, tile in tiles.items()}
    more = count["active"] - (tiles["active"].yesterday or 0)
    word = "more" if more > 0 else "fewer" if more < 0 else "same"
    change = say(f"card.change.{word}", language, count=abs(more))
    now = instant(frame.as_of_us, street.zone, language)
    told: dict[str, object] = {"instant": now, "change": change}
    told |= {kind: Count(count[kind], ListLink(kind)) for kind in tiles_model.KINDS}
    blocks.append(Sentence(linked("card.street_now", language, **told)))
    blocks.append(Sentence(linked("card.street_today", language, **told)))
    if count["unmatched"] or count["checks"]:
        blocks.append(Sentence(linked("card.street_open", language, **told)))
    blocks += _top_estates(frame, language)
    blocks += _next_days(frame, 0, len(street.units.building), ("", -1), language)
    if street.synthetic:
        blocks.append(Sentence(say("card.synthetic", language), quiet=True))
    return tuple(blocks)


def _only_kept(frame: Frame, language: str) -> list[Block]:
    """That what follows is of the kept ones alone, where a filter keeps some."""
    if frame.kept is None:
        return []
    return [Sentence(say("card.only_kept", language), quiet=True)]


def _units(frame: Frame, first: int, end: int) -> int:
    """How many of the units in [first, end) there are, of the kept ones where it is narrowed."""
    kept = frame.kept
    return end - first if kept is None else int(np.count_nonzero(kept.homes.within(first, end)))


def _occupancies(frame: Frame, first: int, end: int) -> U8:
    codes = frame.street.units.occupancy[first:end]
    return codes if frame.kept is None else codes[frame.kept.homes.within(first, end)]


def _sizes(units: int, people: int, here: Within, language: str) -> list[Block]:
    return [
        Fact(say("card.fact.units", language), f"{units:,}", ListLink("units", *here)),
        Fact(say("card.fact.people", language), f"{people:,}", ListLink("people", *here)),
    ]


def _states(counts: PlaceCounts, here: Within, language: str) -> list[Block]:
    by_state = counts.of(here[1]).by_state[0]
    found = {state: int(by_state[state]) for state in _STATES}
    found[State.ACTIVE] += found[State.DUE]
    rows = [
        Fact(
            say(f"card.state.{state.name.lower()}", language),
            f"{count:,}",
            ListLink("people", *here, (is_one_of("state", (state.name.lower(),)),)),
        )
        for state, count in found.items()
        if count or state in _SHOWN_ALWAYS
    ]
    return [Heading(say("card.states", language)), *rows]


def _occupancy(codes: U8, here: Within, language: str) -> list[Block]:
    counts = np.bincount(codes, minlength=len(OCCUPANCIES))[: len(OCCUPANCIES)]
    rows = [
        Fact(
            say(f"section.occupancy.{OCCUPANCIES[code]}", language),
            f"{int(counts[code]):,}",
            ListLink("units", *here, (is_one_of("occupancy", (OCCUPANCIES[code],)),)),
        )
        for code in np.flatnonzero(counts).tolist()
    ]
    return [Heading(say("card.occupancy", language)), *rows] if rows else []


def _waiting(frame: Frame, first: int, end: int, here: Within, language: str) -> list[Block]:
    """Units with people who are complete and not released, the longest first."""
    place = frame.holder_place
    those = (place >= first) & (place < end) & (frame.holder_state == State.COMPLETE)
    rows = _by_unit(frame, those, "card.waiting_since", language)
    every = figure(Count(int(np.count_nonzero(those)), ListLink("complete", *here)))
    return [Heading(say("card.waiting", language), every), *rows] if rows else []


def _next_units(frame: Frame, first: int, end: int, language: str) -> list[Block]:
    """Units whose people's days end next, the earliest first."""
    rows: list[Block] = [*_by_unit(frame, under_between(frame, first, end), "card.ends", language)]
    rows = rows or [Sentence(say("card.none_next", language), quiet=True)]
    return [Heading(say("card.next", language)), *rows]


def _by_unit(frame: Frame, those: Mask, said: str, language: str) -> list[Row]:
    """Of the holders `those` bool[h] how many have their last day when and where, day by day."""
    street = frame.street
    last = street.episodes.last_day[frame.holder_shown[those]].tolist()
    units, people = frame.holder_place[those].tolist(), frame.holders[those].tolist()
    seen: dict[tuple[int, int], list[int]] = {}
    for day, unit, resident in sorted(zip(last, units, people, strict=True)):
        seen.setdefault((day, unit), []).append(resident)
    rows = []
    for (day, unit), residents in list(seen.items())[:_MOST_ROWS]:
        room = spoken.room(street.units.room.text(unit), language)
        building = capped(street.buildings.name.text(int(street.units.building[unit])))
        date = say(said, language, day=f"{instants.day_date(day):%m-%d}")
        counted = linked("card.people", language, count=those_people(street, residents))
        key: Key = ("unit", unit)
        rows.append(Row(room, date, counted, key=key, tip=f"{building} {room}"))
    return rows


def _next_days(frame: Frame, first: int, end: int, here: Within, language: str) -> list[Block]:
    """How many people's last day each of the coming days is, today first."""
    last = frame.street.episodes.last_day[frame.holder_shown[under_between(frame, first, end)]]
    if not len(last):
        return [
            Heading(say("card.next", language)),
            Sentence(say("card.none_next", language), quiet=True),
        ]
    ahead = last - frame.today
    counts = np.bincount(ahead[(ahead >= 0) & (ahead < DAYS_AHEAD)], minlength=DAYS_AHEAD)
    most = max(int(counts.max()), 1)
    rows = [
        Row(
            _day_ahead(frame.today, days, language),
            "",
            figure(Count(count, ListLink("active", *here, (is_number("left", (days,)),)))),
            share=count / most,
        )
        for days, count in enumerate(counts.tolist())
    ]
    return [Heading(say("card.next", language)), *rows]


def _day_ahead(today: int, days: int, language: str) -> str:
    if days == 0:
        return say("card.today", language)
    if days == 1:
        return say("card.tomorrow", language)
    date = instants.day_date(today + days)
    return f"{date:%m-%d} {weekday(date, language)}"


def _top_estates(frame: Frame, language: str) -> list[Block]:
    bars = [bar for bar in street_panel(frame).bars[:_MOST_ESTATES] if bar.counted]
    rows = [
        Row(
            capped(bar.name),
            "",
            figure(Count(bar.counted, ListLink(counted_kind(frame), "estate", bar.row))),
            key=("estate", bar.row),
            tip=bar.committee,
        )
        for bar in bars
    ]
    key = "card.street_top" if frame.kept is None else "card.street_top_kept"
    return [Heading(say(key, language)), *rows] if rows else []
