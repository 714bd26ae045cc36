"""What `summary` and `clock` print: as JSON, as text in both languages, and in place of a fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from console.domain.clock import State
from console.domain.errors import UserError
from console.domain.instants import micros
from console.store.answers import answer_clock, answer_summary, summary_of
from console.store.explain import episode_row, explain, shown_row
from console.store.frame import frame
from console.store.summary import clock_counts
from console.store.summary_text import summary_text, width
from tests.store import tiny


@pytest.fixture
def snapshot(own_home: Path, tmp_path: Path) -> str:
    assert own_home
    return str(tiny.write(tmp_path / "a.street"))


def text(tables: dict[str, Any] | None, language: str, **asked: Any) -> str:
    street = tiny.street(tables)
    return summary_text(summary_of(street, street.as_of_us, **asked), language)


def test_a_summary_in_chinese() -> None:
    said = text(None, "zh", level="estate", where=["state!=due"])
    assert said.splitlines()[:4] == [
        "花木街道 · 截至 2020年3月18日 08:00",
        "合成数据，与真实人员无关",
        "条件：state!=due",
        "居委会 2 · 小区 2 · 楼栋 3 · 房屋 8 · 居民 11",
    ]
    assert "隔离  待隔离 1 · 隔离中 3 · 其中今日期满 0" in said
    assert said.splitlines()[-1].startswith("（无所属）")


def test_a_summary_in_english() -> None:
    said = text(None, "en", level="unit")
    assert said.startswith("Huamu Subdistrict · as of 18 March 2020 08:00\n")
    assert (
        "Category   Key regions 1 · Other abroad 2 · Other domestic 1 · Origin to check 0" in said
    )
    assert "Tags       Lives alone 1" in said
    assert "棋友 1" in said


def test_columns_of_places_stand_below_each_other() -> None:
    places = text(None, "zh", level="estate").split("\n\n")[-1].splitlines()
    assert len({width(line) for line in places}) == 1


def test_a_street_of_nothing_has_a_summary() -> None:
    said = text({"buildings": [], "units": []}, "en")
    assert "0 units · 0 residents" in said
    assert "Tags" not in said


def test_texts_from_data_stay_on_their_line_and_short() -> None:
    tables = tiny.sample()
    tables["estates"][0]["name"] = "<b>甲</b>\n\x1b[31m" + "长" * 100_000
    lines = text(tables, "zh", level="estate").splitlines()
    row = next(line for line in lines if line.startswith("E1"))
    assert "\x1b" not in row
    assert len(row) < 120


@pytest.mark.parametrize(
    ("shown", "columns"), [("abc", 3), ("丁香", 4), ("e\u0301", 1), ("\ufeff", 0)]
)
def test_a_text_is_as_wide_as_the_terminal_shows_it(shown: str, columns: int) -> None:
    assert width(shown) == columns


def test_the_json_names_the_path_as_given(snapshot: str) -> None:
    told = json.loads(answer_summary(snapshot, as_json=True, as_of="2020-03-10", level="street"))
    assert told["snapshot"] == snapshot
    assert told["as_of"] == "2020-03-10T00:00:00+08:00"
    assert [row["id"] for row in told["by"]] == ["310115016"]


def test_without_json_it_is_text(snapshot: str) -> None:
    assert answer_summary(snapshot, language="en").startswith("Huamu Subdistrict")


def test_real_data_is_not_called_synthetic(own_home: Path, tmp_path: Path) -> None:
    assert own_home
    folder = tiny.write(tmp_path / "real.street", synthetic=False)
    assert "合成" not in answer_summary(str(folder))


@pytest.mark.parametrize("by", ["committee", "estate", "building", "unit"])
def test_ties_of_active_are_broken_by_id_across_estates(by: Any) -> None:
    tables = tiny.sample()
    tables["episodes"] = []
    tables["buildings"][0]["estate_id"], tables["buildings"][2]["estate_id"] = "E2", "E1"
    street = tiny.street(tables)
    ids = [row.id for row in summary_of(street, street.as_of_us, by).by if row.id is not None]
    assert ids == sorted(ids)


def test_the_clock_of_an_episode_as_text_masks_the_name(snapshot: str) -> None:
    said = answer_clock(snapshot, episode="P03", language="zh")
    assert said.splitlines()[0] == "隔离记录 P03 · 欧阳** R03"
    assert "已期满，待解除" in said
    assert "修文" not in said


def test_the_clock_of_a_resident_is_that_of_the_episode_shown(snapshot: str) -> None:
    told = json.loads(answer_clock(snapshot, resident="R08", as_json=True))
    assert told["episode"] == "P08"
    assert list(told) == [
        "episode", "resident", "rule", "anchor", "counting", "days", "extension_days",
        "first_day", "last_day", "complete_from", "state", "day", "of", "other_counting",
        "sentence",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"episode": "P99"}, "explain.no_episode"),
        ({"resident": "R99"}, "explain.no_resident"),
        ({"resident": "R10"}, "explain.no_episode_of_resident"),
        ({"episode": "P01", "as_of": "soon"}, "instant.unreadable"),
        ({"episode": ""}, "explain.no_episode"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(
    snapshot: str, asked: dict[str, str], key: str
) -> None:
    with pytest.raises(UserError) as fault:
        answer_clock(snapshot, **asked)  # type: ignore[arg-type]
    assert fault.value.key == key


def sentence(language: str, key: str, as_of: str = "2020-03-18 08:00", **changed: Any) -> str:
    tables = tiny.sample()
    for row in tables["episodes"]:
        if row["episode_id"] == key:
            row.update(changed)
    street = tiny.street(tables)
    return explain(street, episode_row(street, key), micros(tiny.at(as_of))).sentence[language]


def test_the_sentence_gives_every_reason_of_the_day() -> None:
    assert sentence("zh", "P01") == (
        "2020年3月11日 21:40 入户；按“居家隔离 14 天”次日起计，14 天：3月12日为第 1 天，"
        "3月25日为最后一天，自 3月26日 00:00 起期满。截至 3月18日 08:00 为第 7/14 天，还有 7 天。"
        "若当日起计，则3月24日为最后一天，自 3月25日 00:00 起期满。"
    )


@pytest.mark.parametrize(
    ("key", "changed", "part"),
    [
        ("P02", {}, "day 14 of 14, the last day"),
        ("P03", {}, "complete and waits for release"),
        ("P04", {}, "Released on 16 February 09:00."),
        ("P05", {}, "Released early on 15 March 09:00, on day 5 of 14."),
        ("P06", {}, "Broken off on 16 March 09:00 (transferred), on day 6 of 14."),
        ("P06", {"outcome": "left"}, "(left)"),
        ("P07", {}, "it has not begun"),
        ("P08", {}, "counted from the same day, 14 days: 16 March is day 1"),
        ("P09", {}, "14 days and 7 more (复检), 21 in all"),
        ("P09", {"extension_reason": None}, "14 days and 7 more, 21 in all"),
        ("P09", {"extension_days": -3}, "14 days less 3 (复检), 11 in all"),
        ("P09", {"extension_days": -3, "extension_reason": None}, "14 days less 3, 11 in all"),
        ("P01", {"anchor_kind": "last_exposure"}, "Last exposed on 11 March 2020 21:40"),
        ("P01", {"anchor_kind": "order"}, "Ordered on 11 March 2020 21:40"),
        ("P01", {"anchored_at": tiny.at("2019-12-30 10:00")}, "13 January 2020 is the last day"),
    ],
)
def test_the_sentence_says_what_is_special(key: str, changed: dict[str, Any], part: str) -> None:
    assert part in sentence("en", key, **changed)


def test_a_date_beyond_the_calendar_is_the_users_to_mend() -> None:
    with pytest.raises(UserError) as fault:
        sentence("zh", "P01", anchored_at=tiny.at("9999-12-25 10:00"))
    assert fault.value.key == "explain.beyond_calendar"


def test_people_without_a_table_still_have_clocks() -> None:
    tables = tiny.sample()
    del tables["residents"]
    street = tiny.street(tables)
    row = shown_row(street, "R05", street.as_of_us)
    told = explain(street, row, street.as_of_us)
    assert (told.resident, told.resident_row, told.episode) == ("R05", -1, "P05")


def test_active_contains_the_due() -> None:
    counts = frame(tiny.street(), micros(tiny.AS_OF)).total.by_state[0]
    assert clock_counts(counts) == {
        "planned": 1,
        "active": 4,
        "due": 1,
        "complete": 1,
        "released": 2,
        "broken": 1,
        "none": 3,
    }


def test_a_place_alone_counts_its_people_as_all_places_do() -> None:
    places = frame(tiny.street(), micros(tiny.AS_OF)).buildings
    assert places.due.tolist() == places.by_state[:, State.DUE].tolist()
    assert places.due.any()
    for row, due in enumerate(places.due.tolist()):
        assert places.of(row).due.tolist() == [due]
        assert places.number_at(row, State.DUE) == due


def count(level: str, place: str, measure: str, key: str, value: int | None) -> dict[str, Any]:
    return {"level": level, "id": place, "measure": measure, "key": key, "value": value}


def aggregate() -> dict[str, Any]:
    tables = tiny.sample()
    street, estate, other = "310115016", "E1", "E2"
    kept = {name: tables[name] for name in ("committees", "estates", "buildings", "units")}
    kept["units"][0]["building_id"] = "B4"
    return {
        **kept,
        "counts": [
            count("street", street, "clock", "active", 15),
            count("street", street, "clock", "due", 5),
            count("street", street, "clock", "complete", None),
            count("street", street, "clock", "none", 200),
            count("street", street, "category", "key", 10),
            count("street", street, "tag", "medic", None),
            count("estate", estate, "clock", "none", 50),
            count("estate", other, "clock", "active", 15),
            count("estate", other, "clock", "due", 5),
            count("estate", other, "clock", "none", 100),
        ],
    }


def test_an_aggregate_snapshot_says_what_its_counts_say() -> None:
    street = tiny.street(aggregate(), masking="aggregate")
    told = summary_of(street, street.as_of_us, "estate").as_json("x")
    assert told["clock"] == {
        "planned": 0, "active": 15, "due": 5, "complete": None, "released": 0, "broken": 0,
        "none": 200,
    }  # fmt: skip
    assert told["categories"] == {"key": 10, "other": 0, "domestic": 0, "unknown": 0}
    assert told["totals"]["residents"] is None
    assert told["totals"]["units"] == 41
    assert told["tags"] == {"medic": None}
    assert [(row["id"], row["residents"], row["active"]) for row in told["by"]] == [
        ("E2", 115, 15),
        ("E1", 50, 0),
        ("E3", 0, 0),
        (None, None, None),
    ]


def test_an_aggregate_snapshot_reads_as_text_with_hidden_counts() -> None:
    street = tiny.street(aggregate(), masking="aggregate")
    for level in ("street", "committee", "building", "unit", None):
        said = summary_text(summary_of(street, street.as_of_us, level), "zh")
        assert "期满待解除 隐去" in said


def test_an_aggregate_snapshot_speaks_for_its_own_instant_only() -> None:
    street = tiny.street(aggregate(), masking="aggregate")
    with pytest.raises(UserError) as fault:
        summary_of(street, street.as_of_us + 1)
    assert fault.value.key == "summary.aggregate_as_of"


def test_an_aggregate_snapshot_cannot_be_filtered() -> None:
    street = tiny.street(aggregate(), masking="aggregate")
    with pytest.raises(UserError) as fault:
        summary_of(street, street.as_of_us, where=["occupancy=owner"])
    assert fault.value.key == "condition.aggregate"
