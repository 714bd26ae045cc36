"""What an act repaints in the window: no more than changed, and the same as painted whole."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication

from console.running import Console
from console.state.selection import place_of_building
from console.store.columns import Street
from tests.painting import on_screen, painted_whole, watched


def street_of(console: Console) -> Street:
    assert console.session.street is not None
    return console.session.street


def test_hovering_over_units_paints_these_and_one_line(
    qapp: QApplication, console: Console
) -> None:
    console.selection.choose(place_of_building(street_of(console), 0))
    assert console.panels is not None
    canvas, line = console.panels.section.canvas, console.window.status.pointed
    canvas.hover_at(QPointF(canvas.rect_of(0).center()))
    painted_whole(console.window)
    with watched(qapp) as painted:
        canvas.hover_at(QPointF(canvas.rect_of(5).center()))
    assert set(painted.regions) == {canvas, line}
    assert painted.regions[canvas] == QRegion(canvas.rect_of(0)).united(canvas.rect_of(5))
    assert line.text
    assert on_screen(console.window) == painted_whole(console.window)


def test_the_line_of_the_pointer_takes_no_room_from_others(console: Console) -> None:
    status = console.window.status
    before = status.pointed.geometry(), status.message.geometry()
    status.tell_hovered("很长的一句话，" * 60)
    status.tell_where("121.5432°E 31.2110°N")
    QApplication.sendPostedEvents()
    assert (status.pointed.geometry(), status.message.geometry()) == before
    assert len(status.pointed.text) <= 400
