"""Every number that is painted opens the list behind it, and is as long as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.domain import packs
from console.domain.conditions import parse
from console.paint import lettering, numbers
from console.paint.numbers import Number, number_at
from console.state.facets.bars_text import axis_text
from console.state.lists.link import ListLink
from console.state.selection import STREET, Place, place_of_building, place_of_estate
from console.store.load import load_street
from console.widgets import number_links
from console.widgets.box_sheet import BoxSheet
from console.widgets.lane_button import LaneButton
from console.widgets.panel_head import PanelHead
from console.widgets.parts_label import PartsLabel
from tests.shell.desk import running
from tests.store import tiny
from tests.views.stage import click, press

PLACES = ("street", "estate", "building")
COUNT = re.compile(r"[0-9][0-9,]*")


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Console]:
    folder = tiny.write(tmp_path / "tiny.street")
    with running(qapp, qtbot, tmp_path / "console.ini", load_street(folder)) as made:
        made.window.resize(1600, 1200)
        qtbot.wait(50)
        yield made


def go(console: Console, where: str) -> None:
    street = console.session.street
    assert street is not None
    place: Place = STREET
    if where == "estate":
        place = place_of_estate(street, 0)
    elif where == "building":
        place = place_of_building(street, 0)
    console.selection.choose(place, None)
    console.window.grab()


def narrow(console: Console, *texts: str) -> None:
    street = console.session.street
    assert street is not None
    pack = packs.load(street.scenario)
    console.keeping.filtering.put("test", [parse(text, pack) for text in texts])
    console.window.grab()


def canvases(console: Console) -> list[BoxSheet]:
    assert console.panels is not None
    return [
        console.panels.legend.list,
        console.panels.estate.canvas,
        console.panels.card.sheet,
    ]


def lines(console: Console) -> list[PanelHead | PartsLabel | LaneButton]:
    """The lines of text in which numbers are links, as far as they are on show."""
    panels = console.panels
    assert panels is not None
    found = (
        panels.legend.head,
        panels.estate.head,
        panels.estate.lane,
        panels.section.head.facts,
        panels.filter_bar.told,
    )
    return [one for one in found if one.isVisible()]


def check(console: Console, canvas: QWidget, number: Number, bot: QtBot) -> None:
    """Click a number and compare it with the list that opens."""
    assert console.panels is not None
    lists = console.panels.lists
    click(canvas, number.at.center().toPoint())
    bot.waitUntil(lambda: lists.model.kind == number.link.kind and _is_listed(console, number))
    assert f"{lists.model.rowCount():,}" == number.text, number


def _is_listed(console: Console, number: Number) -> bool:
    assert console.panels is not None
    return f"{console.panels.lists.model.rowCount():,}" == number.text


@pytest.mark.parametrize("filtered", ["", "state=active,complete"])
def test_every_number_opens_a_list_as_long_as_it_says(
    console: Console, qtbot: QtBot, filtered: str
) -> None:
    if filtered:
        narrow(console, filtered)
    for where in PLACES:
        go(console, where)
        clicked = 0
        for canvas in (*canvases(console), *lines(console)):
            canvas.grab()
            for number in canvas.ledger.numbers:
                check(console, canvas, number, qtbot)
                clicked += 1
        assert clicked > 20


def test_a_count_that_is_painted_without_a_list_is_found_out(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    plain = lettering.line

    def watched(painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor,
                **named: Any) -> None:  # fmt: skip
        drawn.append(text)
        plain(painter, box, text, font, colour, **named)

    monkeypatch.setattr(lettering, "line", watched)
    for where in PLACES:
        go(console, where)
        for canvas in (*canvases(console), *lines(console)):
            drawn.clear()
            canvas.grab()
            known = [one.text for one in canvas.ledger.numbers]
            told = [text for text in drawn if text not in ends_of_axes(console)]
            counts = COUNT.findall(_NO_COUNT.sub("", " ".join(told)))
            assert [count for count in counts if count not in known] == [], (canvas, drawn)


def test_a_figure_of_a_chart_without_a_list_is_found_out(
    console: Console, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    plain = lettering.line

    def watched(painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor,
                **named: Any) -> None:  # fmt: skip
        is_of_axis = text.isdigit() and not font.bold()
        drawn.append("" if is_of_axis else text)
        plain(painter, box, text, font, colour, **named)

    assert console.panels is not None
    console.window.bring("charts")
    charts = console.panels.charts.canvases
    qtbot.waitUntil(lambda: charts["days"].isVisible())
    monkeypatch.setattr(lettering, "line", watched)
    for kind, canvas in charts.items():
        drawn.clear()
        canvas.resize(canvas.width() + 1, canvas.height())
        canvas.grab()
        known = [one.text for one in canvas.numbers()]
        assert known, kind
        told = [text for text in drawn if not _OF_CHARTS.fullmatch(text)]
        counts = COUNT.findall(_NO_COUNT.sub("", " ".join(told)))
        assert [count for count in counts if count not in known] == [], (kind, drawn)


_OF_CHARTS = re.compile(r"\d{4} 年 \d+ 月|\d+ 月|最多 .*|60 周岁及以上 .*%|.*14 天.*")
"""What a chart says besides: months, the season's most, and shares, of which there is no list."""


def ends_of_axes(console: Console) -> set[str]:
    """What stands below the facets' bars."""
    assert console.panels is not None
    placed = console.panels.legend.list.placed
    shown = [at.group.bars for at in placed.bars if at.group.bars is not None]
    return {text for bars in shown for text in axis_text(bars, "zh")}


_NO_COUNT = re.compile(
    r"\d{4}-\d\d-\d\d|\d\d-\d\d|\d\d:\d\d|丁香路\S+|\d+ ?(?:层|号|室|弄)|60 ?周岁|2005|2020"
    r"|多 \d+|少 \d+"
)
"""What counts nothing that could be listed: dates, times, addresses, floors, years, ages, and the
change since yesterday."""


def test_the_pointer_is_told_by_a_hand_and_a_line(console: Console) -> None:
    go(console, "street")
    assert console.panels is not None
    canvas = console.panels.estate.canvas
    number = canvas.ledger.numbers[0]
    QTest.mouseMove(canvas, number.at.center().toPoint())
    assert canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(canvas, QPoint(2, canvas.height() - 2))
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_key_opens_the_list_of_the_line_it_stands_on(console: Console, qtbot: QtBot) -> None:
    go(console, "street")
    assert console.panels is not None
    canvas, lists = console.panels.estate.canvas, console.panels.lists
    wanted = canvas.ledger.numbers[0]
    canvas.setFocus()
    press(canvas, Qt.Key.Key_Home)
    press(canvas, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: _is_listed(console, wanted))
    assert lists.isVisible()


def test_a_list_behind_a_number_says_so_and_can_be_widened(console: Console, qtbot: QtBot) -> None:
    go(console, "street")
    assert console.panels is not None
    lists = console.panels.lists
    canvas = console.panels.estate.canvas
    check(console, canvas, canvas.ledger.numbers[0], qtbot)
    button = lists.page.bar.link_button
    assert button.isVisible()
    button.click()
    qtbot.waitUntil(lambda: not button.isVisible())
    assert lists.model.rowCount() == lists.kinds.count(lists.kind)


@pytest.mark.parametrize("filtered", ["", "age>=40"])
def test_a_sections_totals_open_who_is_counted_on_the_floor(
    console: Console, qtbot: QtBot, filtered: str
) -> None:
    if filtered:
        narrow(console, filtered)
    go(console, "building")
    assert console.panels is not None
    canvas, lists = console.panels.section.canvas, console.panels.lists
    console.window.breadcrumb.asked.emit(ListLink("people"))
    console.window.grab()
    qtbot.wait(50)
    found = canvas.numbers()
    assert {one.link.kind for one in found} >= {"active", "people"}
    for number in found:
        click(canvas, number.at.center().toPoint())
        qtbot.waitUntil(partial(_is_listed, console, number))
        assert lists.model.kind == number.link.kind


def test_the_breadcrumbs_count_opens_its_list(console: Console, qtbot: QtBot) -> None:
    assert console.panels is not None
    lists = console.panels.lists
    for where in PLACES:
        go(console, where)
        shown = [one for one in console.window.breadcrumb.crumbs if one.count.isVisible()]
        (crumb,) = shown
        crumb.count.click()
        text = crumb.count.text()
        qtbot.waitUntil(lambda text=text: f"{lists.model.rowCount():,}" == text)  # type: ignore[misc]
        assert lists.model.kind == "active"


def test_a_number_is_found_a_little_beside_its_digits() -> None:
    number = Number(QRectF(10, 10, 20, 10), "3", ListLink("people"))
    assert number_at([number], QPointF(7, 15)) == number
    assert number_at([number], QPointF(3, 15)) is None
    assert numbers.numbers_in([number], QRectF(0, 0, 100, 100)) == (number,)


def test_the_numbers_of_a_line_are_walked_and_opened_by_keys(
    console: Console, qtbot: QtBot
) -> None:
    go(console, "estate")
    assert console.panels is not None
    head, lists = console.panels.estate.head, console.panels.lists
    head.setFocus(Qt.FocusReason.TabFocusReason)
    head.grab()
    for number in numbers.numbers_in(head.numbers(), QRectF(head.rect())):
        press(head, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(_is_listed, console, number))
        assert lists.model.kind == number.link.kind
        head.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(head.numbers().index(number) + 1):
            press(head, Qt.Key.Key_Right)


def test_a_number_tells_what_it_opens(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(number_links, "show_plain_tip", lambda text, *_named: told.append(text))
    go(console, "estate")
    assert console.panels is not None
    head = console.panels.estate.head
    head.grab()
    number = head.numbers()[0]
    at = number.at.center().toPoint()
    QApplication.sendEvent(head, QHelpEvent(QEvent.Type.ToolTip, at, head.mapToGlobal(at)))
    assert told == [f"打开名单：隔离中的人（{number.text}）"]
