"""A section is painted whole in every size and theme, and leaves as pages that can be read."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain import words
from console.domain.errors import UserError
from console.paint import lettering, theme
from console.paint.hatch import DOTTED, FALLING, LEVEL, RISING, hatch_lines
from console.paint.section.cells import grounds
from console.paint.section.gutters import head_words
from console.paint.section.page import render_section
from console.paint.section.part import within
from console.paint.section.whole import (
    SectionLook,
    paint_dimmed,
    paint_section,
    unit_rect,
)
from console.state.look import RECOLOURINGS, Recolouring
from console.state.section.renewal import refiltered
from console.state.section.scene import SectionScene, build_section
from console.store.columns import Street
from console.store.frame import frame
from console.store.people import keep_names
from tests.state.towers import Tower, grid, home, random_tower
from tests.store import tiny
from tests.store.masks import kept_of


def scene_of(street: Street, building: int = 0, floor: int | None = None) -> SectionScene:
    return build_section(street, frame(street, street.as_of_us), building, 700, 500, floor)


def painted(
    scene: SectionScene,
    *,
    look: str = "night",
    recolouring: Recolouring = "clock",
    scale: float = 1.0,
    clip: QRectF | None = None,
) -> QImage:
    layout, chosen = scene.layout, theme.load(look)
    picture = QImage(
        round(layout.width * scale), round(layout.height * scale), QImage.Format.Format_RGB32
    )
    picture.fill(chosen.chrome.panel)
    painter = QPainter(picture)
    painter.scale(scale, scale)
    seen = within(scene, clip)
    paint_section(painter, scene, SectionLook(chosen, "zh", recolouring), seen)
    painter.end()
    return picture


def pixels(picture: QImage) -> npt.NDArray[np.int16]:
    seen = picture.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(seen.constBits(), np.uint8).reshape(seen.height(), seen.width(), 4)
    return raw[:, :, :3].astype(np.int16)


@pytest.mark.parametrize("floor", [5, 12, 16, 30, 60, 96])
@pytest.mark.parametrize("look", theme.THEMES)
def test_every_tier_is_painted_in_every_theme(qapp: QApplication, floor: int, look: str) -> None:
    scene = scene_of(tiny.street(), 0, floor)
    seen = pixels(painted(scene, look=look))[::3, ::3]
    assert len(np.unique(seen.reshape(-1, 3), axis=0)) > 6


@pytest.mark.parametrize("seed", range(25))
def test_any_legal_building_is_painted(qapp: QApplication, seed: int) -> None:
    painted(scene_of(random_tower(seed).street()))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_totals_are_headed_in_whole_words_wherever_these_stand_apart(
    qapp: QApplication, language: str
) -> None:
    font = theme.load("night").metrics.font("small", tabular=True)
    names, street = ("active", "complete", "people"), tiny.street()
    whole = tuple(words.say(f"section.whole.{name}", language) for name in names)
    said = set()
    for width in range(300, 1200, 25):
        scene = build_section(street, frame(street, street.as_of_us), 0, width, 500)
        heads, room = head_words(scene, language, font), scene.layout.gutters.figure
        assert all(lettering.width(text, font) < room for text in heads) or heads != whole
        assert heads == whole or room < 80
        said.add(heads)
    assert whole in said
    assert len(said) == 2


@pytest.mark.parametrize("look", ["night", "day"])
def test_floors_that_share_a_total_stand_between_brackets(qapp: QApplication, look: str) -> None:
    street = Tower(24, 0, grid(range(1, 25), 2)).street()
    scene = build_section(street, frame(street, street.as_of_us), 0, 480, 340)
    assert scene.floors.banded
    seen = pixels(painted(scene, look=look))
    muted = theme.load(look).chrome.muted
    ink = (seen == [muted.blue(), muted.green(), muted.red()]).all(axis=2)
    y = scene.layout.floor_y
    left, _, right, _ = scene.layout.body
    for low, high in zip(scene.floors.low.tolist(), scene.floors.high.tolist(), strict=True):
        for columns in (
            slice(int(left) - 14, int(left) - 3),
            slice(int(right) + 3, int(right) + 12),
        ):
            rows = ink[int(y[high]) + 1 : int(y[low]) - 2, columns]
            assert rows.all(axis=0).sum() == 1


@pytest.mark.parametrize("recolouring", RECOLOURINGS)
def test_recolouring_moves_nothing(qapp: QApplication, recolouring: Recolouring) -> None:
    scene = scene_of(home([{"tags": ["lives_alone", "medic"]}]), 0)
    plain, other = painted(scene), painted(scene, recolouring=recolouring)
    outside = np.ones((plain.height(), plain.width()), np.bool_)
    for unit in range(scene.plan.units):
        box = unit_rect(scene, unit).toAlignedRect()
        outside[box.top() : box.bottom() + 2, box.left() : box.right() + 2] = False
    assert (pixels(plain)[outside] == pixels(other)[outside]).all()
    assert recolouring == "clock" or (pixels(plain) != pixels(other)).any()


def test_a_fine_screen_gets_more_pixels_not_more_content(qapp: QApplication) -> None:
    scene = scene_of(tiny.street(), 0)
    fine = painted(scene, scale=2.0)
    assert fine.width() == 2 * round(scene.layout.width)
    small = pixels(fine.scaled(fine.width() // 2, fine.height() // 2))
    assert np.abs(small - pixels(painted(scene))).mean() < 12


def test_only_what_is_in_sight_is_painted(qapp: QApplication) -> None:
    scene = scene_of(tiny.street(), 0)
    box = unit_rect(scene, 21)
    part = pixels(painted(scene, clip=box))
    other = unit_rect(scene, 0).center().toPoint()
    assert part[other.y(), other.x()].tolist() != (
        pixels(painted(scene))[other.y(), other.x()].tolist()
    )


def test_what_a_filter_does_not_match_is_dimmed_and_not_hidden(qapp: QApplication) -> None:
    scene, look = scene_of(tiny.street(), 0), theme.load("night")
    picture = painted(scene)
    before = pixels(picture).copy()
    painter = QPainter(picture)
    street = tiny.street()
    units = np.zeros(len(street.units.floor), np.bool_)
    units[3] = True
    everybody = np.ones(len(street.residents.unit), np.bool_)
    paint_dimmed(painter, refiltered(scene, kept_of(street, everybody, units)).scene, look, "clock")
    painter.end()
    changed = (pixels(picture) != before).any(axis=2)
    kept, dimmed = unit_rect(scene, 3).toAlignedRect(), unit_rect(scene, 4).center().toPoint()
    assert not changed[kept.top() + 1 : kept.bottom(), kept.left() + 1 : kept.right()].any()
    panel = [look.chrome.panel.blue(), look.chrome.panel.green(), look.chrome.panel.red()]
    assert changed[dimmed.y(), dimmed.x()]
    assert pixels(picture)[dimmed.y(), dimmed.x()].tolist() != panel


def test_in_a_home_that_is_kept_the_others_are_dimmed(qapp: QApplication) -> None:
    street = tiny.street()
    scene, look = scene_of(street, 0), theme.load("night")
    picture = painted(scene)
    before = pixels(picture).copy()
    painter = QPainter(picture)
    people = np.zeros(len(street.residents.unit), np.bool_)
    kept, other = 0, 1
    people[scene.people.resident[kept]] = True
    every_home = np.ones(len(street.units.floor), np.bool_)
    paint_dimmed(
        painter, refiltered(scene, kept_of(street, people, every_home)).scene, look, "clock"
    )
    painter.end()
    changed = (pixels(picture) != before).any(axis=2)
    for person, is_dimmed in ((kept, False), (other, True)):
        box = QRectF(*scene.places.boxes[person].tolist()).toAlignedRect()
        assert bool(changed[box.top() : box.bottom(), box.left() : box.right()].any()) is is_dimmed


@pytest.mark.parametrize("recolouring", ["clock", "occupancy", "care", "roles"])
@pytest.mark.parametrize("theme_name", ["night", "day"])
def test_round_whom_is_dimmed_in_a_home_that_is_kept_its_ground_stays(
    qapp: QApplication, recolouring: Recolouring, theme_name: str
) -> None:
    street = tiny.street()
    scene, look = scene_of(street, 0), theme.load(theme_name)
    picture = painted(scene, look=theme_name, recolouring=recolouring)
    before = pixels(picture).copy()
    nobody = np.zeros(len(street.residents.unit), np.bool_)
    every_home = np.ones(len(street.units.floor), np.bool_)
    painter = QPainter(picture)
    dimmed = refiltered(scene, kept_of(street, nobody, every_home)).scene
    paint_dimmed(painter, dimmed, look, recolouring)
    painter.end()
    for unit in set(scene.people.unit[scene.places.boxes[:, 2] > 0].tolist()):
        fills, of_unit = grounds(scene, look, recolouring)
        fill = fills[of_unit[unit]]
        ground = [fill.blue(), fill.green(), fill.red()]
        box = unit_rect(scene, unit).toAlignedRect().adjusted(1, 1, -1, -1)
        area = np.s_[box.top() : box.bottom(), box.left() : box.right()]
        was, now = before[area], pixels(picture)[area]
        plain = (was == ground).all(axis=2)
        assert plain.any()
        assert abs(now[plain] - ground).max() <= 1


@pytest.mark.parametrize("kind", [RISING, FALLING, LEVEL, DOTTED])
def test_a_hatch_ends_at_the_edges_of_its_cell(kind: str) -> None:
    lines = hatch_lines(np.array([[10, 20, 33, 17]], np.float32), kind)
    assert len(lines) > 2
    x, y = lines[:, [0, 2]], lines[:, [1, 3]]
    assert x.min() >= 10
    assert x.max() <= 43
    assert y.min() >= 20 - 1e-6
    assert y.max() <= 37 + 1e-6


@pytest.fixture
def named() -> Street:
    made = tiny.built(tiny.sample())
    keep_names(made.street, made.names)
    return made.street


def render(street: Street, out: Path, size: str | None = "1600x1800", **look: str) -> str:
    """The text of a page as a reader would find it."""
    shown = frame(street, street.as_of_us)
    render_section(street, shown, 0, out, size=size, **look)  # type: ignore[arg-type]
    if out.suffix == ".svg":
        texts = ElementTree.parse(out).iter("{http://www.w3.org/2000/svg}text")
        return "".join(one.text or "" for one in texts)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    read = ["pdftotext", "-layout", str(out), "-"]
    return subprocess.run(read, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("ending", ["pdf", "svg"])
def test_a_page_says_what_and_when_and_from_where(
    qapp: QApplication, named: Street, tmp_path: Path, ending: str
) -> None:
    text = render(named, tmp_path / f"a.{ending}")
    for said in (
        "30号楼",
        "丁香路910弄30号",
        "11 层 · 地下 1 层 · 22 户 · 3 人",
        "截至 2020-03-18 周三 08:00",
        "花木街道 · 快照 00000000",
        "合成数据 · 姓名已遮蔽",
        "1102",
        "B1",
        "第 7/14 天",
        "今日期满",
    ):
        assert said in text, said


def test_names_leave_masked_unless_asked_for(
    qapp: QApplication, named: Street, tmp_path: Path
) -> None:
    masked = render(named, tmp_path / "a.svg")
    assert "李**" in masked
    assert "李明珠" not in masked
    assert "欧阳**" in masked
    open_text = render(named, tmp_path / "b.svg", masking="none")
    assert "李明珠" in open_text
    assert "姓名未遮蔽" in open_text


def test_a_page_speaks_english(qapp: QApplication, named: Street, tmp_path: Path) -> None:
    text = render(named, tmp_path / "a.pdf", language="en", theme="day")
    assert "As of Wed 2020-03-18 08:00" in text
    assert "day 7/14" in text


def test_vectors_hold_no_pictures(qapp: QApplication, named: Street, tmp_path: Path) -> None:
    render(named, tmp_path / "a.svg")
    assert "<image" not in (tmp_path / "a.svg").read_text()


@pytest.mark.parametrize("size", ["64x64", "1366x768", "2560x1440"])
def test_a_picture_has_the_size_asked_for(
    qapp: QApplication, named: Street, tmp_path: Path, size: str
) -> None:
    out = tmp_path / "a.png"
    render_section(named, frame(named, named.as_of_us), 1, out, size=size)
    assert f"{QImage(str(out)).width()}x{QImage(str(out)).height()}" == size


def test_a_building_too_large_for_its_page_is_drawn_smaller_not_cut(
    qapp: QApplication, tmp_path: Path
) -> None:
    street = Tower(200, 0, grid(range(1, 201), 2, "1号")).street()
    text = render(street, tmp_path / "a.svg", size="800x600")
    assert "200" in text
    assert "1号" in text


def test_a_building_without_units_or_text_that_looks_like_html_is_drawn(
    qapp: QApplication, tmp_path: Path
) -> None:
    tables = Tower(3, 0, ()).rows()
    tables["buildings"][0]["name"] = "<b>1</b>" + "长" * 100_000
    text = render(tiny.street(tables), tmp_path / "a.svg")
    assert "<b>1</b>" in text
    assert "…" in text


def test_a_wrong_ending_is_said_in_words(qapp: QApplication, named: Street, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="svg"):
        render_section(named, frame(named, named.as_of_us), 0, tmp_path / "a.txt")


def test_zoomed_in_everybody_has_a_name_and_badges_are_words(
    qapp: QApplication, named: Street, tmp_path: Path
) -> None:
    out = tmp_path / "a.svg"
    render_section(named, frame(named, named.as_of_us), 2, out, size="1600x1400")
    texts = ElementTree.parse(out).iter("{http://www.w3.org/2000/svg}text")
    said = [one.text or "" for one in texts]
    assert "沙**" in said
    assert said.count("医务人员") == 2
    assert said.count("医") == 1
