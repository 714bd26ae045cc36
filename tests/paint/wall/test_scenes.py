"""Every scene paints at every size and in both languages, and writes nobody's name or room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from console.domain.words import say
from console.paint import theme as themes
from console.paint.wall.alarm_row import Blink
from console.paint.wall.classes import level_colours
from console.paint.wall.days import number_places
from console.paint.wall.look import wall_look
from console.paint.wall.page import render_wall
from console.paint.wall.picture import paint_wall
from console.paint.wall.section import body_rect, stage_rect
from console.state.wall.board import Board, board
from console.state.wall.choice import scene_of
from console.state.wall.notice import Age, Now, notice
from console.state.wall.scenes import KINDS, EstateScene, Kind, SectionScene
from console.state.wall.sight import LEAST_ARC, Sight, sizes
from console.store import people
from console.store.alarms import read_alarms
from console.store.columns import Street
from console.store.frame import frame

pytestmark = pytest.mark.usefixtures("qapp")
SIZES = [(1920, 1080), (3840, 2160), (5760, 1080), (1280, 1024)]
HOUR_US = 3_600_000_000


@pytest.fixture(scope="module")
def shown(street: Street) -> Board:
    return board(frame(street, street.as_of_us), read_alarms(street))


def painted(shown: Board, kind: Kind, size: tuple[int, int], hours_old: int = 0) -> QImage:
    picture = QImage(*size, QImage.Format.Format_RGB32)
    look = wall_look(themes.load("wall"), "zh", sizes(Sight(), *size).body_px)
    at = shown.frame.as_of_us
    texts = notice(shown.frame.street, Now(at + hours_old * HOUR_US, at), "zh")
    painter = QPainter(picture)
    rect = QRectF(0, 0, *size)
    paint_wall(painter, rect, scene_of(shown, kind), texts, look, Blink(at))
    painter.end()
    return picture


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_a_scene_fills_its_screen(shown: Board, kind: Kind, size: tuple[int, int]) -> None:
    picture = painted(shown, kind, size).scaled(
        48, 27, mode=Qt.TransformationMode.SmoothTransformation
    )
    ground = themes.load("wall").chrome.ground.rgb()
    used = [
        (x, y) for x in range(48) for y in range(27) if picture.pixelColor(x, y).rgb() != ground
    ]
    assert len({x for x, _ in used}) > 36, "a third of the width is empty"
    if kind != "committees":  # the sample street has one committee, and so one row
        assert len({y for _, y in used}) > 18, "a third of the height is empty"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_that_is_written_names_a_person_or_a_room(
    shown: Board, street: Street, tmp_path: Path, kind: Kind, language: str
) -> None:
    out = render_wall(shown.frame, tmp_path / "wall.svg", kind, language=language)
    written = "\n".join(re.findall(r"<text[^>]*>([^<]*)</text>", out.read_text("utf-8")))
    assert written.strip()
    rows = range(len(street.residents.unit))
    assert not [name for name in people.names_of(street, rows) if len(name) > 1 and name in written]
    rooms = {room for room in street.units.room if room is not None and len(room) >= 3}
    words = set(re.findall(r"[0-9A-Za-z]+", written)) - {"2020"}
    counts = {"1044"}
    assert not (rooms & words) - counts


def written_of(shown: Board, out: Path, kind: Kind, language: str) -> str:
    """What a scene says, with a blank between two texts."""
    render_wall(shown.frame, out, kind, language=language)
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", out.read_text("utf-8")))


@pytest.mark.parametrize("kind", ["estate", "section"])
@pytest.mark.parametrize(("language", "about"), [("zh", "约"), ("en", "about")])
def test_a_rounded_figure_says_so(
    shown: Board, tmp_path: Path, kind: Kind, language: str, about: str
) -> None:
    scene = scene_of(shown, kind)
    assert isinstance(scene, EstateScene | SectionScene)
    said = written_of(shown, tmp_path / "wall.svg", kind, language)
    rounded = scene.code > 0
    assert (about in said.split()) == rounded
    assert say("wall.rounded", language) in said


@pytest.mark.parametrize("kind", ["estate", "section"])
def test_a_legend_says_the_classes_that_occur_and_no_other(
    shown: Board, tmp_path: Path, kind: Kind
) -> None:
    scene = scene_of(shown, kind)
    assert isinstance(scene, EstateScene | SectionScene)
    if isinstance(scene, EstateScene):
        used = {one.level for one in scene.shapes}
    else:
        used = set(scene.levels.tolist())
    assert used != set(range(len(scene.classes))), "all occur: the test says nothing"
    said = written_of(shown, tmp_path / "wall.svg", kind, "zh").split()
    told = {level for level, text in enumerate(scene.classes) if text in said}
    assert told == {0, *used}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["street", "estate", "section"])
def test_how_counts_are_rounded_is_said_in_whole_on_every_screen(
    shown: Board, tmp_path: Path, size: tuple[int, int], language: str, kind: Kind
) -> None:
    out = tmp_path / "wall.svg"
    render_wall(shown.frame, out, kind, language=language, size=f"{size[0]}x{size[1]}")
    assert f">{say('wall.rounded', language)}<" in out.read_text("utf-8")


def test_the_street_s_exact_figure_is_not_called_rounded(shown: Board, tmp_path: Path) -> None:
    said = written_of(shown, tmp_path / "wall.svg", "street", "zh")
    assert "约" not in said.split()
    assert say("wall.rounded", "zh") in said


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_too_small_to_be_read_and_the_footer_is_read_at_ease(
    shown: Board, tmp_path: Path, kind: Kind, size: tuple[int, int]
) -> None:
    wide, high = size
    out = render_wall(shown.frame, tmp_path / "w.svg", kind, language="zh", size=f"{wide}x{high}")
    svg = out.read_text("utf-8")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert box
    found = sizes(Sight(), float(box[1]), float(box[2]))
    an_arc = found.body_arc / found.body_px
    texts = re.findall(r'<text[^>]*font-size="([\d.]+)"[^>]*>([^<]*)</text>', svg)
    assert texts
    small = {text: px for px, text in texts if float(px) * an_arc < LEAST_ARC}
    assert not small, small
    as_of = [float(px) for px, text in texts if text.startswith("截至")]
    assert as_of
    assert min(as_of) * an_arc >= 25


def test_floors_and_the_swatch_of_nobody_are_of_one_colour(shown: Board) -> None:
    theme = themes.load("wall")
    scene = scene_of(shown, "section")
    assert isinstance(scene, SectionScene)
    picture = painted(shown, "section", SIZES[0])
    colours = level_colours(theme, len(scene.classes))
    look = wall_look(theme, "zh", sizes(Sight(), *SIZES[0]).body_px)
    body = body_rect(scene, stage_rect(QRectF(0, 0, *SIZES[0]), look), look)
    step = body.height() / len(scene.floors)
    for index, level in enumerate(scene.levels.tolist()):
        at = body.bottom() - (index + 0.5) * step
        seen = picture.pixelColor(round(body.left() + 6), round(at))
        assert seen.rgb() == colours[level].rgb(), f"floor {scene.floors[index]}"


def test_old_data_look_old_from_across_the_room(shown: Board) -> None:
    fresh, old = (painted(shown, "street", SIZES[0], hours) for hours in (0, 40))
    band = themes.load("wall").chrome.replay
    row = [old.pixelColor(x, 4).rgb() == band.rgb() for x in range(1920)]
    assert 0.3 < sum(row) / len(row) < 0.7
    assert not any(fresh.pixelColor(x, 4).rgb() == band.rgb() for x in range(1920))
    number = QRectF(1130, 300, 500, 300)
    assert brightest(old, number) < brightest(fresh, number)


def brightest(picture: QImage, box: QRectF) -> int:
    inside = box.toRect()
    return max(
        picture.pixelColor(x, y).lightness()
        for x in range(inside.left(), inside.right(), 3)
        for y in range(inside.top(), inside.bottom(), 3)
    )


@pytest.mark.parametrize(
    ("hours", "is_replay", "age"),
    [(0, False, Age.FRESH), (27, False, Age.STALE), (50_000, True, Age.REPLAY)],
)
def test_the_notice_says_how_old_the_data_are(
    street: Street, hours: int, is_replay: bool, age: Age
) -> None:
    at = street.as_of_us
    said = notice(street, Now(at + hours * HOUR_US, at, is_replay=is_replay), "en")
    assert said.age is age
    assert "No person is shown" in said.notes
    assert "No filter" in said.notes


def test_a_number_moves_aside_from_a_higher_bar_and_reaches_over_a_lower_one() -> None:
    places = number_places([24, 24, 24, 16], [100, 160, 130, 80], step=20, gap=4, line=18)
    assert places[1] == -2, "it reaches over both"
    assert places[2] == -2, "aside from the higher one: it ends over the lower"
    assert places[3] == 2
    row = number_places([12, 12, 12], [50, 50, 50], step=20, gap=4, line=18)
    assert row == [4, 4, 4]


def test_a_number_between_higher_bars_or_beside_one_at_its_height_needs_its_own_width() -> None:
    assert number_places([30], [50], step=20, gap=4, line=18) == [-5]
    assert number_places([24, 30, 24], [90, 50, 90], step=20, gap=4, line=18)[1] is None
    side_by_side = number_places([22, 22, 22], [50, 50, 50], step=20, gap=4, line=18)
    ends = [20 * day + place + 22 for day, place in enumerate(side_by_side) if place is not None]
    starts = [20 * day + place for day, place in enumerate(side_by_side) if place is not None]
    assert all(start > end for end, start in zip(ends, starts[1:], strict=False))
