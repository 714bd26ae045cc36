"""Masks, sentences, dates in words, packs and errors: what things are called."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from console.domain import dates, distinct, instants, packs, resources, words
from console.domain.errors import UserError
from console.domain.masking import mask_name

PACK = packs.load("quarantine-2020")


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("李明珠", "李**"),
        ("李明", "李*"),
        ("欧阳修", "欧阳*"),
        ("欧阳修文", "欧阳**"),
        ("欧阳", "欧*"),
        ("John Smith", "J***"),
        ("Ng", "N***"),
        ("李", "*"),
        ("古力娜扎尔", "古**"),
        ("  王芳 ", "王*"),
        ("𠮷田太", "𠮷**"),
        ("", ""),
    ],
)
def test_a_masked_name_keeps_the_surname_alone(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(st.text(max_size=30))
def test_a_mask_never_tells_more_than_surname_and_three_signs(name: str) -> None:
    masked = mask_name(name)
    assert len(masked) <= 4
    assert masked.count("*") >= bool(name.strip())


@pytest.mark.parametrize(
    ("code", "day", "category"),
    [
        (None, "2020-03-18", "unknown"),
        ("", "2020-03-18", "unknown"),
        ("710000", "2020-03-18", "other"),
        ("810000", "2020-03-18", "other"),
        ("820000", "2020-03-18", "other"),
        ("420100", "2020-04-07", "key"),
        ("420100", "2020-04-08", "domestic"),
        ("310115", "2020-03-18", "domestic"),
        ("CN", "2020-03-18", "domestic"),
        ("KR", "2020-03-05", "other"),
        ("KR", "2020-03-06", "key"),
        ("US", "2020-03-12", "other"),
        ("US", "2020-03-13", "key"),
        ("AT", "2020-03-17", "key"),
        ("SA", "2020-03-19", "other"),
        ("SA", "2020-03-20", "key"),
        ("TH", "2020-05-01", "other"),
    ],
)
def test_a_category_follows_from_origin_and_day(code: str | None, day: str, category: str) -> None:
    assert PACK.category(code, date.fromisoformat(day)) == category


def test_the_pack_lists_its_classes_in_the_legends_order() -> None:
    assert [one.key for one in PACK.classes] == ["key", "other", "domestic", "unknown"]
    assert PACK.class_index("domestic") == 2
    with pytest.raises(ValueError, match="blue"):
        PACK.class_index("blue")


def test_an_unknown_pack_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError) as fault:
        packs.load("influenza-2031")
    assert "quarantine-2020" in fault.value.say("zh")


def test_a_user_error_speaks_both_languages() -> None:
    slip = UserError("explain.no_episode", id="P1")
    assert "P1" in slip.say("zh")
    assert str(slip) == slip.say("en")


def test_a_value_in_both_languages_becomes_the_sentences_own() -> None:
    said = words.both("condition.unknown_field", field="x", hint={"zh": "甲", "en": "a"})
    assert said["zh"].endswith("甲")
    assert said["en"].endswith("a")


def test_a_sentence_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        words.say("condition.no_such_sentence", "zh")


def test_resources_lie_beside_the_code_or_inside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert (resources.root() / "words").is_dir()
    resources.root.cache_clear()
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.root() == tmp_path / "resources"
    resources.root.cache_clear()


def test_dates_are_said_in_words_and_a_year_beside_itself_is_left_out() -> None:
    day = date(2020, 3, 5)
    said = {"zh": ("2020年3月5日", "3月5日"), "en": ("5 March 2020", "5 March")}
    for language, (whole, beside) in said.items():
        assert dates.say_day(day, language) == dates.say_day(day, language, 2019) == whole
        assert dates.say_day(day, language, 2020) == beside


def test_instants_are_said_to_the_minute() -> None:
    tz = instants.zone("Asia/Shanghai")
    at_us = instants.parse("2020-12-31 09:05:59", tz)
    assert dates.say_instant(at_us, tz, "zh", 2020) == "12月31日 09:05"
    assert dates.say_instant(at_us, tz, "en", 2020) == "31 December 09:05"


@given(arrays.arrays(np.int64, st.integers(0, 30), elements=st.integers(-5, 5)))
def test_distinct_numbers_are_those_numpy_finds(
    values: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> None:
    found, place = distinct.distinct(values)
    wanted, inverse = np.unique(values, return_inverse=True)
    assert found.tolist() == wanted.tolist()
    assert place.tolist() == inverse.tolist()


@pytest.mark.parametrize(
    ("people", "homes", "said"),
    [
        (1, 2, "Keeps 1 person, 2 units"),
        (2, 1, "Keeps 2 people, 1 unit"),
        (np.int64(1), 1, "Keeps 1 person, 1 unit"),
        (0, 1001, "Keeps 0 people, 1,001 units"),
    ],
)
def test_english_counts_one_of_a_thing_as_one(people: int, homes: int, said: str) -> None:
    assert words.say("expression.keeps", "en", people=people, homes=homes).startswith(said)


def test_one_is_and_more_are() -> None:
    one = words.say("card.vacant_but", "en", count=1)
    assert "1 person is here" in one
    assert "2 people are here" in words.say("card.vacant_but", "en", count=2)


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize(("people", "estates"), [(1234, 1), (1, 0)])
def test_pieces_are_the_sentence_parted_at_its_values(
    language: str, people: int, estates: int
) -> None:
    told = {"people": people, "estates": estates, "active": 7}
    found = list(words.pieces("estate.kept_line", language, **told))
    said = words.say("estate.kept_line", language, **told)
    assert "".join(piece for _, piece in found) == said
    assert [name for name, _ in found if name] == ["estates", "people", "active"]
    assert dict(found)["people"] == f"{people:,}"


def test_a_number_alone_has_its_verb() -> None:
    said = [words.say("card.street_today", "en", arrived=2, complete=number) for number in (1, 2)]
    assert ["1 is not released" in said[0], "2 are not released" in said[1]] == [True, True]


_VERBS = {
    *("is", "has", "ms", "holds", "lacks", "was", "spans", "works", "speaks", "says", "s"),
    *("repeats", "refreshes", "refers", "puts", "paints", "lies", "leaves", "leads", "does"),
    *(
        "becomes",
        "belongs",
        "crashes",
        "counts",
        "gives",
        "stands",
        "keeps",
        "names",
        "needs",
        "means",
        "as",
        "others",
    ),
}
"""What follows a value in a sentence and ends like a plural, but is none."""


def test_every_thing_that_is_counted_has_a_word_for_one_of_it() -> None:
    folder = resources.root() / "words"
    for file in sorted(folder.glob("*.toml")):
        for name, noun in re.findall(r"\{(\w+):?,?\} ([a-z]+s|people)\b", file.read_text("utf-8")):
            known = noun in _VERBS or noun in words.SINGULAR
            assert known, f"{file.name}: {{{name}}} {noun}"
