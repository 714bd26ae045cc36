"""The section as a control: what is hovered, picked, opened, walked, zoomed and repainted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.domain.instants import MICROS_A_DAY, micros
from console.paint import theme
from console.store.columns import Street
from console.store.frame import frame
from console.store.people import keep_names
from console.widgets.section.canvas import SectionCanvas
from console.widgets.section.layers import SectionContent
from console.widgets.section.picture import SectionPicture
from tests.state.towers import Tower, grid
from tests.store import tiny

_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def street(qapp: QApplication) -> Street:
    made = tiny.built(tiny.sample())
    keep_names(made.street, made.names)
    return made.street


def content(street: Street, building: int = 0, **more: object) -> SectionContent:
    shown = frame(street, street.as_of_us)
    return SectionContent(street, shown, building, theme.load("night"), "zh", **more)  # type: ignore[arg-type]


@pytest.fixture
def canvas(street: Street, qtbot: QtBot) -> SectionCanvas:
    made = SectionCanvas()
    qtbot.addWidget(made)
    made.resize(700, 560)
    made.show_content(content(street))
    made.show()
    return made


def centre(canvas: SectionCanvas, unit: int) -> QPoint:
    return canvas.rect_of(unit).center()


def person_at(canvas: SectionCanvas, person: int) -> QPoint:
    assert canvas.scene is not None
    x, y, wide, high = canvas.scene.places.boxes[person].tolist()
    return (QPointF(x + wide / 2, y + high / 2) - canvas.corner).toPoint()


def unit_called(canvas: SectionCanvas, unit_id: str) -> int:
    assert canvas.scene is not None
    assert canvas.content is not None
    ids = canvas.content.street.units.id
    rows = range(canvas.scene.plan.first_unit, canvas.scene.plan.end_unit)
    return canvas.scene.unit_of(next(row for row in rows if ids.text(row) == unit_id))


def wheel(canvas: SectionCanvas, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        _NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_a_click_picks_the_unit_and_on_an_avatar_the_person(
    canvas: SectionCanvas, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(canvas.picked) as seen:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, _NONE, centre(canvas, 7))
    assert seen.args == [7, -1]
    with qtbot.waitSignal(canvas.picked) as seen:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, _NONE, person_at(canvas, 0))
    assert canvas.scene is not None
    assert seen.args is not None
    assert seen.args[1] == int(canvas.scene.people.resident[0])


def test_a_click_on_the_ground_picks_nothing(canvas: SectionCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.picked) as seen:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, _NONE, QPoint(5, 5))
    assert seen.args == [-1, -1]


def test_a_double_click_opens(canvas: SectionCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.opened) as seen:
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, _NONE, centre(canvas, 7))
    assert seen.args == [7, -1]


def test_totals_are_placed_once_and_anew_when_the_building_moves(canvas: SectionCanvas) -> None:
    canvas.zoom(6)
    before = canvas.numbers()
    assert before
    assert canvas.numbers() is before
    canvas.pan(0, 40)
    moved = canvas.numbers()
    assert [one.at.translated(0, -40) for one in before] == [one.at for one in moved]
    assert canvas.content is not None
    earlier = frame(canvas.content.street, canvas.content.street.as_of_us - 60 * MICROS_A_DAY)
    canvas.show_content(replace(canvas.content, frame=earlier))
    assert [one.text for one in canvas.numbers()] != [one.text for one in moved]


def test_hovering_says_where_and_never_repaints_the_picture(
    canvas: SectionCanvas, qtbot: QtBot
) -> None:
    canvas.grab()
    painted = canvas.picture.painted
    with qtbot.waitSignal(canvas.hovered) as seen:
        canvas.hover_at(QPointF(centre(canvas, 9)))
    assert seen.args == [9, -1]
    with qtbot.assertNotEmitted(canvas.hovered):
        canvas.hover_at(QPointF(centre(canvas, 9)))
    with qtbot.waitSignal(canvas.hovered) as seen:
        canvas.hover_at(None)
    assert seen.args == [-1, -1]
    canvas.grab()
    assert canvas.hovered_unit == -1
    assert canvas.picture.painted == painted


def test_the_tip_explains_in_plain_text_with_masked_names(canvas: SectionCanvas) -> None:
    said = canvas.explained(unit_called(canvas, "B1-1102"))
    assert "1102室" in said
    assert "李**" in said
    assert "李明珠" not in said
    assert "最后一天" in said
    assert canvas.explained(-1) == ""


def test_what_is_told_follows_who_lives_there_and_who_may_read_it(canvas: SectionCanvas) -> None:
    unit = unit_called(canvas, "B1-1102")
    masked, shown = canvas.explained(unit), canvas.content
    assert shown is not None
    canvas.show_content(replace(shown, masked=False))
    assert "李明珠" in canvas.explained(unit)
    canvas.show_content(shown)
    assert canvas.explained(unit) == masked
    canvas.show_content(replace(shown, language="en"))
    assert "Room 1102" in canvas.explained(unit)
    earlier = frame(shown.street, shown.street.as_of_us - 60 * MICROS_A_DAY)
    canvas.show_content(replace(shown, frame=earlier))
    assert canvas.explained(unit) not in (masked, "")
    canvas.show_content(None)
    assert canvas.explained(unit) == ""


def test_names_are_whole_only_when_the_look_says_so(canvas: SectionCanvas, street: Street) -> None:
    canvas.show_content(content(street, masked=False))
    assert "李明珠" in canvas.explained(unit_called(canvas, "B1-1102"))


def test_arrow_keys_walk_and_space_and_enter_choose(canvas: SectionCanvas, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(canvas, key)
    assert canvas.cursor_unit == 3
    with qtbot.waitSignal(canvas.picked) as picked:
        QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert picked.args == [3, -1]
    with qtbot.waitSignal(canvas.opened) as opened:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert opened.args == [3, -1]


def test_tab_walks_the_people_of_a_room_and_then_leaves(
    canvas: SectionCanvas, qtbot: QtBot
) -> None:
    room = unit_called(canvas, "B1-1102")
    assert canvas.scene is not None
    canvas.mark(canvas.scene.unit_row(room), -1)
    assert canvas.walk_people(1)
    with qtbot.waitSignal(canvas.picked) as picked:
        QTest.keyClick(canvas, Qt.Key.Key_Space)
    first = canvas.scene.people_in(room)[0]
    assert picked.args == [canvas.scene.unit_row(room), int(canvas.scene.people.resident[first])]
    assert canvas.walk_people(1)
    assert not canvas.walk_people(1)


def test_escape_asks_for_the_level_above(canvas: SectionCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.climbed):
        QTest.keyClick(canvas, Qt.Key.Key_Escape)


@pytest.mark.parametrize("unit", [0, 10, 21])
def test_the_wheel_zooms_at_the_pointer(canvas: SectionCanvas, unit: int) -> None:
    at = centre(canvas, unit)
    before = canvas.scene
    wheel(canvas, at, 2)
    assert canvas.scene is not None
    assert before is not None
    assert canvas.scene.layout.floor_px > before.layout.floor_px
    assert canvas.hit(QPointF(at))[0] == unit
    wheel(canvas, at, -9)
    assert canvas.floor_px is None


def test_plus_minus_and_zero_zoom(canvas: SectionCanvas) -> None:
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.floor_px is not None
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.floor_px is None


def test_dragging_moves_the_building_and_picks_nothing(canvas: SectionCanvas, qtbot: QtBot) -> None:
    canvas.zoom(8)
    before = QPointF(canvas.corner)
    with qtbot.assertNotEmitted(canvas.picked):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, _NONE, QPoint(300, 300))
        QTest.mouseMove(canvas, QPoint(300, 340))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, _NONE, QPoint(300, 340))
    assert canvas.corner == before + QPointF(0, -40)


def test_a_small_drag_is_painted_from_what_is_there(canvas: SectionCanvas) -> None:
    canvas.zoom(8)
    canvas.grab()
    painted = canvas.picture.painted
    canvas.pan(0, 30)
    canvas.grab()
    assert canvas.picture.painted == painted


def test_zoom_and_place_outlast_another_instant_and_end_with_another_building(
    canvas: SectionCanvas, street: Street
) -> None:
    canvas.zoom(4, QPointF(centre(canvas, 10)))
    before = canvas.viewpoint
    later = frame(street, micros(tiny.at("2020-03-20 08:00")))
    canvas.show_content(SectionContent(street, later, 0, theme.load("day"), "en"))
    assert canvas.viewpoint == before
    canvas.show_content(content(street, 2))
    assert canvas.floor_px is None


def test_a_view_is_restored_exactly(canvas: SectionCanvas) -> None:
    canvas.zoom(6, QPointF(centre(canvas, 10)))
    before, corner = canvas.viewpoint, QPointF(canvas.corner)
    canvas.fit()
    canvas.restore(before)
    assert canvas.corner == corner
    assert canvas.viewpoint.floor_px == before.floor_px


def test_a_view_of_another_building_is_not_restored(canvas: SectionCanvas, street: Street) -> None:
    canvas.zoom(6)
    before = canvas.viewpoint
    canvas.show_content(content(street, 2))
    canvas.restore(before)
    assert canvas.floor_px is None


def test_what_is_selected_elsewhere_comes_into_sight(canvas: SectionCanvas) -> None:
    canvas.zoom(20)
    for unit in (0, 21):
        canvas.mark(unit, -1, in_sight=True)
        assert canvas.rect().contains(centre(canvas, unit))


def test_another_size_fits_anew(canvas: SectionCanvas) -> None:
    assert canvas.scene is not None
    before = canvas.scene.layout.floor_px
    canvas.resize(700, 300)
    assert canvas.scene.layout.floor_px < before


def test_nothing_is_shown_hit_or_walked_without_a_building(canvas: SectionCanvas) -> None:
    canvas.show_content(None)
    canvas.grab()
    canvas.zoom(1)
    canvas.pan(1, 1)
    assert canvas.hit(QPointF(100, 100)) == (-1, -1)
    assert not canvas.walk("up")
    assert not canvas.choose_cursor(open_it=True)


def test_a_building_without_units_is_shown(canvas: SectionCanvas, street: Street) -> None:
    canvas.show_content(content(street, 3))
    canvas.grab()
    assert not canvas.walk("up")


def test_what_is_painted_ahead_stays_small_on_a_large_fine_screen(qapp: QApplication) -> None:
    picture = SectionPicture()
    whole = QRectF(0, 0, 9000, 9000)
    picture.make(QRectF(2000, 2000, 1600, 1400), whole, 2.0, paint_nothing)
    assert picture.area.width() * picture.area.height() * 4 <= 12_500_000
    assert not picture.shows(QRectF(2000, 2000, 400, 300), 1.0)
    picture.make(QRectF(2000, 2000, 400, 300), whole, 1.0, paint_nothing)
    assert picture.shows(QRectF(2000, 2000, 400, 300), 1.0)
    assert picture.area.width() == 800


def paint_nothing(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(area, theme.load("day").chrome.panel)


def test_labels_stay_beside_their_floors_wherever_the_canvas_is(qtbot: QtBot) -> None:
    street = Tower(6, 0, grid(range(1, 7), 100, "1号")).street()
    around = QWidget()
    qtbot.addWidget(around)
    canvas = SectionCanvas(around)
    canvas.setGeometry(90, 70, 500, 300)
    canvas.show_content(content(street))
    canvas.zoom(20)
    alone = canvas.grab().toImage()
    around.resize(700, 500)
    within = around.grab().toImage().copy(90, 70, 500, 300)
    assert within == alone.convertToFormat(within.format())


def test_a_building_wider_than_the_window_keeps_its_labels(qtbot: QtBot) -> None:
    street = Tower(6, 0, grid(range(1, 7), 100, "1号")).street()
    canvas = SectionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 300)
    canvas.show_content(content(street))
    canvas.zoom(20)
    canvas.pan(2000, 0)
    seen = canvas.grab().toImage().copy(0, 0, 40, 300)
    inks = {seen.pixel(x, y) for x in range(seen.width()) for y in range(seen.height())}
    assert len(inks) > 2


@pytest.fixture
def tall(qtbot: QtBot) -> SectionCanvas:
    made = SectionCanvas()
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show_content(content(Tower(30, 0, grid(range(1, 31), 4, "1号")).street()))
    made.show()
    made.zoom(4)
    return made


def heads_painted(canvas: SectionCanvas) -> bool:
    """Whether something is written at the upper edge over the totals."""
    edge = canvas.grab().toImage().copy(canvas.width() - 300, 2, 300, 16)
    return len({edge.pixel(x, 8) for x in range(edge.width())}) > 2


def test_totals_keep_their_heads_while_the_building_is_scrolled(tall: SectionCanvas) -> None:
    assert not tall.is_wide()
    tall.pan(0, -9_999)
    assert tall.corner.y() == 0
    assert not heads_painted(tall)
    for down in (50, 300, 9_999):
        tall.pan(0, down)
        assert heads_painted(tall)


def test_what_lies_under_the_heads_of_totals_is_no_link(canvas: SectionCanvas) -> None:
    canvas.zoom(3)
    assert not canvas.is_wide()
    canvas.pan(0, -9_999)
    lowest = max(one.at.bottom() for one in canvas.numbers())
    whole = len(canvas.numbers())
    canvas.pan(0, lowest - 30)
    assert 0 < len(canvas.numbers()) < whole
    assert min(one.at.top() for one in canvas.numbers()) > 16


@pytest.mark.parametrize("unit", [0, 59, 119])
def test_what_is_selected_stays_in_sight_when_room_is_taken(tall: SectionCanvas, unit: int) -> None:
    tall.mark(unit, -1, in_sight=True)
    for high in (400, 250, 560):
        tall.resize(900, high)
        assert tall.rect().contains(centre(tall, unit))


def test_what_was_scrolled_off_stays_off_when_room_is_taken(tall: SectionCanvas) -> None:
    tall.mark(0, -1, in_sight=True)
    tall.pan(0, -9_999)
    tall.resize(900, 400)
    assert not tall.rect().contains(centre(tall, 0))
