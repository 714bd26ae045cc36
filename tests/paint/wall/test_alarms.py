"""Alarms on the wall: spans nobody takes for a time of day, named steps, a sign that stays red."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from console.domain.words import say
from console.paint import theme as themes
from console.paint.wall.alarm_row import Blink, Times
from console.paint.wall.alarms import moving_boxes
from console.paint.wall.look import wall_look
from console.paint.wall.page import render_wall
from console.paint.wall.picture import paint_wall
from console.paint.wall.spans import span_width
from console.state.wall.alarm_words import ongoing, spoken_span
from console.state.wall.board import Board, board
from console.state.wall.notice import Now, notice
from console.state.wall.scenes import (
    AT_DOOR,
    DOOR_WITHIN_S,
    KINDS,
    STEPS,
    AlarmsScene,
    Kind,
    OpenAlarm,
)
from console.state.wall.work_scenes import alarms_scene, open_alarms
from console.store.alarms import read_alarms
from console.store.columns import Street
from console.store.frame import frame

pytestmark = pytest.mark.usefixtures("qapp")
WIDE, HIGH, BODY = 1920, 1080, 25.0
HOUR_US, SECOND_US = 3_600_000_000, 1_000_000


@pytest.fixture(scope="module")
def shown(street: Street) -> Board:
    return board(frame(street, street.as_of_us), read_alarms(street))


def scene_with(shown: Board, *reached: int, minutes: int = 4, waits: bool = False) -> AlarmsScene:
    """The alarms of the day with one open since some minutes, help so many steps far for each."""
    at = shown.frame.as_of_us - minutes * 60 * SECOND_US
    made = tuple(
        OpenAlarm(
            kind="fall",
            committee="",
            raised_us=at,
            steps=tuple(at + n * SECOND_US if n <= far else None for n in range(8)),
            waits=waits,
            key=(at, index),
        )
        for index, far in enumerate(reached)
    )
    return replace(alarms_scene(shown), open=made, unlisted=0)


def paint(
    painter: QPainter,
    shown: Board,
    scene: AlarmsScene,
    lit: bool,
    language: str,
    minutes: int = 0,
) -> None:
    at = shown.frame.as_of_us
    look = wall_look(themes.load("wall"), language, BODY)
    texts = notice(shown.frame.street, Now(at, at), language)
    paint_wall(
        painter,
        QRectF(0, 0, WIDE, HIGH),
        scene,
        texts,
        look,
        Blink(at + minutes * 60 * SECOND_US, lit),
    )


def written(shown: Board, scene: AlarmsScene, out: Path, language: str = "zh") -> str:
    made = QSvgGenerator()
    made.setFileName(str(out))
    painter = QPainter(made)
    paint(painter, shown, scene, True, language)
    painter.end()
    return "|".join(re.findall(r"<text[^>]*>([^<]*)</text>", out.read_text("utf-8")))


def picture(shown: Board, scene: AlarmsScene, *, lit: bool, minutes: int = 0) -> QImage:
    """The scene so many minutes after the board's instant."""
    made = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    paint(painter, shown, scene, lit, "zh", minutes)
    painter.end()
    return made


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0 秒", "0 s"),
        (7.9, "7 秒", "7 s"),
        (247, "4 分 07 秒", "4 min 07 s"),
        (3729, "1 小时 02 分", "1 h 02 min"),
        (270_000, "3 天 3 小时", "3 d 3 h"),
    ],
)
def test_a_span_is_never_written_as_a_time_of_day(seconds: float, zh: str, en: str) -> None:
    assert spoken_span(seconds, "zh") == zh
    assert spoken_span(seconds, "en") == en


def test_a_clock_that_runs_stays_in_its_place_within_a_minute() -> None:
    look = wall_look(themes.load("wall"), "zh", BODY)
    wide = {span_width(look, spoken_span(60 + second, "zh"), 90) for second in range(60)}
    assert len(wide) == 1


@pytest.mark.parametrize(("hours", "said"), [(1, "07:00"), (9, "03-17 23:00"), (40, "03-16 16:00")])
def test_what_was_on_another_day_is_told_with_its_date(
    street: Street, hours: int, said: str
) -> None:
    times = Times(street.as_of_us, street.zone)
    assert times.said(street.as_of_us - hours * HOUR_US) == said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_step_of_a_few_alarms_has_its_name(
    shown: Board, tmp_path: Path, count: int, language: str
) -> None:
    scene = scene_with(shown, *range(1, count + 1))
    said = written(shown, scene, tmp_path / "wall.svg", language).split("|")
    for number in STEPS:
        assert said.count(say(f"wall.step.{number}", language)) == count


def test_many_alarms_tell_the_step_reached_last_in_words(shown: Board, tmp_path: Path) -> None:
    said = written(shown, scene_with(shown, *range(8)), tmp_path / "wall.svg")
    lines = [one for one in said.split("|") if say("wall.somewhere", "zh") in one]
    last = [line.rsplit(" ", 1)[-1] for line in lines[:8]]
    assert last[1:7] == [say(f"wall.step.{number}", "zh") for number in STEPS]


def test_the_time_to_the_door_is_told_against_what_was_promised(
    shown: Board, tmp_path: Path
) -> None:
    minutes, out = DOOR_WITHIN_S // 60, tmp_path / "wall.svg"
    soon = written(shown, scene_with(shown, 2, minutes=4), out)
    assert say("wall.promise", "zh", minutes=minutes) in soon
    late = written(shown, scene_with(shown, 2, minutes=16), out)
    assert say("wall.promise_over", "zh", minutes=minutes) in late
    late = written(shown, scene_with(shown, *[2] * 7, AT_DOOR, minutes=16), out)
    assert late.split("|").count(say("wall.running_late", "zh")) == 7
    assert late.split("|").count(say("wall.running", "zh")) == 1
    there = written(shown, scene_with(shown, AT_DOOR, minutes=16), out)
    assert say("wall.door_after", "zh", span=f"{AT_DOOR} 秒") in there


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_other_scene_tells_that_an_alarm_is_open(
    shown: Board, tmp_path: Path, kind: Kind, language: str
) -> None:
    alarms, at = open_alarms(shown), shown.frame.as_of_us
    assert alarms
    out = render_wall(shown.frame, tmp_path / "wall.svg", kind, language=language)
    said = ongoing(alarms, at, language)
    assert (f">{said}<" in out.read_text("utf-8")) == (kind != "alarms")
    assert not alarms[0].committee or alarms[0].committee not in said


@pytest.mark.parametrize("waits", [True, False])
def test_the_sign_is_as_red_in_one_phase_as_in_the_other(shown: Board, waits: bool) -> None:
    scene = scene_with(shown, 1, waits=waits)
    lit, dark = (picture(shown, scene, lit=one) for one in (True, False))
    assert (lit != dark) == waits, "only what waits may blink"
    sign = moving_boxes(QRectF(0, 0, WIDE, HIGH), scene, wall_look(themes.load("wall"), "zh", BODY))
    alarm = themes.load("wall").chrome.alarm
    red = [pixels_of(one, sign[0], alarm) for one in (lit, dark)]
    assert min(red) > 2000
    assert red[0] >= red[1]


def pixels_of(seen: QImage, box: QRectF, colour: QColor) -> int:
    inside = box.toRect()
    return sum(
        seen.pixel(x, y) == colour.rgb()
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    )


@pytest.mark.parametrize("count", [1, 2, 4, 8])
def test_nothing_changes_outside_the_boxes_that_are_painted_every_second(
    shown: Board, count: int
) -> None:
    scene = scene_with(shown, *[1] * count, minutes=0, waits=True)
    moments = ((True, 9), (False, 11 * 60))
    for _ in range(2):  # a font's first letters are not quite drawn like those after them
        lit, dark = (picture(shown, scene, lit=lit, minutes=minutes) for lit, minutes in moments)
    assert lit != dark
    look = wall_look(themes.load("wall"), "zh", BODY)
    for made in (lit, dark):
        painter = QPainter(made)
        for box in moving_boxes(QRectF(0, 0, WIDE, HIGH), scene, look):
            painter.fillRect(box.toAlignedRect(), look.theme.chrome.ground)
        painter.end()
    assert lit == dark
