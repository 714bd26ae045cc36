"""A block of cells in the section filters by its units, live, by drag with Shift or by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain import packs
from console.domain.conditions import parse_all
from console.state.selection import STREET, place_of_building
from console.views.section_view import SectionView
from tests.views.stage import Stage, press

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> SectionView:
    made = SectionView(
        session=set_up.session,
        selection=set_up.selection,
        look=set_up.look,
        keeping=set_up.keeping,
    )
    qtbot.addWidget(made)
    made.resize(800, 640)
    made.show()
    assert set_up.session.street is not None
    set_up.selection.choose(place_of_building(set_up.session.street, 0))
    return made


def point_of(view: SectionView, unit: int) -> QPoint:
    scene = view.canvas.scene
    assert scene is not None
    x, y, wide, high = scene.layout.boxes[unit].tolist()
    return (QPointF(x + wide / 2, y + high / 2) - view.canvas.corner).toPoint()


def drag(view: SectionView, start: int, end: int, *, let_go: bool = True) -> None:
    """Drag with Shift from the middle of one unit to that of another."""
    canvas = view.canvas
    QTest.mousePress(canvas, LEFT, SHIFT, point_of(view, start))
    for unit in (start, end, end):
        QTest.mouseMove(canvas, point_of(view, unit))
    if let_go:
        QTest.mouseRelease(canvas, LEFT, SHIFT, point_of(view, end))


def units_kept(set_up: Stage) -> list[str]:
    frame = set_up.keeping.frame
    assert frame is not None
    if frame.kept is None:
        return []
    ids = frame.street.units.id
    return sorted(ids.text(row) for row in range(len(ids)) if frame.kept.units[row])


def test_a_drag_with_shift_keeps_the_units_it_covers(view: SectionView, set_up: Stage) -> None:
    drag(view, 0, 5)
    assert units_kept(set_up) == [
        f"B1-{floor:02}{door:02}" for floor in (1, 2, 3) for door in (1, 2)
    ]
    assert view.canvas.block.band.isNull()


def test_every_view_follows_while_it_is_dragged(view: SectionView, set_up: Stage) -> None:
    drag(view, 0, 3, let_go=False)
    assert len(units_kept(set_up)) == 4
    assert not set_up.keeping.filtering.can_undo
    QTest.mouseRelease(view.canvas, LEFT, SHIFT, point_of(view, 3))
    set_up.keeping.filtering.undo()
    assert units_kept(set_up) == []


def test_a_block_chooses_nothing_and_does_not_move_the_building(
    view: SectionView, set_up: Stage
) -> None:
    before, corner = set_up.selection.place, QPointF(view.canvas.corner)
    drag(view, 0, 5)
    assert set_up.selection.place == before
    assert view.canvas.corner == corner


def test_shift_and_arrows_extend_a_block_from_where_they_began(
    view: SectionView, set_up: Stage
) -> None:
    canvas = view.canvas
    canvas.setFocus()
    press(canvas, Qt.Key.Key_Home)
    press(canvas, Qt.Key.Key_Up, SHIFT)
    press(canvas, Qt.Key.Key_Right, SHIFT)
    assert len(units_kept(set_up)) == 4
    press(canvas, Qt.Key.Key_Down, SHIFT)
    assert len(units_kept(set_up)) == 2


def test_escape_drops_the_block_before_it_climbs(view: SectionView, set_up: Stage) -> None:
    drag(view, 0, 5)
    press(view.canvas, Qt.Key.Key_Escape)
    assert units_kept(set_up) == []
    assert set_up.selection.place != STREET
    assert set_up.selection.place.building == 0
    press(view.canvas, Qt.Key.Key_Escape)
    assert set_up.selection.place.building == -1


def test_an_id_that_no_unit_has_keeps_nothing(view: SectionView, set_up: Stage) -> None:
    asked = parse_all(("unit=no such id,B1-0101",), packs.load("quarantine-2020"))
    set_up.keeping.filtering.put("test", asked)
    assert units_kept(set_up) == ["B1-0101"]
