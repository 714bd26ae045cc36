"""The day strip's panel: gestures and keys move the instant, and it says where that is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain import instants
from console.views.day_view import DayView
from console.widgets.day_strip import DayStrip
from tests.store import tiny
from tests.views.stage import Stage, click, press, stage

ZONE = instants.zone("Asia/Shanghai")


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> DayView:
    made = DayView(
        session=set_up.session,
        selection=set_up.selection,
        look=set_up.look,
        keeping=set_up.keeping,
        now_us=_today,
    )
    qtbot.addWidget(made)
    made.resize(1200, 160)
    made.show()
    return made


def _today() -> int:
    return tiny.head().as_of_us + 3_600_000_000


def day_shown(set_up: Stage) -> int:
    return instants.local_day(set_up.as_of_us, ZONE)


def point_of(view: DayView, number: int, fraction: float = 0.5) -> QPoint:
    """Where a day stands in the strip."""
    layout = view.strip.layout_now()
    assert layout is not None
    row = number - view.strip.scene().days.first
    return QPointF(layout.x_of(row + fraction), layout.chart.center().y()).toPoint()


def test_a_click_jumps_to_the_day_at_the_same_time(view: DayView, set_up: Stage) -> None:
    start = day_shown(set_up)
    click(view.strip, point_of(view, start - 5))
    assert instants.iso(set_up.as_of_us, ZONE) == "2020-03-13T08:00:00+08:00"


def test_shift_chooses_the_hour(view: DayView, set_up: Stage) -> None:
    start = day_shown(set_up)
    at = point_of(view, start - 5, 0.5)
    click(view.strip, at, Qt.KeyboardModifier.ShiftModifier)
    moment = instants.moment(set_up.as_of_us, ZONE)
    assert (moment.minute, moment.day) == (0, 13)
    assert 9 <= moment.hour <= 15


def test_keys_step_by_day_and_home_returns(view: DayView, set_up: Stage, qtbot: QtBot) -> None:
    start = day_shown(set_up)
    press(view.strip, Qt.Key.Key_Left)
    assert day_shown(set_up) == start - 1
    press(view.strip, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: day_shown(set_up) == start)


def test_space_plays_and_pauses(view: DayView, set_up: Stage) -> None:
    press(view.strip, Qt.Key.Key_Space)
    assert view.replay.playing
    press(view.strip, Qt.Key.Key_Space)
    assert not view.replay.playing


def test_the_tip_tells_the_day_under_the_pointer(view: DayView, set_up: Stage) -> None:
    told = view.strip.told_at(QPointF(point_of(view, day_shown(set_up))))
    assert "2020-03-18 周三" in told
    assert "期满 1" in told


def test_the_tip_says_what_is_only_expected(view: DayView, set_up: Stage) -> None:
    told = view.strip.told_at(QPointF(point_of(view, day_shown(set_up) + 3)))
    assert "按快照中已登记的到达和期限推算" in told


def test_the_band_says_snapshot_replay_and_live(view: DayView, set_up: Stage) -> None:
    assert view.chip.accessibleName() == "快照"
    press(view.strip, Qt.Key.Key_Left)
    assert view.chip.accessibleName() == "回放"
    view.set_live(True)
    assert view.chip.accessibleName() == "实时"


def test_the_language_changes_while_it_is_open(view: DayView, set_up: Stage) -> None:
    set_up.look.change(language="en", theme="day")
    assert "Wed 2020-03-18 08:00" in view.strip.accessibleName()


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    view = DayView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.resize(300, 80)
    view.show()
    assert not view.grab().isNull()
    assert not view.strip.isVisible()


def arrivals_point(view: DayView, number: int) -> QPoint:
    """Where a day's arrivals stand in the strip."""
    layout = view.strip.layout_now()
    assert layout is not None
    row = number - view.strip.scene().days.first
    return QPointF(layout.x_of(row + 0.5), layout.arrivals.center().y()).toPoint()


def drag(view: DayView, start: int, end: int) -> None:
    """Drag over the arrivals from one day to another."""
    strip, plain = view.strip, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, plain, arrivals_point(view, start))
    for number in (start, (start + end) // 2, end):
        move_held(strip, arrivals_point(view, number))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, plain, arrivals_point(view, end))


def move_held(strip: DayStrip, at: QPoint) -> None:
    """Move the pointer with the left button held, as Qt reports a drag."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    where = QPointF(at)
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        where,
        strip.mapToGlobal(where),
        none,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(strip, event)


def test_a_drag_over_arrivals_asks_for_the_days_and_leaves_the_handle(
    view: DayView, set_up: Stage
) -> None:
    today = day_shown(set_up)
    drag(view, today - 8, today - 2)
    assert set_up.keeping.filtering.filter.texts == ("arrived=2020-03-10..2020-03-16",)
    assert day_shown(set_up) == today
    set_up.keeping.filtering.undo()
    assert not view.strip.brush.rows


def test_a_range_of_arrivals_can_be_moved(view: DayView, set_up: Stage) -> None:
    today = day_shown(set_up)
    drag(view, today - 8, today - 2)
    drag(view, today - 5, today - 7)
    assert set_up.keeping.filtering.filter.texts == ("arrived=2020-03-08..2020-03-14",)


def test_a_click_on_the_arrivals_moves_the_handle(view: DayView, set_up: Stage) -> None:
    click(view.strip, arrivals_point(view, day_shown(set_up) - 5))
    assert instants.iso(set_up.as_of_us, ZONE) == "2020-03-13T08:00:00+08:00"
    assert not set_up.keeping.filtering.filter


def test_the_handle_is_taken_hold_of_among_the_arrivals_too(view: DayView, set_up: Stage) -> None:
    layout, today = view.strip.layout_now(), day_shown(set_up)
    assert layout is not None
    x = layout.x_of(view.strip.position_shown())
    handle = QPointF(x, layout.arrivals.center().y()).toPoint()
    plain = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.strip, Qt.MouseButton.LeftButton, plain, handle)
    move_held(view.strip, arrivals_point(view, today - 4))
    QTest.mouseRelease(view.strip, Qt.MouseButton.LeftButton, plain, handle)
    assert not set_up.keeping.filtering.filter
    assert not view.strip.brush.rows


@pytest.mark.parametrize("height", [90, 160, 240])
def test_a_range_is_drawn_in_a_strip_of_any_height(
    view: DayView, set_up: Stage, height: int
) -> None:
    view.resize(1200, height)
    before = view.grab().toImage()
    drag(view, day_shown(set_up) - 8, day_shown(set_up) - 2)
    assert view.strip.brush.rows
    assert view.grab().toImage() != before


def test_keys_choose_days_of_arrival_and_escape_drops_them(view: DayView, set_up: Stage) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(view.strip, Qt.Key.Key_Right, both)
    press(view.strip, Qt.Key.Key_Right, both)
    assert set_up.keeping.filtering.filter.texts == ("arrived=2020-03-18..2020-03-20",)
    press(view.strip, Qt.Key.Key_Escape)
    assert not set_up.keeping.filtering.filter


def test_arrivals_stay_to_be_chosen_while_people_follow(view: DayView, set_up: Stage) -> None:
    before = view.strip.scene().days
    today = day_shown(set_up)
    drag(view, today - 3, today - 2)
    after = view.strip.scene().days
    assert after.arrivals.tolist() == before.arrivals.tolist()
    assert after.active.sum() < before.active.sum()
