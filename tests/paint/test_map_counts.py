"""Counts on the map: put together from characters, in the middle of their place, with a halo."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.paint import atlas, theme
from console.paint.map_counts import CountLook, MapCount, draw_counts

INK, HALO, GROUND = QColor("#ffffff"), QColor("#ff0000"), QColor("#000000")


def drawn(text: str, ratio: float = 1.0) -> QImage:
    """The count in the middle of 120 × 40 logical pixels."""
    night = theme.load("night")
    image = QImage(round(120 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(GROUND)
    painter = QPainter(image)
    font = night.metrics.font("body", bold=True, tabular=True)
    look = CountLook(font, INK.rgba(), HALO.rgba())
    draw_counts(painter, night, ratio, [MapCount(text, look, 60, 20)])
    painter.end()
    return image


def places(image: QImage, colour: QColor) -> tuple[float, float, int]:
    """The middle and the width of what has a colour, in device pixels."""
    found = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y) == colour
    ]
    across = [x for x, _ in found]
    return (min(across) + max(across)) / 2, float(np.mean([y for _, y in found])), len(set(across))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("text", ["8", "88", "8,888"])
def test_a_count_stands_in_the_middle_of_its_place(
    qapp: QApplication, text: str, ratio: float
) -> None:
    x, y, _ = places(drawn(text, ratio), INK)
    assert abs(x - 60 * ratio) <= 1.5 * ratio
    assert abs(y - 20 * ratio) <= 2 * ratio


def test_no_halo_lies_over_the_digit_beside_it(qapp: QApplication) -> None:
    one, two = (places(drawn(text), INK)[2] for text in ("8", "88"))
    assert two == 2 * one


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0, 2.5])
def test_digits_stand_equally_far_apart_at_every_ratio(qapp: QApplication, ratio: float) -> None:
    image = drawn("11111111", ratio)
    seen = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    inked = (seen == INK.rgba()).sum(axis=0)
    begins = np.flatnonzero((inked[1:] > 0) & (inked[:-1] == 0))
    assert len(begins) == 8
    assert len(set(np.diff(begins).tolist())) == 1


def test_an_atlas_begun_anew_draws_the_same(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn("1,203")
    fresh = atlas.Atlas()
    monkeypatch.setattr("console.paint.map_counts.atlas_of", lambda name: fresh)
    assert drawn("1,203") == before
    assert drawn("7") != before
