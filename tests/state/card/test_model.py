"""The card says of a place what the columns say: people, clocks, figures, and nothing personal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest

from console.domain.clock import State
from console.state.card import log as card_log
from console.state.card.blocks import Block, Card, Fact, Heading, Person, Row, Sentence, Title
from console.state.card.log import Log
from console.state.card.model import card
from console.state.card.unit import MOST_PEOPLE
from console.state.lists.linked import plain
from console.state.selection import (
    STREET,
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.store.columns import Street
from console.store.explain import explain
from console.store.frame import Frame, frame
from console.store.people import keep_names
from console.store.query_unit import Check, Event
from console.store.stamps import STAMPS
from tests.store import tiny

B = TypeVar("B", bound=Block)
HOUR_US = 3_600_000_000


def opened(tables: dict[str, list[dict[str, Any]]] | None = None, **head: Any) -> Frame:
    built = tiny.built(tiny.sample() if tables is None else tables, **head)
    keep_names(built.street, built.names)
    return frame(built.street, built.street.as_of_us)


def unit(street: Street, key: str) -> Place:
    rows = [row for row, one in enumerate(street.units.id) if one == key]
    return place_of_unit(street, rows[0])


def shown(at: Frame, place: Place, log: Log | None = None, language: str = "zh") -> Card:
    return card(at, place, log or Log(), language)


def of(kind: type[B], blocks: Sequence[Block]) -> list[B]:
    return [block for block in blocks if isinstance(block, kind)]


def facts(blocks: Card) -> dict[str, str]:
    return {fact.name: fact.value for fact in of(Fact, blocks)}


def everything(blocks: Card) -> str:
    return "\n".join(block.spoken() for block in blocks)


def test_a_unit_says_where_it_is_and_how_it_is_lived_in() -> None:
    at = opened()
    blocks = shown(at, unit(at.street, "B2-0101"))
    title = of(Title, blocks)[0]
    assert title.text == "101室"
    assert tuple(map(plain, title.quiet)) == ("出租 · 180 m² · 1 人", "丁香路910弄31号101室")
    assert facts(blocks)["楼层"] == "1 层 至 2 层"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"floor": -1, "floor_label": None}, "地下 1 层"),
        ({"floor": -1, "floor_label": None, "span_floors": 2}, "地下 1 层 至 1 层"),
        ({"floor": 3, "floor_label": "3A"}, "3A（第 3 层）"),
    ],
)
def test_floors_are_said_as_the_lift_says_them(given: dict[str, Any], said: str) -> None:
    tables = tiny.sample()
    row = {"unit_id": "X", "building_id": "B1", "column": 9, "room": "X", "occupancy": "owner"}
    tables["units"].append({**row, **given})
    at = opened(tables)
    assert facts(shown(at, unit(at.street, "X")))["楼层"] == said


def test_layout_and_the_day_of_verification_are_told() -> None:
    tables = tiny.sample()
    tables["units"][0] |= {"layout": "inferred", "verified_on": date(2020, 2, 3)}
    at = opened(tables)
    told = facts(shown(at, unit(at.street, "B1-0101")))
    assert (told["位置来源"], told["核实"]) == ("由房号推定", "2020-02-03")


def test_a_term_beyond_the_calendar_is_said_and_not_a_fault() -> None:
    tables = tiny.sample()
    tables["episodes"][0] |= {"days": 32767, "anchored_at": tiny.at("9990-01-01 00:00")}
    at = opened(tables)
    rows = [one for one in of(Person, shown(at, unit(at.street, "B1-1102")))]
    assert "超出历法" in " ".join(one.sentence for one in rows)


def test_nobody_with_episodes_still_makes_a_card() -> None:
    at = opened({**tiny.sample(), "episodes": []})
    people = of(Person, shown(at, unit(at.street, "B1-1102")))
    assert [one.mark.state for one in people] == [State.NONE, State.NONE]


def test_people_stand_with_masked_names_the_most_pressing_first() -> None:
    at = opened()
    people = of(Person, shown(at, unit(at.street, "B1-1102")))
    assert [one.name for one in people] == ["李**", "李**"]
    assert [one.mark.state for one in people] == [State.DUE, State.ACTIVE]
    assert people[1].status == "第 7/14 天"


def test_nothing_personal_beyond_the_masked_name_is_on_the_card() -> None:
    tables = tiny.sample()
    for row in tables["residents"]:
        row |= {"phone": "13812345678", "id_hash": "abcdef012345"}
    for row in tables["episodes"]:
        row |= {"origin": "秘密之地"}
    at = opened(tables)
    for key in ("B1-1102", "B1-0301", "B3-0601"):
        said = everything(shown(at, unit(at.street, key)))
        for secret in ("明珠", "小龙", "修文", "雄信", "13812345678", "abcdef012345", "秘密", "IT"):
            assert secret not in said


def test_an_unlocked_role_sees_names() -> None:
    at = opened()
    blocks = card(at, unit(at.street, "B1-1102"), Log(), "zh", masked=False)
    assert {one.name for one in of(Person, blocks)} == {"李明珠", "李小龙"}


def test_each_clock_comes_with_the_sentence_that_explains_it() -> None:
    at = opened()
    due = of(Person, shown(at, unit(at.street, "B1-1102")))[0]
    resident = due.key[1] if due.key else -1
    told = explain(at.street, int(at.shown[resident]), at.as_of_us)
    assert due.sentence == told.sentence["zh"]


def test_a_family_under_the_same_clock_is_explained_once() -> None:
    tables = tiny.sample()
    tables["episodes"][1] = {**tables["episodes"][0], "episode_id": "P02", "resident_id": "R02"}
    at = opened(tables)
    people = of(Person, shown(at, unit(at.street, "B1-1102")))
    assert people[1].sentence == "起止与说明同上一位。"
    assert people[1].explained == people[0].sentence
    assert people[0].sentence in people[1].spoken()


def test_a_strip_has_a_cell_for_every_day_and_knows_its_extension() -> None:
    at = opened()
    rows = [row for row, key in enumerate(at.street.residents.id) if key == "R09"]
    strip = of(Person, shown(at, Place(resident=rows[0])))[0].strip
    assert strip is not None
    assert (strip.day, strip.of, strip.planned_days, strip.cut) == (1, 21, 14, False)


@pytest.mark.parametrize(
    ("key", "cut", "early"), [("B3-0101", False, False), ("B3-0102", True, True)]
)
def test_a_strip_is_cut_where_it_ended_before_its_last_day(
    key: str, cut: bool, early: bool
) -> None:
    at = opened()
    person = of(Person, shown(at, unit(at.street, key)))[0]
    assert person.strip is not None
    assert (person.strip.cut, person.mark.early) == (cut, early)


def test_tags_stand_care_first_and_unknown_ones_as_they_are() -> None:
    tables = tiny.sample()
    tables["residents"][0]["tags"] = ["party_member", "棋友", "lives_alone"]
    at = opened(tables)
    people = of(Person, shown(at, unit(at.street, "B1-1102")))
    labels = [[badge.label for badge in one.badges] for one in people]
    assert ["独居老人", "党员", "棋友"] in labels


def test_people_in_a_vacant_unit_are_pointed_out() -> None:
    tables = tiny.sample()
    tables["residents"][0]["unit_id"] = "B1-0601"
    tables["episodes"][0]["unit_id"] = "B1-0601"
    at = opened(tables)
    said = of(Sentence, shown(at, unit(at.street, "B1-0601")))
    assert plain(said[0].text) == "登记为空置，却有 1 人；请核实。"


def test_an_empty_unit_says_so() -> None:
    at = opened()
    assert "没有登记的居民" in everything(shown(at, unit(at.street, "B1-0201")))


def test_households_are_told_apart_when_there_are_several() -> None:
    tables = tiny.sample()
    tables["residents"][1]["household"] = "another"
    at = opened(tables)
    headings = [one.text for one in of(Heading, shown(at, unit(at.street, "B1-1102")))]
    assert headings == ["本户人员", "家庭 1", "家庭 2"]


def test_a_crowd_is_counted_beyond_what_is_listed() -> None:
    tables = tiny.sample()
    tables["residents"] += [
        {"resident_id": f"X{row:03}", "unit_id": "B1-0201", "name": "王五"}
        for row in range(MOST_PEOPLE + 5)
    ]
    at = opened(tables)
    blocks = shown(at, unit(at.street, "B1-0201"))
    assert len(of(Person, blocks)) == MOST_PEOPLE
    assert "共 65 人。" in everything(blocks)


def test_other_episodes_of_a_person_follow_them() -> None:
    tables = tiny.sample()
    earlier = {**tables["episodes"][3], "episode_id": "P00", "resident_id": "R01"}
    tables["episodes"].append(earlier)
    at = opened(tables)
    rows = of(Row, shown(at, unit(at.street, "B1-1102")))
    assert [(row.text, plain(row.figure)) for row in rows] == [("02-02 至 02-15", "已解除")]


def test_a_building_counts_its_states_and_names_who_comes_next() -> None:
    at = opened()
    blocks = shown(at, place_of_building(at.street, 0))
    told = facts(blocks)
    assert (told["隔离中"], told["其中今日期满"], told["期满待解除"]) == ("2", "1", "1")
    rows = of(Row, blocks)
    assert [row.lead for row in rows] == ["301室", "1102室", "1102室"]
    assert all(row.key and row.key[0] == "unit" for row in rows)


def test_a_building_with_several_doors_counts_each() -> None:
    tables = tiny.sample()
    for row in tables["units"]:
        if row["building_id"] == "B1" and row["column"] == 1:
            row["entrance"] = "31号"
    at = opened(tables)
    rows = [
        row
        for row in of(Row, shown(at, place_of_building(at.street, 0)))
        if "户" in plain(row.figure)
    ]
    assert [(row.text, plain(row.figure)) for row in rows] == [
        ("30号", "11 户 · 隔离中 0"),
        ("31号", "11 户 · 隔离中 2"),
    ]


def test_a_building_without_units_says_so() -> None:
    at = opened()
    assert "没有登记房屋" in everything(shown(at, place_of_building(at.street, 3)))


def test_an_estate_says_what_ends_in_the_coming_days() -> None:
    at = opened()
    rows = of(Row, shown(at, place_of_estate(at.street, 0)))
    ahead = {row.lead: plain(row.figure) for row in rows if row.share >= 0}
    assert (ahead["今天"], ahead["明天"]) == ("1", "0")


def test_the_street_speaks_in_sentences() -> None:
    said = everything(shown(opened(), STREET))
    active = int(opened().total.active[0])
    assert f"截至 2020-03-18 周三 08:00，隔离中 {active} 人" in said
    assert "1 人还没有匹配到房屋" in said
    assert "合成数据" in said


def test_only_a_synthetic_street_says_that_it_is() -> None:
    assert "合成数据" not in everything(shown(opened(synthetic=False), STREET))


def test_a_building_without_an_address_leaves_the_line_out() -> None:
    tables = tiny.sample()
    tables["buildings"][0]["address"] = None
    at = opened(tables)
    assert len(of(Title, shown(at, unit(at.street, "B1-1102")))[0].quiet) == 1


def test_an_aggregate_street_says_that_it_holds_counts_only() -> None:
    rows = {key: tiny.sample()[key] for key in ("buildings", "units", "estates", "committees")}
    assert "只有汇总数" in everything(shown(opened(rows, masking="aggregate"), STREET))


def test_an_empty_street_has_a_card() -> None:
    assert "没有隔离中的人" in everything(shown(opened({"buildings": [], "units": []}), STREET))


def check(at: Frame, due_h: float, done_h: float | None = None, result: str | None = None) -> Check:
    done = None if done_h is None else int(at.as_of_us + done_h * HOUR_US)
    due = int(at.as_of_us + due_h * HOUR_US)
    return Check("K", "temperature", due, done, result, None, None)


def log_rows(at: Frame, log: Log) -> list[Row]:
    return of(Row, shown(at, unit(at.street, "B1-0201"), log))


def test_checks_say_whether_they_are_done_open_or_not_due() -> None:
    at = opened()
    checks = (check(at, 2), check(at, -2), check(at, -26, -25, "36.4"))
    rows = log_rows(at, Log("known", checks, ()))
    assert [row.figure for row in rows] == ["未到时间", "未完成", "36.4"]
    assert [row.open_end for row in rows] == [False, True, False]


def test_a_check_names_whom_it_is_about_where_several_live() -> None:
    at = opened()
    of_somebody = replace(check(at, -2), resident_id="R02")
    blocks = shown(at, unit(at.street, "B1-1102"), Log("known", (of_somebody,), ()))
    assert "测温 李**" in [row.text for row in of(Row, blocks)]


def test_only_the_next_few_checks_stand_before_those_that_were_due() -> None:
    at = opened()
    checks = tuple(check(at, hours) for hours in range(9, -30, -1))
    rows = log_rows(at, Log("known", checks, ()))
    assert [row.figure for row in rows].count("未到时间") == card_log.MOST_AHEAD
    assert len(rows) == card_log.MOST_AHEAD + card_log.MOST_CHECKS


def test_an_event_says_how_long_it_took_to_the_door() -> None:
    at = opened()
    stamps: list[int | None] = [None] * len(STAMPS)
    stamps[STAMPS.index("raised_at")] = at.as_of_us - HOUR_US
    stamps[STAMPS.index("arrived_at")] = at.as_of_us - HOUR_US + 12 * 60_000_000
    stamps[STAMPS.index("closed_at")] = at.as_of_us
    rows = log_rows(at, Log("known", (), (Event("E", "fall", tuple(stamps), None, None, None),)))
    assert (rows[0].text, rows[0].figure) == ("跌倒", "12 分钟到门，已关闭")


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        ((), "待受理"),
        (("acknowledged_at",), "已看到"),
        (("acknowledged_at", "accepted_at"), "已接手"),
        (("accepted_at", "arrived_at"), "60 分钟到门"),
        (("acknowledged_at", "closed_at"), "已关闭"),
    ],
)
def test_an_event_says_how_far_it_got(passed: tuple[str, ...], said: str) -> None:
    at = opened()
    stamps = [at.as_of_us if name in passed else None for name in STAMPS]
    stamps[0] = at.as_of_us - HOUR_US
    event = Event("E", "fall", tuple(stamps), None, None, None)
    row = log_rows(at, Log("known", (), (event,)))[0]
    assert (row.figure, row.open_end) == (said, "closed_at" not in passed)


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (Log(), "数据载入后"),
        (Log("reading"), "正在读取"),
        (Log("failed"), "没有读到"),
        (Log("known", (), ()), "没有走访记录"),
    ],
)
def test_what_is_not_known_is_said(log: Log, said: str) -> None:
    at = opened()
    assert said in everything(shown(at, unit(at.street, "B1-0201"), log))


def test_an_unknown_kind_stands_as_it_is() -> None:
    assert card_log.kind_said("tuina", "zh") == "tuina"
    assert card_log.kind_said("fall.zh", "zh") == "fall.zh"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_card_speaks_both_languages(language: str) -> None:
    at = opened()
    for place in (STREET, place_of_estate(at.street, 1), place_of_building(at.street, 2)):
        assert everything(shown(at, place, language=language))
    assert everything(shown(at, unit(at.street, "B1-1102"), language=language))
