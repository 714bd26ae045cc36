"""What is offered next: fields, operators, and values by name, label and pinyin, with counts."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as some

from console.domain import packs
from console.domain.conditions import FIELDS, parse
from console.store.completion import Completer, Offer
from console.store.condition_ids import missing_ids
from console.store.conditions import keep
from console.store.frame import Frame, frame
from console.store.narrow import narrowed
from tests.store import tiny

PACK = packs.load("quarantine-2020")


@cache
def now() -> Frame:
    street = tiny.street()
    return frame(street, street.as_of_us)


@cache
def completer(language: str = "zh") -> Completer:
    return Completer(now(), language)


def offered(text: str, language: str = "zh") -> list[str]:
    return [one.text for one in completer(language).offers(text, len(text))]


def taken(text: str, offer: Offer) -> str:
    return text[: offer.at.start] + offer.text + text[offer.at.end :]


def test_nothing_typed_offers_every_field_with_its_operator() -> None:
    found = offered("")
    assert [one.rstrip("<>=!") for one in found] == list(FIELDS)
    assert "age>=" in found
    assert "state=" in found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("sta", "state="),
        ("年龄", "age>="),
        ("nianl", "age>="),
        ("state=a", "active"),
        ("state=隔", "planned"),
        ("tag=独", "lives_alone"),
        ("tag=dj", "lives_alone"),
        ("tag=Lives", "lives_alone"),
        ("estate=牡丹", "E2"),
        ("estate=mdx", "E2"),
        ("committee=dx", "C1"),
        ("building=30", "B1"),
        ("occupancy=出租", "rented"),
        ("kind=vi", "villa"),
        ("checked=", "24"),
        ("arrived>=", "2020-03-18"),
    ],
)
def test_the_likeliest_comes_first(text: str, first: str) -> None:
    assert offered(text)[0] == first


def test_a_word_alone_brings_its_field() -> None:
    assert "tag=lives_alone" in offered("独居")
    assert "estate=E2" in offered("牡丹")


def test_a_field_typed_out_is_followed_by_the_operators_it_has() -> None:
    assert offered("age") == ["=", "!=", ">=", "<="]
    assert offered("tag") == ["=", "!="]


def test_behind_a_comma_what_stands_there_already_is_left_out() -> None:
    found = offered("state=active,")
    assert "active" not in found
    assert "due" in found


def test_behind_a_space_the_next_condition_begins() -> None:
    assert "age>=" in offered("state=active ")
    assert "age>=" in offered("state=active ag")


@pytest.mark.parametrize("field", ["state", "category", "tag", "sex", "registration", "occupancy"])
@pytest.mark.parametrize("where", ["", "estate=E1", "age>=40"])
def test_counts_are_what_the_value_alone_keeps(field: str, where: str) -> None:
    at = now()
    if where:
        at = narrowed(at, keep(at, (parse(where, PACK),)))
    for offer in Completer(at, "zh").offers(f"{field}=", len(field) + 1):
        asked = [parse(f"{field}={offer.text}", PACK), *([parse(where, PACK)] if where else [])]
        kept = keep(now(), asked)
        counted = kept.units if field == "occupancy" else kept.people
        assert offer.count == int(counted.sum()), offer


def test_places_count_the_people_in_them() -> None:
    for field in ("estate", "committee", "building"):
        for offer in completer().offers(f"{field}=", len(field) + 1):
            kept = keep(now(), (parse(f"{field}={offer.text}", PACK),))
            assert offer.count == int(kept.people.sum()), offer


@given(some.text(max_size=30) | some.sampled_from(["state=active ag", "tag=", "=", "estate=mdx "]),
       some.integers(0, 30))  # fmt: skip
def test_any_text_and_cursor_have_offers_that_fit_the_text(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    for offer in completer("en").offers(text, cursor):
        assert 0 <= offer.at.start <= offer.at.end <= len(text)
        assert offer.text in taken(text, offer)


def test_an_id_that_is_not_there_is_named_with_what_was_meant() -> None:
    conditions = [parse(text, PACK) for text in ("estate=E1,丁香苑,E9", "tag=nobody", "age>=60")]
    missing = missing_ids(now().street, conditions)
    assert [(one.field, one.value, one.id) for one in missing] == [
        ("estate", "丁香苑", "E1"), ("estate", "E9", ""), ("tag", "nobody", "")
    ]  # fmt: skip
    assert "E1" in missing[0].error.say("zh")
    assert "E9" in missing[1].error.say("en")
