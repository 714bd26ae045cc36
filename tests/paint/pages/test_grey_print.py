"""What is printed in grey still tells orange from blue, on lists, sections and charts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain import packs
from console.domain.clock import State
from console.domain.instants import micros
from console.paint import theme as themes
from console.paint.class_fills import class_brushes
from console.paint.page_file import drawn_pages
from console.paint.pages.drawing import drawing
from console.paint.section.key import key_items
from console.state.card.blocks import PersonMark
from console.state.pages.order import ListColumn, ListSubject, Order, Paper, SectionSubject, Subject
from console.state.section.scene import build_section
from console.store.columns import Street
from console.store.frame import frame
from tests.store import tiny

ORANGE, BLUE = "key", "domestic"
FAR = 40
"""Levels of grey of 255 that nobody takes for one another."""
FAINT = 12
"""Levels by which a pattern that fills an area can still be seen."""
Grey = npt.NDArray[np.int16]


def grey(image: QImage) -> Grey:
    """A picture without its colours, int16[h, w]."""
    seen = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(seen.constBits(), np.uint8).reshape(seen.height(), -1)
    return pixels[:, : seen.width()].astype(np.int16)


def printed(street: Street, subject: Subject, theme: str = "day") -> Grey:
    """A page on A4 as a grey printer puts it on paper."""
    paper = Paper(".png", "A4", theme=theme)
    made = drawing(street, Order("", street.key, street.as_of_us, subject, paper))
    (content,) = drawn_pages(".png", made.title, made.pages)
    return grey(QImage.fromData(content))


def told_apart(one: Grey, other: Grey) -> int:
    """How many pixels of two pages nobody takes for one another."""
    return int((np.abs(one - other) > FAR).sum())


@pytest.fixture(autouse=True)
def same_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages are made at one time: nothing but their marks may differ."""
    monkeypatch.setattr(
        "console.paint.page_frame.now_us", lambda: micros(tiny.at("2020-03-18 09:00"))
    )


def classes() -> dict[str, packs.ColourClass]:
    return {one.role: one for one in packs.load("quarantine-2020").classes}


@pytest.mark.parametrize("theme", ["day", "night"])
def test_on_a_list_by_the_sign_in_the_head(qapp: QApplication, theme: str) -> None:
    street = tiny.street()
    pages = {}
    for role in (ORANGE, BLUE):
        mark = PersonMark(State.ACTIVE, role, classes()[role].sign, 5, 14, False)
        columns = (ListColumn("规则组", marked=True),)
        subject = ListSubject("名单", columns, (("同样的字",),), 1, (mark,))
        pages[role] = printed(street, subject, theme)
    assert told_apart(pages[ORANGE], pages[BLUE]) >= 12


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("floors", [11, 40, 120])
def test_on_a_section_by_the_sign_in_a_head_or_a_block(
    qapp: QApplication, theme: str, floors: int
) -> None:
    pages = {}
    for role in (ORANGE, BLUE):
        tables = tiny.sample()
        tables["buildings"][0]["floors_above"] = floors
        for one in tables["episodes"]:
            if one["episode_id"] == "P01":
                one["category"] = classes()[role].key
        pages[role] = printed(tiny.street(tables), SectionSubject(0), theme)
    assert told_apart(pages[ORANGE], pages[BLUE]) >= 12


@pytest.mark.parametrize("theme", ["day", "night"])
def test_in_the_key_of_a_section_by_the_sign_in_the_head(qapp: QApplication, theme: str) -> None:
    street = tiny.street()
    scene = build_section(street, frame(street, street.as_of_us), 0, 600.0, 800.0)
    drawn = {}
    items = key_items(scene, themes.load(theme), "zh")
    for one, item in zip(scene.pack.classes, items, strict=False):
        image = QImage(48, 48, QImage.Format.Format_RGB32)
        image.fill(themes.load(theme).chrome.panel)
        painter = QPainter(image)
        painter.scale(2, 2)
        item.sign(painter, QRectF(0, 0, 24, 24))
        painter.end()
        drawn[one.role] = grey(image)
    assert told_apart(drawn[ORANGE], drawn[BLUE]) >= 6


@pytest.mark.parametrize("theme", ["day", "night"])
def test_in_a_chart_by_the_pattern(qapp: QApplication, theme: str) -> None:
    shown = packs.load("quarantine-2020").classes
    filled = {}
    for one, brush in zip(shown, class_brushes(shown, themes.load(theme), 1.0), strict=True):
        image = QImage(48, 48, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.fillRect(image.rect(), brush)
        painter.end()
        filled[one.role] = grey(image)
    orange, blue = (filled[role] - int(np.median(filled[role])) for role in (ORANGE, BLUE))
    assert (np.abs(orange - blue) > FAINT).mean() > 0.02


def test_a_page_of_one_colour_alone_would_not_be_told_apart() -> None:
    plain = {role: themes.load("day").classes[role] for role in (ORANGE, BLUE)}
    one, other = (QImage(8, 8, QImage.Format.Format_RGB32) for _ in range(2))
    one.fill(plain[ORANGE])
    other.fill(plain[BLUE])
    assert told_apart(grey(one), grey(other)) == 0
