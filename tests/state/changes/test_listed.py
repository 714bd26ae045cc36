"""The lists of what changed: words before and after, their order, marks, filters and files."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from console.changes.difference import Difference, difference
from console.changes.records import Records
from console.domain.errors import UserError
from console.domain.words import say
from console.state.changes.columns import ChangedColumns
from console.state.changes.listed import Listed, listed
from console.state.changes.model import CHANGES, ChangesModel, said_list
from console.state.changes.outgoing import ChangesFile
from console.state.lists.order import sorted_rows
from console.state.lists.texts import text, tsv
from console.state.look import Appearance
from console.store.conditions import keep
from tests.export import snapshots
from tests.store import tiny

SECRET = ("吴刚", "13911112222", "1380000", "1999-09-09", "摔倒", "别处", "来自")
"""What no list may say: names, phones, a date of birth, notes and origins, before and after."""


def later() -> dict[str, list[dict[str, Any]]]:
    """A day later something of every table is another."""
    new = snapshots.rows_of_everything()
    new["residents"][0] |= {"name": "吴刚", "phone": "13911112222", "born": date(1999, 9, 9)}
    new["residents"][1] |= {"sex": "m", "tags": ["lives_alone", "volunteer"]}
    for row in new["residents"]:
        if row["resident_id"] == "R05":
            row["unit_id"] = "B1-0201"
    new["units"][0] |= {"occupancy": "vacant"}
    new["units"][1] |= {"occupancy": "rented", "room": "9999"}
    new["buildings"][0] |= {"name": "新楼"}
    new["estates"][0] |= {"committee_id": "C2"}
    new["committees"][0] |= {"name": "新居委会"}
    new["episodes"][0] |= {"origin": "别处", "rule": "arrival-14"}
    new["checks"][2] |= {"done_at": tiny.at("2020-03-18 20:00"), "result": "好", "by": "王"}
    new["events"][1] |= {"building_id": "B1"}
    new["basemap"] = [
        {"layer": "water", "feature_id": "W1", "geometry": tiny.square(121.5, 31.2), "name": "河"}
    ]
    return new


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Difference:
    home = tmp_path_factory.mktemp("listed")
    old = tiny.write(home / "old.street", snapshots.rows_of_everything())
    new = tiny.write(home / "new.street", later(), as_of="2020-03-19T08:00:00+08:00")
    return difference(old, new, to_list=True)


LOOK = replace(Appearance(), language="zh")


def of(found: Difference, table: str, column: str = "", part: Any = "changed") -> Listed:
    return listed(found, Records(table, part, column), LOOK)


def told(one: Listed, key: str) -> list[str]:
    return [text(one.cells, row, key) for row in one.rows.tolist()]


def test_before_and_after_are_said_in_words(found: Difference) -> None:
    occupancy = of(found, "units", "occupancy")
    words = [say(f"section.occupancy.{one}", "zh") for one in ("vacant", "rented")]
    assert told(occupancy, "after") == words
    assert all(told(occupancy, "before"))
    assert told(of(found, "residents", "tags"), "after") == ["独居老人、志愿者"]
    assert told(of(found, "residents", "sex"), "after") == [say("card.sex.m", "zh")]
    (was,), (now,) = (told(of(found, "residents", "unit_id"), key) for key in ("before", "after"))
    assert now.endswith("201室")
    assert was != now
    assert told(of(found, "estates", "committee_id"), "after") == ["牡丹居委会"]
    assert told(of(found, "checks", "done_at"), "before") == [say("changes.none", "zh")]
    assert told(of(found, "checks", "done_at"), "after") == ["2020-03-18 20:00"]
    assert told(of(found, "units", "room"), "after") == ["9999"]
    assert told(of(found, "basemap", part="added"), "key") == ["W1"]
    assert told(of(found, "checks"), "fields") == ["完成时刻、结果记录、经办人"]


def test_no_list_says_what_tells_a_person(qapp: QApplication, found: Difference) -> None:
    said = []
    for change in ChangesModel(found).changes:
        for language in ("zh", "en"):
            one = listed(found, change, replace(LOOK, language=language))
            columns = ChangedColumns()
            columns.put_beside(one.columns)
            keys = [column.key for column in columns.every(one.kind)]
            said.append(tsv(one.cells, one.rows.tolist(), keys))
    assert not [secret for secret in SECRET if any(secret in lines for lines in said)]
    for column in ("name", "phone", "born"):
        one = of(found, "residents", column)
        assert told(one, "before") == told(one, "after") == [say("changes.hidden", "zh")]
        unmasked = listed(found, one.change, replace(LOOK, masked=False))
        assert told(unmasked, "after") == [say("changes.hidden", "zh")]


def test_rows_are_sorted_by_what_was_and_is(found: Difference) -> None:
    one = of(found, "units", "occupancy")
    ends = [
        told(replace(one, rows=sorted_rows(one.rows, (("after", down),), one.cells)), "after")
        for down in (False, True)
    ]
    assert ends[0] == ends[1][::-1]
    assert len(set(ends[0])) == 2
    fields = of(found, "units")
    by_most = sorted_rows(fields.rows, (("fields", True),), fields.cells)
    said = [text(fields.cells, row, "fields") for row in by_most.tolist()]
    assert [len(one.split("、")) for one in said] == [2, 1]


def test_marks_stand_where_the_rows_are(found: Difference) -> None:
    street = found.new.street
    units = of(found, "units", "occupancy")
    marks = units.marks()
    assert np.flatnonzero(marks.units).tolist() == sorted(units.rows.tolist())
    assert (marks.key, marks.sign) == (street.key, "changed")
    assert marks.names["zh"] == said_list(units.change, "zh")
    assert marks.since_us == found.old.as_of_us
    building = of(found, "buildings", "name")
    assert np.flatnonzero(building.marks().buildings).tolist() == building.rows.tolist()
    assert not building.marks().units.any()
    estate = of(found, "estates", "committee_id")
    assert np.flatnonzero(estate.marks().estates).tolist() == estate.rows.tolist()
    assert not of(found, "committees", "name").marks().estates.any()


def test_a_filter_keeps_the_rows_alone(found: Difference) -> None:
    for table, column in (("units", "room"), ("residents", "tags"), ("episodes", "rule")):
        one = of(found, table, column)
        assert one.can_be_kept
        kept = keep(found.new, (one.keeping(),))
        if table == "units":
            assert np.flatnonzero(kept.units).tolist() == one.rows.tolist()
        else:
            of_episodes = found.new.street.episodes.resident
            people = one.rows if table == "residents" else of_episodes[one.rows]
            assert np.flatnonzero(kept.people).tolist() == people.tolist()
    assert not of(found, "checks").can_be_kept
    assert not of(found, "basemap", part="added").can_be_kept


def test_the_model_counts_and_names_every_list(qapp: QApplication, found: Difference) -> None:
    model = ChangesModel(found)
    assert model.changes[: len(CHANGES)] == CHANGES
    for number, change in enumerate(model.changes):
        one = listed(found, change, LOOK)
        assert len(one.rows) == model.count(change)
        shown = model.index(number).data()
        assert shown == f"{said_list(change, 'zh')} {len(one.rows):,}"


def write(one: Listed, out: Path, rows: Any = None) -> Path:
    order = ChangesFile(one, one.rows if rows is None else rows, out)
    order.write(lambda stage, share: None, lambda: False)
    return out


def test_a_list_leaves_with_before_and_after(found: Difference, tmp_path: Path) -> None:
    one = of(found, "units", "occupancy")
    rows = one.rows[::-1]
    sheet, about = openpyxl.load_workbook(write(one, tmp_path / "a.xlsx", rows)).worksheets
    heading, *lines = list(sheet.iter_rows(values_only=True))
    assert heading[:3] == ("房屋编号", "原先", "现在")
    street = found.new.street
    assert [line[0] for line in lines] == [street.units.id.text(int(row)) for row in rows]
    assert [line[2] for line in lines] == told(one, "after")[::-1]
    assert next(about.values)[1] == "房屋（自 2020-03-18 周三 08:00 以来：房屋 · 居住性质）"


def test_people_leave_masked_as_on_screen(found: Difference, tmp_path: Path) -> None:
    out = write(of(found, "residents", "name"), tmp_path / "a.csv")
    said = out.read_text("utf-8-sig")
    assert not [secret for secret in SECRET if secret in said]
    (line,) = csv.DictReader(said.splitlines())
    assert (line["原先"], line["现在"]) == ("已改动", "已改动")
    moved = write(listed(found, "moved", LOOK), tmp_path / "b.csv").read_text("utf-8-sig")
    assert [line["居民编号"] for line in csv.DictReader(moved.splitlines())] == ["R05"]


def test_records_without_a_list_leave_as_they_are_shown(found: Difference, tmp_path: Path) -> None:
    one = of(found, "basemap", part="added")
    sheet, _ = openpyxl.load_workbook(write(one, tmp_path / "a.xlsx")).worksheets
    assert list(sheet.values) == [("标识",), ("W1",)]
    with pytest.raises(UserError, match="cannot become a layer"):
        write(one, tmp_path / "a.geojson")
