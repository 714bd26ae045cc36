"""Files dropped on the window become layers, with a table each, and come back at the next start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.domain.errors import UserError
from console.state.layers.model import Layers
from console.views.system_view import SystemView
from tests.foreign import made
from tests.shell.desk import running
from tests.shell.layers_desk import PATIENCE_MS, drop, layers_of, wait_read, wells
from tests.store import tiny


def _titles(layers: Layers, between: str) -> str:
    return between.join(one.title for one in layers.layers)


class TestADroppedFile:
    def test_becomes_a_layer_that_says_what_it_lacks(
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        drop(console, qtbot, wells(tmp_path))
        acts = layers_of(console)
        (layer,) = acts._layers.layers
        assert (layer.title, layer.rows) == ("井", 4)
        assert not console.window.docks["layers"].isHidden()
        assert "1 行没有图形：第 4 行" in acts._view.notes.text()
        acts._sheets.finish()
        assert acts._sheets._pictures[layer.key] is not None

    def test_of_several_layers_tells_of_all(
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = made.geopackage(tmp_path / "两.gpkg", {"井": [made.HUAMU], "泵": [made.HUAMU] * 2})
        drop(console, qtbot, path)
        layers, status = layers_of(console)._layers, console.window.status
        assert status.message.text() == f"已叠加文件“两.gpkg”的 2 个图层：{_titles(layers, '、')}。"
        console.look.change(language="en")
        told = f'2 layers of "两.gpkg" lie over the map: {_titles(layers, ", ")}.'
        assert status.message.text() == told
        layers.remove(layers.layers[0].key)
        drop(console, qtbot, path)
        assert "lies over the map" in status.message.text(), "the other one was there"

    def test_has_a_table_that_is_searched_sorted_and_tied_to_the_map(
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        drop(console, qtbot, wells(tmp_path))
        acts = layers_of(console)
        acts.open_table(acts._layers.layers[0].key)
        view = acts._table
        assert view.model.rowCount() == 4
        view.table.sorted.emit(1)
        qtbot.waitUntil(lambda: view.model.rows.tolist() == [3, 1, 0, 2], timeout=PATIENCE_MS)
        view.field.setText("depth>=2")
        qtbot.waitUntil(lambda: view.model.rows.tolist() == [0, 2], timeout=PATIENCE_MS)
        assert view.count.text() == "2 / 4 行"
        view.table.setFocus()
        view.table.selectRow(1)
        assert acts._sheets._flashed == (acts._layers.layers[0].key, 2)
        acts._sheets.stop()

    def test_without_a_system_is_asked_about_and_never_guessed(
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = made.shapefile(tmp_path / "井.shp", ["甲", "乙"], encoding="gbk", crs=None)
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
        qtbot.waitUntil(lambda: console.window.findChild(SystemView) is None, timeout=PATIENCE_MS)

    def test_that_cannot_be_read_is_a_sentence_and_no_layer(
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = tmp_path / "坏.gpkg"
        path.write_bytes(b"SQLite format 3\0" + b"x" * 300)
        drop(console, qtbot, path)
        assert len(layers_of(console)._layers) == 0
        assert "坏.gpkg" in console.window.message.text.text()

    def test_each_bad_one_of_several_is_complained_of_in_both_languages(
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        bad = [tmp_path / "坏.gpkg", tmp_path / "糟.gpkg"]
        for path in bad:
            path.write_bytes(b"SQLite format 3\0" + b"x" * 300)
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
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        bad = tmp_path / "坏.gpkg"
        bad.write_bytes(b"SQLite format 3\0" + b"x" * 300)
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
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = tmp_path / "名单.csv"
        path.write_text("居委会,小区\n牡丹,由由新村\n", "utf-8")
        drop(console, qtbot, path)
        (layer,) = layers_of(console)._layers.layers
        assert layer.shapes is None
        assert not console.window.docks["layer_table"].isHidden()


class TestTheTable:
    def test_opened_by_itself_shows_the_topmost_layer(
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
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
        self, console: Console, qtbot: QtBot, tmp_path: Path
    ) -> None:
        lines = tmp_path / "名单.csv"
        lines.write_text("居委会,小区\n牡丹,由由新村\n", "utf-8")
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
