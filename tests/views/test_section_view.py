"""The section's page shows the chosen building and is one with selection, instant and look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from console.domain.instants import micros
from console.state.selection import place_of_building, place_of_estate, place_of_unit
from console.store.columns import Street
from console.views.section_view import SectionView
from tests.store import tiny
from tests.views.stage import Stage, stage

_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def set_up(qapp: QApplication) -> Stage:
    return stage()


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
    return made


def open_building(set_up: Stage, building: int = 0) -> Street:
    street = set_up.session.street or tiny.street()
    if set_up.session.street is None:
        set_up.session.open(street)
    set_up.selection.choose(place_of_building(street, building))
    return street


def test_without_a_street_it_says_what_would_be_here(view: SectionView) -> None:
    assert "打开快照" in view.empty.text()
    assert view.empty.isVisible()


def test_without_a_building_it_says_how_to_choose_one(view: SectionView, set_up: Stage) -> None:
    street = tiny.street()
    set_up.session.open(street)
    set_up.selection.choose(place_of_estate(street, 0))
    assert view.empty.text().startswith("选择一栋楼")


def test_a_chosen_building_is_shown_with_its_facts(view: SectionView, set_up: Stage) -> None:
    open_building(set_up)
    assert view.head.title.text() == "丁香苑 30号楼"
    assert "22 户" in view.head.facts.text()
    assert view.head.facts.text().endswith("丁香路910弄30号")
    assert not view.empty.isVisible()
    assert "30号楼" in view.canvas.accessibleName()


def test_a_section_on_its_own_says_its_instant(set_up: Stage, qtbot: QtBot) -> None:
    alone = SectionView(
        session=set_up.session, selection=set_up.selection, look=set_up.look, dated=True
    )
    qtbot.addWidget(alone)
    open_building(set_up)
    assert "2020-03-18 周三 08:00" in alone.head.facts.text()


def test_a_building_without_units_says_so(view: SectionView, set_up: Stage) -> None:
    open_building(set_up, 3)
    assert "还没有房屋数据" in view.empty.text()


def test_another_instant_keeps_zoom_and_changes_states(view: SectionView, set_up: Stage) -> None:
    open_building(set_up)
    view.canvas.zoom(3)
    before = view.viewpoint
    set_up.session.move_to(micros(tiny.at("2020-03-19 08:00")))
    assert view.viewpoint == before
    assert "隔离中 1" in view.head.facts.text()


def test_a_click_chooses_the_unit_for_everybody(view: SectionView, set_up: Stage) -> None:
    open_building(set_up)
    at = view.canvas.rect_of(5).center()
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, _NONE, at)
    assert set_up.selection.place.unit == 5
    assert set_up.selection.place.building == 0
    assert view.canvas.selected_unit == 5


def test_a_click_on_the_ground_chooses_the_building(view: SectionView, set_up: Stage) -> None:
    street = open_building(set_up)
    set_up.selection.choose(place_of_unit(street, 3))
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, _NONE, QPoint(5, 5))
    assert set_up.selection.place == place_of_building(street, 0)


def test_a_unit_chosen_elsewhere_is_outlined_in_its_building(
    view: SectionView, set_up: Stage
) -> None:
    street = open_building(set_up)
    row = int(street.buildings.first_unit[2]) + 4
    set_up.selection.choose(place_of_unit(street, row), "elsewhere")
    assert view.canvas.selected_unit == 4
    assert view.head.title.text().endswith(" 5号楼")


def test_opening_a_unit_is_said(view: SectionView, set_up: Stage, qtbot: QtBot) -> None:
    open_building(set_up)
    with qtbot.waitSignal(view.opened) as opened:
        at = view.canvas.rect_of(2).center()
        QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton, _NONE, at)
    assert opened.args == [2]
    assert set_up.selection.place.unit == 2


def test_escape_goes_up_to_the_estate(view: SectionView, set_up: Stage) -> None:
    open_building(set_up)
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert set_up.selection.place.building == -1
    assert set_up.selection.place.estate == 0


def test_the_switch_recolours_for_everybody(view: SectionView, set_up: Stage) -> None:
    open_building(set_up)
    buttons = view.head.findChildren(QToolButton)
    care = next(one for one in buttons if one.property("recolouring") == "care")
    before = view.viewpoint
    QTest.mouseClick(care, Qt.MouseButton.LeftButton)
    assert set_up.look.appearance.recolouring == "care"
    assert view.canvas.content is not None
    assert view.canvas.content.recolouring == "care"
    assert view.viewpoint == before


def test_language_and_theme_change_while_running(view: SectionView, set_up: Stage) -> None:
    open_building(set_up)
    set_up.look.change(language="en", theme="day")
    assert "22 units" in view.head.facts.text()
    assert view.canvas.content is not None
    assert view.canvas.content.theme.name == "day"
    texts = [one.text() for one in view.head.findChildren(QToolButton)]
    assert "Occupancy" in texts


def test_what_the_filter_keeps_stands_out_among_everybody(view: SectionView, set_up: Stage) -> None:
    open_building(set_up)
    set_up.put("occupancy=vacant")
    content = view.canvas.content
    assert content is not None
    assert content.kept is not None
    assert content.frame is set_up.session.frame
    first, end = content.street.buildings.first_unit[:2].tolist()
    assert int(content.kept.units[first:end].sum()) == 1
    set_up.keeping.filtering.clear()
    assert view.canvas.content is not None
    assert view.canvas.content.kept is None


def test_under_a_filter_the_head_says_how_many_of_the_building_are_kept(
    view: SectionView, set_up: Stage
) -> None:
    open_building(set_up)
    assert "筛出" not in view.head.facts.text()
    set_up.put("state=active")
    frame = set_up.keeping.frame
    assert frame is not None
    kept, scene = int(frame.buildings.active[0]), view.canvas.scene
    assert kept > 0
    assert scene is not None
    facts, said = scene.facts, view.head.facts.text()
    assert said.startswith(f"筛出 {kept}/{facts.people} 人 · 隔离中 {kept}/{facts.active}")
    set_up.put("state=released")
    assert f"隔离中 0/{facts.active} · 今日期满 0/{facts.due}" in view.head.facts.text()


@pytest.mark.parametrize("width", [420, 520, 620, 760])
def test_a_filter_that_comes_and_goes_moves_nothing(
    view: SectionView, set_up: Stage, width: int
) -> None:
    view.resize(width, 600)
    open_building(set_up)
    view.grab()
    scene, painted = view.canvas.scene, view.canvas.picture.painted
    assert scene is not None
    for _ in range(2):
        set_up.put("state=active")
        view.grab()
        assert view.canvas.scene is not None
        assert view.canvas.scene.layout is scene.layout
        assert view.canvas.scene.floors.of_kept
        set_up.keeping.filtering.clear()
        view.grab()
        assert view.canvas.scene.layout is scene.layout
    assert view.canvas.picture.painted == painted


def test_another_filter_dims_others_without_laying_out_anew(
    view: SectionView, set_up: Stage
) -> None:
    open_building(set_up)
    scene = view.canvas.scene
    set_up.put("state=active")
    assert view.canvas.scene is not None
    assert scene is not None
    assert view.canvas.scene.layout is scene.layout
    assert view.canvas.scene.places is scene.places


def test_two_sections_stand_side_by_side(view: SectionView, set_up: Stage, qtbot: QtBot) -> None:
    other = stage()
    open_building(set_up, 0)
    street = set_up.session.street
    assert street is not None
    other.session.open(street)
    beside = SectionView(session=other.session, selection=other.selection, look=other.look)
    qtbot.addWidget(beside)
    other.selection.choose(place_of_building(street, 2))
    titles = (view.head.title.text(), beside.head.title.text())
    assert titles == ("丁香苑 30号楼", "牡丹新村 5号楼")


def test_a_street_that_lacks_the_chosen_building_shows_none(
    view: SectionView, set_up: Stage
) -> None:
    open_building(set_up, 3)
    set_up.session.open(tiny.street({"buildings": [], "units": []}))
    assert view.canvas.content is None


def test_a_view_that_is_no_section_is_not_restored(view: SectionView, set_up: Stage) -> None:
    open_building(set_up)
    before = view.viewpoint
    view.restore("elsewhere")
    assert view.viewpoint == before
