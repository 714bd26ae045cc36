"""The facets' counts are `summary`'s of the same conditions, but for the facet's own."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.domain import packs
from console.domain.clock import State
from console.domain.conditions import parse_all
from console.domain.instants import MICROS_A_DAY
from console.state.facets.choice import NOTHING, Choice, Entry, choice_of, conditions_of
from console.state.facets.model import ORDER, Facets, Unfolding, facets, has_facets
from console.state.filtering import NO_FILTER
from console.state.kept import Keeping
from console.state.selection import STREET, Place, place_of_building, place_of_estate
from console.state.session import Session
from console.store.columns import Street
from console.store.facet_counts import facets_of
from console.store.frame import frame
from console.store.summary import summarise
from tests.store import tiny

PACK = packs.load("quarantine-2020")
OPEN = Unfolding(folded=frozenset())


@pytest.fixture
def keeping(qapp: QApplication) -> Keeping:
    return opened(tiny.street())


def opened(street: Street) -> Keeping:
    session = Session()
    made = Keeping(session, parent=session)
    session.open(street)
    return made


def put(keeping: Keeping, source: str, *texts: str) -> None:
    keeping.filtering.put(source, parse_all(texts, PACK))


def shown(keeping: Keeping, place: Place = STREET, how: Unfolding = OPEN) -> Facets:
    found = facets(keeping, place, how)
    assert found is not None
    return found


def counts(found: Facets) -> dict[tuple[str, str], int | None]:
    return {(row.entry.facet, row.entry.value): row.count for row in found.rows()}


def test_without_a_filter_every_row_is_the_streets(keeping: Keeping) -> None:
    at = frame(tiny.street(), tiny.street().as_of_us)
    told, found = summarise(at), counts(shown(keeping))
    assert {value: found["category", value] for value in told.categories} == told.categories
    assert {word: found["state", word] for word in told.clock} == told.clock
    assert {word: found["occupancy", word] for word in told.occupancy} == told.occupancy
    assert shown(keeping).groups[0].figure == told.clock["active"]


def test_a_facet_is_counted_under_all_others_but_not_its_own(keeping: Keeping) -> None:
    put(keeping, "sex", "sex=f")
    put(keeping, "state", "state=active")
    found = counts(shown(keeping))
    assert (found["sex", "f"], found["sex", "m"]) == (2, 2)
    women = summarise(frame(tiny.street(), tiny.street().as_of_us), parse_all(["sex=f"], PACK))
    assert found["state", "active"] == women.clock["active"]
    assert found["state", "none"] == women.clock["none"]


def test_totals_stay_those_of_everybody(keeping: Keeping) -> None:
    put(keeping, "state", "state=active")
    rows = {(row.entry.facet, row.entry.value): row for row in shown(keeping).rows()}
    assert (rows["sex", "f"].count, rows["sex", "f"].total) == (2, 6)
    assert rows["state", "active"].mark == "kept"
    assert rows["state", "planned"].count == 1


def test_an_estate_counts_its_own_units_and_people(keeping: Keeping) -> None:
    found = shown(keeping, place_of_estate(tiny.street(), 0))
    assert found.scope["zh"] == "丁香苑"
    assert (found.people, found.units) == (4, 23)
    assert counts(found)["occupancy", "rented"] == 1
    assert counts(found)["care", "lives_alone"] == 1


def test_a_building_counts_its_own_kept_people(keeping: Keeping) -> None:
    put(keeping, "sex", "sex=f")
    found = shown(keeping, place_of_building(tiny.street(), 2))
    assert found.scope["zh"] == "5号楼"
    assert found.people == 4
    assert counts(found)["role", "medic"] == 1


def test_rows_neither_come_nor_go_with_place_or_filter(keeping: Keeping) -> None:
    before = [row.entry for row in shown(keeping).rows()]
    put(keeping, "tag", "tag=no_such_tag")
    after = shown(keeping, place_of_estate(tiny.street(), 2))
    assert [row.entry for row in after.rows()] == before
    assert all(row.count == 0 for row in after.rows())


def test_a_brush_is_a_range_of_ages(keeping: Keeping) -> None:
    put(keeping, "age", "age=60..69,80..")
    group = next(one for one in shown(keeping).groups if one.facet == "age")
    assert group.bars is not None
    assert group.bars.kept == ((60, 69), (80, 104))
    assert sum(group.bars.counts) == 12
    assert group.bars.written((60, 69)) == "60..69"
    assert group.bars.written((80, 104)) == "80.."
    assert group.bars.written((60, 60)) == "60"


def test_a_folded_group_shows_its_heading_alone(keeping: Keeping) -> None:
    found = shown(keeping, how=Unfolding(folded=frozenset({"state", "age"})))
    state = next(one for one in found.groups if one.facet == "state")
    age = next(one for one in found.groups if one.facet == "age")
    assert (state.rows, age.bars) == ((), None)


def test_groups_that_are_kept_say_what_new_ones_say(keeping: Keeping) -> None:
    """A street opened anew has none: fold, place, filter and instant change in turn."""
    street, folded = tiny.street(), Unfolding()
    at_us = street.as_of_us
    steps = [
        ((), STREET, OPEN, at_us),
        (("age=20..60",), STREET, OPEN, at_us),
        (("age=20..70",), STREET, OPEN, at_us),
        (("age=20..70",), place_of_estate(street, 0), OPEN, at_us),
        (("age=20..70",), place_of_estate(street, 0), folded, at_us),
        (("age=20..70",), place_of_estate(street, 0), folded, at_us - 9 * MICROS_A_DAY),
        (("age=20..70",), STREET, OPEN, at_us - 9 * MICROS_A_DAY),
        (("age!=20..70",), STREET, OPEN, at_us - 9 * MICROS_A_DAY),
        ((), STREET, OPEN, at_us),
    ]
    for texts, place, how, instant in steps:
        found = []
        for one in (keeping, opened(tiny.street())):
            put(one, "age", *texts)
            one._session.move_to(instant)
            found.append(shown(one, place, how))
        assert found[0] == found[1]


def test_a_facet_is_counted_when_it_is_unfolded(keeping: Keeping) -> None:
    folded = Unfolding(folded=frozenset(ORDER))
    put(keeping, "age", "age=20..60")
    assert shown(keeping, how=folded).people is not None
    assert keeping.frame is not None
    assert has_facets(None, folded, keeping.frame)
    assert not has_facets(None, OPEN, keeping.frame)
    assert set(facets_of(keeping.frame, None, ()).of) == {"category"}
    fresh = opened(tiny.street())
    put(fresh, "age", "age=20..60")
    assert shown(keeping) == shown(fresh)
    assert has_facets(None, OPEN, keeping.frame)
    assert set(facets_of(keeping.frame, None, ()).of) == set(ORDER)


def many_estates(number: int) -> Street:
    names = ["丁香苑", "牡丹新村", "东城花园"]
    rows = [{"estate_id": f"E{row:04}", "name": f"{names[row % 3]}{row}"} for row in range(number)]
    return tiny.street({"estates": rows, "buildings": [], "units": []})


def test_a_long_list_shows_a_few_and_is_searched_by_initials(qapp: QApplication) -> None:
    keeping = opened(many_estates(500))
    estates = next(one for one in shown(keeping).groups if one.facet == "estate")
    assert (len(estates.rows), estates.unlisted) == (8, 492)
    asked = Unfolding(folded=frozenset(), asked={"estate": "mdxc4"})
    found = next(one for one in shown(keeping, how=asked).groups if one.facet == "estate")
    assert found.rows
    assert all(row.label["zh"].startswith("牡丹新村4") for row in found.rows)
    whole = Unfolding(folded=frozenset(), whole=frozenset({"estate"}))
    every = next(one for one in shown(keeping, how=whole).groups if one.facet == "estate")
    assert (len(every.rows), every.unlisted) == (500, 0)


def test_of_a_long_list_those_are_shown_whom_the_place_has(qapp: QApplication) -> None:
    sample = tiny.sample()
    others = [{"estate_id": f"A{row:04}", "name": f"花园{row}"} for row in range(60)]
    keeping = opened(tiny.street({**sample, "estates": [*others, *sample["estates"]]}))
    street = keeping.frame.street if keeping.frame else tiny.street()
    here = place_of_building(street, 0)
    estates = next(one for one in shown(keeping, here).groups if one.facet == "estate")
    assert [row.entry.value for row in estates.rows] == [street.estates.id.text(here.estate)]
    put(keeping, "age", "age>=118")
    assert (
        next(one.rows for one in shown(keeping, here).groups if one.facet == "estate")[0].label
        == estates.rows[0].label
    ), "a filter changes counts, not rows"


def test_what_is_chosen_in_a_long_list_is_always_on_show(qapp: QApplication) -> None:
    keeping = opened(many_estates(60))
    put(keeping, "estate", "estate=E0044")
    estates = next(one for one in shown(keeping).groups if one.facet == "estate")
    assert [row.entry.value for row in estates.rows][-1] == "E0044"
    assert estates.unlisted == 51


def test_the_note_says_colours_are_no_scale_of_danger(keeping: Keeping) -> None:
    notes = [group.note for group in shown(keeping).groups if group.note]
    assert len(notes) == 1
    assert "不表示危险程度" in notes[0]["zh"]


def test_an_empty_street_has_facets(qapp: QApplication) -> None:
    found = shown(opened(tiny.street({"buildings": [], "units": []})))
    assert found.groups
    assert all(row.count == 0 for row in found.rows())


def test_an_aggregate_snapshot_counts_what_it_gives(qapp: QApplication) -> None:
    rows = {key: tiny.sample()[key] for key in ("buildings", "units", "estates", "committees")}
    told: list[dict[str, Any]] = [
        {"level": "street", "id": "310115016", "measure": "clock", "key": "released", "value": 20},
        {"level": "street", "id": "310115016", "measure": "tag", "key": "disabled", "value": None},
    ]
    keeping = opened(tiny.street({**rows, "counts": told}, masking="aggregate"))
    put(keeping, "state", "state=released")
    found = counts(shown(keeping))
    assert found["state", "released"] == 20
    assert found["care", "disabled"] is None


@pytest.mark.parametrize(
    ("how", "after"),
    [
        ("only", Choice(("f",))),
        ("add", Choice(("m", "f"))),
        ("exclude", Choice(("m",), ("f",))),
    ],
)
def test_a_gesture_adds_to_the_choice(how: Any, after: Choice) -> None:
    assert Choice(("m",)).with_value("f", how) == after
    again = after.with_value("f", how)
    assert again == (Choice() if how == "only" else Choice(("m",)))


@pytest.mark.parametrize(
    ("facet", "choice", "texts"),
    [
        ("state", Choice(("due", "active")), ["state=due,active"]),
        ("care", Choice((), ("lives_alone",)), ["tag!=lives_alone"]),
        ("sex", Choice((NOTHING,)), ["sex!=f,m"]),
        ("sex", Choice(("f", NOTHING)), ["sex!=m"]),
        ("estate", Choice(("E1",), ("E2",)), ["estate=E1", "estate!=E2"]),
    ],
)
def test_a_choice_is_written_as_conditions(facet: str, choice: Choice, texts: list[str]) -> None:
    conditions = conditions_of(facet, choice, PACK)
    assert [one.text for one in conditions] == texts
    if choice != Choice(("f", NOTHING)):
        assert choice_of(NO_FILTER.put(facet, conditions), facet, PACK) == choice


def test_at_least_is_read_as_a_range() -> None:
    put_filter = NO_FILTER.put("age", parse_all(["age>=60", "age<=69"], PACK))
    assert choice_of(put_filter, "age", PACK) == Choice(("60..", "..69"))


def test_an_entry_says_its_facet_and_value() -> None:
    assert Entry("state", "due") in [line.entry for line in _lines()["state"]]
    assert State.DUE in _lines()["state"][1].at


def _lines() -> dict[str, Any]:
    from console.state.facets.lines import lines_of

    return lines_of(tiny.street())
