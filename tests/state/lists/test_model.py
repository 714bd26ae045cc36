"""The list's table says what the street says, in the order asked for, and keeps only rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.domain.words import say
from console.state.lists.arranged import Arrangement, arranged
from console.state.lists.cells import Cells
from console.state.lists.columns import COLUMNS
from console.state.lists.kinds import FIGURE_ROLE, KindsModel
from console.state.lists.model import MARK_ROLE, ListModel
from console.state.lists.worker import ListWorker
from console.state.selection import Place, place_of_estate, place_of_unit
from console.state.tiles_model import figure, tiles
from console.store import lists
from console.store.collation import ranks
from console.store.frame import Frame, frame
from console.store.lists import Kind
from console.store.people import keep_names
from tests.store import tiny


@cache
def now() -> Frame:
    built = tiny.built(tiny.sample())
    keep_names(built.street, built.names)
    return frame(built.street, built.street.as_of_us)


@pytest.fixture
def worker() -> Iterator[ListWorker]:
    made = ListWorker()
    yield made
    made.close()


def listed(kind: Kind, at: Frame | None = None, language: str = "zh") -> ListModel:
    return arrange(ListModel(), kind, at, language)


def arrange(
    model: ListModel, kind: Kind, at: Frame | None = None, language: str = "zh"
) -> ListModel:
    cells = Cells(at or now(), lists.ENTITIES[kind], language, masked=True)
    model.show(kind, cells, arranged(cells, Arrangement(kind, model.chosen.sorts(kind))))
    return model


def column(model: ListModel, key: str) -> list[str]:
    number = [one.key for one in model.columns].index(key)
    return [model.index(line, number).data() for line in range(model.rowCount())]


def test_an_address_says_the_door_where_there_are_several() -> None:
    tables = tiny.sample()
    for row in tables["units"]:
        if row["building_id"] == "B1":
            row["entrance"] = "31号" if row["column"] else "30号"
    street = tiny.built(tables).street
    said = column(listed("units", frame(street, street.as_of_us)), "address")
    assert said[:2] == ["丁香苑 › 30号楼 › 30号 › 101室", "丁香苑 › 30号楼 › 31号 › 102室"]
    assert column(listed("units"), "address")[0] == "丁香苑 › 30号楼 › 101室"


def by(model: ListModel, *keys: str) -> ListModel:
    for key in keys:
        model.chosen.sort(model.kind, key, also=key != keys[0])
    return arrange(model, model.kind)


def ids(model: ListModel) -> list[str]:
    return [now().street.residents.id.text(row) for row in model.rows.tolist()]


@pytest.mark.parametrize("kind", lists.KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_cell_of_every_list_is_said(kind: Kind, language: str) -> None:
    model = listed(kind, language=language)
    for one in COLUMNS[lists.ENTITIES[kind]]:
        if one.key not in model.chosen.keys(kind):
            model.chosen.turn(kind, one.key)
    arrange(model, kind, language=language)
    for one in COLUMNS[lists.ENTITIES[kind]]:
        assert all(isinstance(text, str) for text in column(model, one.key))
    assert model.headerData(0, Qt.Orientation.Horizontal)


def test_names_are_masked_and_addresses_lead_down_to_the_room() -> None:
    model = listed("active")
    assert set(column(model, "name")) <= {"李**", "单**", "钱**"}
    street = now().street
    line = ids(model).index("R01")
    unit = int(street.residents.unit[model.rows[line]])
    assert column(model, "address")[line].endswith(street.units.room.text(unit) + "室")


def test_the_clock_stands_in_the_row() -> None:
    model = listed("due")
    (day,), (state,) = column(model, "day"), column(model, "state")
    assert (day, state) == ("14/14", "今日期满")


def test_a_person_under_the_clock_has_a_mark_and_others_have_none() -> None:
    model = listed("people")
    number = [one.key for one in model.columns].index("class")
    marked = {ids(model)[line] for line in range(model.rowCount())
              if model.index(line, number).data(MARK_ROLE) is not None}  # fmt: skip
    assert "R01" in marked
    assert "R10" not in marked


def test_numbers_sort_by_value_largest_first_and_turn_round() -> None:
    ages = [int(age) for age in column(by(listed("people"), "age"), "age")]
    assert ages == sorted(ages, reverse=True)
    model = listed("people")
    model.chosen.sort("people", "age")
    turned = [int(age) for age in column(by(model, "age"), "age")]
    assert turned == sorted(ages)


def test_a_column_added_orders_within_the_one_before() -> None:
    model = by(listed("people"), "sex", "age")
    found = list(
        zip(column(model, "sex"), [-int(age) for age in column(model, "age")], strict=True)
    )
    keyed = [(sex != "女", age) for sex, age in found]
    assert keyed == sorted(keyed)


def test_a_text_column_sorts_by_letters_once_its_ranks_are_there(
    worker: ListWorker, qtbot: QtBot
) -> None:
    model = by(listed("people"), "name")
    assert model.cells is not None
    with qtbot.waitSignal(worker.ranked):
        worker.rank_for(model.cells, model.sorts)
    arrange(model, "people")
    names = column(model, "name")
    assert names.index("李**") < names.index("王*") < names.index("张**")
    assert len(names) == len(now().street.residents.unit)


def test_chinese_texts_rank_by_letters_and_numbers_by_value() -> None:
    assert ranks(["101号楼", "30号楼", "丁香苑", "白杨苑", "30号楼"]).tolist() == [1, 0, 3, 2, 0]


def test_a_line_leads_to_its_place_and_the_place_back_to_its_line() -> None:
    for kind in ("active", "units", "buildings", "estates", "episodes"):
        model = listed(kind)
        for line in range(model.rowCount()):
            place = model.place_at(line)
            assert place is not None
            found = model.line_of(place)
            assert model.place_at(found) == place, kind


def test_somebody_without_a_home_is_reached_as_a_person() -> None:
    place = listed("unmatched").place_at(0)
    assert place is not None
    assert place.unit == -1
    assert place.resident >= 0


def test_a_unit_leads_to_the_first_person_in_it_and_a_stranger_to_none() -> None:
    street = now().street
    model = listed("active")
    unit = int(now().place[model.rows[0]])
    assert model.line_of(place_of_unit(street, unit)) >= 0
    assert model.line_of(place_of_estate(street, 0)) == -1
    assert model.line_of(Place()) == -1


def test_the_counts_are_the_tiles() -> None:
    kinds = KindsModel()
    kinds.show(now(), "zh")
    for tile in tiles(now()):
        at = kinds.index(lists.KINDS.index(tile.kind))
        assert at.data(FIGURE_ROLE) == figure(tile.count, "zh")


def test_rows_are_written_as_they_are_on_screen(worker: ListWorker, qtbot: QtBot) -> None:
    model = listed("due")
    assert model.cells is not None
    with qtbot.waitSignal(worker.written) as written:
        worker.write(model.cells, model.rows, model.chosen.keys("due"))
    head, row, rest = written.args[0].split("\n")
    assert head.split("\t")[0] == say("lists.column.name", "zh")
    assert row.split("\t") == [model.index(0, n).data() for n in range(model.columnCount())]
    assert rest == ""


@pytest.mark.timed
def test_many_rows_are_given_up_for_newer_ones_and_at_the_end(
    worker: ListWorker, qtbot: QtBot
) -> None:
    model = listed("due")
    assert model.cells is not None
    many = np.repeat(model.rows, 200_000)
    heard: list[str] = []
    worker.written.connect(heard.append)
    begun_s = perf_counter()
    worker.write(model.cells, many, ["name"])
    worker.write(model.cells, many, ["name"])
    with qtbot.waitSignal(worker.written):
        worker.write(model.cells, model.rows, ["name"])
    assert [text.count("\n") for text in heard] == [1 + len(model.rows)]
    worker.write(model.cells, many, ["name"])
    worker.close()
    assert perf_counter() - begun_s < 5
    assert len(heard) == 1
