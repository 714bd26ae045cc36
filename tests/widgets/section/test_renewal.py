"""Another instant paints what changed, and leaves the pixels of a section painted whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.instants import MICROS_A_DAY
from console.paint import theme
from console.paint.section.whole import unit_rect
from console.state.look import RECOLOURINGS
from console.store.columns import Street
from console.store.frame import Frame, frame
from console.widgets.section.canvas import SectionCanvas
from console.widgets.section.layers import SectionContent
from tests.painting import on_screen, painted_whole, watched
from tests.store.masks import kept_of

DAYS = (-3, -2, -1, 0, 1, -12, -30, -29, 9, 10)


def at(street: Street, days: float) -> Frame:
    return frame(street, street.as_of_us + round(days * MICROS_A_DAY))


def busy_building(street: Street, rank: int) -> int:
    order = np.argsort(-frame(street, street.as_of_us).buildings.active, kind="stable")
    return int(order[rank])


def shown(street: Street, building: int, size: tuple[int, int], bot: QtBot) -> SectionCanvas:
    canvas = SectionCanvas()
    bot.addWidget(canvas)
    canvas.resize(*size)
    look = theme.load("night")
    canvas.show_content(SectionContent(street, at(street, -4), building, look, "zh"))
    with bot.waitExposed(canvas):
        canvas.show()
    return canvas


def moved_to(canvas: SectionCanvas, street: Street, days: float, **look: object) -> None:
    assert canvas.content is not None
    canvas.show_content(replace(canvas.content, frame=at(street, days), **look))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(700, 560), (420, 900), (1300, 400), (240, 300)])
@pytest.mark.parametrize("rank", [0, 3, 11])
def test_every_step_leaves_the_pixels_of_the_whole(
    street: Street, qtbot: QtBot, size: tuple[int, int], rank: int
) -> None:
    canvas = shown(street, busy_building(street, rank), size, qtbot)
    for zoom in (0, 3, 4, 5):
        canvas.zoom(zoom)
        painted_whole(canvas)
        painted = canvas.picture.painted
        for days in DAYS:
            moved_to(canvas, street, days)
            stepped = on_screen(canvas)
            assert canvas.picture.painted == painted
            canvas.picture.forget()
            assert stepped == painted_whole(canvas), (zoom, days)
            painted = canvas.picture.painted


@pytest.mark.parametrize("recolouring", RECOLOURINGS)
def test_it_holds_in_every_recolouring_and_theme(
    street: Street, qtbot: QtBot, recolouring: str
) -> None:
    canvas = shown(street, busy_building(street, 1), (760, 600), qtbot)
    for name in ("day", "night"):
        moved_to(canvas, street, -4, theme=theme.load(name), recolouring=recolouring)
        for days in DAYS:
            moved_to(canvas, street, days)
            stepped = on_screen(canvas)
            canvas.picture.forget()
            assert stepped == painted_whole(canvas), days


def test_marks_and_dimmed_units_move_with_the_instant(street: Street, qtbot: QtBot) -> None:
    canvas = shown(street, busy_building(street, 0), (760, 600), qtbot)
    assert canvas.scene is not None
    units = canvas.scene.plan.units
    first = canvas.scene.plan.first_unit
    person = int(canvas.scene.people.resident[0])
    people, homes = np.arange(len(street.residents.unit)), np.arange(len(street.units.floor))
    for days in DAYS:
        kept = kept_of(street, people % 2 == days % 2, homes % 3 == days % 3)
        moved_to(canvas, street, days, kept=kept)
        canvas.mark(first + int(canvas.scene.people.unit[0]), person)
        canvas.hover_at(QPointF(canvas.rect_of(days % units).center()))
        stepped = on_screen(canvas)
        canvas.picture.forget()
        assert stepped == painted_whole(canvas), days


@pytest.mark.parametrize("size", [(760, 600), (900, 600), (420, 900), (1300, 400)])
def test_a_filter_that_comes_changes_or_goes_leaves_the_pixels_of_the_whole(
    street: Street, qtbot: QtBot, size: tuple[int, int]
) -> None:
    canvas = shown(street, busy_building(street, 0), size, qtbot)
    people, homes = np.arange(len(street.residents.unit)), np.arange(len(street.units.floor))
    some = [kept_of(street, people % k == 0, homes % k == 0) for k in (2, 3)]
    for zoom in (0, 4):
        canvas.zoom(zoom)
        painted_whole(canvas)
        painted = canvas.picture.painted
        for kept in (some[0], some[1], some[1], None, some[1], None, None):
            moved_to(canvas, street, -4, kept=kept)
            stepped = on_screen(canvas)
            assert canvas.picture.painted == painted
            canvas.picture.forget()
            assert stepped == painted_whole(canvas), zoom
            painted = canvas.picture.painted


def test_a_filter_that_dims_the_same_paints_nothing(
    qapp: QApplication, street: Street, qtbot: QtBot
) -> None:
    canvas = shown(street, busy_building(street, 0), (760, 600), qtbot)
    people, homes = np.arange(len(street.residents.unit)), np.arange(len(street.units.floor))
    one, same = (kept_of(street, people % 2 == 0, homes % 2 == 0) for _ in range(2))
    assert canvas.content is not None
    canvas.show_content(replace(canvas.content, kept=one))
    painted_whole(canvas)
    with watched(qapp) as painted:
        canvas.show_content(replace(canvas.content, kept=same))
    assert canvas not in painted.regions


def test_a_filter_paints_the_cells_and_totals_of_those_it_keeps_or_no_longer_keeps(
    qapp: QApplication, street: Street, qtbot: QtBot
) -> None:
    canvas = shown(street, busy_building(street, 0), (760, 600), qtbot)
    assert canvas.scene is not None
    scene, people = canvas.scene, np.ones(len(street.residents.unit), np.bool_)
    homes = np.ones(len(street.units.floor), np.bool_)
    moved_to(canvas, street, -4, kept=kept_of(street, people, homes))
    unit = int(scene.people.unit[0])
    canvas.show_unit(unit)
    painted_whole(canvas)
    people[scene.people.resident[0]] = False
    assert canvas.content is not None
    with watched(qapp) as painted:
        canvas.show_content(replace(canvas.content, kept=kept_of(street, people, homes)))
    region = painted.regions[canvas]
    assert region.contains(canvas.rect_of(unit).center())
    for other in set(range(scene.plan.units)) - {unit}:
        assert not region.contains(canvas.rect_of(other).center())
    assert region.boundingRect().right() > scene.layout.body[2] - canvas.corner.x()


def test_a_day_paints_the_cells_of_those_under_the_clock_and_no_others(
    qapp: QApplication, street: Street, qtbot: QtBot
) -> None:
    canvas = shown(street, busy_building(street, 1), (760, 600), qtbot)
    canvas.zoom(4)
    moved_to(canvas, street, 0)
    assert canvas.scene is not None
    assert canvas.scene.places.measures.is_dated
    before = canvas.scene.people
    canvas.show_unit(int(before.unit[before.large][0]))
    painted_whole(canvas)
    with watched(qapp) as painted:
        moved_to(canvas, street, -1)
    people, region = canvas.scene.people, painted.regions[canvas]
    quiet = set(range(canvas.scene.plan.units))
    quiet -= {*before.unit[before.large].tolist(), *people.unit[people.large].tolist()}
    assert quiet
    for unit in quiet:
        assert not region.contains(canvas.rect_of(unit).center())
    assert region.boundingRect().isValid()


def test_a_day_paints_nothing_where_no_day_is_to_be_seen_and_nobodys_state_is_another(
    qapp: QApplication, street: Street, qtbot: QtBot
) -> None:
    are_same = []
    for rank in range(4):
        canvas = shown(street, busy_building(street, rank), (760, 300), qtbot)
        for days in DAYS:
            assert canvas.scene is not None
            assert not canvas.scene.places.measures.is_dated
            before = canvas.scene.people
            with watched(qapp) as painted:
                moved_to(canvas, street, days)
            after = canvas.scene.people
            same = np.array_equal(before.resident, after.resident)
            are_same.append(same and np.array_equal(before.state, after.state))
            assert not (are_same[-1] and canvas in painted.regions)
    assert any(are_same)


def test_an_instant_that_changes_nothing_paints_nothing(
    qapp: QApplication, street: Street, qtbot: QtBot
) -> None:
    canvas = shown(street, busy_building(street, 0), (760, 600), qtbot)
    moved_to(canvas, street, 0)
    painted_whole(canvas)
    with watched(qapp) as painted:
        moved_to(canvas, street, 1 / 48)
    assert canvas not in painted.regions
    assert canvas.scene is not None
    assert canvas.scene.as_of_us == street.as_of_us + MICROS_A_DAY // 48


@pytest.mark.parametrize("zoom", [0, 1, 2, 4, 8])
def test_a_cell_painted_alone_leaves_the_outline_round_the_unit_beside_it(
    street: Street, qtbot: QtBot, zoom: int
) -> None:
    canvas = shown(street, busy_building(street, 0), (700, 560), qtbot)
    canvas.zoom(zoom)
    assert canvas.scene is not None
    scene, corner = canvas.scene, canvas.corner.toPoint()
    canvas.mark(scene.plan.first_unit + scene.plan.units // 2, -1)
    painted_whole(canvas)
    for unit in range(scene.plan.units):
        canvas.repaint(unit_rect(scene, unit).toAlignedRect().translated(-corner))
        assert on_screen(canvas) == painted_whole(canvas), unit
