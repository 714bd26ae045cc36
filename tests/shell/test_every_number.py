"""Every number on screen opens its list: a hand clicks them all over a street with all there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.domain import packs
from console.domain.conditions import parse_all
from console.paint.numbers import Number
from console.state import estate_model
from console.state.estate_model import EstatePanel, StreetPanel
from console.state.lists.link import ListLink
from console.state.map.hint import hint
from console.state.map.lists import place_counts
from console.state.map.spot import Spot
from console.state.selection import (
    STREET,
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.store.columns import I32
from console.store.conditions import keep
from console.store.lists import Kind, rows_of
from console.store.load import load_street
from console.store.narrow import narrowed
from console.views.pair_view import PairView
from console.widgets.charts.canvas import ChartCanvas
from console.widgets.map.counts import numbers_of
from console.widgets.number_links import NumberLinks
from tests.shell.desk import running
from tests.views.stage import click

PLACES = ("street", "committee", "estate", "building", "unit")
CTRL = Qt.KeyboardModifier.ControlModifier
_MS = 10_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("every") / "demo.street"
    write_demo(made, DemoOptions(residents=6_000))
    return made


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[Console]:
    with running(qapp, qtbot, tmp_path / "console.ini", load_street(folder)) as made:
        made.window.resize(1366, 900)
        made.window.bring("lists")
        made.window.size_docks()
        qtbot.wait(50)
        yield made


def place(console: Console, level: str) -> Place:
    """The busiest place of a level."""
    street, frame = console.session.street, console.session.frame
    assert street is not None
    assert frame is not None
    building = int(frame.buildings.active.argmax())
    low = int(np.where(street.buildings.floors_above < 8, frame.buildings.people, 0).argmax())
    unit = int(frame.holder_place[frame.holder_place >= 0][0])
    places = {
        "street": STREET,
        "committee": Place(committee=int(frame.committees.active.argmax())),
        "estate": place_of_estate(street, int(frame.estates.active.argmax())),
        "building": place_of_building(street, building),
        "low": place_of_building(street, low),
        "unit": place_of_unit(street, unit),
    }
    return places[level]


def behind(console: Console, link: ListLink) -> I32:
    """The rows of a link's list, found without any view."""
    frame, filter_ = console.keeping.frame, console.keeping.filtering.filter
    assert frame is not None
    whole = frame.whole or frame
    kept = keep(whole, link.conditions(frame.street, filter_))
    return rows_of(link.kind, narrowed(whole, kept) if kept.conditions else whole)


def opens(console: Console, bot: QtBot, number: Number) -> None:
    """The list behind a number that was just clicked comes, and is as long as the number says."""
    assert console.panels is not None
    lists, rows = console.panels.lists, behind(console, number.link)
    assert f"{len(rows):,}" == number.text, number
    bot.waitUntil(
        lambda: (
            lists.model.kind == number.link.kind
            and len(lists.model.rows) == len(rows)
            and bool((np.sort(lists.model.rows) == rows).all())
        ),
        timeout=_MS,
    )


def links_of(console: Console) -> list[NumberLinks]:
    return [one for one in console.window.findChildren(NumberLinks) if one.canvas.isVisible()]


@pytest.mark.parametrize(
    ("language", "filtered", "levels"),
    [
        ("zh", "", PLACES),
        ("en", "age>=60", ("street", "estate", "low", "unit")),
        ("zh", "occupancy=rented", ("street", "estate")),
    ],
)
def test_every_number_of_every_panel_opens_its_list(
    console: Console, qtbot: QtBot, language: str, filtered: str, levels: tuple[str, ...]
) -> None:
    street = console.session.street
    assert street is not None
    console.look.change(language=language)
    if filtered:
        wanted = parse_all((filtered,), packs.load(street.scenario))
        console.keeping.filtering.put("test", wanted)
    for level in levels:
        console.selection.choose(place(console, level), None)
        console.window.grab()
        qtbot.wait(30)
        clicked = 0
        for links in links_of(console):
            links.canvas.grab()
            done: set[ListLink] = set()
            while rest := [one for one in links.numbers if one.link not in done]:
                click(links.canvas, rest[0].at.center().toPoint())
                opens(console, qtbot, rest[0])
                done.add(rest[0].link)
            clicked += len(done)
        assert clicked > 25, level


@pytest.mark.parametrize("filtered", ["", "age>=60"])
def test_every_number_of_the_charts_opens_its_list(
    console: Console, qtbot: QtBot, filtered: str
) -> None:
    assert console.panels is not None
    street = console.session.street
    assert street is not None
    if filtered:
        wanted = parse_all((filtered,), packs.load(street.scenario))
        console.keeping.filtering.put("age", wanted)
    canvases = list(console.panels.charts.canvases.values())
    for canvas in canvases:
        console.window.bring("charts")
        qtbot.waitUntil(canvas.isVisible)
        console.window.grab()
        found = canvas.numbers()
        assert found, canvas.kind
        for number in found:
            _click_chart(console, qtbot, canvas, number)


def _click_chart(console: Console, qtbot: QtBot, canvas: ChartCanvas, number: Number) -> None:
    before = console.keeping.filtering.filter
    console.window.bring("charts")
    qtbot.waitUntil(canvas.isVisible)
    click(canvas, number.at.center().toPoint())
    opens(console, qtbot, number)
    assert console.keeping.filtering.filter == before


def test_a_count_on_the_map_opens_its_list_with_ctrl_and_chooses_the_place_without(
    console: Console, qtbot: QtBot
) -> None:
    canvas = console.map.canvas
    canvas.motion.settle()
    canvas.drawing.finish()
    found = [one for one in numbers_of(canvas) if canvas.rect().contains(one.at.toAlignedRect())]
    assert len(found) > 2
    for number in found:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, CTRL, number.at.center().toPoint())
        opens(console, qtbot, number)
        assert console.selection.place == STREET
    click(canvas, found[0].at.center().toPoint())
    assert console.selection.place.estate == found[0].link.row


def test_the_menu_of_a_place_on_the_map_offers_its_lists(console: Console, qtbot: QtBot) -> None:
    frame = console.keeping.frame
    assert frame is not None
    spots = [Spot(row) for row in range(len(frame.street.estates.id))]
    spots += [Spot(building=int(frame.buildings.active.argmax()))]
    for spot in spots:
        for count in place_counts(frame, spot):
            assert count.link is not None
            assert len(behind(console, count.link)) == count.number, (spot, count)


@pytest.mark.parametrize("filtered", ["", "age>=60"])
def test_what_the_hint_on_the_map_tells_is_as_long_as_its_list(
    console: Console, filtered: str
) -> None:
    if filtered:
        console.keeping.filtering.put("age", parse_all((filtered,), packs.load("quarantine-2020")))
    frame = console.keeping.frame
    assert frame is not None
    spots = [Spot(row) for row in range(len(frame.street.estates.id))]
    spots += [Spot(building=int(frame.buildings.people.argmax()))]
    for spot in spots:
        told = hint(frame, spot, "zh")
        assert told is not None
        for _, figure in told.lines:
            for one in figure.links:
                assert f"{len(behind(console, one.link)):,}" == figure.text, (spot, one.link)


def test_what_a_tip_over_an_estate_or_building_tells_is_as_long_as_its_list(
    console: Console,
) -> None:
    frame = console.keeping.frame
    assert frame is not None
    street = estate_model.panel(frame, STREET, "number")
    estate = estate_model.panel(frame, place(console, "estate"), "number")
    assert isinstance(street, StreetPanel)
    assert isinstance(estate, EstatePanel)
    for level, rows in (("estate", street.bars), ("building", estate.shapes)):
        for one in rows:
            told: dict[Kind, int] = {
                "active": one.active, "complete": one.complete, "people": one.people,
            }  # fmt: skip
            for kind, count in told.items():
                assert len(behind(console, ListLink(kind, level, one.row))) == count, one


def test_two_sections_in_a_window_of_their_own_open_lists_in_the_main_one(
    console: Console, qtbot: QtBot
) -> None:
    console.selection.choose(place(console, "low"), None)
    qtbot.wait(30)
    console.window.table["view.pair"].trigger()
    (pair,) = console.window.findChildren(PairView)
    canvas = pair.sections[0].canvas
    pair.grab()
    number = canvas.numbers()[0]
    click(canvas, number.at.center().toPoint())
    opens(console, qtbot, number)
    pair.close()


def test_a_tile_is_as_long_as_its_list(console: Console, qtbot: QtBot) -> None:
    assert console.panels is not None
    lists = console.panels.lists
    for kind, button in console.panels.tiles.buttons.items():
        button.click()
        figure = button.shown_text().figure
        qtbot.waitUntil(
            lambda kind=kind, figure=figure: (  # type: ignore[misc]
                lists.model.kind == kind and f"{lists.model.rowCount():,}" == figure
            ),
            timeout=_MS,
        )
