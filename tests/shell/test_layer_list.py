"""The list of layers: dropped ones and the street's own are shown, faded and put in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.domain import packs
from console.domain.conditions import parse_all
from console.paint import theme
from console.paint.boxes import box_of
from console.paint.layer_row import eye_rect
from console.widgets.layer_list import LayerList
from tests.shell.desk import running
from tests.shell.layers_desk import PATIENCE_MS, drop, layers_of, wells
from tests.store import tiny


class TestTheListOfLayers:
    def test_is_handled_with_keys_alone(
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        drop(console, qtbot, wells(tmp_path))
        other = tmp_path / "b.geojson"
        other.write_bytes((tmp_path / "井.geojson").read_bytes())
        drop(console, qtbot, other)
        acts = layers_of(console)
        box = acts._view.list
        first, second = (one.key for one in acts._layers.layers)
        box.setFocus()
        box.show_key(first)
        QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert [one.key for one in acts._layers.layers] == [second, first]
        QTest.keyClick(box, Qt.Key.Key_V)
        assert [one.key for one in acts._layers.drawn()] == [second]
        QTest.keyClick(box, Qt.Key.Key_Delete)
        assert [one.key for one in acts._layers.layers] == [second]
        acts._view.opacity.setValue(40)
        assert acts._layers.layers[0].opacity == pytest.approx(0.4)

    def test_a_layer_is_put_among_the_streets_own_by_keys_and_by_dragging(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, wells(tmp_path))
            acts, canvas = layers_of(console), console.map.canvas
            box = acts._view.list
            (layer,) = acts._layers.layers
            box.show_key(layer.key)
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
            assert [one.over for one in acts._layers.layers] == ["committees"]
            canvas.drawing.finish()
            assert canvas.drawing.picture is not None
            (laid,) = canvas.drawing.picture.sheet.laid
            assert laid[0] is acts._layers.layers[0]
            drag(box, layer.key, "base:green")
            assert [one.over for one in acts._layers.layers] == ["green"]
            drag(box, "base:roads", "base:committees")
            assert console.map.base.order[2:5] == ("roads", "committees", "metro")
            drag(box, layer.key, "base:labels")
            assert [one.over for one in acts._layers.layers] == ["labels"]
            assert not canvas.sheet or not canvas.sheet.laid
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            assert console.map.base.sight.order[2:5] == ("roads", "committees", "metro")

    def test_the_buttons_go_as_far_as_a_layer_may(self, console: Console) -> None:
        console.window.bring("layers")
        view = layers_of(console)._view
        view.choose("base:labels")
        assert not view.buttons["up"].isEnabled()
        assert not view.buttons["down"].isEnabled()
        view.choose("base:water")
        view.buttons["down"].click()
        assert console.map.base.order[-2:] == ("green", "water")
        assert view.buttons["up"].isEnabled()
        assert not view.buttons["down"].isEnabled()

    def test_its_keys_take_back_a_step_with_layers_and_elsewhere_one_of_the_filter(
        self, console: Console, qtbot: QtBot
    ) -> None:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        console.window.bring("layers")
        street, filtering = console.session.street, console.keeping.filtering
        assert street is not None
        view, base = layers_of(console)._view, console.map.base
        assert not view.buttons["undo"].isEnabled()
        filtering.put("test", parse_all(("age>=60",), packs.load(street.scenario)))
        qtbot.waitUntil(console.window.table["filter.undo"].isEnabled, timeout=PATIENCE_MS)
        console.window.activateWindow()
        view.list.show_key("base:water")
        view.list.setFocus()
        QTest.keyClick(view.list, Qt.Key.Key_V)
        assert not base.visible("water")
        QTest.keyClick(view.list, Qt.Key.Key_Z, control)
        assert base.visible("water")
        assert filtering.filter, "the filter is nobody's step here"
        QTest.keyClick(view.list, Qt.Key.Key_Z, control | shift)
        assert not base.visible("water")
        view.buttons["undo"].click()
        assert base.visible("water")
        assert view.buttons["redo"].isEnabled()
        console.map.canvas.setFocus()
        QTest.keyClick(console.map.canvas, Qt.Key.Key_Z, control)
        assert not filtering.filter
        assert base.visible("water")


class TestTheStreetsOwnLayers:
    def test_are_hidden_by_their_eye_and_come_back_hidden(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            console.window.bring("layers")
            rows = layers_of(console)._view.list
            box = rows.boxes[box_of(rows.boxes, "base:estates")]
            eye = eye_rect(box.rect, theme.load("night")).center().toPoint()
            QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=eye)
            canvas = console.map.canvas
            canvas.drawing.finish()
            assert canvas.drawing.picture is not None
            assert not len(canvas.drawing.picture.scene.estates)
            assert canvas.drawing.picture.number_at(*_middle_of(console)) == 0
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            assert console.map.base.sight.hidden == {"estates"}

    def test_are_faded_and_named_in_both_languages(self, console: Console) -> None:
        console.window.bring("layers")
        view = layers_of(console)._view
        view.choose("base:roads")
        assert view.title.text() == "道路"
        view.opacity.setValue(40)
        assert console.map.base.sight.of("roads") == pytest.approx(0.4)
        console.look.change(language="en")
        assert view.title.text() == "Roads"
        assert not view.buttons["remove"].isEnabled()


def drag(box: LayerList, key: str, onto: str) -> None:
    """Drag a layer's line onto the upper edge of another's."""
    start = box.boxes[box_of(box.boxes, key)].rect.center().toPoint()
    end = box.boxes[box_of(box.boxes, onto)].rect.topLeft().toPoint() + QPoint(start.x(), 1)
    QTest.mousePress(box, Qt.MouseButton.LeftButton, pos=start)
    for at in ((start + end) / 2, end):
        QTest.mouseMove(box, at)
    QTest.mouseRelease(box, Qt.MouseButton.LeftButton, pos=end)


def _middle_of(console: Console) -> tuple[float, float]:
    """The pixel in the middle of the first estate."""
    street, view = console.session.street, console.map.canvas.motion.viewport
    assert street is not None
    west, south, east, north = street.estates.shapes.boxes[0].tolist()
    return view.to_px((west + east) / 2, (south + north) / 2)
