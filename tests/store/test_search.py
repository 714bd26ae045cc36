"""The locator: what is found by what is typed."""

from __future__ import annotations

import time

import numpy as np
import pytest

from console.domain.errors import Cancelled
from console.store import people, pinyin, search_index
from console.store.columns import Street, Strings
from console.store.search import Found, search
from console.store.search_index import Lines, folded, folded_texts, index_of
from tests.store import tiny


@pytest.fixture(scope="module")
def street() -> Street:
    tables = tiny.sample()
    tables["estates"].append({"estate_id": "E4", "name": "重庆新村", "address": "银行街 5弄"})
    tables["buildings"].append(
        {"building_id": "B5", "name": "1-3号楼", "estate_id": "E4", "floors_above": 3,
         "address": "银行街5弄1-3号"}
    )  # fmt: skip
    tables["units"] += [
        {"unit_id": f"B5-{door}{floor}", "building_id": "B5", "floor": floor, "column": door,
         "room": f"{floor}01", "entrance": f"{door}号", "occupancy": "owner"}
        for door in (1, 2, 3)
        for floor in (1, 2, 3)
    ]  # fmt: skip
    tables["units"].append(
        {"unit_id": "B5-5A", "building_id": "B5", "floor": 3, "column": 7, "room": "5A",
         "occupancy": "business"}
    )  # fmt: skip
    built = tiny.built(tables)
    people.keep_names(built.street, built.names)
    return built.street


def ids(street: Street, typed: str, masked: bool = True) -> list[str]:
    """Ids of what was found, in order."""
    tables = {
        "estate": street.estates.id,
        "building": street.buildings.id,
        "room": street.units.id,
        "committee": street.committees.id,
        "person": street.residents.id,
    }
    return [tables[one.kind].text(one.row) for one in search(street, typed, masked=masked)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("丁香苑", "E1"),
        ("丁香", "E1"),
        ("牡丹路60弄", "E2"),
        ("E3", "E3"),
        ("30号楼", "B1"),
        ("30", "B1"),
        ("丁香苑30号", "B1"),
        ("丁香路910弄30号", "B1"),
        ("３０号楼", "B1"),
        ("B4", "B4"),
        ("门卫室", "B4"),
        ("牡丹居委会", "C2"),
        ("C2", "C2"),
        ("B1-1102", "B1-1102"),
    ],
)
def test_a_place_is_found_by_name_number_address_or_id(
    street: Street, typed: str, first: str
) -> None:
    assert ids(street, typed)[0] == first


@pytest.mark.parametrize(
    "typed",
    [
        "30-1102",
        "30 - 1102",
        "30号1102",
        "30号楼1102室",
        "30＃1102",
        "丁香苑30-1102",
        "丁香苑 30 1102",
        "丁香路910弄30号1102室",
        "910弄30号1102",
        "dxy30-1102",
        "dingxiang30-1102",
        "DXY30-1102",
        "dxl30-1102",
    ],
)
def test_a_room_is_found_in_any_usual_writing(street: Street, typed: str) -> None:
    assert ids(street, typed) == ["B1-1102"]


def test_a_room_that_is_being_typed_shows_those_it_may_become(street: Street) -> None:
    assert ids(street, "30-110") == ["B1-1101", "B1-1102"]


def test_a_room_alone_is_found_anywhere(street: Street) -> None:
    assert ids(street, "1102室") == ["B1-1102"]


@pytest.mark.parametrize("typed", ["重庆新村 301", "重庆301", "cqxc 301", "chongqing 301室"])
def test_a_room_is_found_by_its_estate_alone(street: Street, typed: str) -> None:
    assert ids(street, typed) == ["B5-13", "B5-23", "B5-33"]


def test_a_building_named_by_all_its_doors_has_the_room_behind_each(street: Street) -> None:
    assert ids(street, "重庆新村1-3号楼301") == ["B5-13", "B5-23", "B5-33"]


def test_of_a_building_called_by_its_last_door_that_door_comes_first(street: Street) -> None:
    assert ids(street, "重庆新村3号201") == ["B5-32", "B5-12", "B5-22"]


def test_a_room_says_its_door_where_there_are_several(street: Street) -> None:
    assert search(street, "重庆新村2号301")[0].within[0] == "2号"
    assert search(street, "30-1102")[0].within[0] == "30号楼"


def test_a_room_with_letters_is_found_in_either_case(street: Street) -> None:
    assert ids(street, "重庆新村3号5a") == ["B5-5A"]
    assert ids(street, "重庆新村3号5A室") == ["B5-5A"]


def test_a_room_behind_one_door_of_several(street: Street) -> None:
    assert ids(street, "银行街5弄2号301") == ["B5-23"]
    assert ids(street, "重庆新村2号301") == ["B5-23"]


@pytest.mark.parametrize(
    ("typed", "estate"),
    [
        ("dxy", "E1"),
        ("dingxiangyuan", "E1"),
        ("dingxy", "E1"),
        ("dxyuan", "E1"),
        ("xiangyuan", "E1"),
        ("mdxc", "E2"),
        ("cqxc", "E4"),
        ("zqxc", "E4"),
        ("chongqing", "E4"),
        ("zhongqing", "E4"),
        ("yhj", "E4"),
        ("yinhangjie", "E4"),
        ("yxj", "E4"),
    ],
)
def test_pinyin_in_all_readings_stands_for_estates_and_roads(
    street: Street, typed: str, estate: str
) -> None:
    assert ids(street, typed)[0] == estate


def test_pinyin_stands_for_committees(street: Street) -> None:
    assert "C1" in ids(street, "dingxiangjwh")


def test_while_masked_a_person_is_found_by_the_whole_name_alone(street: Street) -> None:
    assert ids(street, "李明珠") == ["R01"]
    assert ids(street, "李明") == []
    assert ids(street, "李**") == []


def test_unmasked_a_person_is_found_by_the_beginning(street: Street) -> None:
    assert sorted(ids(street, "李", masked=False)) == ["R01", "R02"]


def test_a_person_found_is_shown_masked(street: Street) -> None:
    (masked,) = search(street, "欧阳修文")
    assert masked == Found(
        "person", masked.row, "欧阳**", ("301", "30号楼", "丁香苑", "丁香路910弄30号")
    )
    (named,) = search(street, "欧阳修文", masked=False)
    assert named.title == "欧阳修文"


def test_somebody_without_a_unit_is_found_too(street: Street) -> None:
    assert search(street, "钱多多")[0].within == ()


def test_only_the_kinds_asked_for_are_looked_for(street: Street) -> None:
    assert {one.kind for one in search(street, "丁香", kinds=("committee",))} == {"committee"}


@pytest.mark.parametrize("typed", ["", "  ", "()[]*+?\\", "\x00", "-", "号", "zzzzzz", "a" * 5000])
def test_what_means_nothing_finds_nothing_and_breaks_nothing(street: Street, typed: str) -> None:
    assert all(one.kind == "building" for one in search(street, typed))


def test_a_search_that_was_replaced_stops(street: Street) -> None:
    with pytest.raises(Cancelled):
        search(street, "丁香", cancelled=lambda: True)


def test_without_names_at_hand_people_are_found_by_id_alone() -> None:
    street = tiny.street()
    assert [one.kind for one in search(street, "R01")] == ["person"]
    assert search(street, "李明珠") == ()


def test_typing_slips_do_not_matter() -> None:
    assert folded(" Ａ１ ·丁香， 苑") == "a1丁香苑"


@pytest.mark.parametrize("odd", ["", "二\0号", "\u0301a", "①ﬁẞ\u3000Σς", "ab " * 200])
def test_texts_are_folded_together_as_each_alone(odd: str) -> None:
    texts = ["Ａ１ ·丁香， 苑", odd, "e", "", "\u0301x", odd] * 1_000
    data = [text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, data)])
    column = Strings(ends, np.frombuffer(b"".join(data), np.uint8))
    assert folded_texts(column) == [folded(text[:400]) for text in texts]
    null = np.arange(len(texts)) % 6 == 1
    some = ["" if is_null else text for is_null, text in zip(null, texts, strict=True)]
    without = folded_texts(Strings(ends, column.data, null))
    assert without == [folded(text[:400]) for text in some]


@pytest.mark.parametrize(
    ("number", "found"),
    [("30", ["B1"]), ("3", ["B5"]), ("1", []), ("7a", ["B6"]), ("7", []), ("12", ["B6"])],
)
def test_a_building_goes_by_the_numbers_of_its_name_and_the_last_of_its_address(
    number: str, found: list[str]
) -> None:
    tables = tiny.sample()
    tables["buildings"] += [
        {"building_id": "B5", "name": "1-3号楼", "estate_id": "E1", "floors_above": 3,
         "address": "银行街5弄9号3号"},
        {"building_id": "B6", "name": "7a栋和12栋", "estate_id": "E1", "floors_above": 3,
         "address": "银行街5弄12#"},
    ]  # fmt: skip
    street = tiny.built(tables).street
    rows = index_of(street).numbered(number).tolist()
    assert [street.buildings.id.text(row) for row in rows] == found


def test_lines_are_found_in_every_part_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_LINES", 2)
    lines = Lines(("aa", "b", "ab", "c", "ba"))
    assert lines.texts() == ["aa", "b", "ab", "c", "ba"]
    assert [lines.text(row) for row in range(5)] == lines.texts()
    assert lines.rows_with("b") == [1, 2, 4]
    assert lines.rows_with("b", most=2) == [1, 2]
    assert lines.rows_with("aab") == []


def test_a_row_is_found_once_however_often_it_holds_the_text() -> None:
    assert Lines(("aa a", "b", "ca")).rows_with("a") == [0, 2]
    assert Lines(("aa", "b", "ca")).rows_with("a", most=1) == [0]
    assert Lines(()).rows_with("a") == []


def test_of_a_name_without_end_the_beginning_is_looked_through() -> None:
    tables = tiny.sample()
    tables["estates"][0]["name"] = "晨曦" + "苑" * 100_000 + "尾"
    endless = tiny.built(tables).street
    assert ids(endless, "晨曦苑")[:1] == ids(endless, "cxy")[:1] == [endless.estates.id.text(0)]
    assert ids(endless, "尾") == []


def test_letters_of_signs_are_themselves() -> None:
    assert pinyin.letters("A1区")[:2] == (("a",), ("1",))
    assert pinyin.begins("", ())
    assert not pinyin.begins("a", ())
    assert pinyin.begins("nv", pinyin.letters("女"))


def test_a_keystroke_is_answered_within_50_ms(street: Street) -> None:
    search(street, "丁")
    began = time.perf_counter()
    for typed in ("d", "dx", "dxy3", "dxy30-1", "丁香路910弄30号11"):
        search(street, typed)
    assert time.perf_counter() - began < 5 * 0.05
