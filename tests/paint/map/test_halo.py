"""Text on a page of pixels and on one of vectors keeps clear of what lies under it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer

from console.paint import theme
from console.paint.labels import Lettering, write_text

pytestmark = pytest.mark.usefixtures("qapp")
INK, HALO, GROUND = QColor("black"), QColor("white"), QColor("red")
WIDE, HIGH = 240, 60


def written(painter: QPainter, size: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lettering = Lettering(theme.load("day"), 1.0)
    write_text(painter, lettering, "镜天湖 1,234", size, QPointF(120, 30), INK, HALO)
    painter.end()


def in_pixels(size: str, ratio: float) -> np.ndarray:
    image = QImage(round(WIDE * ratio), round(HIGH * ratio), QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    painter.scale(ratio, ratio)
    written(painter, size)
    return colours(image)


def from_vectors(size: str, ratio: float) -> np.ndarray:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setViewBox(QRectF(0, 0, WIDE, HIGH))
    written(QPainter(made), size)
    image = QImage(round(WIDE * ratio), round(HIGH * ratio), QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    QSvgRenderer(buffer.data()).render(painter)
    painter.end()
    return colours(image)


def colours(image: QImage) -> np.ndarray:
    """int[h, w, 3]: blue, green and red."""
    bits = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return bits[:, :, :3].astype(int)


def near(there: np.ndarray, pixels: int) -> np.ndarray:
    """Where something is no further than some pixels away."""
    found = np.zeros_like(there)
    for down in range(-pixels, pixels + 1):
        for across in range(-pixels, pixels + 1):
            if np.hypot(down, across) <= pixels:
                found |= np.roll(there, (down, across), (0, 1))
    return found


@pytest.mark.parametrize("size", ["small", "body", "label-bold"])
@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_no_ground_lies_beside_the_ink(size: str, ratio: float) -> None:
    drawn = in_pixels(size, ratio)
    ink = drawn.max(axis=2) < 60
    ground = (drawn[:, :, 2] > 200) & (drawn[:, :, :2].max(axis=2) < 60)
    assert ink.any()
    assert not (ground & near(ink, round(ratio))).any()


@pytest.mark.parametrize("size", ["body", "label-bold"])
def test_pixels_and_vectors_keep_about_the_same_clear(size: str) -> None:
    clear = [
        (one[:, :, :2].max(axis=2) > 100) | (one.max(axis=2) < 100)
        for one in (in_pixels(size, 2.0), from_vectors(size, 2.0))
    ]
    assert clear[0].sum() == pytest.approx(clear[1].sum(), rel=0.15)


@pytest.mark.parametrize("size", ["small", "body", "label", "small-bold"])
@pytest.mark.parametrize(
    "text", ["镜天湖", "一鿿龘丁香苑", "国", "镜天湖 1,234", "A区", "", "㐂村"]
)
def test_a_text_is_measured_as_wide_as_it_is_drawn(text: str, size: str) -> None:
    lettering = Lettering(theme.load("day"), 1.0)
    drawn = QFontMetricsF(lettering.font(size)).horizontalAdvance(text)
    assert lettering.measure(text, size)[0] == pytest.approx(drawn, abs=1e-6)
