"""The style sheet and palette follow the theme, and icons take its colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from console.domain import resources
from console.paint import icons, style, theme

THEMES = ("night", "day")


def test_no_name_of_the_template_is_left_open() -> None:
    assert "@" not in style.sheet(theme.load("night").metrics)


def test_buttons_of_dialogs_have_no_icons_of_the_desktop() -> None:
    """No desktop's icons are to be had in a test, so that the rule itself is looked for."""
    sheet = style.sheet(theme.load("night").metrics)
    assert "QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }" in sheet


def test_the_sheet_is_the_same_in_every_theme() -> None:
    made = {style.sheet(theme.load(name).metrics) for name in THEMES}
    assert len(made) == 1
    assert not re.search(r":[^;{]*#[0-9a-fA-F]{3,8}\b", made.pop())


KNOWN = {
    *("window", "window-text", "base", "alternate-base", "text", "button", "button-text"),
    *("bright-text", "light", "midlight", "mid", "dark", "shadow", "link", "link-visited"),
    *("highlight", "highlighted-text"),
}
"""What style sheets of the oldest Qt that the program runs on call the palette's roles."""


@pytest.mark.parametrize("name", THEMES)
def test_the_sheet_names_roles_that_every_qt_knows_and_that_hold_the_colours(name: str) -> None:
    loaded = theme.load(name)
    named = set(re.findall(r"palette\(([a-z-]+)\)", style.sheet(loaded.metrics)))
    assert named
    assert named <= KNOWN
    made = style.palette(loaded)
    for colour, role in style._ROLES.items():
        words = "".join(word.capitalize() for word in role.split("-"))
        assert made.color(QPalette.ColorRole[words]) == loaded.chrome[colour], role


def test_the_template_holds_no_colour_of_its_own() -> None:
    for path in (resources.root() / "styles").glob("*.qss"):
        lines = [line for line in path.read_text("utf-8").splitlines() if "{" in line]
        assert not [line for line in lines if re.search(r":[^@{]*#[0-9a-fA-F]{3,8}\b", line)]


def test_an_unknown_name_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style, "_template", lambda: "QWidget { color: @chrome-nonsense; }")
    with pytest.raises(KeyError):
        style.sheet(theme.load("night").metrics)


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_has_the_themes_colours(name: str) -> None:
    chrome = theme.load(name).chrome
    palette = style.palette(theme.load(name))
    assert palette.color(QPalette.ColorRole.WindowText) == chrome.ink
    assert palette.color(QPalette.ColorRole.Window) == chrome.panel
    assert palette.color(QPalette.ColorRole.Accent) == chrome.accent


@pytest.mark.usefixtures("qapp")
def test_an_icon_takes_the_colour_it_is_given() -> None:
    wanted = QColor(theme.load("night").chrome.accent)
    image = icons.pixmap("search", wanted, 24, 2.0).toImage()
    opaque = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert opaque == {wanted.name()}


@pytest.mark.usefixtures("qapp")
def test_a_disabled_icon_is_paler() -> None:
    ink = theme.load("day").chrome.ink
    made = icons.icon("search", ink, 18)
    enabled = made.pixmap(18, 18, QIcon.Mode.Normal).toImage()
    disabled = made.pixmap(18, 18, QIcon.Mode.Disabled).toImage()
    alphas = [
        max(one.pixelColor(x, y).alpha() for x in range(18) for y in range(18))
        for one in (enabled, disabled)
    ]
    assert alphas[1] < alphas[0] * 0.7


@pytest.mark.usefixtures("qapp")
def test_icons_are_drawn_once() -> None:
    ink = theme.load("day").chrome.ink
    first = icons.pixmap("sun", ink, 16, 1.0)
    assert icons.pixmap("sun", ink, 16, 1.0).cacheKey() == first.cacheKey()


def test_every_icon_of_the_commands_is_there(qapp: QApplication) -> None:
    from console.state.commands import COMMANDS

    folder: Path = resources.root() / "icons"
    wanted = {one.icon for one in COMMANDS if one.icon}
    assert not [name for name in wanted if not (folder / f"{name}.svg").is_file()]
