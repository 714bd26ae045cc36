"""What changed by place: the numbers of `diff --by`, sorted by every column, each with its list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.changes.answer import answer_diff
from console.changes.difference import Difference, difference, people_at
from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.state.changes.model import CHANGES
from console.state.changes.places import ChangedPlaces
from console.views.changed_places_view import LEVELS


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    home = tmp_path_factory.mktemp("places") / "days"
    return sorted(write_demo(home, DemoOptions(residents=6000, days=3)).iterdir())


@pytest.fixture(scope="module")
def found(days: list[Path]) -> Difference:
    return difference(days[0], days[-1])


def lines(model: ChangedPlaces) -> list[dict[str, object]]:
    """What the table shows, as `diff --json` writes it."""
    return [
        {
            "id": model.place(line).id,
            "name": model.place(line).name,
            **{kind: model.count(line, at + 1) for at, kind in enumerate(CHANGES)},
        }
        for line in range(model.rowCount())
    ]


@pytest.mark.parametrize("level", LEVELS)
def test_the_numbers_are_those_of_diff(
    qapp: QApplication, days: list[Path], found: Difference, level: str
) -> None:
    model = ChangedPlaces(found)
    model.show("committee" if level == "committee" else "estate", "zh")
    text, _ = answer_diff(str(days[0]), str(days[-1]), level=model.level, as_json=True)
    told = json.loads(text)["by"]
    assert told
    assert sorted(lines(model), key=repr) == sorted(told, key=repr)
    assert lines(model) == told, "and it begins in the same order"


@pytest.mark.parametrize("level", LEVELS)
def test_every_number_is_as_long_as_its_list(found: Difference, level: str) -> None:
    model = ChangedPlaces(found)
    model.show("committee" if level == "committee" else "estate", "zh")
    for kind in CHANGES:
        listed = [
            len(people_at(found, kind, model.level, model.place(line).id))
            for line in range(model.rowCount())
        ]
        at = CHANGES.index(kind) + 1
        assert listed == [model.count(line, at) for line in range(model.rowCount())]
        assert sum(listed) == len(getattr(found.people, kind))


def test_a_heading_sorts_the_most_first_and_again_the_least(found: Difference) -> None:
    model = ChangedPlaces(found)
    model.show("estate", "zh")
    column = CHANGES.index("arrived") + 1
    for down in (True, False):
        model.sort_by(column)
        placed = [line for line in range(model.rowCount()) if model.place(line).id is not None]
        counts = [model.count(line, column) for line in placed]
        assert counts == sorted(counts, reverse=down)
        assert placed == list(range(len(placed))), "who has no place stays last"
    model.sort_by(0)
    names = [model.name(model.place(line)) for line in range(model.rowCount())]
    rest = [name for name in names if name != "无住处"]
    assert rest == sorted(rest)


@pytest.mark.parametrize(("language", "heading"), [("zh", "小区"), ("en", "Estate")])
def test_headings_and_numbers_are_said(found: Difference, language: str, heading: str) -> None:
    model = ChangedPlaces(found)
    model.show("estate", language)
    assert model.headerData(0, Qt.Orientation.Horizontal) == heading
    spoken = model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(spoken, str)
    assert model.name(model.place(0)) in spoken
    assert str(model.count(0, 1)) in spoken
