"""Relations to the householder are said in English where their word is a usual one."""

from __future__ import annotations

from console.demo.people.families import RELATIONS
from console.domain.relations import relation


def test_every_relation_of_the_synthetic_street_is_said_in_english() -> None:
    assert [relation(one, "en") for one in RELATIONS if not relation(one, "en").isascii()] == []
    assert relation("户主", "en") == "head"


def test_chinese_and_unusual_words_stay_as_they_are() -> None:
    assert relation("户主", "zh") == "户主"
    assert relation("表舅", "en") == "表舅"
