"""A folder of snapshots is a timeline: the instant moves through them, and the view runs on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.assembly.panels import Panels
from console.assembly.running import Console
from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.domain import instants, packs
from console.domain.conditions import parse_all
from console.state import places
from console.state.map.viewport import Viewport
from console.state.selection import place_of_unit
from console.store.columns import Street
from console.store.load import load_street
from tests.journeys.stalls import stall
from tests.shell.desk import running

DAY_US, HOUR_US = instants.MICROS_A_DAY, 3_600_000_000
DAYS = 4


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    options = DemoOptions(residents=1500, days=DAYS)
    home = write_demo(tmp_path_factory.mktemp("written") / "days", options)
    return sorted(home.iterdir())


@pytest.fixture
def folders(written: list[Path], tmp_path: Path) -> list[Path]:
    return [Path(shutil.copytree(one, tmp_path / "days" / one.name)) for one in written]


@pytest.fixture
def console(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, folders: list[Path], own_home: Path
) -> Iterator[Console]:
    """A console with the last snapshot of the series open, and the series read."""
    assert own_home
    street = load_street(folders[-1])
    with running(qapp, qtbot, tmp_path / "console.ini", street) as made:
        panels = panels_of(made)
        panels.streets.show(street)
        qtbot.waitUntil(lambda: len(panels.timeline.series.stops) == DAYS)
        yield made


def panels_of(console: Console) -> Panels:
    assert console.panels is not None
    return console.panels


def street_of(console: Console) -> Street:
    assert console.session.street is not None
    return console.session.street


def shown_us(console: Console) -> int:
    assert console.session.frame is not None
    return console.session.frame.as_of_us


def is_open(console: Console, folder: Path) -> bool:
    return street_of(console).folder == str(folder)


def do(console: Console, command: str) -> None:
    panels_of(console).acts.suit()
    action = console.window.table[command]
    assert action.isEnabled(), command
    action.trigger()


def source(console: Console) -> str:
    """What the strip says of where its instant comes from, as it is heard."""
    return panels_of(console).days.strip.accessibleName()


def test_the_instant_moves_through_the_snapshots(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    home_us = shown_us(console)
    assert "快照 03-18 08:00" in source(console)
    do(console, "time.previous_snapshot")
    assert shown_us(console) == home_us - DAY_US
    assert "推算自 03-18 08:00 快照" in source(console)
    qtbot.waitUntil(lambda: is_open(console, folders[-2]))
    assert shown_us(console) == home_us - DAY_US
    assert "快照 03-17 08:00" in source(console)


def test_between_two_snapshots_the_clock_computes_from_the_one_before(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    replay, home_us = panels_of(console).replay, shown_us(console)
    replay.go_to(home_us - DAY_US - 5 * HOUR_US)
    qtbot.waitUntil(lambda: is_open(console, folders[-3]))
    assert "推算自 03-16 08:00 快照" in source(console)
    replay.go_to(home_us - HOUR_US)
    qtbot.waitUntil(lambda: is_open(console, folders[-2]))
    replay.go_to(home_us + DAY_US)
    qtbot.waitUntil(lambda: is_open(console, folders[-1]))
    assert shown_us(console) == home_us + DAY_US


def test_place_filter_sight_and_way_back_are_kept(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    before = street_of(console)
    console.selection.choose(place_of_unit(before, 9))
    console.selection.choose(place_of_unit(before, 40))
    ids = places.ids_of(before, console.selection.place)
    wanted = parse_all(("age>=60",), packs.load(before.scenario))
    console.keeping.filtering.put("test", wanted)
    canvas = console.map.canvas
    qtbot.waitUntil(lambda: not canvas.drawing.busy)
    canvas.motion.look_at(canvas.motion.viewport.zoomed(0.6, 300.0, 200.0))
    seen, ground = canvas.motion.viewport, canvas.content
    qtbot.waitUntil(lambda: not canvas.drawing.busy)
    sheet = canvas.sheet
    do(console, "time.previous_snapshot")
    qtbot.waitUntil(lambda: is_open(console, folders[-2]))
    now = street_of(console)
    assert places.ids_of(now, console.selection.place) == ids
    assert console.keeping.filtering.filter.conditions == wanted
    assert _looks_at(canvas.motion.viewport) == _looks_at(seen)
    assert canvas.drawing.picture is not None
    assert canvas.sheet is sheet, "the map only changes its colours"
    assert ground is not None
    assert canvas.content is not None
    assert canvas.content.ground is ground.ground
    console.navigator.back()
    back = places.ids_of(now, console.selection.place)
    assert back == places.ids_of(before, place_of_unit(before, 9))


def test_the_section_keeps_its_zoom_and_its_sight(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    console.selection.choose(place_of_unit(street_of(console), 40))
    canvas = panels_of(console).section.canvas
    qtbot.waitUntil(lambda: canvas.scene is not None)
    canvas.zoom(4)
    canvas.pan(30, 20)
    seen = canvas.viewpoint
    assert seen.floor_px is not None
    do(console, "time.previous_snapshot")
    qtbot.waitUntil(lambda: is_open(console, folders[-2]))
    after = canvas.viewpoint
    assert (after.building, after.floor_px) == (seen.building, seen.floor_px)
    assert after.along == pytest.approx(seen.along, abs=0.5)
    assert after.up == pytest.approx(seen.up, abs=0.5)
    assert canvas.selected_unit >= 0


def _looks_at(view: Viewport) -> tuple[float, float, float]:
    return view.centre_x_m, view.centre_y_m, view.metres_per_px


def test_the_snapshot_before_stays_until_the_one_that_is_due_is_whole(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    shown: list[str] = []
    console.session.frame_changed.connect(lambda: shown.append(street_of(console).folder))
    do(console, "time.previous_snapshot")
    assert shown == [str(folders[-1])]
    qtbot.waitUntil(lambda: is_open(console, folders[-2]))
    assert shown == [str(folders[-1]), str(folders[-2])]


def test_a_drag_over_many_snapshots_opens_the_last_alone(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    opened: list[str] = []
    console.session.street_changed.connect(lambda: opened.append(street_of(console).folder))
    home_us = shown_us(console)
    for hours in range(1, 73):
        panels_of(console).replay.go_to(home_us - hours * HOUR_US)
    qtbot.waitUntil(lambda: is_open(console, folders[0]))
    assert opened == [str(folders[0])]


def test_stepping_back_and_forth_takes_what_was_open_a_moment_ago(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    first = street_of(console)
    do(console, "time.previous_snapshot")
    qtbot.waitUntil(lambda: is_open(console, folders[-2]))
    do(console, "time.next_snapshot")
    qtbot.waitUntil(lambda: is_open(console, folders[-1]))
    assert street_of(console) is first


def test_at_the_ends_there_is_nothing_to_step_to(console: Console, qtbot: QtBot) -> None:
    panels_of(console).acts.suit()
    table = console.window.table
    assert not table["time.next_snapshot"].isEnabled()
    assert table["time.previous_snapshot"].isEnabled()


def test_nothing_stalls_while_a_snapshot_takes_the_place_of_another(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    panels_of(console).streets.adopt(street_of(console))
    qtbot.waitUntil(lambda: panels_of(console).ready, timeout=20_000)

    def back_and_forth() -> None:
        do(console, "time.previous_snapshot")
        qtbot.waitUntil(lambda: is_open(console, folders[-2]), timeout=20_000)
        do(console, "time.next_snapshot")
        qtbot.waitUntil(lambda: is_open(console, folders[-1]), timeout=20_000)
        qtbot.wait(100)

    back_and_forth()
    assert stall(back_and_forth) is None


@pytest.mark.parametrize("harm", ["vanished", "flipped"])
def test_what_cannot_be_opened_is_told_and_the_open_one_stays(
    console: Console, qtbot: QtBot, folders: list[Path], harm: str
) -> None:
    panels = panels_of(console)
    if harm == "vanished":
        shutil.rmtree(folders[-2])
    else:
        file = folders[-2] / "units.parquet"
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 0xFF
        file.write_bytes(content)
    do(console, "time.previous_snapshot")
    with qtbot.waitSignal(panels.streets.failed, timeout=20_000):
        pass
    assert is_open(console, folders[-1])
    assert console.window.message.isVisible()
    assert len(console.window.message.text.text()) > 10
    assert [one.name for one in panels.timeline.refused] == [folders[-2].name]
    panels.replay.step_hours(1)
    qtbot.waitUntil(lambda: is_open(console, folders[-3]))
    assert not console.window.message.isVisible()


def test_a_snapshot_that_is_not_whole_is_passed_over_with_a_sentence_on_its_mark(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    panels = panels_of(console)
    (folders[-2] / "units.parquet").unlink()
    (folders[0] / "manifest.json").write_text("{", "utf-8")
    with qtbot.waitSignal(panels.streets.watch.read):
        panels.streets.watch.look()
    strip = panels.days.strip
    layout = strip.layout_now()
    assert layout is not None
    scene = strip.scene()
    at = scene.position(scene.marks.marks[-2].stop.as_of_us)
    told = strip.told_at(QPointF(layout.x_of(at), layout.axis.top()))
    assert folders[-2].name in told
    assert "打不开" in told
    assert folders[0].name in told
    panels.replay.go_to(shown_us(console) - DAY_US)
    qtbot.waitUntil(lambda: is_open(console, folders[-3]))


def test_a_click_on_a_mark_goes_to_its_snapshot(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    panels, home_us = panels_of(console), shown_us(console)
    panels.replay.step_hours(-3)
    qtbot.waitUntil(lambda: is_open(console, folders[-2]))
    strip = panels.days.strip
    layout = strip.layout_now()
    assert layout is not None
    at = strip.scene().position(home_us - 2 * DAY_US)
    point = QPointF(layout.x_of(at), layout.axis.top() + 2).toPoint()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=point)
    qtbot.waitUntil(lambda: is_open(console, folders[-3]))
    assert shown_us(console) == home_us - 2 * DAY_US


def test_no_bell_rings_for_what_was_stepped_back_from(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    do(console, "time.previous_snapshot")
    qtbot.waitUntil(lambda: is_open(console, folders[-2]))
    assert panels_of(console).streets.watch.newer == ""
    assert console.preferences.recent[0] == str(folders[-1])


def test_the_strip_reaches_to_every_snapshot_and_does_not_jump(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    strip = panels_of(console).days.strip
    before = strip.scene().days
    for _ in range(DAYS - 1):
        do(console, "time.previous_snapshot")
        qtbot.wait(20)
    qtbot.waitUntil(lambda: is_open(console, folders[0]))
    after = strip.scene().days
    assert (after.first, after.last) == (before.first, before.last)


def test_playing_goes_through_the_snapshots(
    console: Console, qtbot: QtBot, folders: list[Path]
) -> None:
    panels, home_us = panels_of(console), shown_us(console)
    panels.replay.go_to(home_us - 3 * DAY_US)
    qtbot.waitUntil(lambda: is_open(console, folders[0]))
    panels.replay.toggle()
    qtbot.waitUntil(lambda: is_open(console, folders[-1]), timeout=15_000)
    assert panels.replay.playing
    panels.replay.pause()
