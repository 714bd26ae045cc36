"""The charts' panel: bins are read, filter by click and drag, and lead to days and lists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain import instants, packs
from console.domain.conditions import parse
from console.domain.spoken import day
from console.domain.words import say
from console.state.charts.links import coming_link
from console.state.charts.scene import HEAD, ChartKind, Lane, Mark
from console.state.charts.words import bin_name
from console.state.kept import Keeping
from console.views.charts_view import ChartsView
from console.widgets.charts.canvas import ChartCanvas
from tests.store import tiny
from tests.views.stage import Stage, press, stage

ZONE = instants.zone("Asia/Shanghai")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def keeping(set_up: Stage) -> Keeping:
    return Keeping(set_up.session, parent=set_up.session)


@pytest.fixture
def view(set_up: Stage, keeping: Keeping, qtbot: QtBot) -> ChartsView:
    made = ChartsView(
        session=set_up.session, selection=set_up.selection, look=set_up.look, keeping=keeping
    )
    qtbot.addWidget(made)
    made.resize(1200, 230)
    made.show()
    return made


KIND: dict[Lane, ChartKind] = {
    "active": "days",
    "arrivals": "days",
    "coming": "coming",
    "ages": "ages",
    "committees": "committees",
}


def canvas_of(view: ChartsView, lane: Lane) -> ChartCanvas:
    return view.canvases[KIND[lane]]


def point_of(view: ChartsView, lane: Lane, at: int) -> QPoint:
    layout = canvas_of(view, lane).layout_now
    assert layout is not None
    return layout.rect(Mark(lane, at)).center().toPoint()


def click(
    view: ChartsView,
    lane: Lane,
    at: int,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.mouseClick(canvas_of(view, lane), LEFT, held, point_of(view, lane, at))


def drag(view: ChartsView, lane: Lane, start: int, end: int) -> None:
    """Press on one bin, move over every bin to another, let go."""
    canvas, way = canvas_of(view, lane), 1 if end >= start else -1
    QTest.mousePress(canvas, LEFT, Qt.KeyboardModifier.NoModifier, point_of(view, lane, start))
    for at in range(start, end + way, way):
        QTest.mouseMove(canvas, point_of(view, lane, at))
    QTest.mouseRelease(canvas, LEFT, Qt.KeyboardModifier.NoModifier, point_of(view, lane, end))


def asked(keeping: Keeping) -> tuple[str, ...]:
    return keeping.filtering.filter.texts


def test_a_drag_over_ages_filters_and_is_one_step(view: ChartsView, keeping: Keeping) -> None:
    drag(view, "ages", 4, 7)
    assert asked(keeping) == ("age=20..39",)
    keeping.filtering.undo()
    assert asked(keeping) == ()


def test_a_drag_over_arrivals_asks_for_the_days(view: ChartsView, keeping: Keeping) -> None:
    assert view.charts is not None
    first = view.charts.strip.days.first
    at = instants.day_number(tiny.at("2020-03-10 12:00").date()) - first
    drag(view, "arrivals", at, at + 1)
    assert asked(keeping) == ("arrived=2020-03-10..2020-03-11",)
    assert keeping.frame is not None
    assert keeping.frame.kept is not None
    assert keeping.frame.kept.people.sum() == 3


def test_a_brush_can_be_moved_and_resized(view: ChartsView, keeping: Keeping) -> None:
    drag(view, "ages", 4, 7)
    drag(view, "ages", 5, 8)
    assert asked(keeping) == ("age=35..54",)
    canvas = canvas_of(view, "ages")
    layout = canvas.layout_now
    assert layout is not None
    box = layout.bins("ages").rect(7, 10)
    edge = QPointF(box.right() - 1, box.center().y())
    QTest.mousePress(canvas, LEFT, Qt.KeyboardModifier.NoModifier, edge.toPoint())
    QTest.mouseMove(canvas, point_of(view, "ages", 11))
    QTest.mouseMove(canvas, point_of(view, "ages", 12))
    QTest.mouseRelease(canvas, LEFT, Qt.KeyboardModifier.NoModifier, point_of(view, "ages", 12))
    assert asked(keeping) == ("age=35..64",)


def test_a_click_filters_and_again_undoes_it(view: ChartsView, keeping: Keeping) -> None:
    click(view, "coming", 1)
    assert asked(keeping) == ("left=0",)
    click(view, "coming", 1)
    assert asked(keeping) == ()
    click(view, "coming", 0)
    assert asked(keeping) == ("state=complete",)


def test_committees_are_picked_one_by_one_with_control(view: ChartsView, keeping: Keeping) -> None:
    click(view, "committees", 0)
    assert asked(keeping) == ("committee=C1",)
    click(view, "committees", 1, Qt.KeyboardModifier.ControlModifier)
    assert asked(keeping) == ("committee=C1,C2",)


def test_escape_drops_the_brush(view: ChartsView, keeping: Keeping) -> None:
    drag(view, "ages", 4, 7)
    press(canvas_of(view, "ages"), Qt.Key.Key_Escape)
    assert asked(keeping) == ()
    assert not canvas_of(view, "ages").brush


def test_shift_and_arrows_extend_a_range(view: ChartsView, keeping: Keeping) -> None:
    canvas = canvas_of(view, "ages")
    canvas.stand_on(Mark("ages", 12))
    for _ in range(2):
        press(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert asked(keeping) == ("age=60..74",)


def test_a_brush_shows_what_others_filter_by_the_same_name(
    view: ChartsView, keeping: Keeping
) -> None:
    drag(view, "ages", 4, 7)
    keeping.filtering.clear()
    assert not canvas_of(view, "ages").brush


def test_keys_reach_every_bin_and_it_is_heard(view: ChartsView) -> None:
    canvas = canvas_of(view, "coming")
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.current == Mark("coming", HEAD)
    press(canvas, Qt.Key.Key_Right)
    assert canvas.current == Mark("coming", 0)
    assert "期满待解除 1" in canvas.accessibleDescription()
    press(canvas, Qt.Key.Key_End)
    assert canvas.current == Mark("coming", 14)


def test_hovering_reads_the_value_in_the_head(view: ChartsView) -> None:
    canvas = canvas_of(view, "coming")
    before = canvas.grab().toImage()
    QTest.mouseMove(canvas, point_of(view, "coming", 1))
    assert canvas.pointed == Mark("coming", 1)
    assert canvas.grab().toImage() != before


def test_a_day_of_people_under_the_clock_is_gone_to(view: ChartsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.asked_instant) as asked_for:
        click(view, "active", 5)
    assert view.charts is not None
    assert asked_for.args is not None
    day = instants.local_day(asked_for.args[0], ZONE)
    assert day == view.charts.strip.days.first + 5


def test_enter_opens_the_list_of_whom_a_bin_counts(
    view: ChartsView, keeping: Keeping, qtbot: QtBot
) -> None:
    canvas = canvas_of(view, "coming")
    canvas.stand_on(Mark("coming", 1))
    with qtbot.waitSignal(view.asked_list) as asked_for:
        press(canvas, Qt.Key.Key_Return)
    assert asked_for.args == ["active"]
    assert asked(keeping) == ("left=0",)


def test_enter_on_a_bar_of_arrivals_opens_the_episodes_it_counts(
    view: ChartsView, keeping: Keeping, qtbot: QtBot
) -> None:
    assert view.charts is not None
    days = view.charts.strip.days
    row = int(days.arrivals.sum(axis=1).argmax())
    canvas = canvas_of(view, "arrivals")
    canvas.stand_on(Mark("arrivals", row))
    with qtbot.waitSignal(view.asked_link) as asked_for:
        press(canvas, Qt.Key.Key_Return)
    assert asked_for.args is not None
    link = asked_for.args[0]
    assert (link.kind, link.days) == ("episodes", (days.first + row, days.first + row))
    assert not asked(keeping), "to look at a list filters nothing"


def test_the_charts_follow_the_instant(view: ChartsView, set_up: Stage) -> None:
    before = view.charts
    set_up.session.move_to(set_up.as_of_us + 3 * instants.MICROS_A_DAY)
    assert view.charts is not before
    assert view.charts is not None
    assert view.charts.coming.today == instants.local_day(set_up.as_of_us, ZONE)


def test_nothing_is_counted_out_of_sight(view: ChartsView, set_up: Stage) -> None:
    view.hide()
    before = view.charts
    set_up.session.move_to(set_up.as_of_us + instants.MICROS_A_DAY)
    assert view.charts is before
    view.show()
    assert view.charts is not before


def test_another_look_is_taken_on_when_they_come_into_sight(
    view: ChartsView, set_up: Stage
) -> None:
    view.hide()
    before = view.charts
    set_up.session.move_to(set_up.as_of_us + instants.MICROS_A_DAY)
    set_up.look.change(language="en", theme="day")
    assert view.charts is before, "nothing is counted out of sight"
    view.show()
    assert view.charts is not before
    assert "Ending in 14 days" in canvas_of(view, "coming").accessibleName()
    before_image = view.grab().toImage()
    set_up.look.change(language="zh", theme="night")
    set_up.look.change(language="en", theme="day")
    assert view.grab().toImage() == before_image


@pytest.mark.parametrize("width", [1200, 600, 300])
def test_charts_never_overlap_however_narrow(view: ChartsView, width: int) -> None:
    view.resize(width, 700)
    boxes = [canvas.geometry() for canvas in view.canvases.values()]
    pairs = [(one, other) for one in boxes for other in boxes if one is not other]
    assert not any(one.intersects(other) for one, other in pairs)


def test_it_opens_without_a_street_and_says_so(qtbot: QtBot) -> None:
    bare = stage()
    view = ChartsView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.show()
    assert all("打开快照后" in canvas.empty_text for canvas in view.canvases.values())
    assert not view.grab().isNull()


def test_a_snapshot_of_sums_says_what_it_lacks(set_up: Stage, qtbot: QtBot) -> None:
    rows = {key: tiny.sample()[key] for key in ("buildings", "units", "estates", "committees")}
    set_up.session.open(tiny.street(rows, masking="aggregate"))
    view = ChartsView(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(view)
    view.show()
    assert all("汇总" in canvas.empty_text for canvas in view.canvases.values())


def test_a_filter_that_keeps_nobody_does_not_deny_the_street(
    view: ChartsView, keeping: Keeping
) -> None:
    nobody = parse("age>=120", packs.load(tiny.street().scenario))
    keeping.filtering.put("expression", (nobody,))
    said = {canvas.empty_text for canvas in view.canvases.values()}
    assert said == {say("charts.none.kept", "zh")}


def test_language_and_theme_change_while_it_is_open(view: ChartsView, set_up: Stage) -> None:
    set_up.look.change(language="en", theme="day")
    assert "Ending in 14 days" in canvas_of(view, "coming").accessibleName()


def test_a_bar_of_releases_stands_at_their_last_day_as_the_card_says_it(view: ChartsView) -> None:
    """The first is today: whom it counts is due today."""
    charts = view.charts
    assert charts is not None
    assert bin_name(charts, Mark("coming", 1), "zh") == day(charts.coming.today, "zh")
    link = coming_link(charts, 1)
    assert [one.text for one in link.where] == ["left=0"]
