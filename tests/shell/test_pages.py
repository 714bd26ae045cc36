"""Pictures and pages in the window: by menu and key, drawn by another process, as it is on show."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.acts.pages import PageActs
from console.assembly.running import Console
from console.domain import conditions, packs
from console.state.commands import BY_ID
from console.state.pages.order import Paper, What
from console.state.selection import place_of_building, place_of_unit
from console.store.load import load_street
from tests.shell.desk import running
from tests.shell.layers_desk import drop, layers_of, wells
from tests.store import tiny

_LONGEST_MS = 30_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.write(tmp_path_factory.mktemp("pages") / "a.street")


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[Console]:
    with running(qapp, qtbot, tmp_path / "console.ini", load_street(folder)) as made:
        yield made


def acts_of(console: Console) -> PageActs:
    assert console.panels is not None
    return console.panels.pages


def choose_a_unit(console: Console, unit: int = 0) -> None:
    street = console.session.street
    assert street is not None
    console.selection.choose(place_of_unit(street, unit), None)


def keep(console: Console, *texts: str) -> None:
    assert console.session.street is not None
    pack = packs.load(console.session.street.scenario)
    console.keeping.filtering.put("test", conditions.parse_all(texts, pack), None)


def written(console: Console, qtbot: QtBot, what: What, out: Path, **paper: str) -> Path:
    """Something written as the window would, without its dialogs."""
    acts = acts_of(console)
    acts.choose_file(what, Paper(out.suffix, **paper))  # type: ignore[arg-type]
    assert console.panels is not None
    with qtbot.waitSignal(console.panels.outgoing.outgoing.written, timeout=_LONGEST_MS):
        acts.write(str(out))
    dialog = console.panels.outgoing.dialogs.dialog
    assert dialog is not None
    dialog.reject()
    return out


def words_of(pdf: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    run = ["pdftotext", "-layout", str(pdf), "-"]
    return subprocess.run(run, check=True, capture_output=True, text=True).stdout


def test_each_has_a_key_of_its_own() -> None:
    keys = {one: BY_ID[f"snapshot.{one}"].keys for one in ("pages", "booklet", "copy_picture")}
    assert keys == {
        "pages": ("Ctrl+P",),
        "booklet": ("Ctrl+Shift+P",),
        "copy_picture": ("Ctrl+Alt+P",),
    }


@pytest.mark.parametrize("what", ["map", "section", "list", "charts", "card"])
def test_a_pane_leaves_as_a_page_that_says_what_it_is(
    console: Console, qtbot: QtBot, tmp_path: Path, what: What
) -> None:
    choose_a_unit(console)
    keep(console, "age>=60")
    text = words_of(written(console, qtbot, what, tmp_path / "a.pdf", by="王工"))
    for said in (
        "截至 2020-03-18 周三 08:00",
        "筛选：年龄：60 岁及以上",
        "制作：王工 · 街道操作台",
        "花木街道 · 快照 ",
        "姓名已遮蔽",
        "第 1 页，共 1 页",
    ):
        assert said in text, said
    assert "李明珠" not in text


def test_who_makes_a_page_is_named_only_when_they_say_so(
    console: Console, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "zhangsan")
    monkeypatch.setenv("LOGNAME", "zhangsan")
    out = written(console, qtbot, "charts", tmp_path / "a.pdf")
    assert "制作：花木街道 · 街道操作台" in words_of(out)
    assert b"zhangsan" not in out.read_bytes()


def test_a_list_leaves_in_its_order_with_the_heads_repeated(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    assert console.panels is not None
    lists = console.panels.lists
    console.window.table["view.lists"].trigger()
    lists.show_kind("people")
    qtbot.waitUntil(lambda: lists.model.kind == "people" and lists.model.rowCount() > 0)
    text = words_of(written(console, qtbot, "list", tmp_path / "a.pdf", language="zh"))
    names = [lists.model.index(row, 0).data() for row in range(lists.model.rowCount())]
    lines = [line.split() for line in text.splitlines() if line.split()[:1]]
    assert [line[0] for line in lines if line[0] in set(names)] == names
    assert f"共 {len(names)} 行" in text


def test_a_booklet_has_contents_that_lead_to_every_section(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    street = console.session.street
    assert street is not None
    estate = int(street.buildings.estate[0])
    console.selection.choose(place_of_building(street, 0), None)
    out = written(console, qtbot, "booklet", tmp_path / "a.pdf")
    first, end = street.estates.first_building[estate : estate + 2].tolist()
    contents, *pages = words_of(out).split("\f")
    names = {street.buildings.name.text(row) for row in range(first, end)}
    assert all(name in contents for name in names)
    assert f"第 1 页，共 {len(names) + 1} 页" in contents
    assert sum(bool(page.strip()) for page in pages) == len(names)
    content = out.read_bytes()
    assert content.count(b"/Subtype /Link") == len(names)
    assert b"/Type /Outlines" in content


def test_the_dialog_offers_what_there_is_and_paper_by_day_at_first(console: Console) -> None:
    acts = acts_of(console)
    acts.ask()
    assert acts.view is not None
    assert acts.view.whats == ("map", "list", "charts", "card")
    assert acts.view.paper() == Paper(".pdf")
    assert not acts.view.mask_names.isEnabled(), "masked on the screen, masked on paper"
    acts.view.reject()


def test_a_booklet_is_a_pdf_on_paper(console: Console) -> None:
    acts = acts_of(console)
    choose_a_unit(console)
    acts.ask_booklet()
    assert acts.view is not None
    assert acts.view.whats == ("map", "section", "list", "charts", "card", "booklet")
    assert not acts.view.format.isEnabled()
    acts.view.by.setText(" 王工 ")
    acts.view.page.setCurrentIndex(1)
    assert acts.view.paper() == Paper(".pdf", "A3", by="王工")
    acts.view.buttons.accepted.emit()
    assert console.panels is not None
    dialog = console.panels.outgoing.dialogs.dialog
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).suffix == ".pdf"
    dialog.reject()


@pytest.mark.parametrize("what", ["map", "section", "list", "charts", "card"])
def test_a_picture_of_the_pane_at_hand_is_copied_at_twice_its_pixels(
    console: Console, qtbot: QtBot, what: What
) -> None:
    assert console.panels is not None
    choose_a_unit(console)
    panels = console.panels
    panes = {
        "map": console.map,
        "section": panels.section,
        "list": panels.lists,
        "charts": panels.charts,
        "card": panels.card,
    }
    if what in ("list", "charts"):
        console.window.bring("lists" if what == "list" else "charts")
    console.window.activateWindow()
    panes[what].setFocus()
    acts = acts_of(console)
    outgoing = panels.outgoing.outgoing
    console.window.table["snapshot.copy_picture"].trigger()
    assert outgoing.busy
    qtbot.waitUntil(lambda: not outgoing.busy, timeout=_LONGEST_MS)
    mime = QGuiApplication.clipboard().mimeData()
    picture = QImage.fromData(mime.data("image/png"))
    wide, high = acts.sources.pane_px(what)
    assert picture.width() >= 2 * wide
    if what in ("map", "section", "charts"):
        assert picture.height() >= 2 * high
    assert mime.hasImage()
    acts.close()
    assert QGuiApplication.clipboard().image().size() == picture.size(), "it outlives the window"


def test_a_layer_over_the_map_leaves_with_it_while_it_is_seen(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(console, qtbot, wells(tmp_path))
    svg = written(console, qtbot, "map", tmp_path / "a.svg").read_text("utf-8")
    assert "文件图层" in svg
    assert ">井<" in svg
    (layer,) = layers_of(console)._layers.layers
    layers_of(console)._layers.show(layer.key, False)
    assert "文件图层" not in written(console, qtbot, "map", tmp_path / "b.svg").read_text("utf-8")


def test_a_page_called_off_leaves_nothing(console: Console, qtbot: QtBot, tmp_path: Path) -> None:
    assert console.panels is not None
    acts, outgoing = acts_of(console), console.panels.outgoing
    choose_a_unit(console)
    acts.choose_file("booklet", Paper(".pdf"))
    acts.write(str(tmp_path / "out" / "a.pdf"))
    outgoing.cancel()
    assert not outgoing.outgoing.busy
    qtbot.wait(300)
    assert not (tmp_path / "out").exists()
    assert outgoing.dialogs.dialog is not None
    outgoing.dialogs.dialog.reject()


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    assert console.panels is not None
    acts, outgoing = acts_of(console), console.panels.outgoing.outgoing
    acts.choose_file("charts", Paper(".png"))
    with qtbot.waitSignal(outgoing.failed, timeout=_LONGEST_MS) as caught:
        acts.write(str(tmp_path / "none" / "a.png"))
    assert caught.args is not None
    assert caught.args[0].key == "export.no_parent_folder"
    assert not (tmp_path / "none").exists()
    assert console.panels.outgoing.dialogs.dialog is not None
    console.panels.outgoing.dialogs.dialog.reject()
