"""The day strip's panel: gestures and keys move the instant, and it says where that is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from console.domain import instants
from console.views.day_view import DayView
from tests.store import tiny
from tests.views.stage import Stage, click, press, stage

ZONE = instants.zone("Asia/Shanghai")


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> DayView:
    made = DayView(
        session=set_up.session, selection=set_up.selection, look=set_up.look, now_us=_today
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
    row = number - view.strip.scene_days().first
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
