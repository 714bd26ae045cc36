"""The hint's words and figures, drawn together, look as if each were written by itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.paint import lettering
from console.paint import theme as themes
from console.paint.map.hint import HintInk
from console.paint.theme import Theme
from console.state.lists.linked import Linked
from console.state.map.hint import Hint
from console.widgets.map.hint import MapHint

pytestmark = pytest.mark.usefixtures("qapp")
WORDS = ("楼栋", "居民", "隔离中", "Due today")
FIGURES = (("1", "12", "1,234", "0"), ("45", "1,234,567", "<8", "3"))
NAMES = (
    *(("丁香路910弄", "花木第一居民区"), ("30号楼", ""), ("12", "Committee 12")),
    *(("联洋年华 Lianyang", "很长的居委会" * 12), ("很长的名字" * 12, "短")),
)
HINTS = [
    Hint(title, aside, tuple((word, Linked(one)) for word, one in zip(WORDS, said, strict=True)))
    for title, aside in NAMES
    for said in FIGURES
]


def painted(
    size: tuple[int, int], ratio: float, draw: Callable[[QPainter, QRectF], None]
) -> npt.NDArray[np.uint8]:
    image = QImage((QSizeF(*size) * ratio).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.darkBlue)
    painter = QPainter(image)
    draw(painter, QRectF(QPointF(), QSizeF(*size)))
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).copy()


def written(look: Theme, hint: Hint) -> Callable[[QPainter, QRectF], None]:
    """The hint as it is without anything kept: line by line."""

    def draw(painter: QPainter, rect: QRectF) -> None:
        metrics, chrome = look.metrics, look.chrome
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(chrome.line, 1))
        painter.setBrush(chrome.panel)
        radius = metrics.size("radius_chip")
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        pad, step = metrics.gap("near"), metrics.text["body"] * metrics.scale * 1.45
        body = metrics.font("body", tabular=True)
        row = QRectF(rect.left() + pad, rect.top() + pad - 2, rect.width() - 2 * pad, step)
        lettering.line(painter, row, hint.title, metrics.font("body", bold=True), chrome.ink)
        if hint.aside:
            row.translate(0, step)
            font = metrics.font("small")
            lettering.line(painter, row, hint.aside, font, chrome.muted, elide="middle")
        for word, figure in hint.lines:
            row.translate(0, step)
            lettering.line(painter, row, word, body, chrome.muted)
            lettering.passing(painter, row, figure.text, body, chrome.ink, side="right")

    return draw


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("name", ["night", "day"])
def test_a_hint_is_drawn_as_line_by_line(name: str, ratio: float) -> None:
    look = themes.load(name)
    ink = HintInk(look)
    for hint in HINTS * 2:
        size = ink.size(hint)
        shown = painted(size, ratio, lambda painter, rect, said=hint: ink.draw(painter, said, rect))  # type: ignore[misc]
        assert np.array_equal(shown, painted(size, ratio, written(look, hint))), hint


def test_a_hint_looks_the_same_when_it_follows_the_pointer(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    shown, look = MapHint(host), themes.load("night")
    with qtbot.waitExposed(host):
        host.show()
    for hint in HINTS:
        shown.say(hint, look)
        shown.stand_at(40, 50)
        first, then = (shown.grab().toImage() for _ in range(2))
        seen = [np.frombuffer(one.constBits(), np.uint8).astype(np.int16) for one in (first, then)]
        assert np.abs(seen[0] - seen[1]).max() <= 1
        assert shown.hint == hint
