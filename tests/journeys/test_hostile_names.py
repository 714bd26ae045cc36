"""Hostile but legal names: every view shows them as text, capped, and nothing stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from console import cli
from console.assembly.running import Console
from console.state.selection import (
    STREET,
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.widgets.box_canvas import BoxCanvas
from tests.journeys.desk import panels_of
from tests.journeys.stalls import stall
from tests.shell.desk import running
from tests.store import tiny

TEXT_COLUMNS = ("name", "address", "room", "floor_label", "entrance", "relation", "phone")
EPISODE_COLUMNS = ("origin", "extension_reason", "ordered_by", "source")
UNIT = "B1-1102"
MOST_CHARACTERS = 1_500
FREEZE_MS = 100.0
"""Longer than this is the text's doing, on a busy machine too."""
UNSEEN = {*map(chr, range(32)), *"\x7f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068"}

HOSTILE = {
    "long": "<b>很长</b>" * 10_000,
    "wide": "W" * 100_000,
    "odd": "<img src='file:///etc/passwd'>&amp;\u202e楼卅三\u2067abc\u2068 نص عربي "
    "👩‍👩‍👧‍👦🇨🇳e\u0301\u0338\n二\r\n三\u2028四\t五\x0b六\x1b[31m红\x00\x07\x7f\x9b2J\u3000",
}


def street_of_names(name: str) -> dict[str, list[dict[str, Any]]]:
    """The sample with the name wherever a text may stand, checks and events among it."""
    tables = tiny.sample()
    for rows in tables.values():
        for row in rows:
            row |= {column: name for column in TEXT_COLUMNS if column in row}
    for row in tables["residents"]:
        row |= {"relation": name, "tags": [name, "lives_alone"]}
    for row in tables["episodes"]:
        row |= dict.fromkeys(EPISODE_COLUMNS, name)
    for row in tables["units"]:
        row |= {"entrance": name, "floor_label": name}
    said: dict[str, Any] = {"unit_id": UNIT, "resident_id": "R01"}
    due = tiny.at("2020-03-17 09:00")
    tables["checks"] = [
        {"check_id": "K1", "kind": name, "due_at": due, "result": name, "by": name, **said,
         "done_at": due + timedelta(minutes=5)}
    ]  # fmt: skip
    tables["events"] = [
        {"event_id": "V1", "kind": name, "raised_at": due, "handler": name, "note": name, **said}
    ]
    tables["basemap"][0] |= {"name": name}
    return tables


@pytest.fixture(params=[*HOSTILE.values()], ids=[*HOSTILE])
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def snapshot(hostile: str, tmp_path: Path, own_home: Path) -> Path:
    """A snapshot whose every name is hostile, the street's own too."""
    names = {"zh": hostile, "en": hostile}
    return tiny.write(tmp_path / "hostile.street", street_of_names(hostile), street_name=names)


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path, snapshot: Path) -> Iterator[Console]:
    with running(qapp, qtbot, tmp_path / "console.ini", tiny.street()) as made:
        with qtbot.waitSignal(panels_of(made).opening.database_loaded, timeout=20_000):
            panels_of(made).streets.open(str(snapshot))
        yield made


def places(console: Console) -> dict[str, Place]:
    street = console.session.street
    assert street is not None
    unit = next(row for row in range(41) if street.units.id.text(row) == UNIT)
    resident = int(street.units.first_resident[unit])
    return {
        "street": STREET,
        "committee": Place(committee=0),
        "estate": place_of_estate(street, 0),
        "building": place_of_building(street, 0),
        "unit": place_of_unit(street, unit),
        "person": place_of_unit(street, unit, resident),
    }


def test_no_place_freezes_the_window(console: Console, qtbot: QtBot) -> None:
    stalled = {}
    for name, place in places(console).items():
        choose = partial(choose_anew, console, qtbot, place)
        stalled[name] = stall(choose, FREEZE_MS)
    stalled["finding"] = stall(partial(find, console, qtbot), FREEZE_MS)
    assert {name: said for name, said in stalled.items() if said} == {}


def choose_anew(console: Console, qtbot: QtBot, place: Place) -> None:
    console.selection.choose(STREET if place != STREET else Place(committee=1))
    qtbot.wait(10)
    console.selection.choose(place)
    qtbot.wait(30)


def find(console: Console, qtbot: QtBot) -> None:
    finder = panels_of(console).finder
    finder.open()
    finder.setText(console.window.top_bar.street.text()[:20])
    finder.textEdited.emit(finder.text())
    qtbot.wait(200)


def test_everything_said_is_capped_plain_text(console: Console, qtbot: QtBot) -> None:
    for language in ("en", "zh"):
        console.look.change(language=language)
        for place in places(console).values():
            console.selection.choose(place)
            qtbot.wait(10)
            assert faults(console.window) == []
    find(console, qtbot)
    said = pointed_at(console)
    said += [f"{hit.title} {hit.detail}" for hit in panels_of(console).locator.model.hits]
    console.window.table["snapshot.copy_as_of"].trigger()
    said += QApplication.clipboard().text().split(" › ")
    assert [one for one in said if len(one) > MOST_CHARACTERS or unseen(one)] == []
    panels_of(console).finder.close_list()


def pointed_at(console: Console) -> list[str]:
    """What the views tell of everything the pointer can be over."""
    section, canvas = panels_of(console).section.canvas, console.map.canvas
    assert section.scene is not None
    told = [section.explained(unit) for unit in range(section.scene.plan.units)]
    told += [box.tip() for one in console.window.findChildren(BoxCanvas) for box in one.boxes]
    for x in range(0, canvas.width(), 40):
        QTest.mouseMove(canvas, QPoint(x, canvas.height() // 2))
        told += faults(console.window.status)
    return told


def test_the_command_line_says_it_in_safe_lines(
    snapshot: Path, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    given = str(snapshot)
    assert cli.main(["summary", given, "--by", "estate"]) == 0
    assert cli.main(["clock", given, "--resident", "R01"]) == 0
    assert cli.main(["check", given]) in (0, 1)
    said = capsys.readouterr().out
    assert not unseen(said.replace("\n", ""))
    assert max(map(len, said.splitlines())) < 2 * MOST_CHARACTERS
    for kind, ending in (("map", "svg"), ("section", "pdf"), ("section", "png")):
        out = tmp_path / f"{kind}.{ending}"
        assert cli.main(["render", kind, given, "-o", str(out)]) == 0
        assert 500 < out.stat().st_size < 4_000_000
    capsys.readouterr()


def unseen(text: str) -> set[str]:
    """Characters that hide, reorder or break what stands around them."""
    return UNSEEN.intersection(text.replace("\n", ""))


def faults(root: QWidget) -> list[str]:
    """What any widget says that is not plain, or too long, or breaks the line."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        tip = widget.toolTip()
        if "<img" in tip or "<script" in tip or len(tip) > 8 * MOST_CHARACTERS:
            found.append(f"{type(widget).__name__} tip: {tip[:80]!r}")
        found += [
            f"{type(widget).__name__} {len(text)}: {text[:80]!r}"
            for text in plain_texts(widget)
            if len(text) > MOST_CHARACTERS or unseen(text)
        ]
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            found.append(f"{type(widget).__name__} reads {widget.text()[:80]!r} as it likes")
    return found


def plain_texts(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QMenu):
        yield widget.title()
    for action in widget.findChildren(QAction):
        yield action.text()
