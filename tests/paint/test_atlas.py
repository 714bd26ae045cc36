"""An atlas keeps each drawing in its own square, whatever is drawn beside it later."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication

from console.paint.atlas import Atlas

SIDE = 12


def spill(painter: QPainter, box: QRectF) -> None:
    """A drawing far larger than its square."""
    painter.fillRect(box.adjusted(-40, -40, 40, 40), QColor("white"))


def nothing(painter: QPainter, box: QRectF) -> None:
    """A drawing that leaves its square empty."""


def test_a_drawing_that_spills_over_leaves_its_neighbours_alone(qapp: QApplication) -> None:
    atlas = Atlas()
    beside = [atlas.place(key, SIDE, 1.0, nothing) for key in range(3)]
    left, top = atlas.place("large", SIDE, 2.0, spill)
    image = atlas.pixmap.toImage()
    within = QRect(left, top, SIDE, SIDE)
    inked = {
        (x, y)
        for x in range(200)
        for y in range(100)
        if image.pixelColor(x, y).alpha() and not within.contains(x, y)
    }
    assert inked == set()
    assert image.pixelColor(left + SIDE - 1, top + SIDE - 1).alpha() == 255
    assert all((left, top) != one for one in beside)
