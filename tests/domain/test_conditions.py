"""Conditions as they are written: what is understood, and what is answered to a slip."""

from __future__ import annotations

import pytest

from console.domain import packs
from console.domain.conditions import Condition, Operator, known_words, parse, parse_all
from console.domain.errors import UserError

PACK = packs.load("quarantine-2020")


def fault(text: str) -> UserError:
    with pytest.raises(UserError) as found:
        parse(text, PACK)
    return found.value


def test_values_are_separated_by_commas() -> None:
    assert parse("state=active,due", PACK) == Condition(
        "state=active,due", "state", Operator.IS, ("active", "due")
    )


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("age=60", Operator.IS),
        ("age!=60", Operator.IS_NOT),
        ("age>=60", Operator.AT_LEAST),
        ("age<=60", Operator.AT_MOST),
    ],
)
def test_a_number_is_compared_four_ways(text: str, operator: Operator) -> None:
    read = parse(text, PACK)
    assert (read.operator, read.numbers) == (operator, (60,))


def test_floors_below_ground_are_negative() -> None:
    assert parse("floor=-1,+2", PACK).numbers == (-1, 2)


@pytest.mark.parametrize(
    ("text", "kept"), [("floor>=9" + "9" * 40, 2**31 - 1), ("floor>=-" + "9" * 40, 1 - 2**31)]
)
def test_a_number_out_of_reach_is_as_far_as_numbers_go(text: str, kept: int) -> None:
    assert parse(text, PACK).numbers == (kept,)


def test_ids_and_tags_are_taken_as_they_stand() -> None:
    assert parse("estate!=丁香苑=1, E 2", PACK).values == ("丁香苑=1", "E 2")
    assert parse("tag=棋友", PACK).values == ("棋友",)


def test_a_condition_is_about_people_or_about_places() -> None:
    read = parse_all(["sex=f", "building=B1"], PACK)
    assert [one.is_about_people for one in read] == [True, False]


@pytest.mark.parametrize(
    "text", ["", "active", "state", "sex>60", "age<x", "state!active", "age=>60x>"]
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    assert fault(text).key in ("condition.unreadable", "condition.not_a_number")


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("age>60", "age>=61"),
        ("age < 5", "age<=4"),
        ("arrived>2020-02-29", "arrived>=2020-03-01"),
        ("arrived<2020-03-01", "arrived<=2020-02-29"),
    ],
)
def test_a_comparison_without_its_end_is_told_how_it_is_written(text: str, instead: str) -> None:
    slip = fault(text)
    assert slip.key == "condition.strict"
    assert all(instead in slip.say(language) for language in ("zh", "en"))
    assert parse(instead, PACK).text == instead


@pytest.mark.parametrize("text", ["state=", "estate=E1,", "age>=", "tag=,a", "estate= "])
def test_a_missing_value_is_named(text: str) -> None:
    assert fault(text).key == "condition.no_value"


def test_an_unknown_field_gets_the_nearest_one_suggested() -> None:
    slip = fault("stat=active")
    assert slip.key == "condition.unknown_field"
    assert "state" in slip.say("zh")
    assert "Did you mean state?" in slip.say("en")


def test_a_field_that_resembles_none_gets_all_of_them_listed() -> None:
    assert "occupancy" in fault("xyz=1").say("en")
    assert "committee" in fault("=1").say("zh")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("state=activ", "active"),
        ("state=Complete", "complete"),
        ("category=dommestic", "domestic"),
        ("registration=locals", "local"),
        ("occupancy=rent", "rented"),
        ("sex=x", "f"),
    ],
)
def test_an_unknown_word_gets_a_suggestion(text: str, near: str) -> None:
    slip = fault(text)
    assert slip.key == "condition.unknown_word"
    assert near in slip.say("en")


@pytest.mark.parametrize(
    "field", ["state", "tag", "sex", "estate", "unit", "occupancy", "category"]
)
@pytest.mark.parametrize("operator", [">=", "<="])
def test_a_text_is_not_more_or_less(field: str, operator: str) -> None:
    assert fault(f"{field}{operator}1").key == "condition.not_a_number_field"


@pytest.mark.parametrize("text", ["age=old", "age=6.5", "floor=B1", "age=６0", "age>=1_0"])
def test_a_number_field_takes_whole_numbers_only(text: str) -> None:
    assert fault(text).key == "condition.not_a_number"


def test_at_least_and_at_most_take_one_number() -> None:
    assert fault("age>=60,70").key == "condition.one_number"


def test_a_date_is_compared_by_its_day() -> None:
    assert parse("arrived>=1970-01-11", PACK).numbers == (10,)
    assert parse("arrived=1970-01-01,1970-01-02", PACK).numbers == (0, 1)


@pytest.mark.parametrize(
    "text", ["arrived=2020-02-30", "arrived>=20200301", "arrived<=3月1日", "arrived!=2020-03-01T08"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert fault(text).key == "condition.not_a_date"


def test_a_check_may_never_have_been_done() -> None:
    assert parse("checked=never,36", PACK).numbers == (36,)
    assert fault("checked>=never").key == "condition.not_a_number"
    assert fault("left=never").key == "condition.not_a_number"


def test_numbers_and_dates_may_be_ranges() -> None:
    assert parse("age=60..69,80..,5", PACK).ranges == ((60, 69), (80, 2**31 - 1))
    assert parse("age=60..69,80..,5", PACK).numbers == (5,)
    assert parse("floor!=..-1", PACK).ranges == ((1 - 2**31, -1),)
    assert parse("arrived=1970-01-02..1970-01-04", PACK).ranges == ((1, 3),)


@pytest.mark.parametrize("text", ["age=..", "age=9..3", "arrived=2020-03-02..2020-03-01"])
def test_what_is_no_range_is_refused(text: str) -> None:
    assert fault(text).key == "condition.not_a_range"


@pytest.mark.parametrize("text", ["age>=60..69", "age=a..9", "age=1...3", "age=1..2..3"])
def test_a_range_of_no_numbers_is_refused(text: str) -> None:
    assert fault(text).key == "condition.not_a_number"


def test_open_fields_have_no_list_of_words() -> None:
    assert known_words("tag", PACK) is None
    assert known_words("category", PACK) == ("key", "other", "domestic", "unknown")
