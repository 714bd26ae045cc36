"""The map's tools as a user handles them: with the mouse, with keys, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.domain.datums import Datum
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.map.coordinates import Coordinates
from console.state.map.ground import ground_of
from console.state.map.spot import Spot, box_of
from console.state.preferences import Preferences
from console.state.selection import Selection
from console.state.session import Session
from console.state.tools.trace import Tool
from console.views.map_tools_view import SOURCE, MapToolsView
from console.views.map_view import MapView
from console.widgets.action_table import ActionTable
from tests.state.map import street as map_street

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass
class Desk:
    session: Session
    selection: Selection
    keeping: Keeping
    coordinates: Coordinates
    map: MapView
    on_map: MapToolsView

    @property
    def canvas(self) -> QWidget:
        return self.map.canvas

    def px(self, x_m: float, y_m: float) -> QPoint:
        return QPointF(*self.map.canvas.motion.viewport.to_px(x_m, y_m)).toPoint()

    def middle_of(self, building: int) -> QPoint:
        assert self.session.street is not None
        box = box_of(ground_of(self.session.street), Spot(0, building))
        assert box is not None
        return self.px((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

    def drag(self, points: list[QPoint], modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mousePress(self.canvas, LEFT, modifiers, points[0])
        for point in points[1:]:
            QTest.mouseMove(self.canvas, point)
        QTest.mouseRelease(self.canvas, LEFT, modifiers, points[-1])

    def kept(self) -> set[str]:
        asked = self.keeping.filtering.filter.of(SOURCE)
        return set(asked[0].values) if asked else set()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    session, selection, look = Session(), Selection(), Look(Appearance(language="en"))
    keeping = Keeping(session)
    view = MapView(session=session, selection=selection, look=look, keeping=keeping)
    qtbot.addWidget(view)
    view.resize(900, 600)
    preferences = Preferences(tmp_path / "console.ini")
    coordinates = Coordinates(preferences, view)
    on_map = MapToolsView(
        map_view=view,
        session=session,
        keeping=keeping,
        look=look,
        coordinates=coordinates,
        actions=ActionTable(view),
    )
    view.show()
    session.open(map_street.street(6))
    view.canvas.motion.settle()
    view.canvas.drawing.finish()
    yield Desk(session, selection, keeping, coordinates, view, on_map)
    view.canvas.drawing.stop()
    preferences.flush()


def all_corners(desk: Desk) -> list[QPoint]:
    assert desk.session.street is not None
    west, south, east, north = ground_of(desk.session.street).bounds
    corners = [(west, south), (east, south), (east, north), (west, north)]
    return [desk.px(*corner) for corner in corners]


class TestMeasuring:
    def test_a_distance_runs_and_is_said_beside_the_pointer(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.DISTANCE)
        for point in (QPoint(200, 200), QPoint(400, 200)):
            QTest.mouseClick(desk.canvas, LEFT, PLAIN, point)
        QTest.mouseMove(desk.canvas, QPoint(400, 300))
        assert len(desk.on_map.tools.trace.line) == 3
        whole = 300 * desk.map.canvas.motion.viewport.metres_per_px
        figure = float(desk.on_map.sheet.lines[0].split()[0].replace(",", ""))
        assert figure == pytest.approx(whole, rel=0.002)
        QTest.keyClick(desk.canvas, Qt.Key.Key_Backspace)
        assert len(desk.on_map.tools.trace.points) == 1

    def test_a_double_click_ends_and_escape_puts_the_tool_down(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.AREA)
        for point in (QPoint(200, 200), QPoint(400, 200)):
            QTest.mouseClick(desk.canvas, LEFT, PLAIN, point)
        QTest.mouseDClick(desk.canvas, LEFT, PLAIN, QPoint(400, 400))
        assert desk.on_map.tools.trace.ended
        assert desk.on_map.sheet.lines
        QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
        assert not desk.on_map.tools.trace.is_begun
        assert desk.on_map.tools.tool is Tool.AREA
        QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
        assert desk.on_map.tools.tool.value == "none"

    def test_keys_alone_measure_too(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.DISTANCE)
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
            QTest.keyClick(desk.canvas, key)
        trace = desk.on_map.tools.trace
        assert trace.ended
        assert len(trace.points) == 2
        assert trace.points[1][0] > trace.points[0][0]
        assert desk.on_map.sheet.crossed

    def test_enter_ends_what_was_clicked_as_it_stands(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.DISTANCE)
        for point in (QPoint(200, 200), QPoint(400, 200)):
            QTest.mouseClick(desk.canvas, LEFT, PLAIN, point)
        clicked = desk.on_map.tools.trace.points
        QTest.keyClick(desk.canvas, Qt.Key.Key_Return)
        assert desk.on_map.tools.trace.ended
        assert desk.on_map.tools.trace.points == clicked
        assert not desk.on_map.sheet.crossed

    def test_the_map_moves_on_while_a_tool_is_in_hand(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.DISTANCE)
        before = desk.map.canvas.motion.viewport
        QTest.keyClick(desk.canvas, Qt.Key.Key_Right)
        assert desk.map.canvas.motion.viewport != before
        assert desk.selection.place.estate < 0


class TestSweeping:
    def test_a_band_filters_by_the_buildings_inside(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.BAND)
        corners = all_corners(desk)
        desk.drag([corners[0], corners[2]])
        assert desk.session.street is not None
        assert desk.kept() == set(desk.session.street.buildings.id)

    def test_the_lassos_answer_follows_the_pointer(self, desk: Desk) -> None:
        heard: list[tuple[int, bool]] = []
        desk.on_map.tools.caught.connect(lambda rows, passing: heard.append((len(rows), passing)))
        desk.on_map.tools.choose(Tool.LASSO)
        corners = all_corners(desk)
        desk.drag([*corners, corners[0]])
        assert heard[-1][1] is False
        assert any(passing for _, passing in heard)
        assert desk.session.street is not None
        assert len(desk.kept()) == len(desk.session.street.buildings.id) == heard[-1][0]
        assert desk.keeping.filtering.can_undo
        desk.keeping.filtering.undo()
        assert not desk.kept()

    def test_shift_adds_and_ctrl_takes_away(self, desk: Desk) -> None:
        assert desk.session.street is not None
        ids = desk.session.street.buildings.id
        desk.on_map.tools.choose(Tool.BAND)

        def round_it(row: int) -> list[QPoint]:
            middle = desk.middle_of(row)
            return [middle - QPoint(1, 1), middle + QPoint(2, 2)]

        desk.drag(round_it(0))
        one = desk.kept()
        assert ids.text(0) in one
        desk.drag(round_it(len(ids) - 1), Qt.KeyboardModifier.ShiftModifier)
        assert desk.kept() > one
        desk.drag(round_it(0), Qt.KeyboardModifier.ControlModifier)
        assert ids.text(0) not in desk.kept()
        assert ids.text(len(ids) - 1) in desk.kept()

    def test_an_empty_band_takes_the_filter_away(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.BAND)
        corners = all_corners(desk)
        desk.drag([corners[0], corners[2]])
        desk.drag([QPoint(2, 2), QPoint(6, 6)])
        assert not desk.kept()


class TestIdentifying:
    def test_all_that_lies_there_is_told_and_can_be_gone_to(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.IDENTIFY)
        QTest.mouseClick(desk.canvas, LEFT, PLAIN, desk.middle_of(7))
        panel = desk.on_map.panel
        assert panel.isVisible()
        layers = [one.layer for one in panel.canvas.findings]
        assert layers[:2] == ["Building", "Estate"]
        assert panel.head.text().startswith("WGS 84")
        panel.canvas.picked.emit(0)
        assert desk.selection.place.building == 7

    def test_space_identifies_what_is_at_the_cross(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.IDENTIFY)
        QTest.keyClick(desk.canvas, Qt.Key.Key_Space)
        assert desk.on_map.panel.isVisible()
        assert desk.on_map.panel.canvas.hasFocus()
        QTest.keyClick(desk.on_map.panel.canvas, Qt.Key.Key_Escape)
        assert not desk.on_map.panel.isVisible()
        assert desk.on_map.tools.tool is Tool.IDENTIFY

    def test_nothing_is_said_to_be_nothing(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.IDENTIFY)
        QTest.mouseClick(desk.canvas, LEFT, PLAIN, QPoint(3, 3))
        assert len(desk.on_map.panel.canvas.findings) == 1
        assert desk.on_map.panel.canvas.findings[0].key is None

    def test_the_panel_speaks_in_the_datum_chosen(self, desk: Desk) -> None:
        desk.on_map.tools.choose(Tool.IDENTIFY)
        QTest.mouseClick(desk.canvas, LEFT, PLAIN, desk.middle_of(7))
        desk.coordinates.choose(Datum.GCJ02)
        assert desk.on_map.panel.head.text().startswith("GCJ-02")


def test_another_street_puts_everything_down(desk: Desk) -> None:
    desk.on_map.tools.choose(Tool.IDENTIFY)
    QTest.mouseClick(desk.canvas, LEFT, PLAIN, desk.middle_of(7))
    desk.session.open(map_street.street(4))
    assert desk.on_map.tools.tool is Tool.NONE
    assert not desk.on_map.panel.isVisible()
