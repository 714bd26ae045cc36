"""Files dropped on the window become layers, with a table each, and come back at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.acts.layers import LayerActs
from console.assembly.running import Console
from console.domain import packs
from console.domain.conditions import parse_all
from console.domain.errors import UserError
from console.paint import theme
from console.paint.boxes import box_of
from console.paint.layer_row import eye_rect
from console.state.layers.model import Layers
from console.views.system_view import SystemView
from console.widgets.layer_list import LayerList
from tests.foreign import made
from tests.shell.desk import running
from tests.store import tiny

_MS = 20_000


def layers_of(console: Console) -> LayerActs:
    assert console.panels is not None
    return console.panels.on_map.layers


def _titles(layers: Layers, between: str) -> str:
    return between.join(one.title for one in layers.layers)


def wait_read(console: Console, bot: QtBot) -> None:
    bot.waitUntil(lambda: not layers_of(console)._opening.busy, timeout=_MS)


def drop(console: Console, bot: QtBot, path: Path) -> None:
    console.window.dropped.emit(str(path))
    wait_read(console, bot)


def wells(folder: Path) -> Path:
    """Three wells beside the tiny street, and a row without a place."""
    street = tiny.street()
    assert street.projection is not None
    points = [street.projection.degrees(10.0 * row, 5.0) for row in range(3)]
    features = [
        made.feature(made.point(*at), name=name, depth=depth)
        for at, name, depth in zip(points, ["白", "张", "李"], [2.5, 1.0, 3.0], strict=True)
    ]
    return made.geojson(folder / "井.geojson", [*features, made.feature(None, name="无", depth=0)])


class TestADroppedFile:
    def test_becomes_a_layer_that_says_what_it_lacks(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, wells(tmp_path))
            acts = layers_of(console)
            (layer,) = acts._layers.layers
            assert (layer.title, layer.rows) == ("井", 4)
            assert not console.window.docks["layers"].isHidden()
            assert "1 行没有图形：第 4 行" in acts._view.notes.text()
            acts._sheets.finish()
            assert acts._sheets._pictures[layer.key] is not None

    def test_of_several_layers_tells_of_all(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = made.geopackage(tmp_path / "两.gpkg", {"井": [made.HUAMU], "泵": [made.HUAMU] * 2})
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, path)
            layers, status = layers_of(console)._layers, console.window.status
            assert (
                status.message.text()
                == f"已叠加文件“两.gpkg”的 2 个图层：{_titles(layers, '、')}。"
            )
            console.look.change(language="en")
            told = f'2 layers of "两.gpkg" lie over the map: {_titles(layers, ", ")}.'
            assert status.message.text() == told
            layers.remove(layers.layers[0].key)
            drop(console, qtbot, path)
            assert "lies over the map" in status.message.text(), "the other one was there"

    def test_has_a_table_that_is_searched_sorted_and_tied_to_the_map(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, wells(tmp_path))
            acts = layers_of(console)
            acts.open_table(acts._layers.layers[0].key)
            view = acts._table
            assert view.model.rowCount() == 4
            view.table.sorted.emit(1)
            qtbot.waitUntil(lambda: view.model.rows.tolist() == [3, 1, 0, 2], timeout=_MS)
            view.field.setText("depth>=2")
            qtbot.waitUntil(lambda: view.model.rows.tolist() == [0, 2], timeout=_MS)
            assert view.count.text() == "2 / 4 行"
            view.table.setFocus()
            view.table.selectRow(1)
            assert acts._sheets._flashed == (acts._layers.layers[0].key, 2)
            acts._sheets.stop()

    def test_without_a_system_is_asked_about_and_never_guessed(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = made.shapefile(tmp_path / "井.shp", ["甲", "乙"], encoding="gbk", crs=None)
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, path)
            acts = layers_of(console)
            assert len(acts._layers) == 0
            dialog = console.window.findChild(SystemView)
            assert dialog is not None
            assert dialog.systems == ("wgs84", "gcj02", "bd09", "")
            dialog.choices.button(1).setChecked(True)
            dialog._answer()
            wait_read(console, qtbot)
            (layer,) = acts._layers.layers
            assert layer.origin.crs == "gcj02"
            qtbot.waitUntil(lambda: console.window.findChild(SystemView) is None, timeout=_MS)

    def test_that_cannot_be_read_is_a_sentence_and_no_layer(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = tmp_path / "坏.gpkg"
        path.write_bytes(b"SQLite format 3\0" + b"x" * 300)
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, path)
            assert len(layers_of(console)._layers) == 0
            assert "坏.gpkg" in console.window.message.text.text()

    def test_each_bad_one_of_several_is_complained_of_in_both_languages(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        bad = [tmp_path / "坏.gpkg", tmp_path / "糟.gpkg"]
        for path in bad:
            path.write_bytes(b"SQLite format 3\0" + b"x" * 300)
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            text = console.window.message.text
            for path in (bad[0], wells(tmp_path), bad[1]):
                console.window.dropped.emit(str(path))
            wait_read(console, qtbot)
            for language, count in (("zh", "2 个文件"), ("en", "2 files")):
                console.look.change(language=language)
                assert all(said in text.text() for said in (count, *(one.name for one in bad)))
            drop(console, qtbot, bad[1])
            assert bad[1].name in text.text()
            assert bad[0].name not in text.text(), "that was another drop"
            assert "2 files" not in text.text()

    def test_takes_back_the_complaint_of_an_earlier_drop_and_none_of_its_own(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        bad = tmp_path / "坏.gpkg"
        bad.write_bytes(b"SQLite format 3\0" + b"x" * 300)
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            complaints: list[UserError | None] = []
            layers_of(console).troubled.connect(complaints.append)
            console.window.dropped.emit(str(bad))
            drop(console, qtbot, wells(tmp_path))
            assert [one and one.key for one in complaints] == ["foreign.damaged"]
            drop(console, qtbot, wells(tmp_path))
            assert complaints.pop() is None
            console.window.dropped.emit("")
            assert complaints.pop() is not None
            drop(console, qtbot, wells(tmp_path))
            assert complaints.pop() is None

    def test_of_lines_alone_is_a_table(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = tmp_path / "名单.csv"
        path.write_text("居委会,小区\n牡丹,由由新村\n", "utf-8")
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, path)
            (layer,) = layers_of(console)._layers.layers
            assert layer.shapes is None
            assert not console.window.docks["layer_table"].isHidden()


class TestTheTable:
    def test_opened_by_itself_shows_the_topmost_layer(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, wells(tmp_path))
            acts = layers_of(console)
            assert console.window.docks["layer_table"].isHidden()
            console.window.table["view.layer_table"].trigger()
            (layer,) = acts._layers.layers
            assert acts._table.key == layer.key
            assert len(acts._table.model.rows) == layer.rows
            acts._layers.remove(layer.key)
            assert not len(acts._table.model.rows)

    def test_is_that_of_the_chosen_layer_and_follows_the_choice(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        lines = tmp_path / "名单.csv"
        lines.write_text("居委会,小区\n牡丹,由由新村\n", "utf-8")
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, lines)
            drop(console, qtbot, wells(tmp_path))
            acts = layers_of(console)
            keys = {one.title: one.key for one in acts._layers.layers}
            dock, table = console.window.docks["layer_table"], acts._table
            dock.hide()
            for name in ("名单", "井", "名单"):
                acts._view.choose(keys[name])
                console.window.table["view.layer_table"].trigger()
                assert (table.title.text(), dock.isHidden()) == (name, False)
                console.window.table["view.layer_table"].trigger()
            console.window.bring("layer_table")
            acts._view.choose("base:water")
            assert table.title.text() == "名单", "the street's own have no table"
            table.field.setText("牡丹")
            acts._view.choose(keys["井"])
            assert (table.title.text(), len(table.model.rows)) == ("井", 4)
            assert not table.field.text()
            acts.open_table(keys["名单"])
            assert acts._view.chosen == keys["名单"]
            acts._layers.remove(keys["名单"])
            assert table.title.text() == "井"


class TestTheListOfLayers:
    def test_is_handled_with_keys_alone(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
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

    def test_the_buttons_go_as_far_as_a_layer_may(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
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
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            console.window.bring("layers")
            street, filtering = console.session.street, console.keeping.filtering
            assert street is not None
            view, base = layers_of(console)._view, console.map.base
            assert not view.buttons["undo"].isEnabled()
            filtering.put("test", parse_all(("age>=60",), packs.load(street.scenario)))
            qtbot.waitUntil(console.window.table["filter.undo"].isEnabled, timeout=_MS)
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


class TestAtTheNextStart:
    def test_layers_come_back_and_a_missing_file_is_said(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        there, gone = wells(tmp_path), tmp_path / "gone.geojson"
        gone.write_bytes(there.read_bytes())
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            drop(console, qtbot, there)
            drop(console, qtbot, gone)
        gone.unlink()
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
            wait_read(console, qtbot)
            found = {one.title: one for one in layers_of(console)._layers.layers}
            assert found["井"].rows == 4
            assert found["gone"].content is None
            fault = found["gone"].fault
            assert fault is not None
            assert fault.key == "foreign.missing"


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

    def test_are_faded_and_named_in_both_languages(
        self, qapp: QApplication, qtbot: QtBot, tmp_path: Path
    ) -> None:
        with running(qapp, qtbot, tmp_path / "a.ini", tiny.street()) as console:
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
