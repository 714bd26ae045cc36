"""After any steps the window shows what one that was opened there shows: nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.domain import packs
from console.domain.conditions import Condition, parse_all
from console.domain.instants import MICROS_A_DAY
from console.paint.numbers import Number
from console.state.filtering import NO_FILTER, Filter
from console.state.look import Appearance
from console.state.selection import (
    STREET,
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.store.columns import Street
from console.widgets.crumb_button import CrumbButton
from console.widgets.lane_button import LaneButton
from console.widgets.number_links import Numbered
from console.widgets.panel_head import PanelHead
from console.widgets.tile import TileButton
from tests.painting import on_screen, painted_whole, settled
from tests.shell.desk import running

_STEPS = 14
_CLAUSES = {
    "age": ("age=20..60", "age<=40", "age>=90", "age=10..11", "age=60..98", "age>=104"),
    "state": ("state=active", "state!=none", "state=complete"),
    "registration": ("registration!=overseas", "registration=local"),
    "occupancy": ("occupancy=rented", "occupancy!=vacant"),
    "floors": ("floors<=6", "floors>=20"),
}
_DOCKS = ("legend", "card", "days", "lists")
Steps = Random


def _filtered(steps: Steps, console: Console) -> None:
    """Another clause, passing or settled, or one fewer."""
    source = steps.choice(list(_CLAUSES))
    texts = steps.choice([(), *((one,) for one in _CLAUSES[source])])
    asked = _parsed(console, texts)
    console.keeping.filtering.put(source, asked, passing=steps.random() < 0.5)


def _cleared(_: Steps, console: Console) -> None:
    console.keeping.filtering.become(NO_FILTER)


def _moved(steps: Steps, console: Console) -> None:
    days = steps.choice((0, 1, 2, 3, 9, 30, 80, -2))
    console.session.move_to(_street(console).as_of_us - days * MICROS_A_DAY)


def _chosen(steps: Steps, console: Console) -> None:
    street = _street(console)
    unit = steps.randrange(len(street.units.floor))
    places = (
        STREET,
        place_of_estate(street, steps.randrange(len(street.estates.id))),
        place_of_building(street, int(street.units.building[unit])),
        place_of_unit(street, unit, -1),
    )
    console.selection.choose(steps.choice(places))


def _folded(steps: Steps, console: Console) -> None:
    assert console.panels is not None
    facet = steps.choice(("state", "sex", "age", "estate", "arrived"))
    console.panels.legend.list.folded.emit(facet)


def _docked(steps: Steps, console: Console) -> None:
    dock = console.window.docks[steps.choice(_DOCKS)]
    dock.setVisible(dock.isHidden())


def _dressed(steps: Steps, console: Console) -> None:
    theme, language = steps.choice(("day", "night")), steps.choice(("zh", "en"))
    console.look.change(theme=theme, language=language)


_ACTS = (_filtered, _filtered, _filtered, _moved, _moved, _chosen, _cleared, _folded, _docked)


@pytest.mark.parametrize(
    ("seed", "aside"), [*((seed, False) for seed in range(6)), *((seed, True) for seed in (6, 7))]
)
def test_the_window_shows_what_one_opened_there_shows(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, street: Street, seed: int, aside: bool
) -> None:
    """Also where filter and instant are found aside, as in a street of millions."""
    steps, preferences = Random(seed), tmp_path / "console.ini"
    with _console(qapp, qtbot, preferences, street) as console:
        if aside:
            console.keeping._at_once = 0
        for number in range(_STEPS):
            act = _dressed if number == _STEPS // 2 else steps.choice(_ACTS)
            act(steps, console)
            _rest(console)
            assert on_screen(console.window) == painted_whole(console.window), number
        stands = _stand(console)
        worn = _shown(console)
    with _console(qapp, qtbot, preferences, street) as console:
        _put(console, *stands)
        fresh = _shown(console)
    assert worn.keys() == fresh.keys()
    for name, shown in fresh.items():
        assert worn[name] == shown, name


@contextmanager
def _console(
    qapp: QApplication, qtbot: QtBot, preferences: Path, street: Street
) -> Iterator[Console]:
    with running(qapp, qtbot, preferences, street) as console:
        assert console.panels is not None
        console.window.resize(1366, 768)
        settled()
        yield console


def _stand(console: Console) -> tuple[Appearance, int, Place, Filter]:
    """All that another window needs to show the same."""
    frame = console.session.frame
    assert frame is not None
    filter_ = console.keeping.filtering.filter
    return console.look.appearance, frame.as_of_us, console.selection.place, filter_


def _put(
    console: Console, appearance: Appearance, as_of_us: int, place: Place, filter_: Filter
) -> None:
    console.look.change(theme=appearance.theme, language=appearance.language)
    console.session.move_to(as_of_us)
    console.selection.choose(place)
    console.keeping.filtering.become(filter_)
    settled()


def _rest(console: Console) -> None:
    """Let what is held or found aside and the map arrive, and every pane have its turn."""
    assert console.panels is not None
    pace = console.panels.pace
    while pace.held is not None or console.keeping.is_waiting or _is_finding(console):
        QApplication.processEvents()
    console.map.canvas.motion.settle()
    while not all(pane.updatesEnabled() for pane in console.window.findChildren(QWidget)):
        QApplication.processEvents()
    console.map.canvas.drawing.finish()
    settled()


def _is_finding(console: Console) -> bool:
    """Whether a view waits for what it asked for aside, or of the database."""
    assert console.panels is not None
    lanes = console.panels.coordinator._lanes.items()
    asked = [lane for name, lane in lanes if name.startswith(("keeping, asked by", "card."))]
    return any(lane.running or lane.waiting for lane in asked)


def _shown(console: Console) -> dict[str, QImage | list[str] | list[Number]]:
    """Pictures of the panels, what they say to those who hear it or ask, and their numbers."""
    panels, window = console.panels, console.window
    assert panels is not None
    while _is_finding(console):
        QApplication.processEvents()
    for name in _DOCKS:
        window.docks[name].setVisible(name != "lists")
    window.size_docks()
    for column in (panels.estate, panels.legend, panels.card):
        for area in column.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    painted_whole(window)
    panes: dict[str, QWidget] = {
        "tiles": panels.tiles,
        "legend": panels.legend,
        "estate": panels.estate,
        "days": panels.days,
        "card": panels.card,
        "filter bar": panels.filter_bar,
        "section head": panels.section.head,
        "top bar": window.top_bar,
    }
    panes |= {one.level: one for one in window.breadcrumb.crumbs if one.isVisible()}
    shown: dict[str, QImage | list[str] | list[Number]] = {}
    for name, pane in panes.items():
        shown[name] = pane.grab().toImage()
        shown[f"{name}, in words"] = _words(pane)
    numbered: list[Numbered] = [
        panels.legend.list,
        panels.legend.head,
        panels.estate.canvas,
        panels.estate.head,
    ]
    for number, one in enumerate(numbered):
        shown[f"numbers {number}"] = sorted(one.numbers(), key=_where)
    return shown


def _words(pane: QWidget) -> list[str]:
    every = [pane, *pane.findChildren(QWidget)]
    return [
        f"{type(one).__name__}|{one.accessibleName()}|{_tip(one)}|{one.geometry().getRect()}"
        for one in every
        if one.isVisibleTo(pane) and (one.accessibleName() or _tip(one))
    ]


def _tip(widget: QWidget) -> str:
    """What it says when it is asked, be it known before or not."""
    if isinstance(widget, CrumbButton | LaneButton | PanelHead | TileButton):
        return widget.told()
    return widget.toolTip()


def _where(number: Number) -> tuple[float, float]:
    return number.at.top(), number.at.left()


def _parsed(console: Console, texts: tuple[str, ...]) -> tuple[Condition, ...]:
    return tuple(parse_all(texts, packs.load(_street(console).scenario)))


def _street(console: Console) -> Street:
    assert console.session.street is not None
    return console.session.street
