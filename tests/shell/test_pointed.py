"""What is told of the thing pointed at is that of the instant and the language on show."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from console.assembly.running import Console
from console.domain.instants import MICROS_A_DAY
from console.state import crumbs
from console.state.map.hint import hint
from console.state.selection import STREET, place_of_building
from tests.painting import settled


@pytest.fixture
def busiest(console: Console) -> int:
    """The building with most people under the clock, chosen."""
    street, frame = console.session.street, console.session.frame
    assert street is not None
    assert frame is not None
    row = int(np.argmax(frame.buildings.active))
    assert frame.buildings.active[row]
    console.selection.choose(place_of_building(street, row))
    settled()
    return row


def later(console: Console) -> None:
    """Months on, when nobody is under the clock any more, and in the other language."""
    frame = console.session.frame
    assert frame is not None
    console.session.move_to(frame.as_of_us + 90 * MICROS_A_DAY)
    console.look.change(language="en")
    settled()


def told(console: Console) -> str:
    """What the status bar says of it."""
    return console.window.status.pointed.text


def test_a_building_pointed_at_in_its_estate_is_told_again(console: Console, busiest: int) -> None:
    assert console.panels is not None
    console.panels.estate.hovered.emit(busiest)
    before = told(console)
    later(console)
    frame = console.keeping.frame
    assert frame is not None
    assert told(console) == crumbs.told(frame, "building", busiest, "en") != before
    console.panels.estate.hovered.emit(-1)
    later(console)
    assert told(console) == ""


def test_a_unit_pointed_at_is_told_again(console: Console, busiest: int) -> None:
    assert console.panels is not None
    section = console.panels.section
    scene = section.canvas.scene
    assert scene is not None
    section.hovered.emit(0)
    before = told(console)
    assert before
    later(console)
    assert section.canvas.scene is not None
    unit = section.canvas.scene.unit_of(0)
    assert told(console) == " · ".join(section.canvas.explained(unit).splitlines()) != before


def test_a_place_pointed_at_on_the_map_is_told_again(console: Console) -> None:
    console.selection.choose(STREET)
    settled()
    view = console.map
    content = view.canvas.content
    assert content is not None
    view.canvas.motion.settle()
    boxes = content.ground.estates.boxes.astype(np.float64)
    x, y = ((boxes[0, :2] + boxes[0, 2:]) / 2).tolist()
    view.canvas.pointer.point_at(QPointF(*view.canvas.motion.viewport.to_px(x, y)))
    before = view.aside.hint.hint
    assert before is not None
    later(console)
    frame = console.keeping.frame
    assert frame is not None
    now = hint(frame, view.canvas.pointer.hovered, "en")
    assert now is not None
    assert view.aside.hint.hint == now != before
    assert told(console) == now.spoken
