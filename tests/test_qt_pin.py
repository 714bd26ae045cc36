"""A Qt binding that loses references to None aborts after some thousand paint calls: refuse it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QStaticText,
    QTransform,
)

CALLS = 300
NOISE = 20
"""References other parts may take or drop meanwhile; a bad binding loses one a call, so 300."""


def paint_calls(painter: QPainter) -> dict[str, Callable[[], object]]:
    """The void calls the console paints with, by name."""
    polygon = QPolygonF([QPointF(1, 1), QPointF(9, 1), QPointF(9, 9)])
    path = QPainterPath()
    path.addPolygon(polygon)
    pixmap, text = QPixmap(5, 5), QStaticText("a")
    square = QRectF(0, 0, 2, 2)
    return {
        "drawPolygon": lambda: painter.drawPolygon(polygon),
        "drawPolyline": lambda: painter.drawPolyline(polygon),
        "drawPath": lambda: painter.drawPath(path),
        "drawRect": lambda: painter.drawRect(square),
        "drawRects": lambda: painter.drawRects([square]),
        "drawLine": lambda: painter.drawLine(1, 1, 2, 2),
        "drawLines": lambda: painter.drawLines([QLineF(1, 1, 2, 2)]),
        "drawEllipse": lambda: painter.drawEllipse(QPointF(1, 1), 2, 2),
        "drawText": lambda: painter.drawText(QPointF(3, 3), "a"),
        "drawStaticText": lambda: painter.drawStaticText(QPointF(3, 3), text),
        "drawPixmap": lambda: painter.drawPixmap(0, 0, pixmap),
        "fillRect": lambda: painter.fillRect(square, QBrush()),
        "setBrush": lambda: painter.setBrush(QBrush()),
        "setPen": lambda: painter.setPen(QPen()),
        "setOpacity": lambda: painter.setOpacity(1.0),
        "save": painter.save,
        "restore": painter.restore,
        "setTransform": lambda: painter.setTransform(QTransform()),
        "lineTo": lambda: path.lineTo(1, 1),
    }


def references_moved(call: Callable[[], object]) -> int:
    """How many references to None `CALLS` calls leave too many, or below zero too few."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return sys.getrefcount(None) - before


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_no_paint_call_loses_a_reference_to_none(qapp: QGuiApplication) -> None:
    image = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    try:
        moved = {name: references_moved(call) for name, call in paint_calls(painter).items()}
    finally:
        painter.end()
    bad = {name: count for name, count in moved.items() if abs(count) > NOISE}
    assert not bad, f"this PySide6 miscounts None and will abort; pin another: {bad}"


def test_a_call_that_loses_a_reference_is_seen() -> None:
    kept: list[None] = []
    assert references_moved(lambda: kept.append(None)) >= CALLS or sys.version_info >= (3, 12)
