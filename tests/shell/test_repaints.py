"""What an act repaints in the window: no more than changed, and the same as painted whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from console.assembly.running import Console
from console.domain import packs
from console.domain.conditions import parse
from console.domain.instants import MICROS_A_DAY
from console.state.selection import (
    STREET,
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.state.situation import Fill
from console.store.columns import Street
from console.widgets.map.plate import Plate
from tests.painting import on_screen, painted_whole, settled, watched


def street_of(console: Console) -> Street:
    assert console.session.street is not None
    return console.session.street


def place_at(level: str, street: Street) -> Place:
    places = {
        "street": STREET,
        "estate": place_of_estate(street, 0),
        "building": place_of_building(street, 0),
        "unit": place_of_unit(street, 3, -1),
    }
    return places[level]


def test_hovering_over_units_paints_these_and_one_line(
    qapp: QApplication, console: Console
) -> None:
    console.selection.choose(place_of_building(street_of(console), 0))
    assert console.panels is not None
    canvas, line = console.panels.section.canvas, console.window.status.pointed
    canvas.hover_at(QPointF(canvas.rect_of(0).center()))
    painted_whole(console.window)
    with watched(qapp) as painted:
        canvas.hover_at(QPointF(canvas.rect_of(5).center()))
    assert set(painted.regions) == {canvas, line}
    assert painted.regions[canvas] == QRegion(canvas.rect_of(0)).united(canvas.rect_of(5))
    assert line.text
    assert on_screen(console.window) == painted_whole(console.window)


def test_the_line_of_the_pointer_takes_no_room_from_others(console: Console) -> None:
    status = console.window.status
    before = status.pointed.geometry(), status.message.geometry()
    status.tell_hovered("很长的一句话，" * 60)
    status.tell_where("121.5432°E 31.2110°N")
    QApplication.sendPostedEvents()
    assert (status.pointed.geometry(), status.message.geometry()) == before
    assert len(status.pointed.text) <= 400


def test_what_lies_over_the_map_is_not_painted_when_the_map_moves(
    qapp: QApplication, console: Console
) -> None:
    canvas = console.map.canvas
    plates = {plate for plate in canvas.findChildren(Plate) if plate.isVisible()}
    console.selection.choose(place_of_estate(street_of(console), 0))
    canvas.motion.settle()
    canvas.drawing.finish()
    painted_whole(console.window)
    for move in (canvas.motion.viewport.panned(40, 30), canvas.motion.viewport.zoomed(1.3, 90, 70)):
        with watched(qapp) as painted:
            canvas.look_at(move)
        assert {canvas} < set(painted.regions) <= {canvas, *plates}
        for plate in plates & set(painted.regions):
            assert not painted.regions[plate].intersects(plate.rect().adjusted(2, 2, -2, -2))
        assert on_screen(console.window) == painted_whole(console.window)
        canvas.drawing.finish()
        assert on_screen(console.window) == painted_whole(console.window)


def test_a_step_of_a_brush_paints_nothing_below_or_beside_what_changed(
    qapp: QApplication, console: Console, street: Street
) -> None:
    assert console.panels is not None
    panels, window, pack = console.panels, console.window, packs.load(street.scenario)
    console.show_at_once(street)
    for oldest in (80, 70):
        console.keeping.filtering.put("age", (parse(f"age=10..{oldest}", pack),), passing=True)
        console.map.canvas.drawing.finish()
        painted_whole(window)
        while panels.pace.is_busy:
            QApplication.processEvents()
    with watched(qapp) as painted:
        console.keeping.filtering.put("age", (parse("age=10..71", pack),), passing=True)
    below = (window, window.centre, panels.filter_bar, panels.tiles, panels.estate, panels.legend)
    beside = (panels.days.play_button, panels.days.home_button, panels.days.chip)
    assert set(painted.regions).isdisjoint({*below, *beside, panels.section, panels.section.head})
    assert {panels.legend.list, panels.filter_bar.told, panels.days.strip} <= set(painted.regions)


@pytest.mark.parametrize("theme", ["night", "day"])
@pytest.mark.parametrize("level", ["street", "estate", "building", "unit"])
def test_every_step_of_the_handle_leaves_the_window_as_painted_whole(
    console: Console, level: str, theme: str
) -> None:
    street = street_of(console)
    console.look.change(theme=theme)
    console.selection.choose(place_at(level, street))
    console.map.canvas.motion.settle()
    console.map.canvas.drawing.finish()
    painted_whole(console.window)
    for days in (1, 2, 3, 2, 9, 30, 8, 0, -3):
        console.session.move_to(street.as_of_us - days * MICROS_A_DAY)
        assert on_screen(console.window) == painted_whole(console.window), days


@pytest.mark.parametrize("theme", ["night", "day"])
@pytest.mark.parametrize("level", ["street", "estate", "building", "unit"])
def test_every_step_of_a_brush_leaves_the_window_as_painted_whole(
    console: Console, level: str, theme: str
) -> None:
    street = street_of(console)
    console.look.change(theme=theme)
    console.selection.choose(place_at(level, street))
    console.map.canvas.motion.settle()
    console.map.canvas.drawing.finish()
    painted_whole(console.window)
    pack = packs.load(street.scenario)
    for oldest in (80, 40, 41, 42, 20, 90):
        asked = (parse(f"age=10..{oldest}", pack),)
        console.keeping.filtering.put("age", asked, passing=True)
        assert on_screen(console.window) == painted_whole(console.window), oldest


def test_a_closed_dock_follows_no_filter_until_it_is_opened_again(console: Console) -> None:
    assert console.panels is not None
    console.selection.choose(place_of_estate(street_of(console), 0))
    dock, facets = console.window.docks["legend"], console.panels.legend
    dock.hide()
    before, asked = facets.list.placed, (parse("age<=40", packs.load(street_of(console).scenario)),)
    console.keeping.filtering.put("age", asked)
    assert facets.list.placed is before
    dock.show()
    settled()
    opened = facets.grab().toImage()
    assert facets.list.placed.rows != before.rows
    console.keeping.changed.emit()
    assert facets.grab().toImage() == opened


@pytest.mark.parametrize("pane", ["section", "estate", "days"])
def test_a_hidden_pane_follows_no_filter_until_it_is_shown_again(
    console: Console, pane: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    panels = console.panels
    assert panels is not None
    console.selection.choose(place_of_building(street_of(console), 0))
    settled()
    view: QWidget = {"section": panels.section, "estate": panels.estate, "days": panels.days}[pane]
    followed: list[str] = []
    for shown in (panels.section.canvas, panels.estate.canvas, panels.days.strip):
        method = next(
            name
            for name in ("show_content", "show_panel", "show_scene")
            if hasattr(type(shown), name)
        )
        kept = getattr(shown, method)
        told = partial(_told, followed, type(shown).__name__, kept)
        monkeypatch.setattr(shown, method, told)
    mine = {"section": "SectionCanvas", "estate": "EstateCanvas", "days": "DayStrip"}[pane]
    if pane == "days":
        console.window.docks["days"].hide()
    else:
        console.navigator.show(Fill.MAP)
    asked = (parse("age<=40", packs.load(street_of(console).scenario)),)
    console.keeping.filtering.put("age", asked)
    assert not view.isVisible()
    assert mine not in followed
    console.window.docks["days"].show()
    console.navigator.show(Fill.BOTH)
    assert mine in followed
    painted_whole(console.window)
    opened = view.grab().toImage()
    console.keeping.changed.emit()
    assert view.grab().toImage() == opened


def _told(followed: list[str], name: str, show: Callable[..., None], *given: object) -> None:
    followed.append(name)
    show(*given)


def test_the_strip_keeps_nothing_of_the_filter_before(console: Console) -> None:
    pack = packs.load(street_of(console).scenario)
    assert console.panels is not None
    strip = console.panels.days.strip
    size = strip.size()
    for oldest in (80, 40, 60):
        asked = (parse(f"age=10..{oldest}", pack),)
        console.keeping.filtering.put("age", asked, passing=True)
        shown = strip.grab().toImage()
        strip.resize(size.width() - 1, size.height())
        strip.resize(size)
        assert strip.grab().toImage() == shown


def test_a_step_asks_for_no_layout_of_the_window(qapp: QApplication, console: Console) -> None:
    console.selection.choose(place_of_estate(street_of(console), 0))
    console.map.canvas.drawing.finish()
    painted_whole(console.window)
    with watched(qapp) as painted:
        console.session.move_to(street_of(console).as_of_us - MICROS_A_DAY)
    assert console.window not in painted.laid_out
    assert console.window.centre not in painted.laid_out
    assert console.map.aside.legend.strip not in painted.regions


def test_another_theme_and_back_leaves_the_window_as_it_was(console: Console) -> None:
    console.selection.choose(place_of_building(street_of(console), 0))
    painted_whole(console.window)
    seen: dict[str, list[QImage]] = {"day": [], "night": []}
    for theme in ("day", "night") * 2:
        console.look.change(theme=theme)
        console.map.canvas.motion.settle()
        console.map.canvas.drawing.finish()
        seen[theme].append(on_screen(console.window))
        assert seen[theme][-1] == painted_whole(console.window)
    for first, again in seen.values():
        assert first == again
    assert seen["day"] != seen["night"]
