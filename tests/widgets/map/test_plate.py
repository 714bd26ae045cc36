"""A plate over the map shows nothing of the map where the map is not painted beneath it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.paint import theme
from console.paint.theme import Theme
from console.widgets.map.plate import Plate

RED, GREEN = QColor(Qt.GlobalColor.red), QColor(Qt.GlobalColor.green)


class Ground(QWidget):
    """A map of one colour."""

    def __init__(self, colour: QColor) -> None:
        super().__init__()
        self._colour = colour
        self.resize(80, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        QPainter(self).fillRect(event.rect(), self._colour)


def seen_through(look: Theme, qtbot: QtBot) -> tuple[list[tuple[int, int]], QRect]:
    """The pixels in which a plate over two maps is not the same, and what it says it hides."""
    pictures = []
    for colour in (RED, GREEN):
        ground = Ground(colour)
        qtbot.addWidget(ground)
        plate = Plate(ground)
        plate.setGeometry(10, 10, 50, 40)
        plate.wear(look)
        plate.show()
        pictures.append(ground.grab().toImage())
    red, green = pictures
    pixels = [(x, y) for y in range(red.height()) for x in range(red.width())]
    return [at for at in pixels if red.pixel(*at) != green.pixel(*at)], plate.hides()


@pytest.mark.parametrize("name", ["night", "day"])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_the_map_is_not_seen_where_a_plate_hides_it(qtbot: QtBot, name: str, scale: float) -> None:
    seen, hidden = seen_through(theme.load(name).scaled(scale), qtbot)
    assert (10, 10) in seen
    assert not [at for at in seen if hidden.contains(*at)]
