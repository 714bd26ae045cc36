"""An expression is read whatever is typed: conditions, or the place of each slip and its mend."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from console.domain import packs
from console.domain.conditions import FIELDS, parse, parse_all
from console.domain.expression import hint, read, written
from console.domain.parts import MOST, parts_of

PACK = packs.load("quarantine-2020")


def texts(text: str) -> list[str]:
    return [one.text for one in read(text, PACK).conditions]


def slips(text: str) -> list[tuple[str, str]]:
    """What stands at the place of each slip, and what to write instead."""
    return [(one.at.of(text), one.instead) for one in read(text, PACK).slips]


@pytest.mark.parametrize(
    "text",
    [
        "state=active age>=60",
        "state=active  且 age>=60",
        "state=active且age>=60",
        "state=active and age>=60",
        "  state=active AND age>=60 and ",
    ],
)
def test_several_conditions_stand_with_a_space_or_a_word_between_them(text: str) -> None:
    assert texts(text) == ["state=active", "age>=60"]
    assert [one.text for one in parse_all((text,), PACK)] == ["state=active", "age>=60"]


def test_nothing_typed_is_the_expression_without_conditions() -> None:
    for text in ("", "   ", "且", "and"):
        assert read(text, PACK).is_whole
        assert texts(text) == []


def test_a_value_may_hold_spaces_until_the_next_condition_begins() -> None:
    conditions = read("tag=rock and roll,棋友 state=due", PACK).conditions
    assert [one.values for one in conditions] == [("rock and roll", "棋友"), ("due",)]


def test_one_condition_is_read_by_the_command_line_as_ever() -> None:
    for text in (" age >= 60 ", "tag=a b", "floor!=1"):
        assert parse_all((text,), PACK) == (parse(text, PACK),)


@pytest.mark.parametrize(
    ("text", "place", "instead"),
    [
        ("sttae=active", "sttae", "state"),
        ("age>=60 stat=due", "stat", "state"),
        ("state=activ,due", "activ", "active"),
        ("sex=f state=deu", "deu", "due"),
        ("estate>=3", ">=", "="),
        ("age>=6x", "6x", ""),
        ("age>=60,70", "70", ""),
        ("arrived>=18.3.", "18.3.", ""),
        ("age≥60", "age≥60", "age>=60"),
        ("state＝active，due", "state＝active，due", "state=active,due"),
        ("estate=E0001，E0002", "estate=E0001，E0002", "estate=E0001,E0002"),
        ("active", "active", "state=active"),
        ("state=due vacant", "due vacant", ""),
        ("age", "age", ""),
        ("foo state=due", "foo", ""),
        ("state=", "state=", ""),
    ],
)
def test_a_slip_has_its_place_and_what_would_do(text: str, place: str, instead: str) -> None:
    assert slips(text) == [(place, instead)]


def test_a_strict_comparison_is_a_condition_of_its_own() -> None:
    """And no part of the value before it; what would do says the same."""
    found = read("tag=lives_alone age<5 floor>10", PACK)
    assert [one.text for one in found.conditions] == ["tag=lives_alone"]
    assert found.mended() == "tag=lives_alone age<=4 floor>=11"


def test_a_mended_text_is_whole() -> None:
    expression = read("sttae=activ 且 age≥60", PACK)
    for _ in range(3):
        expression = read(expression.mended(), PACK)
    assert expression.text == "state=active 且 age>=60"
    assert expression.is_whole


def test_what_is_right_is_read_beside_what_is_wrong() -> None:
    expression = read("state=active agee>=60", PACK)
    assert [one.text for one in expression.conditions] == ["state=active"]
    assert len(expression.slips) == 1


def test_a_slip_says_where_it_is_in_both_languages() -> None:
    (slip,) = read("state=active agee>=60", PACK).slips
    assert hint(slip, "zh").startswith("第 14 个字符：")
    assert hint(slip, "en").startswith("At character 14: ")


def test_conditions_written_are_read_again() -> None:
    conditions = read("state=active,due age>=60 且 estate=E0001", PACK).conditions
    assert read(written(conditions), PACK).conditions == conditions


def test_a_text_too_long_is_said_to_be() -> None:
    expression = read("tag=" + "x" * MOST, PACK)
    assert not expression.is_whole
    assert expression.slips[-1].error.key == "expression.too_long"


RUBBISH = some.text(max_size=200) | some.lists(
    some.sampled_from([*FIELDS, "=", "!=", ">=", "<=", ",", " ", "且", "and", "，", "≥", "active",
                       "60", "2020-03-18", "..", "-", "\n", "\x00", "E0001", "never"]),
    max_size=30,
).map("".join)  # fmt: skip


@given(RUBBISH)
@example("age>=" + "9" * 400)
@example("=,,,=")
def test_rubbish_is_never_an_error_and_every_slip_lies_in_the_text(text: str) -> None:
    expression = read(text, PACK)
    for slip in expression.slips:
        assert 0 <= slip.at.start <= slip.at.end <= len(text)
        for language in ("zh", "en"):
            assert hint(slip, language)
    read(expression.mended(), PACK)


@given(RUBBISH)
def test_the_parts_of_rubbish_follow_one_another(text: str) -> None:
    end = 0
    for part in parts_of(text):
        assert end <= part.whole.start <= part.whole.end <= len(text)
        end = part.whole.end
