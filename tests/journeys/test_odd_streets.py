"""Odd but legal streets open, and everything in them can be looked at and clicked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console import cli
from console.assembly.running import Console
from console.state.selection import Place, place_of_building, place_of_estate, place_of_unit
from console.widgets.box_canvas import BoxCanvas
from tests.journeys.desk import panels_of
from tests.journeys.stalls import stall
from tests.shell.desk import running
from tests.snapshot import builders
from tests.store import tiny

Tables = dict[str, list[dict[str, Any]]]


def without(*names: str) -> Tables:
    return {name: rows for name, rows in tiny.sample().items() if name not in names}


def without_column(column: str) -> Tables:
    tables = tiny.sample()
    for rows in tables.values():
        for row in rows:
            row.pop(column, None)
    del tables["facilities"], tables["basemap"]
    return tables


def nobody() -> Tables:
    return {**without("episodes"), "residents": []}


def everything_empty() -> Tables:
    return {name: [] for name in tiny.sample()}


def no_buildings() -> Tables:
    tables = without("residents", "episodes")
    return tables | {"buildings": [], "units": []}


def only_unplaced() -> Tables:
    tables = tiny.sample()
    for row in (*tables["residents"], *tables["episodes"]):
        row["unit_id"] = None
    return tables


def points_only() -> Tables:
    tables = without("basemap", "committees", "estates")
    for row in tables["buildings"]:
        row["geometry"] = builders.point()
    return tables


ODD: dict[str, tuple[Tables, dict[str, Any]]] = {
    "buildings without units": ({**without("residents", "episodes"), "units": []}, {}),
    "units without people": (nobody(), {}),
    "an empty street": (no_buildings(), {}),
    "nothing in any table": (everything_empty(), {}),
    "only the required tables": (
        {name: tiny.sample()[name] for name in ("buildings", "units")}, {}
    ),
    "required and empty": ({"buildings": [], "units": []}, {}),
    "no geometry": (without_column("geometry"), {}),
    "every building at one point": (points_only(), {}),
    "nobody has a place": (only_unplaced(), {}),
    "people without episodes": (without("episodes"), {}),
    "no estates": (without("estates"), {}),
    "no committees": (without("committees"), {}),
    "masked": (tiny.sample(), {"masking": "masked"}),
    "another zone": (tiny.sample(), {"timezone": "Pacific/Chatham"}),
}  # fmt: skip


@pytest.fixture(params=[*ODD, "aggregate", "all tables"])
def snapshot(request: pytest.FixtureRequest, tmp_path: Path, own_home: Path) -> Path:
    """One odd snapshot on disk."""
    out = tmp_path / "odd.street"
    if request.param == "aggregate":
        whole = builders.tables(builders.aggregate())
        return builders.publish(out, whole, masking="aggregate")
    if request.param == "all tables":
        return builders.tiny_street(out)
    tables, said = ODD[request.param]
    return tiny.write(out, tables, **said)


def opened(console: Console, qtbot: QtBot, snapshot: Path) -> None:
    with qtbot.waitSignal(panels_of(console).opening.database_loaded, timeout=20_000):
        panels_of(console).streets.open(str(snapshot))


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path, snapshot: Path) -> Iterator[Console]:
    with running(qapp, qtbot, tmp_path / "console.ini", tiny.street()) as made:
        made.selection.choose(place_of_unit(tiny.street(), 7))
        opened(made, qtbot, snapshot)
        yield made


def test_it_opens_and_everything_can_be_chosen_and_clicked(
    console: Console, qtbot: QtBot, snapshot: Path
) -> None:
    street = console.session.street
    assert street is not None
    assert street.folder == str(snapshot)
    places = [place_of_estate(street, row) for row in range(len(street.estates.id))]
    places += [place_of_unit(street, row) for row in range(0, len(street.units.building), 9)]
    places += [place_of_building(street, row) for row in range(len(street.buildings.id))]
    assert stall(partial(choose_all, console, qtbot, places)) is None
    for canvas in canvases(console):
        click_everywhere(canvas)
    for command in ("time.earlier", "go.next", "go.up", "view.care", "view.english", "go.street"):
        console.window.table[command].trigger()
    assert console.session.street is street
    assert not console.window.message.isVisible()


def choose_all(console: Console, qtbot: QtBot, places: list[Place]) -> None:
    for place in places:
        console.selection.choose(place)
        qtbot.wait(5)


def click_everywhere(canvas: QWidget) -> None:
    for x in range(4, canvas.width(), max(40, canvas.width() // 5)):
        for y in range(4, canvas.height(), max(40, canvas.height() // 5)):
            QTest.mouseMove(canvas, QPoint(x, y))
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())


def canvases(console: Console) -> list[QWidget]:
    panels = panels_of(console)
    found: list[QWidget] = [console.map.canvas, panels.section.canvas]
    found += [one for one in console.window.findChildren(BoxCanvas) if one.isVisible()]
    return found


def test_the_command_line_reads_and_draws_it(
    snapshot: Path, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    given = str(snapshot)
    assert cli.main(["check", given]) == 0
    for level in ("street", "estate", "building", "unit"):
        assert cli.main(["summary", given, "--by", level, "--json"]) == 0
    for kind in ("map", "section"):
        status = cli.main(["render", kind, given, "-o", str(tmp_path / f"{kind}.png")])
        said = capsys.readouterr().err
        assert (status == 0) is (tmp_path / f"{kind}.png").is_file()
        assert status == 0 or said.count("\n") == 1, said
    status = cli.main(["clock", given, "--resident", "R01"])
    assert status == 0 or capsys.readouterr().err.count("\n") == 1
