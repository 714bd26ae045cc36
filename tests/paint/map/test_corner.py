"""Scale bar and north mark stand clear of what lies over the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from console.paint import theme as themes
from console.paint.map.corner import Corner, clear_corner

NIGHT = themes.load("night")


def at(width: float, height: float, *taken: QRectF) -> Corner:
    return clear_corner(width, height, NIGHT, taken)


def test_a_free_corner_is_taken_as_it_is() -> None:
    legend, zoom = QRectF(10, 560, 300, 30), QRectF(860, 10, 32, 88)
    assert at(900, 600, legend, zoom) == Corner()


def test_a_wide_legend_is_passed_above() -> None:
    assert at(500, 600, QRectF(10, 558, 300, 32)).lift_px == 42


@pytest.mark.parametrize("height", [120, 160, 220, 260, 300, 340, 420])
@pytest.mark.parametrize("width", [330, 362, 480, 700])
def test_on_a_low_map_the_bar_stands_beside_the_buttons(width: int, height: int) -> None:
    legend = QRectF(10, height - 42, 96, 32)
    zoom, tools = QRectF(width - 42, 10, 32, 88), QRectF(width - 42, 104, 32, 144)
    corner = at(width, height, legend, zoom, tools)
    for rect in corner.rects(width, height, NIGHT):
        assert not any(rect.intersects(one) for one in (legend, zoom, tools))
