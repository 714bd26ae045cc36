"""A person on the card is told whole: what does not fit beside goes below, and nothing overlaps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain.clock import State
from console.paint import card_person, lettering, theme
from console.state.card.blocks import Person, PersonMark

DAY = theme.load("day")
MARK = PersonMark(State.RELEASED, "domestic", "ring", 14, 14, early=False)


def person(quiet: str, label: str) -> Person:
    return Person(
        key=("resident", 1),
        name="徐**",
        quiet=quiet,
        status="Released",
        label=label,
        mark=MARK,
        badges=(),
        strip=None,
        sentence="",
        explained="",
        chosen=False,
    )


def lines_said(one: Person, width: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, QRectF]:
    """The texts that are painted, each with its box; whole ones alone."""
    said: dict[str, QRectF] = {}
    paint = lettering.line

    def noted(painter: QPainter, box: QRectF, text: str, *rest: object, **named: object) -> None:
        font = rest[0]
        if lettering.width(text, font) <= box.width():  # type: ignore[arg-type]
            said[text] = QRectF(box)
        paint(painter, box, text, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(lettering, "line", noted)
    image = QImage(width, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    card_person.paint_person(painter, QRectF(0, 0, width, 200), one, DAY)
    painter.end()
    return said


@pytest.mark.parametrize("width", [210, 230, 260, 320, 480])
def test_sex_age_relation_and_class_are_all_legible(
    qapp: QApplication, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = person("male · 48 years · 户主", "Other domestic")
    said = lines_said(one, width, monkeypatch)
    assert {one.quiet, one.label} <= set(said)
    quiet, label = said[one.quiet], said[one.label]
    wide = [lettering.width(text, DAY.metrics.font("body")) for text in (one.quiet, one.label)]
    if quiet.top() == label.top():
        assert quiet.left() + wide[0] < label.right() - wide[1]
    else:
        assert label.top() >= quiet.bottom() - 1


@pytest.mark.parametrize("width", range(110, 400, 10))
def test_no_word_about_a_person_is_cut(qapp: QApplication, width: int) -> None:
    """Each part is on one of the two lines, in its order."""
    one, font = person("female · 39 years · spouse", "Other domestic"), DAY.metrics.font("body")
    first, second = card_person.quiet_lines(one, width, DAY)
    together = " · ".join(part for part in (first, second or one.label) if part)
    assert together == f"{one.quiet} · {one.label}"
    assert lettering.fits(first, font, width)
    if width >= 160:
        assert lettering.fits(second, font, width)


def test_a_person_told_over_more_lines_is_as_much_higher(qapp: QApplication) -> None:
    short, long = person("女", "境内其他"), person("female · 48 years · 户主", "Other domestic")
    width = 240
    assert card_person.height(long, width, DAY) - card_person.height(short, width, DAY) == 19
    assert card_person.height(long, 600, DAY) == card_person.height(short, 600, DAY)
