"""What lies at a point: a name has all the room that its figure leaves it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.paint import lettering, theme
from console.paint.map.findings import draw_finding, findings_layout
from console.state.tools.identify import Finding

NIGHT = theme.load("night")
WIDE_PX = 240


def rooms(finding: Finding, monkeypatch: pytest.MonkeyPatch) -> dict[str, QRectF]:
    """The box of each text that is painted."""
    found: dict[str, QRectF] = {}
    paint = lettering.line

    def noted(painter: QPainter, box: QRectF, text: str, *rest: object, **named: object) -> None:
        found[text] = QRectF(box)
        paint(painter, box, text, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(lettering, "line", noted)
    high, (box,) = findings_layout((finding,), WIDE_PX, NIGHT)
    image = QImage(WIDE_PX, round(high), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw_finding(painter, finding, box.rect, NIGHT, hovered=False, walked=False)
    painter.end()
    return found


@pytest.mark.parametrize("figure", ["4", "4,000", "a very long value of a file that has no end"])
def test_a_name_has_the_room_that_its_figure_leaves(
    qapp: QApplication, figure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, font = "Of these, due today", NIGHT.metrics.font("body", tabular=True)
    found = rooms(Finding("Estate", "丁香苑", ((name, figure),)), monkeypatch)
    told, room = found[figure], found[name]
    assert room.right() < told.left()
    assert room.width() >= 0.4 * found["丁香苑"].width()
    if lettering.width(figure, font) < 80:
        assert lettering.fits(name, font, room.width())
        assert lettering.fits(figure, font, told.width())
