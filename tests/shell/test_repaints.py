"""What an act repaints in the window: no more than changed, and the same as painted whole."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication

from console.domain.instants import MICROS_A_DAY
from console.running import Console
from console.state.selection import place_of_building, place_of_estate
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


def test_what_lies_over_the_map_is_not_painted_when_the_map_moves(
    qapp: QApplication, console: Console
) -> None:
    canvas, aside = console.map.canvas, console.map.aside
    console.selection.choose(place_of_estate(street_of(console), 0))
    canvas.motion.settle()
    canvas.drawing.finish()
    painted_whole(console.window)
    for move in (canvas.motion.viewport.panned(40, 30), canvas.motion.viewport.zoomed(1.3, 90, 70)):
        with watched(qapp) as painted:
            canvas.look_at(move)
        assert set(painted.regions) == {canvas, aside.legend, aside.zoom}
        for plate in (aside.legend, aside.zoom):
            assert not painted.regions[plate].intersects(plate.rect().adjusted(2, 2, -2, -2))
        assert on_screen(console.window) == painted_whole(console.window)
        canvas.drawing.finish()
        assert on_screen(console.window) == painted_whole(console.window)


def test_another_instant_leaves_the_plates_corners_as_painted_whole(console: Console) -> None:
    painted_whole(console.window)
    console.session.move_to(street_of(console).as_of_us - 5 * MICROS_A_DAY)
    assert on_screen(console.window) == painted_whole(console.window)
