"""The lines of every facet of a street: values with their names, and where their counts stand."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import packs
from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES, REGISTRATIONS, SEXES
from console.domain.packs import CARE, ROLE
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import both
from console.state.facets.choice import NOTHING, Entry
from console.store.baseline import baseline
from console.store.columns import MISSING, U8, Street
from console.store.conditions import building_kinds
from console.store.holder_codes import CHECK_HOURS

_STATES = ("active", "due", "complete", "planned", "released", "broken", "none")
_KINDS = frozenset({"slab", "tower", "villa", "shop", "office", "school", "mixed", "lane"})


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a facet: its name in both languages, and the counts that belong to it."""

    entry: Entry
    label: dict[str, str]
    at: tuple[int, ...]


_known: WeakKeyDictionary[Street, dict[str, tuple[Line, ...]]] = WeakKeyDictionary()


def lines_of(street: Street) -> dict[str, tuple[Line, ...]]:
    """The lines of the facets that are lists, in order; found once a street.

    Which there are follows the street alone, so that none comes or goes with a choice. Estates and
    committees begin with the one most people live in.
    """
    known = _known.get(street)
    if known is None:
        known = _known[street] = {
            "category": _categories(street),
            "state": tuple(_states()),
            "checked": tuple(_checked()) if len(street.checks.due_us) else (),
            "occupancy": tuple(_occupancies(street)),
            CARE: tuple(_tags(street, CARE)),
            ROLE: tuple(_tags(street, ROLE)),
            "sex": tuple(_closed("sex", SEXES, street.residents.sex)),
            "registration": tuple(
                _closed("registration", REGISTRATIONS, street.residents.registration)
            ),
            "committee": tuple(_places(street, "committee")),
            "estate": tuple(_places(street, "estate")),
            "kind": tuple(_kinds(street)),
        }
    return known


def _categories(street: Street) -> tuple[Line, ...]:
    classes = packs.load(street.scenario).classes
    return tuple(
        Line(Entry("category", one.key), dict(one.label), (row,)) for row, one in enumerate(classes)
    )


def _states() -> Iterator[Line]:
    for word in _STATES:
        state = State[word.upper()]
        at = (State.ACTIVE, State.DUE) if state is State.ACTIVE else (state,)
        yield Line(Entry("state", word), both(f"legend.state.{word}"), tuple(map(int, at)))


def _checked() -> Iterator[Line]:
    ends = [f"{hours - 1}" for hours in CHECK_HOURS[1:]] + [""]
    for row, (first, end) in enumerate(zip(CHECK_HOURS, ends, strict=True)):
        key = "under" if not first else "between" if end else "over"
        label = both(f"facet.checked.{key}", first=first, end=int(end) + 1 if end else 0)
        yield Line(Entry("checked", f"{first}..{end}"), label, (row,))
    yield Line(Entry("checked", "never"), both("facet.checked.never"), (len(CHECK_HOURS),))


def _occupancies(street: Street) -> Iterator[Line]:
    present = np.bincount(street.units.occupancy, minlength=len(OCCUPANCIES))
    for row in np.flatnonzero(present[: len(OCCUPANCIES)]).tolist():
        word = OCCUPANCIES[row]
        yield Line(Entry("occupancy", word), both(f"section.occupancy.{word}"), (row,))


def _tags(street: Street, kind: str) -> Iterator[Line]:
    for tag in packs.load(street.scenario).tags.values():
        if tag.kind == kind and tag.key in street.tags:
            at = (street.tags.index(tag.key),)
            yield Line(Entry(kind, tag.key), dict(tag.label), at)


def _closed(facet: str, known: tuple[str, ...], codes: U8) -> Iterator[Line]:
    for row, word in enumerate(known):
        yield Line(Entry(facet, word), both(f"facet.{facet}.{word}"), (row,))
    if len(codes) and bool((codes == MISSING).any()):
        yield Line(Entry(facet, NOTHING), both(f"facet.{facet}.nothing"), (len(known),))


def _places(street: Street, facet: str) -> Iterator[Line]:
    table = street.committees if facet == "committee" else street.estates
    known = baseline(street)
    estates, committees = known.ends
    rows = slice(estates, committees) if facet == "committee" else slice(estates)
    own = known.own.above[rows]
    for row in np.lexsort((np.arange(len(own)), -own)).tolist():
        name = capped(table.name.text(row)) or table.id.text(row)
        yield Line(Entry(facet, table.id.text(row)), {"zh": name, "en": name}, (row,))


def _kinds(street: Street) -> Iterator[Line]:
    words, codes = building_kinds(street)
    number = np.bincount(codes + 1, minlength=len(words) + 1)[1:]
    for row in np.lexsort((np.arange(len(words)), -number)).tolist():
        word = words[row]
        label = both(f"facet.kind.{word}") if word in _KINDS else {"zh": word, "en": word}
        yield Line(Entry("kind", word), label, (row,))
