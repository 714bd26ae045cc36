"""The window: every command works, docks come back, languages and themes change while running."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.domain import words
from console.domain.errors import UserError
from console.state import commands
from console.state.selection import STREET, place_of_building, place_of_estate, place_of_unit
from console.state.situation import Fill
from console.store.columns import Street
from tests.shell.desk import running
from tests.store import tiny

QTS_OWN_DOCK_BUTTONS = "qt_dockwidget"
"""Never on show: our docks have a title bar of their own."""

HAN = re.compile("[\u3400-\u9fff]")
MAY_SPEAK_CHINESE = {"view.english"}


def street_of(console: Console) -> Street:
    assert console.session.street is not None
    return console.session.street


def said(root: QWidget) -> list[str]:
    """Everything the window's widgets say in words, tool tips and names for screen readers."""
    texts: list[str] = [root.windowTitle()]
    for widget in (root, *root.findChildren(QWidget)):
        if widget.objectName().startswith(QTS_OWN_DOCK_BUTTONS):
            continue
        texts += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit):
            texts += [widget.placeholderText(), widget.text()]
        if isinstance(widget, QMenu):
            texts.append(widget.title())
    texts += [
        action.text()
        for action in root.findChildren(QAction)
        if action.objectName() not in MAY_SPEAK_CHINESE
    ]
    return [re.sub("<[^>]*>", "", text) for text in texts if text]


def names_from_data() -> set[str]:
    """Every text of the tiny street, which is in whatever language it was written."""
    tables = tiny.sample()
    return {
        str(value)
        for rows in tables.values()
        for row in rows
        for value in row.values()
        if isinstance(value, str)
    }


def without_data(text: str) -> str:
    for name in sorted(names_from_data(), key=len, reverse=True):
        text = text.replace(name, "")
    return text


def test_it_opens_with_a_street(console: Console) -> None:
    assert console.window.top_bar.street.text() == "花木街道"
    assert "2020-03-18 周三 08:00" in console.window.top_bar.as_of.text()
    assert console.window.top_bar.synthetic.isVisible()
    assert console.window.top_bar.masked.isVisible()
    assert console.window.windowTitle() == "花木街道 · 街道操作台"


def test_every_command_has_an_act_and_every_act_a_command(console: Console) -> None:
    assert console.panels is not None
    assert console.panels.acts.ids() == set(commands.BY_ID)


HARMLESS = [
    command.id
    for command in commands.COMMANDS
    if command.id not in ("snapshot.quit", "snapshot.open", "snapshot.demo", "snapshot.recent")
]


@pytest.mark.parametrize("command_id", HARMLESS)
def test_every_command_runs_from_its_action(console: Console, command_id: str) -> None:
    console.selection.choose(place_of_unit(street_of(console), 3))
    assert console.panels is not None
    console.panels.acts.suit()
    action = console.window.table[command_id]
    if action.isEnabled():
        action.trigger()
    if command_id == "view.full_screen":
        action.trigger()


def test_every_command_can_be_reached_from_the_keyboard(console: Console) -> None:
    titles = {menu.title() for menu in console.window.top_bar.menus.findChildren(QMenu)}
    for command in commands.COMMANDS:
        listed = commands.menu_text(command.menu, "zh") in titles
        assert command.keys or listed, command.id
    assert all("&" in commands.menu_text(menu, "zh") for menu in commands.MENUS)


def test_keys_run_commands(console: Console, qtbot: QtBot) -> None:
    console.window.activateWindow()
    console.selection.choose(place_of_unit(street_of(console), 3))
    qtbot.waitUntil(console.window.table["go.up"].isEnabled)
    QTest.keyClick(console.window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert console.selection.place == place_of_building(street_of(console), 0)
    QTest.keyClick(console.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert console.selection.place == place_of_unit(street_of(console), 3)


def test_the_mouses_side_buttons_go_back_and_forward(console: Console, qtbot: QtBot) -> None:
    place = place_of_estate(street_of(console), 1)
    console.selection.choose(place)
    _press_side(console.map.canvas, Qt.MouseButton.BackButton)
    assert console.selection.place == STREET
    _press_side(console.map.canvas, Qt.MouseButton.ForwardButton)
    assert console.selection.place == place


def _press_side(widget: QWidget, button: Qt.MouseButton) -> None:
    at = QPointF(20, 20)
    press = QMouseEvent(
        QMouseEvent.Type.MouseButtonPress,
        at,
        widget.mapToGlobal(at),
        button,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, press)


def test_the_cards_dock_says_what_the_card_is_about(console: Console) -> None:
    street, dock = console.session.street, console.window.docks["card"]
    assert street is not None
    console.selection.choose(STREET)
    assert dock.windowTitle() == "街道"
    console.selection.choose(place_of_building(street, 0))
    assert dock.windowTitle() == "楼栋"
    console.selection.choose(place_of_unit(street, 0))
    assert dock.windowTitle() == "房屋"


def test_a_section_has_most_of_the_room_until_the_user_says_otherwise(console: Console) -> None:
    street, centre = console.session.street, console.window.centre
    assert street is not None
    console.selection.choose(place_of_building(street, 0))
    assert centre.outer.sizes()[1] / sum(centre.outer.sizes()) == pytest.approx(0.58, abs=0.03)
    centre.share_out("30 70;70 30;66 34;50 50")
    assert centre.outer.sizes()[1] / sum(centre.outer.sizes()) == pytest.approx(0.70, abs=0.03)


def test_a_building_chosen_brings_its_section(console: Console) -> None:
    assert console.panels is not None
    assert not console.panels.section.isVisible()
    console.selection.choose(place_of_building(street_of(console), 0))
    assert console.panels.section.isVisible()
    assert console.map.isVisible()


def test_map_or_section_alone_fill_the_window(console: Console) -> None:
    assert console.panels is not None
    console.selection.choose(place_of_building(street_of(console), 0))
    console.window.table["view.section"].trigger()
    assert not console.map.isVisible()
    assert console.panels.section.isVisible()
    console.window.table["view.map"].trigger()
    assert console.map.isVisible()
    assert not console.panels.section.isVisible()


def test_docks_borders_look_and_place_come_back_after_a_crash(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "console.ini"
    place = place_of_unit(tiny.street(), 3)
    with running(qapp, qtbot, file, tiny.street()) as first:
        first.window.table["view.legend"].trigger()
        first.window.resize(960, 690)
        first.look.change(theme="day", language="en")
        first.selection.choose(place)
        qtbot.waitUntil(lambda: "docks" in file.read_text() and "en" in file.read_text())
        qtbot.wait(900)
        crashed = file.read_bytes()
    (tmp_path / "after.ini").write_bytes(crashed)
    with running(qapp, qtbot, tmp_path / "after.ini", tiny.street()) as second:
        assert second.window.docks["legend"].isHidden()
        assert not second.window.docks["card"].isHidden()
        assert (second.window.width(), second.window.height()) == (960, 690)
        assert second.look.appearance.theme == "day"
        assert second.look.appearance.language == "en"
        assert second.selection.place == place


def test_the_layout_can_be_reset(console: Console) -> None:
    for name in ("legend", "card", "days"):
        console.window.docks[name].hide()
    console.window.table["view.reset"].trigger()
    assert console.window.shown_docks() == {"legend", "card", "days"}


def test_all_panels_hide_and_return_as_they_were(console: Console) -> None:
    console.window.docks["card"].hide()
    console.window.table["view.bare"].trigger()
    assert console.window.shown_docks() == frozenset()
    console.window.table["view.bare"].trigger()
    assert console.window.shown_docks() == {"legend", "days"}


def test_english_leaves_no_chinese_behind(console: Console) -> None:
    console.selection.choose(place_of_unit(street_of(console), 3))
    console.window.table["help.shortcuts"].trigger()
    console.window.table["help.about"].trigger()
    console.look.change(language="en")
    left = [text for text in said(console.window) if HAN.search(without_data(text))]
    assert not left


def test_chinese_leaves_no_english_sentence_behind(console: Console) -> None:
    console.look.change(language="en")
    console.look.change(language="zh")
    english = {command.text("en") for command in commands.COMMANDS} - {"English"}
    left = [text for text in said(console.window) if text in english]
    assert not left


def test_themes_change_every_icon_and_colour_while_running(console: Console) -> None:
    before = console.window.grab().toImage()
    console.look.change(theme="day")
    after = console.window.grab().toImage()
    corner = QPoint(3, console.window.height() - 3)
    assert before.pixelColor(corner).lightness() < 90
    assert after.pixelColor(corner).lightness() > 180


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_strings_twice_as_long_break_no_layout(
    console: Console, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    spoken = words.say

    def doubled(key: str, language: str, **values: object) -> str:
        text = spoken(key, language, **values)
        return f"{text} {text}"

    monkeypatch.setattr(words, "say", doubled)
    console.selection.choose(place_of_unit(street_of(console), 3))
    console.look.change(language="en" if language == "zh" else "zh")
    console.look.change(language=language)
    console.window.resize(1366, 768)
    assert console.window.width() == 1366
    assert console.window.minimumSizeHint().width() <= 1366
    assert overlapping(console.window.top_bar) == []
    assert overlapping(console.window.breadcrumb) == []


def overlapping(bar: QWidget) -> list[tuple[QWidget, QWidget]]:
    """Pairs of a bar's children on show that cover one another."""
    shown = [
        child
        for child in bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and not child.geometry().isEmpty() and not child.isWindow()
    ]
    return [
        (one, other)
        for index, one in enumerate(shown)
        for other in shown[index + 1 :]
        if one.geometry().intersects(other.geometry())
    ]


def drop(console: Console, urls: list[QUrl], text: str = "") -> None:
    data = QMimeData()
    data.setUrls(urls)
    data.setText(text)
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    console.window.dropEvent(event)


@pytest.mark.parametrize("kind", ["text", "file", "web"])
def test_rubbish_dropped_gets_a_sentence_and_changes_nothing(
    console: Console, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    before = console.session.street
    (tmp_path / "list.docx").write_text("a,b")
    urls = {
        "text": [],
        "file": [QUrl.fromLocalFile(str(tmp_path / "list.docx"))],
        "web": [QUrl("https://example.org/x")],
    }
    drop(console, urls[kind], text="<b>x</b>")
    bar, named = console.window.message, "list.docx" if kind == "file" else "manifest.json"
    qtbot.waitUntil(lambda: bar.isVisible() and named in bar.text.text(), timeout=10_000)
    assert console.session.street is before


def test_a_folder_that_is_no_snapshot_gets_a_sentence(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    before = console.session.street
    assert console.panels is not None
    with qtbot.waitSignal(console.panels.streets.failed, timeout=5000):
        drop(console, [QUrl.fromLocalFile(str(tmp_path))])
    assert console.window.message.isVisible()
    assert console.session.street is before


def test_what_is_copied_says_place_and_instant_and_no_person(console: Console) -> None:
    console.selection.choose(place_of_unit(street_of(console), 21, resident=0))
    console.window.table["snapshot.copy_as_of"].trigger()
    copied = QApplication.clipboard().text()
    assert copied == "花木街道 › 丁香居委会 › 丁香苑 › 30号楼 › 1102室 · 截至 2020-03-18 周三 08:00"


def test_a_fault_is_said_in_the_new_language_too(console: Console, tmp_path: Path) -> None:
    drop(console, [])
    zh = console.window.message.text.text()
    console.look.change(language="en")
    assert console.window.message.text.text() != zh


def test_a_mistake_of_the_program_is_one_line_without_values(
    console: Console, own_home: Path
) -> None:
    try:
        raise ValueError("李明珠 13800000000")
    except ValueError as fault:
        console.note_fault(type(fault), fault, fault.__traceback__)
    said_of_it = console.window.status.message.text()
    assert "ValueError" in said_of_it
    assert "李明珠" not in said_of_it
    logged = "".join(path.read_text("utf-8") for path in own_home.rglob("faults.log"))
    assert "ValueError" in logged
    assert "李明珠" not in logged


@pytest.mark.parametrize(
    ("fault", "key", "values"),
    [
        (UserError("bookmarks.not_written", file="b.json"), "bookmarks.not_written", ("b.json",)),
        (OSError(28, "No space left on device"), "cli.environment", ("磁盘已满",)),
        (MemoryError(), "cli.memory", ()),
    ],
)
def test_what_is_no_mistake_of_the_program_is_not_called_one(
    console: Console, own_home: Path, fault: Exception, key: str, values: tuple[str, ...]
) -> None:
    console.note_fault(type(fault), fault, None)
    said_of_it = console.window.status.message.text()
    assert said_of_it[:4] == words.say(key, "zh", file="", reason="")[:4]
    assert all(value in said_of_it for value in values)
    assert not list(own_home.rglob("faults.log"))


def test_fill_and_recolouring_come_back_too(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "console.ini"
    with running(qapp, qtbot, file, tiny.street()) as first:
        first.window.table["view.map"].trigger()
        first.window.table["view.care"].trigger()
    with running(qapp, qtbot, file, tiny.street()) as second:
        assert second.navigator.fill is Fill.MAP
        assert second.look.appearance.recolouring == "care"
        assert not second.navigator.history.can_go_back
