"""The card of one unit: where it is, how it is lived in, and everybody in it with their clock."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import instants, packs, relations, spoken
from console.domain.clock import Outcome, State
from console.domain.errors import UserError
from console.domain.packs import CARE, Pack
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import say
from console.state.card.blocks import (
    Badge,
    Block,
    DayStrip,
    Fact,
    Heading,
    Person,
    PersonMark,
    Row,
    Sentence,
    Title,
)
from console.state.card.those import those_people
from console.state.lists.link import EVERYTHING, ListLink
from console.state.lists.linked import Count, Linked, joined, linked
from console.state.selection import Place
from console.state.standing import PRESSING_RANK, standing
from console.store.columns import LAYOUTS, MISSING, NO_DAY, OCCUPANCIES, SEXES, Street
from console.store.explain import episodes_of, explain
from console.store.frame import Frame, day_of

MOST_OTHERS = 6
"""Of a person's other episodes the latest are shown."""

MOST_PEOPLE, MOST_EXPLAINED = 60, 6
"""More people in one unit are not listed one by one, or have no sentence until they are chosen."""


def unit_people(frame: Frame, unit: int) -> list[int]:
    """Rows of the residents in a unit, the most pressing first; found once a frame."""
    return frame.once(("people of unit", unit), partial(_unit_people, frame, unit))


def _unit_people(frame: Frame, unit: int) -> list[int]:
    rows = frame.people_in_units(unit, unit + 1)
    rank = PRESSING_RANK[standing(frame, rows).state]
    pressing: list[int] = rows[np.lexsort((rows, rank))].tolist()
    return pressing


_heads: WeakKeyDictionary[Street, tuple[tuple[int, int, str], list[Block]]] = WeakKeyDictionary()
"""What is said of the unit asked for last, with so many people: the same at every instant."""


def unit_head(street: Street, unit: int, people: int, language: str) -> list[Block]:
    """Room, address and facts of a unit."""
    asked, known = (unit, people, language), _heads.get(street)
    if known is None or known[0] != asked:
        known = _heads[street] = asked, _unit_head(street, *asked)
    return known[1]


def _unit_head(street: Street, unit: int, people: int, language: str) -> list[Block]:
    units = street.units
    building = int(units.building[unit])
    room = spoken.room(units.room.text(unit) or units.id.text(unit), language)
    address = capped(street.buildings.address.text(building))
    occupancy = OCCUPANCIES[units.occupancy[unit]]
    area = float(units.area_m2[unit])
    quiet = [say(f"section.occupancy.{occupancy}", language)]
    if not math.isnan(area):
        quiet.append(say("card.area", language, area=round(area, 1)))
    everybody = people_in(unit, people)
    lines: list[Linked | str] = [
        joined(" · ", (*quiet, linked("card.people", language, count=everybody)))
    ]
    if address:
        lines.append(say("card.address", language, address=address, room=room))
    title = Title(room, tuple(lines))
    blocks: list[Block] = [title, *_facts(street, unit, language)]
    if occupancy == "vacant" and people:
        blocks.append(Sentence(linked("card.vacant_but", language, count=everybody)))
    return blocks


def people_in(unit: int, people: int) -> Count:
    """How many people a unit holds, whatever is filtered, with the list of them."""
    return Count(people, ListLink("people", "unit", unit, without=EVERYTHING))


def _facts(street: Street, unit: int, language: str) -> list[Block]:
    units = street.units
    facts: list[Block] = [
        Fact(say("card.fact.floor", language), floor_said(street, unit, language))
    ]
    entrance = capped(units.entrance.text(unit))
    if entrance:
        facts.append(Fact(say("card.fact.entrance", language), entrance))
    if units.layout[unit] != MISSING:
        layout = say(f"card.layout.{LAYOUTS[units.layout[unit]]}", language)
        facts.append(Fact(say("card.fact.layout", language), layout))
    verified = int(units.verified_on[unit])
    said = say("card.unverified", language)
    if verified != NO_DAY:
        said = instants.day_date(verified).isoformat()
    facts.append(Fact(say("card.fact.verified", language), said))
    return facts


def floor_said(street: Street, unit: int, language: str) -> str:
    """The floor or floors of a unit, and what the lift calls it where that differs."""
    units = street.units
    floor, span = int(units.floor[unit]), int(units.span_floors[unit])
    label = capped(units.floor_label.text(unit))
    if label and label != str(floor):
        return say("card.floor.labelled", language, label=label, floor=floor)
    if span > 1:
        last = floor + span - 1 + (1 if floor < 0 <= floor + span - 1 else 0)
        first, end = _storey(floor, language), _storey(last, language)
        return say("card.floor.span", language, first=first, last=end)
    return _storey(floor, language)


def _storey(floor: int, language: str) -> str:
    where = "above" if floor > 0 else "below"
    return say(f"card.floor.{where}", language, floor=abs(floor))


def people_blocks(
    frame: Frame, people: Sequence[int], names: Mapping[int, str], place: Place, language: str
) -> list[Block]:
    """Those of `people` with `names` by household, each with their clock and earlier episodes."""
    street, listed = frame.street, list(names)
    blocks: list[Block] = []
    stands = standing(frame, np.array(listed, np.int32))
    at = {row: place_in_list for place_in_list, row in enumerate(listed)}
    households = list(dict.fromkeys(int(street.residents.household[row]) for row in listed))
    for number, household in enumerate(households, start=1):
        members = [row for row in listed if int(street.residents.household[row]) == household]
        if len(households) > 1:
            blocks.append(_household(street, household, number, members, language))
        for row in members:
            shown, state = int(stands.shown[at[row]]), State(int(stands.state[at[row]]))
            one = Shown(row, names[row], shown, state, row == place.resident)
            said = _person(frame, one, language, explained=at[row] < MOST_EXPLAINED)
            blocks += _unrepeated(blocks, said, language)
    if len(people) > len(listed):
        every = those_people(street, people, EVERYTHING)
        more = linked("card.some_people", language, listed=len(listed), count=every)
        blocks.append(Sentence(more))
    return blocks


def _unrepeated(before: list[Block], person: list[Block], language: str) -> list[Block]:
    """A person whose clock is explained like that of the one above is said to be alike."""
    above = next((one for one in reversed(before) if isinstance(one, Person)), None)
    first = person[0]
    if above is None or not isinstance(first, Person) or not first.sentence:
        return person
    if above.strip == first.strip and above.explained == first.sentence:
        alike = say("card.as_above", language)
        return [replace(first, sentence=alike, explained=first.sentence), *person[1:]]
    return person


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody on the card: row, name as it may be seen, the episode shown (-1 none), its state."""

    resident: int
    name: str
    episode: int
    state: State
    chosen: bool


def _household(
    street: Street, household: int, number: int, people: Sequence[int], language: str
) -> Heading:
    name = "card.household" if household >= 0 else "card.household_none"
    members = linked("card.people", language, count=those_people(street, people, EVERYTHING))
    return Heading(say(name, language, number=number), members)


def person_blocks(
    frame: Frame, resident: int, name: str, place: Place, language: str
) -> list[Block]:
    """One person, and their other episodes where there are any."""
    stands = standing(frame, np.array([resident], np.int32))
    shown, state = int(stands.shown[0]), State(int(stands.state[0]))
    one = Shown(resident, name, shown, state, resident == place.resident)
    return _person(frame, one, language, explained=True)


def _person(frame: Frame, one: Shown, language: str, *, explained: bool) -> list[Block]:
    street, shown = frame.street, one.episode
    pack = packs.load(street.scenario)
    mark = _mark(frame, shown, one.state, pack)
    told = shown >= 0 and (explained or one.chosen)
    sentence = _sentence(frame, shown, language) if told else ""
    person = Person(
        key=("resident", one.resident),
        name=one.name or say("card.somebody", language),
        quiet=_quiet(frame, one.resident, language),
        status=_status(mark, language),
        label=_label(street, shown, pack, language),
        mark=mark,
        badges=_badges(street, one.resident, pack, language),
        strip=_strip(frame, shown, mark, language) if shown >= 0 else None,
        sentence=sentence,
        explained=sentence,
        chosen=one.chosen,
    )
    others = [row for row in episodes_of(street, one.resident).tolist() if row != shown]
    latest = others[: -MOST_OTHERS - 1 : -1]
    return [person, *(_other_episode(frame, row, language) for row in latest)]


def _mark(frame: Frame, episode: int, state: State, pack: Pack) -> PersonMark:
    if episode < 0:
        return PersonMark(state, "unknown", "none", 0, 0, early=False)
    street = frame.street
    colour = pack.classes[int(street.details.category[episode])]
    ends = street.episodes
    early = (
        state is State.RELEASED
        and int(ends.outcome[episode]) == Outcome.RELEASED
        and int(ends.ended_day[episode]) <= int(ends.last_day[episode])
    )
    day, of = int(day_of(frame, episode)), int(ends.length[episode])
    return PersonMark(state, colour.role, colour.sign, day, of, early)


def _label(street: Street, episode: int, pack: Pack, language: str) -> str:
    if episode < 0:
        return ""
    return pack.classes[int(street.details.category[episode])].label[language]


def _status(mark: PersonMark, language: str) -> str:
    word = "early" if mark.early else mark.state.name.lower()
    return say(f"card.status.{word}", language, day=mark.day, of=mark.of)


def _quiet(frame: Frame, resident: int, language: str) -> str:
    """Sex, age in whole years on the local day, relation; what is not known is left out."""
    people = frame.street.residents
    parts: list[str] = []
    if people.sex[resident] != MISSING:
        parts.append(say(f"card.sex.{SEXES[people.sex[resident]]}", language))
    if people.born[resident] != NO_DAY:
        born = instants.day_date(int(people.born[resident]))
        today = instants.day_date(frame.today)
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        parts.append(say("card.age", language, age=max(0, age)))
    relation = int(people.relation[resident])
    if relation >= 0:
        said = relations.relation(frame.street.relations.text(relation), language)
        parts.append(capped(said)[:40])
    return " · ".join(parts)


def _badges(street: Street, resident: int, pack: Pack, language: str) -> tuple[Badge, ...]:
    """Tags, care before roles in the pack's order, then what the pack does not know."""
    bits = int(street.residents.tags[resident])
    keys = [tag for bit, tag in enumerate(street.tags) if bits >> bit & 1]
    known = [tag for tag in pack.tags.values() if tag.key in keys]
    known.sort(key=lambda tag: tag.kind != CARE)
    badges = [Badge(tag.badge, tag.kind == CARE, tag.label[language]) for tag in known]
    badges += [Badge("", False, capped(key)[:40]) for key in keys if key not in pack.tags]
    return tuple(badges)


def _strip(frame: Frame, episode: int, mark: PersonMark, language: str) -> DayStrip:
    episodes, details = frame.street.episodes, frame.street.details
    last = int(episodes.last_day[episode])
    ended = mark.state in (State.RELEASED, State.BROKEN)
    return DayStrip(
        mark=mark,
        day=0 if mark.state is State.PLANNED else mark.day,
        of=mark.of,
        planned_days=int(details.days[episode]),
        cut=ended and int(episodes.ended_day[episode]) <= last,
        first=_short(int(episodes.first_day[episode])),
        last=say("card.strip_last", language, day=_short(last)),
    )


def _sentence(frame: Frame, episode: int, language: str) -> str:
    try:
        return explain(frame.street, episode, frame.as_of_us).sentence[language]
    except UserError as beyond:
        return beyond.say(language)


def _other_episode(frame: Frame, episode: int, language: str) -> Row:
    episodes = frame.street.episodes
    state = State(int(frame.episode_state[episode]))
    days = say(
        "card.episode_days",
        language,
        first=_short(int(episodes.first_day[episode])),
        last=_short(int(episodes.last_day[episode])),
    )
    day, of = int(day_of(frame, episode)), int(episodes.length[episode])
    figure = say(f"card.status.{state.name.lower()}", language, day=day, of=of)
    lead, tip = say("card.other", language), _sentence(frame, episode, language)
    return Row(lead, days, figure, tip=tip, indented=True)


def _short(day: int) -> str:
    try:
        return f"{instants.day_date(day):%m-%d}"
    except (OverflowError, ValueError):
        return str(np.int64(day))
