"""A text whose numbers are links keeps them where they stand, whatever is done to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.state.lists.link import ListLink
from console.state.lists.linked import Count, LinkAt, Linked, figure, fit, joined, linked

ACTIVE, PEOPLE = ListLink("active"), ListLink("people")


def numbers(said: Linked) -> list[tuple[str, ListLink]]:
    return [(said.text[one.start : one.end], one.link) for one in said.links]


def line() -> Linked:
    return linked(
        "estate.kept_line", "en", estates=3, people=Count(1234, PEOPLE), active=Count(7, ACTIVE)
    )


def test_a_sentence_knows_its_numbers() -> None:
    assert line().text == "3 estates · 1,234 people\n7 under the clock"
    assert numbers(line()) == [("1,234", PEOPLE), ("7", ACTIVE)]


def test_a_number_without_a_list_is_text() -> None:
    said = linked("legend.people", "zh", count=Count(5, None))
    assert said == Linked("5 人")
    assert figure(Count(1500, None)) == Linked("1,500")


def test_joined_texts_keep_their_numbers() -> None:
    said = joined(" · ", ("丁香苑", "", figure(Count(12, ACTIVE)), line()))
    assert said.text.startswith("丁香苑 · 12 · 3 estates")
    assert numbers(said) == [("12", ACTIVE), ("1,234", PEOPLE), ("7", ACTIVE)]


def test_lines_are_parted_between_their_numbers() -> None:
    said = linked(
        "estate.estate_line", "zh", active=Count(3, ACTIVE), complete=0, buildings=2,
        people=Count(40, PEOPLE),
    )  # fmt: skip
    upper, lower = said.lines()
    assert numbers(upper) == [("3", ACTIVE)]
    assert numbers(lower) == [("40", PEOPLE)]


def test_a_number_that_is_elided_is_no_link() -> None:
    said = line()
    assert numbers(said.shown_as("3 estates · 1,23…")) == []
    assert numbers(said.shown_as("3 estates · 1,234 peo…")) == [("1,234", PEOPLE)]
    assert numbers(said.shown_as("3 est…7 under the clock")) == [("7", ACTIVE)]


@given(st.text(max_size=30), st.integers(0, 10**7), st.text(max_size=30))
def test_what_is_made_fit_keeps_its_number_or_drops_it(
    before: str, number: int, after: str
) -> None:
    digits = f"{number:,}"
    link = LinkAt(len(before), len(before) + len(digits), ACTIVE)
    said = fit(Linked(before + digits + after, (link,)))
    assert [text for text, _ in numbers(said)] in ([digits], [])
