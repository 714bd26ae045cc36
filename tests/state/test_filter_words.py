"""A filter in words: every field is said, values are called by name, ranges are written out."""

from __future__ import annotations

import pytest

from console.domain import packs
from console.domain.conditions import FIELDS, parse
from console.domain.words import LANGUAGES
from console.state.filter_words import condition_text, filter_text, filter_words
from console.state.filtering import NO_FILTER
from tests.store import tiny

PACK = packs.load("quarantine-2020")


def said(text: str, language: str = "zh") -> str:
    return condition_text(parse(text, PACK), tiny.street(), language)


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("state=active,due", "状态：隔离中、其中今日期满"),
        ("tag!=lives_alone", "标签，除 独居老人"),
        ("age>=60", "年龄：60 岁及以上"),
        ("age=60..69,80..,5", "年龄：5 岁、60–69 岁、80 岁及以上"),
        ("left<=3", "剩余：3 天及以下"),
        ("arrived=2020-03-01..2020-03-10", "开始隔离：2020-03-01 至 2020-03-10"),
        ("checked=never", "走访：从未走访"),
        ("estate=E1,E2", "小区：丁香苑、牡丹新村"),
        ("building=B1,B2,B3,B4", "楼栋：4 项，如 30号楼、31号楼、5号楼"),
        ("estate=gone", "小区：gone"),
        ("tag=棋友", "标签：棋友"),
        ("resident=R01,R02", "选定的人：2 人"),
    ],
)
def test_a_condition_is_said(text: str, zh: str) -> None:
    assert said(text) == zh


def test_one_day_is_no_days() -> None:
    assert [said(f"left={days}", "en") for days in (1, 2)] == ["Left: 1 day", "Left: 2 days"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_said_in_every_language(field: str, language: str) -> None:
    value = {
        "state": "active", "category": "key", "sex": "f", "registration": "local",
        "occupancy": "owner", "arrived": "2020-03-01",
    }.get(field, "3")  # fmt: skip
    for operator in ("=", "!="):
        assert said(f"{field}{operator}{value}", language)


def test_a_whole_filter_is_one_line_and_words_know_their_place() -> None:
    conditions = [parse(text, PACK) for text in ("age>=60", "age<=69")]
    filter_ = NO_FILTER.put("age", conditions).put("sex", [parse("sex!=m", PACK)])
    assert (
        filter_text(filter_, tiny.street(), "zh")
        == "年龄：60 岁及以上；年龄：69 岁及以下；性别，除 男"
    )
    places = [(one.source, one.place) for one in filter_words(filter_, tiny.street(), "zh")]
    assert places == [("age", 0), ("age", 1), ("sex", 0)]
