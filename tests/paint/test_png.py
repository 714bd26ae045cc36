"""A PNG holds the very pixels of the picture, whatever its size, in about as many bytes as Qt's."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QPainter

from console.paint import png, theme
from console.paint.page import sheet
from console.paint.page_frame import Said
from console.paint.png import png_of
from console.paint.section.page import section_page
from console.state.section.scene import busiest_building
from console.store.columns import Street
from console.store.frame import frame

pytestmark = pytest.mark.usefixtures("qapp")
RGB = QImage.Format.Format_RGB32


def noise(wide: int, high: int) -> QImage:
    """A picture of random pixels, drawn from a seed."""
    dots = np.random.default_rng(7).integers(0, 1 << 24, (high, wide), np.uint32) | 0xFF000000
    return QImage(dots.tobytes(), wide, high, 4 * wide, RGB).copy()


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (1001, 7), (7, 1001), (1303, 2200)])
def test_the_pixels_are_those_of_the_picture(size: tuple[int, int]) -> None:
    given = noise(*size)
    read = QImage.fromData(png_of(given, "街"))
    assert read.convertToFormat(RGB) == given
    assert not read.hasAlphaChannel()


def test_many_strips_are_one_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    given = noise(101, 103)
    whole = png_of(given, "a")
    monkeypatch.setattr(png, "_STRIP_BYTES", 1000)
    pieces = png_of(given, "a")
    assert len(pieces) > len(whole), "each strip ends at a byte"
    assert QImage.fromData(pieces).convertToFormat(RGB) == given


def test_zlib_packs_the_same_pixels_where_isal_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    given = noise(1303, 700)
    monkeypatch.setattr(png, "packing", zlib)
    assert QImage.fromData(png_of(given, "a")).convertToFormat(RGB) == given


def test_title_and_resolution_stand_in_it() -> None:
    given = noise(4, 4)
    given.setDotsPerMeterX(3780)
    given.setDotsPerMeterY(7560)
    read = QImage.fromData(png_of(given, "花木街道 · map"))
    assert read.text("Title") == "花木街道 · map"
    assert (read.dotsPerMeterX(), read.dotsPerMeterY()) == (3780, 7560)


def test_a_page_takes_about_as_many_bytes_as_qt_s_own(street: Street) -> None:
    shown, on = frame(street, street.as_of_us), sheet()
    dressed = theme.load("day")
    made = section_page(shown, busiest_building(shown), on, dressed, Said("zh", masked=True))
    drawn = QImage(round(2 * on.width), round(2 * on.height), RGB)
    painter = QPainter(drawn)
    painter.scale(2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    made.draw(painter, on.rect)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert drawn.save(buffer, "PNG")  # type: ignore[call-overload]
    assert len(png_of(drawn, "")) < 1.5 * buffer.size()
