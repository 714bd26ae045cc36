"""Numpy memory handed to Qt's drawing calls, without an object for every rectangle or line.

And the other way round: the pixels of an image as numbers, and the sides of a rectangle.

The memory layouts are those of QRectF and QLineF (four doubles) and QPainter.PixmapFragment (ten
doubles: x, y of the centre, source left, top, width, height, scale x, scale y, rotation, opacity).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QLineF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap
from shiboken6 import Shiboken

from console.domain.arrays import F32, F64, U32

Numbers = F64 | F32
Sides = tuple[float, float, float, float]


def sides_of(box: QRectF) -> Sides:
    """Left, top, width and height of a rectangle, asked for at once: four questions cost more."""
    sides: Sides = box.getRect()  # type: ignore[assignment]
    return sides


def draw_rects(painter: QPainter, boxes: Numbers) -> None:
    """Draw rectangles [n, 4] (x, y, width, height) with the painter's pen and brush."""
    if len(boxes):
        kept, first = _as(QRectF, boxes, 4)
        painter.drawRects(first, len(kept))


def draw_lines(painter: QPainter, lines: Numbers) -> None:
    """Draw lines [n, 4] (x1, y1, x2, y2) with the painter's pen."""
    if len(lines):
        kept, first = _as(QLineF, lines, 4)
        painter.drawLines(first, len(kept))


def draw_fragments(painter: QPainter, fragments: Numbers, atlas: QPixmap) -> None:
    """Draw pieces [n, 10] of an atlas."""
    if len(fragments):
        kept, first = _as(QPainter.PixmapFragment, fragments, 10)
        painter.drawPixmapFragments(first, len(kept), atlas)


def pixels_of(image: QImage) -> U32:
    """The pixels of an image of 32 bits, to be read and written, uint32[h, w]."""
    return np.frombuffer(image.bits(), np.uint32).reshape(image.height(), image.width())


def pixels_seen(image: QImage) -> U32:
    """The pixels of an image of 32 bits, to be read, uint32[h, w]."""
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())


def within(pixels: U32, rect: QRect) -> U32:
    """The pixels of a rectangle."""
    rows = slice(rect.top(), rect.top() + rect.height())
    return pixels[rows, rect.left() : rect.left() + rect.width()]


def in_rows(rect: QRect, most: int) -> Iterator[QRect]:
    """A rectangle in pieces of so many rows at most."""
    for start in range(0, rect.height(), most):
        high = min(most, rect.height() - start)
        yield QRect(rect.left(), rect.top() + start, rect.width(), high)


def scaled(rect: QRect, factor: float) -> QRect:
    """The whole pixels of a rectangle in others, so many of which make one of its own."""
    left, top, width, height = (side * factor for side in rect.getRect())  # type: ignore[attr-defined]
    return QRectF(left, top, width, height).toAlignedRect()


def _as(kind: type, numbers: Numbers, fields: int) -> tuple[F64, Any]:
    """The array to keep alive while it is drawn, and Qt's view of its first element."""
    kept = np.ascontiguousarray(numbers, np.float64)
    if kept.ndim != 2 or kept.shape[1] != fields:
        raise ValueError(kept.shape)
    return kept, Shiboken.wrapInstance(kept.__array_interface__["data"][0], kind)
