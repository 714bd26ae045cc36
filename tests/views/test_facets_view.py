"""The facets filter: clicks, Ctrl, Alt, keys, the menu, a drag over bars; everything is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.paint.boxes import box_of
from console.paint.facets.layout import Part
from console.state.facets.choice import Entry
from console.state.preferences import Preferences
from console.state.selection import place_of_estate
from console.views.facets_view import FacetsView
from tests.store import tiny
from tests.views.stage import Stage, click, press, stage

COMPLETE, PLANNED = Entry("state", "complete"), Entry("state", "planned")
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> FacetsView:
    made = FacetsView(
        session=set_up.session,
        selection=set_up.selection,
        look=set_up.look,
        keeping=set_up.keeping,
    )
    qtbot.addWidget(made)
    made.resize(260, 700)
    made.show()
    return made


def texts(set_up: Stage) -> list[str]:
    return list(set_up.keeping.filtering.filter.texts)


def middle(view: FacetsView, key: object) -> QPoint:
    return view.list.boxes[box_of(view.list.boxes, key)].rect.center().toPoint()


def spoken(view: FacetsView, entry: Entry) -> str:
    return view.list.boxes[box_of(view.list.boxes, entry)].spoken()


def test_a_click_filters_and_another_undoes_it(view: FacetsView, set_up: Stage) -> None:
    click(view.list, middle(view, COMPLETE))
    assert texts(set_up) == ["state=complete"]
    assert spoken(view, COMPLETE).startswith("已筛选")
    click(view.list, middle(view, COMPLETE))
    assert texts(set_up) == []


def test_a_click_elsewhere_in_the_group_replaces_with_ctrl_it_adds(
    view: FacetsView, set_up: Stage
) -> None:
    click(view.list, middle(view, COMPLETE))
    click(view.list, middle(view, PLANNED))
    assert texts(set_up) == ["state=planned"]
    click(view.list, middle(view, COMPLETE), _CTRL)
    assert texts(set_up) == ["state=planned,complete"]
    click(view.list, middle(view, PLANNED), _CTRL)
    assert texts(set_up) == ["state=complete"]


def test_alt_excludes_and_groups_are_joined(view: FacetsView, set_up: Stage) -> None:
    click(view.list, middle(view, COMPLETE), _ALT)
    click(view.list, middle(view, Entry("occupancy", "rented")))
    assert texts(set_up) == ["state!=complete", "occupancy=rented"]
    assert spoken(view, COMPLETE).startswith("已排除")


def test_the_keyboard_does_all_of_it(view: FacetsView, set_up: Stage) -> None:
    view.list.setFocus(Qt.FocusReason.TabFocusReason)
    view.list.show_key(COMPLETE)
    press(view.list, Qt.Key.Key_Space)
    assert texts(set_up) == ["state=complete"]
    press(view.list, Qt.Key.Key_Down)
    press(view.list, Qt.Key.Key_Space, _CTRL)
    assert texts(set_up) == ["state=complete,planned"]
    press(view.list, Qt.Key.Key_Delete)
    assert texts(set_up) == ["state=complete", "state!=planned"]
    set_up.put("sex=f")
    press(view.list, Qt.Key.Key_Space, _SHIFT)
    assert texts(set_up) == ["state=planned"]


def test_the_menu_says_all_of_it(view: FacetsView, set_up: Stage) -> None:
    set_up.put("sex=f")
    menu = view.list.menu(COMPLETE)
    acts = [action.data()[0] for action in menu.actions()]
    assert acts == ["only", "add", "exclude", "alone", "clear"]
    menu.actions()[2].trigger()
    assert texts(set_up) == ["sex=f", "state!=complete"]
    menu.actions()[4].trigger()
    assert texts(set_up) == ["sex=f"]
    menu.actions()[3].trigger()
    assert texts(set_up) == ["state=complete"]
    menu.close()


def test_a_group_folds_and_is_remembered(set_up: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "console.ini")

    def made() -> FacetsView:
        view = FacetsView(
            session=set_up.session,
            selection=set_up.selection,
            look=set_up.look,
            keeping=set_up.keeping,
            preferences=preferences,
        )
        qtbot.addWidget(view)
        view.resize(260, 700)
        view.show()
        return view

    view = made()
    assert box_of(view.list.boxes, COMPLETE) >= 0
    click(view.list, middle(view, Part("fold", "state")))
    assert box_of(view.list.boxes, COMPLETE) < 0
    assert box_of(made().list.boxes, COMPLETE) < 0


def drag(view: FacetsView, facet: str, start: float, end: float, keep: bool = False) -> None:
    """Drag over bars from one share of their width to another."""
    at = view.list.bars(facet)
    assert at is not None
    y = round(at.plot.center().y())
    points = [QPoint(round(at.plot.left() + at.plot.width() * x), y) for x in (start, end)]
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.list, left, none, points[0])
    QTest.mouseMove(view.list, (points[0] + points[1]) / 2)
    QTest.mouseMove(view.list, points[1])
    if not keep:
        QTest.mouseRelease(view.list, left, none, points[1])


def test_a_drag_over_the_ages_is_followed_and_one_step(view: FacetsView, set_up: Stage) -> None:
    drag(view, "age", 0.576, 0.999, keep=True)
    assert texts(set_up) == ["age=60.."]
    assert view.head.quiet().startswith("4 人")
    drag(view, "age", 0.576, 0.999)
    set_up.keeping.filtering.undo()
    assert texts(set_up) == []


def test_the_bin_under_the_pointer_is_lit_and_none_once_it_is_elsewhere(view: FacetsView) -> None:
    drag(view, "age", 0.3, 0.999)
    assert view.list.brush.bins("age")[0] == 20
    QCoreApplication.sendEvent(view.list, QEvent(QEvent.Type.Leave))
    assert view.list.brush.bins("age")[0] == -1


def test_a_click_on_a_bar_is_its_range_and_again_undoes_it(view: FacetsView, set_up: Stage) -> None:
    at = view.list.bars("age")
    assert at is not None
    bar = QPoint(round(at.plot.left() + at.plot.width() * 0.6), round(at.plot.center().y()))
    click(view.list, bar)
    assert texts(set_up) == ["age=60..64"]
    click(view.list, bar, _ALT)
    assert texts(set_up) == ["age!=60..64"]
    click(view.list, bar)
    click(view.list, bar)
    assert texts(set_up) == []


def test_arrows_step_over_the_bars_and_shift_stretches(view: FacetsView, set_up: Stage) -> None:
    view.list.setFocus(Qt.FocusReason.TabFocusReason)
    view.list.show_key(Part("bars", "age"))
    press(view.list, Qt.Key.Key_Right)
    press(view.list, Qt.Key.Key_Right)
    press(view.list, Qt.Key.Key_Space)
    assert texts(set_up) == ["age=5..9"]
    press(view.list, Qt.Key.Key_Right, _SHIFT)
    assert texts(set_up) == ["age=5..14"]


def test_the_counts_follow_the_place_chosen(view: FacetsView, set_up: Stage) -> None:
    assert "38" in spoken(view, Entry("occupancy", "owner"))
    assert set_up.session.street is not None
    set_up.selection.choose(place_of_estate(set_up.session.street, 0))
    assert view.head.title() == "丁香苑"
    assert "21" in spoken(view, Entry("occupancy", "owner"))


def test_the_counts_follow_the_instant(view: FacetsView, set_up: Stage) -> None:
    before = spoken(view, COMPLETE)
    set_up.session.move_to(set_up.as_of_us + 86_400_000_000)
    assert spoken(view, COMPLETE) != before


def test_another_street_is_not_filtered(view: FacetsView, set_up: Stage) -> None:
    click(view.list, middle(view, COMPLETE))
    set_up.session.open(tiny.street(code="310115017"))
    assert texts(set_up) == []


def test_words_change_with_the_language(view: FacetsView, set_up: Stage) -> None:
    set_up.look.change(language="en", theme="day")
    assert spoken(view, COMPLETE).startswith("Not released")


def test_the_pointer_that_comes_has_a_drag_made_ready(
    view: FacetsView, set_up: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(set_up.keeping, "get_ready", lambda: asked.append(True))
    at = QPointF(5, 5)
    QCoreApplication.sendEvent(view, QEnterEvent(at, at, at))
    assert asked == [True]


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    view = FacetsView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.show()
    assert not view.grab().isNull()
    assert not view.list.boxes
