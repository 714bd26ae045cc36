"""What a section says in words: a building's facts, a person's clock, what a unit holds."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from console.domain import spoken
from console.domain.clock import State
from console.domain.words import BETWEEN, say
from console.state.card.unit import floor_said
from console.state.lists.link import EVERYTHING, ListLink
from console.state.lists.linked import Count, Linked, joined, linked
from console.state.names import shown_names
from console.state.section.scene import SectionFacts, SectionScene
from console.store.columns import OCCUPANCIES, Street
from console.store.lists import Kind

_COUNTED: tuple[Kind, ...] = ("people", "active", "due", "complete")
_MOST_LINES = 8
_MOST_NAME = 40
_PLAIN = {
    State.PLANNED: "planned",
    State.DUE: "due",
    State.COMPLETE: "complete",
    State.RELEASED: "released",
    State.BROKEN: "broken",
}


@cache
def occupancy_words(language: str) -> tuple[str, ...]:
    """The words for store.columns.OCCUPANCIES, in their order."""
    return tuple(say(f"section.occupancy.{name}", language) for name in OCCUPANCIES)


def facts_line(scene: SectionScene, language: str) -> str:
    """Floors, doors, homes, people, and how many are under the clock, due or waiting, in a line."""
    parts = building_words(scene, language) + count_words(scene, language)
    return joined(" · ", parts).text


def building_words(scene: SectionScene, language: str) -> tuple[Linked, ...]:
    """Floors, doors and homes."""
    return _building_words(scene.facts, scene.plan.building, language)


@lru_cache(maxsize=64)
def _building_words(facts: SectionFacts, building: int, language: str) -> tuple[Linked, ...]:
    parts = [linked("section.floors", language, floors=facts.floors_above)]
    if facts.floors_below:
        parts.append(linked("section.floors_below", language, floors=facts.floors_below))
    if facts.doors > 1:
        parts.append(linked("section.doors", language, doors=facts.doors))
    units = Count(facts.units, _everybody("units", building))
    return (*parts, linked("section.units", language, units=units))


def count_words(scene: SectionScene, language: str) -> tuple[Linked, ...]:
    """People, and how many are under the clock, due or waiting for release, whatever is kept.

    Always as many words: that nobody is due or waiting is none.
    """
    facts = scene.facts
    counts = facts.people, facts.active, facts.due, facts.complete
    return _count_words(counts, scene.plan.building, language)


@lru_cache(maxsize=64)
def _count_words(
    counts: tuple[int, int, int, int], building: int, language: str
) -> tuple[Linked, ...]:
    people, active, due, complete = (
        Count(number, _everybody(kind, building))
        for number, kind in zip(counts, _COUNTED, strict=True)
    )
    return (
        linked("section.people", language, people=people),
        linked("section.active", language, active=active),
        linked("section.due_count", language, due=due) if due.number else Linked(),
        linked("section.complete_count", language, complete=complete)
        if complete.number
        else Linked(),
    )


def kept_words(scene: SectionScene, language: str) -> tuple[Linked, ...]:
    """Of people, and of those under the clock, due or waiting, how many the filter keeps.

    Each count stands before that of everybody, and each is a link to its own list.
    """
    facts, floors = scene.facts, scene.floors
    due = int(np.count_nonzero(scene.sifted.people & (scene.people.state == State.DUE)))
    kept = int(floors.people.sum()), int(floors.active.sum()), due, int(floors.complete.sum())
    whole = facts.people, facts.active, facts.due, facts.complete
    return tuple(
        _kept_of(kind, counts, scene.plan.building, language)
        for kind, counts in zip(_COUNTED, zip(kept, whole, strict=True), strict=True)
    )


@lru_cache(maxsize=256)
def _kept_of(kind: Kind, counts: tuple[int, int], building: int, language: str) -> Linked:
    """How many of a list's people are kept; nothing of a list that is empty, but of people."""
    kept, whole = counts
    if not whole and kind != "people":
        return Linked()
    return linked(
        f"section.kept.{kind}",
        language,
        kept=Count(kept, ListLink(kind, "building", building)),
        whole=Count(whole, _everybody(kind, building)),
    )


@lru_cache(maxsize=64)
def most_words(people: int, language: str) -> tuple[str, ...]:
    """The widest that `kept_words` and `count_words` say of so many people."""
    return tuple(_kept_of(kind, (people, people), -1, language).text for kind in _COUNTED)


def _everybody(kind: Kind, building: int) -> ListLink:
    return ListLink(kind, "building", building, without=EVERYTHING)


def clock_words(scene: SectionScene, person: int, language: str) -> str:
    """The clock of one of the scene's people in a word: 第 8/14 天, 今日期满, 待解除."""
    people = scene.people
    state = State(int(people.state[person]))
    if state == State.ACTIVE:
        day, length = int(people.day[person]), int(people.length[person])
        return say("section.day", language, day=day, length=length)
    if state == State.RELEASED and people.early[person]:
        return say("section.state.early", language)
    return say(f"section.state.{_PLAIN[state]}", language) if state in _PLAIN else ""


def names_for(street: Street, residents: list[int], *, masked: bool) -> dict[int, str]:
    """Names by resident's row as they may be shown; people whose name is not known are left out."""
    names = zip(residents, shown_names(street, residents, masked=masked), strict=True)
    return {row: name[:_MOST_NAME] for row, name in names if name}


def unit_words(
    street: Street, scene: SectionScene, unit: int, names: dict[int, str], language: str
) -> list[str]:
    """Lines that explain a unit: room, how it is lived in, its people's clocks, its badges."""
    row = scene.unit_row(unit)
    floor = floor_said(street, row, language)
    room = spoken.room(street.units.room.text(row), language)
    occupancy = occupancy_words(language)[int(scene.occupancy[unit])]
    inside = scene.people_in(unit).tolist()
    head = say("section.tip_unit", language, room=room, floor=floor, occupancy=occupancy)
    lines = [head, say("section.tip_people", language, people=len(inside))]
    none = int(State.NONE)
    clocked = [person for person in inside if scene.people.state[person] != none]
    some = clocked[:_MOST_LINES]
    lines.extend(person_words(scene, person, names, language) for person in some)
    if len(clocked) > _MOST_LINES:
        lines.append(say("section.tip_more", language, more=len(clocked) - _MOST_LINES))
    has = scene.tags.has[:, unit].tolist()
    tags = [key for key, is_there in zip(scene.tags.keys, has, strict=True) if is_there]
    if tags:
        lines.append(BETWEEN[language].join(scene.pack.tags[key].label[language] for key in tags))
    return lines


def person_words(scene: SectionScene, person: int, names: dict[int, str], language: str) -> str:
    """One line on a person: masked name, class, day k of n and the last day."""
    people = scene.people
    name = names.get(int(people.resident[person])) or say("section.somebody", language)
    words = clock_words(scene, person, language)
    label = scene.pack.classes[int(people.colour_class[person])].label[language]
    if people.state[person] in (State.ACTIVE, State.DUE, State.COMPLETE):
        last = spoken.day(int(people.last_day[person]), language)
        return say(
            "section.tip_clock", language, name=name, label=label, words=words, last_day=last
        )
    return say("section.tip_person", language, name=name, words=words)
