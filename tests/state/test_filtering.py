"""The filter: clauses come and go, every settled change is a step back and forth."""

from __future__ import annotations

from console.domain import packs
from console.domain.conditions import Condition, parse
from console.state.filtering import NO_FILTER, Clause, Filter, Filtering

PACK = packs.load("quarantine-2020")


def condition(text: str) -> Condition:
    return parse(text, PACK)


class Heard:
    """Everything a filter said."""

    def __init__(self, filtering: Filtering) -> None:
        self.said: list[tuple[tuple[str, ...], object]] = []
        filtering.changed.connect(self._hear)

    def _hear(self, filter_: Filter, by: object) -> None:
        self.said.append((filter_.texts, by))


def test_a_clause_is_put_replaced_in_its_place_and_taken_away(qapp: object) -> None:
    filtering = Filtering()
    filtering.put("sex", [condition("sex=f")])
    filtering.put("age", [condition("age>=60"), condition("age<=69")])
    filtering.put("sex", [condition("sex=m")])
    assert filtering.filter.texts == ("sex=m", "age>=60", "age<=69")
    assert filtering.filter.of("age") == (condition("age>=60"), condition("age<=69"))
    filtering.without("sex")
    assert filtering.filter == Filter((Clause("age", filtering.filter.of("age")),))


def test_it_is_silent_when_nothing_changes_and_says_who_changed_it(qapp: object) -> None:
    filtering = Filtering()
    heard = Heard(filtering)
    filtering.put("sex", [condition("sex=f")], "legend")
    filtering.put("sex", [condition("sex=f")], "legend")
    filtering.without("age", "legend")
    assert heard.said == [(("sex=f",), "legend")]
    assert filtering.can_undo
    filtering.undo()
    assert not filtering.can_undo


def test_undo_and_redo_walk_through_the_filters(qapp: object) -> None:
    filtering = Filtering()
    filtering.put("sex", [condition("sex=f")])
    filtering.put("age", [condition("age>=60")])
    filtering.undo()
    assert list(filtering.filter.texts) == ["sex=f"]
    filtering.redo()
    assert list(filtering.filter.texts) == ["sex=f", "age>=60"]
    filtering.clear()
    filtering.undo()
    assert list(filtering.filter.texts) == ["sex=f", "age>=60"]


def test_a_new_step_forgets_what_was_taken_back(qapp: object) -> None:
    filtering = Filtering()
    filtering.put("sex", [condition("sex=f")])
    filtering.undo()
    filtering.put("age", [condition("age>=60")])
    assert not filtering.can_redo


def test_what_passes_while_dragging_is_one_step(qapp: object) -> None:
    filtering = Filtering()
    heard = Heard(filtering)
    for least in range(50, 60):
        filtering.put("age", [condition(f"age>={least}")], passing=True)
    filtering.put("age", [condition("age>=60")])
    assert len(heard.said) == 11
    filtering.undo()
    assert filtering.filter == NO_FILTER
    assert not filtering.can_undo


def test_a_drag_back_to_where_it_began_is_no_step(qapp: object) -> None:
    filtering = Filtering()
    filtering.put("age", [condition("age>=60")], passing=True)
    filtering.without("age")
    assert not filtering.can_undo


def test_undo_in_the_middle_of_a_drag_takes_the_drag_back(qapp: object) -> None:
    filtering = Filtering()
    filtering.put("sex", [condition("sex=f")])
    filtering.put("age", [condition("age>=60")], passing=True)
    filtering.undo()
    assert filtering.filter.texts == ("sex=f",)


def test_another_street_forgets_the_steps(qapp: object) -> None:
    filtering = Filtering()
    filtering.put("sex", [condition("sex=f")])
    filtering.forget()
    assert filtering.filter == NO_FILTER
    assert not filtering.can_undo
