"""The map's canvas: gestures in metres, places under the pointer, pictures that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.paint import theme as themes
from console.state.map.ground import MapGround, ground_of
from console.state.map.metrics import Metric, peak
from console.state.map.shading import default_classes, shading
from console.state.map.spot import NO_SPOT, Spot, framed
from console.store.frame import frame
from console.widgets.map.canvas import MapCanvas, MapContent
from tests.painting import on_screen, painted_whole, watched
from tests.state.map import street as map_street

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@cache
def ground() -> MapGround:
    return ground_of(map_street.street(4))


def content(theme: str = "night", back_us: int = 0) -> MapContent:
    street = ground().street
    classes = default_classes(street, Metric.ACTIVE)
    return MapContent(
        ground=ground(),
        theme=themes.load(theme),
        shading=shading(frame(street, street.as_of_us - back_us), Metric.ACTIVE, classes),
        estate_weight=peak(street, Metric.ACTIVE, "estates"),
        building_weight=peak(street, Metric.ACTIVE, "buildings"),
        note="合成数据",
    )


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[MapCanvas]:
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show_content(content())
    made.show()
    settle(made)
    yield made
    made.drawing.stop()


def settle(canvas: MapCanvas) -> None:
    canvas.motion.settle()
    canvas.drawing.finish()


def pixel_of(canvas: MapCanvas, estate: int) -> QPoint:
    """A pixel inside an estate."""
    ring = canvas.motion.viewport.pixels(ground().estates.rings_of(estate)[0])
    point = shapely.Polygon(ring).representative_point()
    return QPoint(round(point.x), round(point.y))


def wheel(canvas: MapCanvas, at: QPointF, notches: int) -> None:
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


class TestTheWheel:
    def test_zooms_at_the_cursor(self, canvas: MapCanvas) -> None:
        at = QPointF(200, 150)
        before = canvas.motion.viewport
        wheel(canvas, at, 2)
        after = canvas.motion.viewport
        assert after.metres_per_px == pytest.approx(before.metres_per_px / 1.25**2)
        assert after.to_metres(200, 150) == pytest.approx(before.to_metres(200, 150))

    def test_back_and_forth_is_where_it_was(self, canvas: MapCanvas) -> None:
        before = canvas.motion.viewport
        wheel(canvas, QPointF(300, 200), 3)
        wheel(canvas, QPointF(300, 200), -3)
        assert canvas.motion.viewport.box == pytest.approx(before.box, abs=0.5)


class TestDragging:
    def test_carries_the_ground_with_the_hand(self, canvas: MapCanvas) -> None:
        canvas.look_at(canvas.motion.viewport.zoomed(3, 320, 240))
        under = canvas.motion.viewport.to_metres(300, 200)
        QTest.mousePress(canvas, LEFT, pos=QPoint(300, 200))
        QTest.mouseMove(canvas, QPoint(330, 215))
        QTest.mouseMove(canvas, QPoint(350, 220))
        assert canvas.cursor().shape() == Qt.CursorShape.ClosedHandCursor
        QTest.mouseRelease(canvas, LEFT, pos=QPoint(350, 220))
        assert canvas.motion.viewport.to_px(*under) == pytest.approx((350, 220))
        assert canvas.cursor().shape() != Qt.CursorShape.ClosedHandCursor

    def test_picks_nothing(self, canvas: MapCanvas, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(canvas.estate_picked):
            QTest.mousePress(canvas, LEFT, pos=pixel_of(canvas, 3))
            QTest.mouseMove(canvas, pixel_of(canvas, 3) + QPoint(40, 0))
            QTest.mouseRelease(canvas, LEFT, pos=pixel_of(canvas, 3) + QPoint(40, 0))

    def test_with_shift_zooms_to_the_rectangle(self, canvas: MapCanvas) -> None:
        view = canvas.motion.viewport
        middle = view.to_metres(200, 160)
        QTest.mousePress(canvas, LEFT, SHIFT, QPoint(150, 120))
        QTest.mouseMove(canvas, QPoint(250, 200))
        QTest.mouseRelease(canvas, LEFT, SHIFT, QPoint(250, 200))
        settle(canvas)
        after = canvas.motion.viewport
        assert (after.centre_x_m, after.centre_y_m) == pytest.approx(middle, abs=1)
        assert after.metres_per_px == pytest.approx(view.metres_per_px / 6, rel=0.1)


class TestClicks:
    def test_a_click_picks_the_estate_under_it(self, canvas: MapCanvas, qtbot: QtBot) -> None:
        with qtbot.waitSignal(canvas.estate_picked) as picked:
            QTest.mouseClick(canvas, LEFT, pos=pixel_of(canvas, 5))
        assert picked.args == [5]

    def test_a_click_beside_everything_picks_nothing(self, canvas: MapCanvas, qtbot: QtBot) -> None:
        with qtbot.waitSignal(canvas.estate_picked) as picked:
            QTest.mouseClick(canvas, LEFT, pos=QPoint(3, 3))
        assert picked.args == [-1]

    def test_a_double_click_opens_the_estate_and_goes_there(
        self, canvas: MapCanvas, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(canvas.estate_opened) as opened:
            QTest.mouseDClick(canvas, LEFT, pos=pixel_of(canvas, 5))
        settle(canvas)
        assert opened.args == [5]
        wanted = framed(ground(), Spot(5), canvas.motion.viewport)
        assert wanted is not None
        assert canvas.motion.viewport.metres_per_px == pytest.approx(wanted.metres_per_px)

    def test_a_building_is_picked_and_opened_once_it_has_an_outline(
        self, canvas: MapCanvas, qtbot: QtBot
    ) -> None:
        canvas.mark(Spot(2, 40), in_sight=True)
        settle(canvas)
        west, south, east, north = ground().buildings.boxes[40].tolist()
        x, y = canvas.motion.viewport.to_px((west + east) / 2, (south + north) / 2)
        at = QPoint(round(x), round(y))
        with qtbot.waitSignal(canvas.building_picked) as picked:
            QTest.mouseClick(canvas, LEFT, pos=at)
        with qtbot.waitSignal(canvas.building_opened) as opened:
            QTest.mouseDClick(canvas, LEFT, pos=at)
        assert picked.args == opened.args == [40]


class TestHovering:
    def test_tells_the_estate_and_then_nothing(self, canvas: MapCanvas, qtbot: QtBot) -> None:
        with qtbot.waitSignal(canvas.estate_hovered) as hovered:
            QTest.mouseMove(canvas, pixel_of(canvas, 4))
        assert hovered.args == [4]
        with qtbot.waitSignal(canvas.estate_hovered) as left:
            QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
        assert left.args == [-1]

    def test_asks_no_more_than_the_picture(self, canvas: MapCanvas) -> None:
        canvas.look_at(canvas.motion.viewport.zoomed(1.4, 320, 240))
        assert canvas.drawing.busy
        spot = canvas.pointer.spot_at(QPointF(pixel_of(canvas, 4)))
        assert spot == Spot(4), "the old picture answers while the new one is drawn"
        settle(canvas)


class TestKeys:
    def test_tab_walks_over_the_estates_by_count(self, canvas: MapCanvas, qtbot: QtBot) -> None:
        counts = content().shading.estate_values
        found: list[int] = []
        canvas.estate_picked.connect(found.append)
        for _ in range(4):
            QTest.keyClick(canvas, Qt.Key.Key_Tab)
            settle(canvas)
        values = [counts[row] for row in found]
        assert values == sorted(values, reverse=True)
        assert values[0] == counts.max()
        QTest.keyClick(canvas, Qt.Key.Key_Backtab)
        assert found[-1] == found[2]

    def test_tab_leaves_the_map_after_the_last_estate(self, canvas: MapCanvas) -> None:
        last = int(np.argsort(-content().shading.estate_values, kind="stable")[-1])
        canvas.mark(Spot(last))
        assert not canvas.pointer.pick_beside(1)

    @pytest.mark.parametrize(
        ("key", "right", "down"),
        [(Qt.Key.Key_Left, 1, 0), (Qt.Key.Key_Right, -1, 0), (Qt.Key.Key_Up, 0, 1)],
    )
    def test_arrows_pan(self, canvas: MapCanvas, key: Qt.Key, right: int, down: int) -> None:
        canvas.look_at(canvas.motion.viewport.zoomed(3, 320, 240))
        before = canvas.motion.viewport
        QTest.keyClick(canvas, key)
        assert canvas.motion.viewport == before.panned(right * 90, down * 90)

    def test_plus_comes_closer_and_zero_shows_the_whole_street(self, canvas: MapCanvas) -> None:
        home = canvas.motion.home()
        QTest.keyClick(canvas, Qt.Key.Key_Plus)
        settle(canvas)
        assert canvas.motion.viewport.metres_per_px < home.metres_per_px
        QTest.keyClick(canvas, Qt.Key.Key_0)
        settle(canvas)
        assert canvas.motion.viewport == home

    def test_enter_opens_and_escape_climbs(self, canvas: MapCanvas, qtbot: QtBot) -> None:
        canvas.mark(Spot(3))
        with qtbot.waitSignal(canvas.estate_opened):
            QTest.keyClick(canvas, Qt.Key.Key_Return)
        with qtbot.waitSignal(canvas.climbed):
            QTest.keyClick(canvas, Qt.Key.Key_Escape)
        settle(canvas)


class TestPictures:
    def test_the_old_picture_stays_until_the_new_one_is_whole(self, canvas: MapCanvas) -> None:
        old = canvas.drawing.picture
        canvas.look_at(canvas.motion.viewport.zoomed(2, 320, 240))
        assert canvas.drawing.picture is old
        canvas.grab()
        settle(canvas)
        assert canvas.drawing.picture is not old
        assert canvas.drawing.picture is not None
        assert canvas.drawing.picture.viewport == canvas.motion.viewport

    def test_a_drag_ends_in_the_picture_of_its_last_place(self, canvas: MapCanvas) -> None:
        for _ in range(30):
            canvas.look_at(canvas.motion.viewport.zoomed(1.05, 320, 240))
        settle(canvas)
        assert canvas.drawing.picture is not None
        assert canvas.drawing.picture.viewport == canvas.motion.viewport
        assert not canvas.drawing.busy

    def test_labels_make_way_for_what_lies_over_the_map_only_once_it_rests(
        self, canvas: MapCanvas, qtbot: QtBot
    ) -> None:
        """A legend that grows and shrinks again has nothing drawn; one that stays does."""
        old = canvas.drawing.picture
        assert old is not None
        canvas.drawing.want(old.viewport, ((0.0, 0.0, 200.0, 60.0),))
        assert canvas.drawing.busy
        canvas.drawing.want(old.viewport, old.reserved)
        qtbot.waitUntil(lambda: not canvas.drawing.busy)
        assert canvas.drawing.picture is old
        canvas.drawing.want(old.viewport, ((0.0, 0.0, 200.0, 60.0),))
        qtbot.waitUntil(lambda: not canvas.drawing.busy)
        assert canvas.drawing.picture is not old
        assert canvas.drawing.picture is not None
        assert canvas.drawing.picture.reserved == ((0.0, 0.0, 200.0, 60.0),)

    def test_another_frame_recolours_and_draws_nothing_anew(self, canvas: MapCanvas) -> None:
        picture = canvas.drawing.picture
        assert picture is not None
        before = picture.image.copy()
        canvas.show_content(content(back_us=9 * 86_400_000_000))
        assert canvas.drawing.picture is picture
        assert picture.image != before
        assert not canvas.drawing.busy

    @pytest.mark.parametrize("factor", [1.0, 2.5, 9.0])
    def test_another_frame_paints_where_places_lie_and_leaves_the_pixels_of_the_whole(
        self, canvas: MapCanvas, qapp: QApplication, factor: float
    ) -> None:
        canvas.look_at(canvas.motion.viewport.zoomed(factor, 320, 240))
        settle(canvas)
        painted_whole(canvas)
        for days in (9, 4, 20, 0):
            with watched(qapp) as painted:
                canvas.show_content(content(back_us=days * 86_400_000_000))
            picture = canvas.drawing.picture
            assert picture is not None
            assert (painted.regions[canvas] - QRegion(picture.coloured)).isEmpty()
            assert picture.coloured.width() < canvas.width() or factor > 1
            assert on_screen(canvas) == painted_whole(canvas)

    def test_what_is_said_beside_the_map_is_painted_in_another_language(
        self, canvas: MapCanvas, qapp: QApplication
    ) -> None:
        painted_whole(canvas)
        with watched(qapp):
            canvas.show_content(replace(content(), note="made-up data"))
        assert on_screen(canvas) == painted_whole(canvas)

    def test_another_theme_draws_anew_and_keeps_the_view(self, canvas: MapCanvas) -> None:
        canvas.look_at(canvas.motion.viewport.zoomed(2, 320, 240))
        view = canvas.motion.viewport
        canvas.show_content(content(theme="day"))
        settle(canvas)
        assert canvas.motion.viewport == view
        assert canvas.drawing.picture is not None
        assert canvas.drawing.picture.sheet.theme.name == "day"

    def test_a_resized_window_shows_the_whole_street_again(self, canvas: MapCanvas) -> None:
        canvas.resize(500, 300)
        assert canvas.motion.viewport == canvas.motion.home()
        canvas.look_at(canvas.motion.viewport.zoomed(3, 100, 100))
        middle = canvas.motion.viewport.centre_x_m
        canvas.resize(600, 400)
        assert canvas.motion.viewport.centre_x_m == middle
        settle(canvas)

    def test_a_window_resized_on_the_way_still_arrives(self, canvas: MapCanvas) -> None:
        wanted = canvas.motion.viewport.zoomed(6, 300, 240)
        canvas.motion.look_at(wanted, eased=True)
        canvas.resize(400, 300)
        settle(canvas)
        assert canvas.motion.viewport.metres_per_px == wanted.metres_per_px

    def test_a_spot_gone_to_is_framed_anew_in_another_window(self, canvas: MapCanvas) -> None:
        canvas.mark(Spot(2, 40), in_sight=True)
        settle(canvas)
        canvas.resize(300, 260)
        settle(canvas)
        assert canvas.motion.viewport == framed(ground(), Spot(2, 40), canvas.motion.viewport)

    def test_a_canvas_closed_in_the_middle_of_drawing_leaves_nothing(self, qtbot: QtBot) -> None:
        made = MapCanvas()
        qtbot.addWidget(made)
        made.resize(300, 200)
        made.show_content(content())
        assert made.drawing.busy
        made.drawing.stop()
        assert made.pointer.hovered == NO_SPOT
