"""Random filters, instants and streets: every count of the fast path is DuckDB's own answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from console.domain import conditions, packs
from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES, REGISTRATIONS, SEXES
from console.domain.instants import day_date, micros
from console.store.clock_numbers import season
from console.store.columns import Street, Strings
from console.store.conditions import building_kinds
from console.store.facet_counts import FACETS, FacetCounts, count_facets
from console.store.frame import frame
from console.store.holder_codes import CHECK_HOURS, MOST_LEFT
from console.store.kept import Kept
from console.store.narrow import narrowed
from console.store.passing import Scope
from console.store.person_order import OLDEST
from console.store.sieve import Sieve
from tests.store import tiny
from tests.store.oracle import Answer, Oracle, Question
from tests.store.plain_conditions import split
from tests.store.random_street import RandomStreet

PACK = packs.load("quarantine-2020")
STREETS, INSTANTS, FILTERS = 70, 3, 10
"""2,100 cases in all."""

Clauses = list[tuple[str, list[str]]]


@pytest.mark.parametrize("seed", range(STREETS))
def test_every_count_is_duckdbs(seed: int) -> None:
    made = RandomStreet(seed + 1000)
    street = tiny.street(made.tables, zone=made.zone.key, as_of_us=micros(made.as_of))
    oracle, sieve = Oracle(made.tables, made.zone.key), Sieve(street)
    for _ in range(INSTANTS):
        at = made.instant()
        oracle.stand_at(at)
        whole = frame(street, micros(at))
        filters = [clauses_of(made.conditions()) for _ in range(FILTERS)]
        all_kept = oracle.kept([texts_of(clauses) for clauses in filters])
        told = Told(oracle, [questions_of(clauses) for clauses in filters])
        within, scope = scope_of(street, made.number(len(street.buildings.id)))
        inside = Told(oracle, [questions_of(clauses, within) for clauses in filters[:2]])
        for number, clauses in enumerate(filters):
            asked = [(one, conditions.parse_all(two, PACK)) for one, two in clauses]
            sifted = sieve.sift(whole, asked)
            assert kept_ids(street, sifted) == all_kept[number], clauses
            assert_homes_agree(street, sifted, scope)
            kept = narrowed(whole, sifted)
            same(street, count_facets(kept), told.answers(number), clauses)
            if number < 2:
                found = count_facets(kept, scope)
                same(street, found, inside.answers(number), clauses)
    oracle.close()


DRAGS, RANGES = 20, ("20..40", "20..50", "20..70", "31..70", "32..33", "0..70", "60..99")
"""A range under other clauses, moved at its ends, at two instants in turn."""


@pytest.mark.parametrize("seed", range(DRAGS))
def test_every_step_of_a_drag_is_duckdbs(seed: int) -> None:
    made = RandomStreet(seed + 3000)
    street = tiny.street(made.tables, zone=made.zone.key, as_of_us=micros(made.as_of))
    oracle, sieve = Oracle(made.tables, made.zone.key), Sieve(street)
    beside = [text for text in made.conditions() if split(text)[0] != "age"][:2]
    filters = [clauses_of([*beside, f"age={ages}"]) for ages in RANGES]
    for at in (made.instant(), made.instant()):
        oracle.stand_at(at)
        whole = frame(street, micros(at))
        told = Told(oracle, [questions_of(clauses) for clauses in filters])
        for number, clauses in enumerate(filters):
            asked = [(one, conditions.parse_all(two, PACK)) for one, two in clauses]
            kept = narrowed(whole, sieve.sift(whole, asked))
            same(street, count_facets(kept), told.answers(number), clauses)
    oracle.close()


class Told:
    """The answers to the questions of several filters, asked together."""

    def __init__(self, oracle: Oracle, questions: list[dict[str | None, Question]]) -> None:
        self._questions = questions
        self._told = iter(oracle.counts([one for asked in questions for one in asked.values()]))
        self._answers = [{own: next(self._told) for own in asked} for asked in questions]

    def answers(self, number: int) -> dict[str | None, Answer]:
        """Those of one filter, by the source whose clause was left out."""
        return self._answers[number]


def texts_of(clauses: Clauses, without: str | None = None) -> list[str]:
    return [text for one, listed in clauses if one != without for text in listed]


def questions_of(clauses: Clauses, within: str = "true") -> dict[str | None, Question]:
    """With every clause, and without each of the facets' own."""
    sources: list[str | None] = [None, *(one for one, _ in clauses if one in FACETS)]
    return {one: (texts_of(clauses, one), within) for one in sources}


def clauses_of(texts: Sequence[str]) -> Clauses:
    """Conditions under the facet they are chosen in, as the screen puts them."""
    clauses: dict[str, list[str]] = {}
    for text in texts:
        field = split(text)[0]
        source = "care" if field == "tag" else field if field in FACETS else "expression"
        clauses.setdefault(source, []).append(text)
    return list(clauses.items())


def scope_of(street: Street, building: int) -> tuple[str, Scope]:
    first, end = street.buildings.first_unit[building : building + 2].tolist()
    said = street.buildings.id.text(building).replace("'", "''")
    return f"building = '{said}'", Scope(building, building + 1, first, end)


def kept_ids(street: Street, kept: Kept) -> tuple[set[str], set[str]]:
    return chosen(street.residents.id, kept.people), chosen(street.units.id, kept.units)


def assert_homes_agree(street: Street, kept: Kept, scope: Scope) -> None:
    """Units are counted as their mask says, whichever way they are found."""
    units, homes, buildings = kept.units, kept.homes, len(street.buildings.id)
    assert homes.number == int(units.sum())
    in_each = np.bincount(street.units.building[units], minlength=buildings)
    assert homes.by_building().tolist() == in_each.tolist()
    asked = np.arange(-1, len(units), dtype=np.int32)
    assert homes.hold(asked).tolist() == [False, *units.tolist()]
    inside = homes.within(scope.first_unit, scope.end_unit)
    assert inside.tolist() == units[scope.first_unit : scope.end_unit].tolist()


def chosen(ids: Strings, mask: np.ndarray[Any, Any]) -> set[str]:
    return {ids.text(int(row)) for row in np.flatnonzero(mask)}


def same(
    street: Street, found: FacetCounts, answers: dict[str | None, Answer], clauses: Clauses
) -> None:
    """Every facet under every clause but its own."""
    for facet in FACETS:
        wanted = expected(street, facet, answers.get(facet, answers[None]))
        assert found.of[facet].tolist() == wanted, (facet, clauses)
    assert found.people == sum(answers[None]["state"].values())
    assert found.units == sum(answers[None]["occupancy"].values())


def expected(street: Street, facet: str, answer: Answer) -> list[int]:
    """The answer in the order of the facet's codes."""
    told = answer.get({"care": "tag", "role": "tag"}.get(facet, facet), {})
    match facet:
        case "category":
            return [told.get(one.key, 0) for one in PACK.classes]
        case "state":
            return [told.get(state.name.lower(), 0) for state in State]
        case "care" | "role":
            return [told.get(tag, 0) for tag in street.tags]
        case "sex" | "registration":
            words = SEXES if facet == "sex" else REGISTRATIONS
            return [*(told.get(word, 0) for word in words), told.get(None, 0)]
        case "occupancy":
            return [told.get(word, 0) for word in OCCUPANCIES]
        case "kind":
            return [told.get(word, 0) for word in building_kinds(street)[0]]
        case "estate" | "committee":
            ids = street.estates.id if facet == "estate" else street.committees.id
            return [told.get(text, 0) for text in ids]
        case _:
            return expected_numbers(street, facet, told)


def expected_numbers(street: Street, facet: str, told: dict[Any, int]) -> list[int]:
    if facet == "arrived":
        first, last = season(street)
        return [told.get(day_date(day), 0) for day in range(first, last + 1)]
    if facet == "left":
        return [*(told.get(day, 0) for day in range(MOST_LEFT)), over(told, MOST_LEFT)]
    if facet == "age":
        young = [told.get(age, 0) for age in range(OLDEST)]
        return [*young, over(told, OLDEST), told.get(None, 0)]
    if facet == "checked":
        spans = [0] * (len(CHECK_HOURS) + 1)
        for hours, count in told.items():
            if hours is not None:
                span = len(CHECK_HOURS) if hours == "never" else span_of(int(hours))
                spans[span] += count
        return spans
    most = int(street.buildings.floors_above.max())
    return [told.get(number, 0) for number in range(most + 1)]


def over(told: dict[Any, int], least: int) -> int:
    return sum(count for number, count in told.items() if number is not None and number >= least)


def span_of(hours: int) -> int:
    return max(row for row, least in enumerate(CHECK_HOURS) if least <= hours)
