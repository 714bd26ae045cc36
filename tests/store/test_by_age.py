"""A range of ages that is dragged counts at every step what one asked for alone counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import packs
from console.domain.conditions import parse
from console.domain.instants import MICROS_A_DAY
from console.state import tiles_model
from console.store.bits import Cuts
from console.store.by_age import MAKING, Again, Sums, together
from console.store.columns import I32, Street
from console.store.conditions import keep
from console.store.facet_counts import count_facets
from console.store.frame import Frame, frame
from console.store.kept import Kept
from console.store.lists import Kind, kept_places, rows_of
from console.store.narrow import narrowed
from console.store.passing import Scope
from console.store.person_order import AGES
from console.store.query_days import days_of
from console.store.sieve import Clauses, Sieve

BESIDE = (
    "sex=f", "state!=none", "state=active", "occupancy!=vacant", "registration=local",
    "floors<=6", "estate!=E0001", "left<=7", "tag=lives_alone",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted),
        st.sampled_from(("=", "=", "=", "!=")),
        st.sampled_from((0, 0, 0, 0.25, 1, 5)),
    ),
    min_size=3,
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, beside=st.lists(st.sampled_from(BESIDE), max_size=3, unique=True))
def test_every_step_of_a_drag_counts_what_its_range_does_wherever_the_handle_is_moved(
    street: Street, steps: list[tuple[list[int], str, float]], beside: list[str]
) -> None:
    pack, sieve = packs.load(street.scenario), Sieve(street)
    frames = {
        days: frame(street, street.as_of_us - int(days * MICROS_A_DAY))
        for days in (0.25, *range(7))
    }
    for day in range(6):
        frames[day].follow(frames[day + 1])
    rows = np.arange(len(street.residents.unit), dtype=np.int32)[::-3]
    again = Cuts.at(rows)
    for (least, most), sign, days in steps:
        texts = [*beside, f"age{sign}{least}..{most}"]
        asked = [(text.split("=")[0], (parse(text, pack),)) for text in texts]
        kept = sieve.sift(frames[days], asked)
        shown = narrowed(frames[days], kept)
        assert np.array_equal(kept.crowd.holds(again), kept.crowd.holds(Cuts.at(rows)))
        assert_same(shown, asked)


def assert_same(shown: Frame, asked: Clauses) -> None:
    """As what a sieve of its own keeps at an instant that nobody asked for before."""
    street, conditions = shown.street, [one for _, (one,) in asked]
    alone = frame(street, shown.as_of_us)
    fresh = narrowed(alone, Sieve(street).sift(alone, asked))
    for name in ("holders", "holder_shown", "holder_state", "holder_place", "moved"):
        assert np.array_equal(getattr(shown, name), getattr(fresh, name)), name
    assert shown.kept is not None
    assert fresh.kept is not None
    found_days, wanted_days = (days_of(street, one.crowd) for one in (shown.kept, fresh.kept))
    for name in ("arrivals", "active", "released", "due"):
        assert np.array_equal(getattr(found_days, name), getattr(wanted_days, name)), name
    for scope in (None, *scopes_of(street)):
        found, wanted = count_facets(shown, scope), count_facets(fresh, scope)
        assert (found.people, found.units) == (wanted.people, wanted.units)
        for facet, counts in wanted.of.items():
            assert np.array_equal(found.of[facet], counts), (facet, scope)
    assert_kept_are(shown, keep(alone, conditions))
    assert_places_are_those_of_units(shown)
    earlier = frame(street, shown.as_of_us - MICROS_A_DAY)
    before = narrowed(earlier, keep(earlier, conditions))
    for tile in tiles_model.tiles(shown):
        assert tile.count == len(rows_of(tile.kind, fresh)), tile.kind
        assert tile.yesterday == len(rows_of(tile.kind, before)), tile.kind


def assert_kept_are(shown: Frame, wanted: Kept) -> None:
    """Who is kept is told of a few, before and after all who are were found."""
    street, kept = shown.street, shown.kept
    assert kept is not None
    rows, units = np.arange(len(wanted.people), dtype=np.int32), len(wanted.units)
    for _ in range(2):
        assert np.array_equal(kept.people_of(rows[::-3]), wanted.people[::-3])
        assert np.array_equal(kept.crowd.part(3, len(rows) - 2), wanted.people[3:-2])
        for first, end in ((0, units), (units // 3, units // 2), (units, units)):
            assert np.array_equal(kept.homes.within(first, end), wanted.units[first:end])
            people = shown.people_in_units(first, end)
            assert wanted.people[people].all()
        assert kept.homes.number == np.count_nonzero(wanted.units)
        assert kept.crowd.number == np.count_nonzero(wanted.people)
        assert np.array_equal(kept.people, wanted.people)
    assert np.array_equal(kept.homes.hold(np.arange(units, dtype=np.int32)), wanted.units)
    by_building = np.bincount(street.units.building[wanted.units], minlength=len(kept.buildings))
    assert np.array_equal(kept.units_in_buildings, by_building)


@settings(max_examples=10, deadline=None)
@given(beside=st.lists(st.sampled_from(BESIDE), max_size=2, unique=True))
def test_a_step_of_a_drag_counts_without_a_look_at_everybody(
    street: Street, beside: list[str]
) -> None:
    pack, sieve, whole = packs.load(street.scenario), Sieve(street), frame(street, street.as_of_us)
    for most in (40, 50, 60, 70):
        asked = [(text, (parse(text, pack),)) for text in (*beside, f"age=20..{most}")]
        shown = narrowed(whole, sieve.sift(whole, asked))
        for scope in (None, *scopes_of(street)):
            count_facets(shown, scope)
        assert shown.kept is not None
        assert shown.total.people[0] == shown.kept.crowd.number
        assert shown.kept.homes.number >= np.count_nonzero(shown.buildings.people)
        assert tiles_model.tiles(shown)
        assert shown.kept.crowd.has_bits == (most == 40)


def assert_places_are_those_of_units(shown: Frame) -> None:
    """Places hold something that is kept where one of their units is."""
    street, kept = shown.street, shown.kept
    assert kept is not None
    building = street.units.building[np.flatnonzero(kept.units)]
    estate = street.buildings.estate[building]
    committee = street.estates.committee[estate[estate >= 0]]
    held: dict[Kind, I32] = {"buildings": building, "estates": estate, "committees": committee}
    for kind, rows in held.items():
        found = np.flatnonzero(kept_places(kind, shown))
        assert found.tolist() == sorted(set(rows[rows >= 0].tolist())), kind


def scopes_of(street: Street) -> list[Scope]:
    """The first estate, and a building in the middle."""
    first, middle = street.estates.first_building[:2], len(street.buildings.id) // 2
    buildings = [first.tolist(), [middle, middle + 1]]
    units = street.buildings.first_unit
    return [Scope(one, end, int(units[one]), int(units[end])) for one, end in buildings]


def test_a_step_goes_without_what_another_makes_meanwhile() -> None:
    again = Again()

    def make() -> int:
        assert again.of("figures", 1, nothing) is None
        return 7

    def nothing() -> int:
        raise AssertionError

    assert again.of("figures", 1, nothing) is None
    assert again.of("figures", 1, make) == 7
    assert again.of("figures", 1, nothing) == 7
    assert again.of("figures", 2, nothing) is None
    assert again.of("figures", 1, nothing) is None


def test_while_one_alone_makes_all_a_step_elsewhere_makes_nothing() -> None:
    again = Again()
    assert again.of("figures", 1, int) is None
    with ThreadPoolExecutor(1) as elsewhere:
        with MAKING.here_alone():
            assert elsewhere.submit(again.of, "figures", 1, int).result() is None
            assert again.of("homes", 1, int) is None
            assert again.of("homes", 1, int) == 0
            assert elsewhere.submit(again.of, "homes", 1, int).result() == 0
        assert elsewhere.submit(again.of, "figures", 1, int).result() == 0


@given(
    people=st.lists(st.tuples(st.integers(0, AGES - 1), st.integers(0, 4)), max_size=30),
    weights=st.lists(st.integers(0, 9), min_size=5, max_size=5),
    first=st.integers(0, AGES - 1),
    length=st.integers(1, AGES),
)
def test_places_weigh_once_however_many_of_the_ages_are_there(
    people: list[tuple[int, int]], weights: list[int], first: int, length: int
) -> None:
    end = min(first + length, AGES)
    ages, places = np.array(people, np.int64).reshape(-1, 2).T
    found = together(ages.astype(np.uint8), places, np.array(weights, np.int64))
    there = {place for age, place in people if first <= age < end}
    assert int(found.of(first, end)) == sum(weights[place] for place in there)


@given(
    counted=st.lists(st.tuples(st.integers(0, AGES - 1), st.integers(0, 9)), max_size=9),
    ages=st.sets(st.integers(0, AGES - 1)),
)
def test_those_of_runs_of_ages_are_the_sum_of_each_age(
    counted: list[tuple[int, int]], ages: set[int]
) -> None:
    table = np.zeros((AGES, 1), np.int64)
    for age, number in counted:
        table[age] += number
    runs = [(age, age + 1) for age in sorted(ages)]
    assert Sums(table).of(runs).tolist() == [int(table[sorted(ages)].sum())]
