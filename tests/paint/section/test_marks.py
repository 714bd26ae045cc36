"""Every state of a person looks different, in every size, without colour too."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain import packs
from console.domain.clock import State
from console.paint import theme
from console.paint.avatars import silhouette
from console.paint.badges import badge_pixmap
from console.paint.marks import Mark, mark_pixmap, paint_mark
from tests.colour_vision import contrast

THEMES = [theme.load(name) for name in theme.THEMES]
CLASSES = packs.load("quarantine-2020").classes


def states(role: str = "key", sign: str = "dot", *, ringed: bool = True) -> dict[str, Mark]:
    """A mark of each state a person can be in."""
    return {
        "active": Mark(State.ACTIVE, role, sign, 5, 14, ringed=ringed),
        "due": Mark(State.DUE, role, sign, 14, 14, ringed=ringed),
        "complete": Mark(State.COMPLETE, role, sign, 14, 14, ringed=ringed),
        "released": Mark(State.RELEASED, role, sign, 14, 14, ringed=ringed),
        "early": Mark(State.RELEASED, role, sign, 9, 14, early=True, ringed=ringed),
        "planned": Mark(State.PLANNED, role, sign, 0, 14, ringed=ringed),
        "broken": Mark(State.BROKEN, role, sign, 9, 14, ringed=ringed),
        "none": Mark(State.NONE, role, sign, ringed=ringed),
    }


def grey(mark: Mark, size: int, look: theme.Theme) -> npt.NDArray[np.float64]:
    """The mark drawn on a cell and seen without colour, float64[size, size]."""
    drawn = QImage(size, size, QImage.Format.Format_RGB32)
    drawn.fill(look.section.owner)
    painter = QPainter(drawn)
    paint_mark(painter, QRectF(0, 0, size, size), mark, look)
    painter.end()
    seen = drawn.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(seen.constBits(), np.uint8).reshape(size, seen.bytesPerLine())
    return pixels[:, :size].astype(np.float64)


@pytest.mark.parametrize("look", THEMES, ids=theme.THEMES)
@pytest.mark.parametrize("size", [11, 13, 16, 19])
def test_a_small_hollow_avatar_shows_the_ground_through_its_shoulders(
    qapp: QApplication, look: theme.Theme, size: int
) -> None:
    for one in CLASSES:
        plain = np.median(grey(Mark(State.NONE, one.role, "none"), size, look)[0])
        hollow = Mark(State.RELEASED, one.role, one.sign, ringed=False)
        inside = grey(hollow, size, look)[round(0.7 * size) : round(0.8 * size) + 1]
        middle = inside[:, size // 2]
        edge = grey(hollow, size, look)[-2:, size // 2]
        assert 3 * np.abs(middle - plain).min() < np.abs(edge - plain).max()


@pytest.mark.parametrize("look", THEMES, ids=theme.THEMES)
@pytest.mark.parametrize("size", [16, 24, 36])
def test_no_two_states_look_alike_without_colour(
    qapp: QApplication, look: theme.Theme, size: int
) -> None:
    seen = {name: grey(mark, size, look) for name, mark in states().items()}
    alike = [
        pair
        for pair in combinations(seen, 2)
        if (np.abs(seen[pair[0]] - seen[pair[1]]) > 12).sum() < 0.02 * size * size
    ]
    assert not alike


@pytest.mark.parametrize("look", THEMES, ids=theme.THEMES)
def test_the_classes_differ_by_the_sign_in_the_head(qapp: QApplication, look: theme.Theme) -> None:
    heads = [
        grey(Mark(State.ACTIVE, "key", one.sign, 5, 14, ringed=False), 24, look) for one in CLASSES
    ]
    for one, other in combinations(heads, 2):
        assert (np.abs(one - other) > 12).sum() >= 4


@pytest.mark.parametrize("steps", [7, 14, 21, 28])
def test_a_ring_has_as_many_steps_as_the_stay_has_days(qapp: QApplication, steps: int) -> None:
    look = theme.load("night")
    size = 200
    full = grey(Mark(State.ACTIVE, "other", "none", steps, steps), size, look)
    down, right = np.indices((size, size)) - size / 2 + 0.5
    away = np.hypot(down, right)
    band = (away > size / 2 - 16) & (away < size / 2 - 4)
    turn = ((np.arctan2(down, right) / (2 * np.pi) % 1) * 360).astype(int)[band]
    lit = np.bincount(turn, full[band], 360) / np.bincount(turn, minlength=360) > 130
    assert int((lit & ~np.roll(lit, 1)).sum()) == steps


@pytest.mark.parametrize(("day", "of"), [(0, 14), (5, 14), (14, 14), (3, 7), (40, 60), (9, 3)])
def test_a_ring_fills_day_by_day(qapp: QApplication, day: int, of: int) -> None:
    look = theme.load("night")
    size = 120
    ring = grey(Mark(State.ACTIVE, "other", "none", day, of), size, look)
    yard = np.hypot(*(np.indices((size, size)) - size / 2 + 0.5))
    band = (yard > size / 2 - 7) & (yard < size / 2 - 3)
    share = float((ring[band] > 150).mean())
    assert share == pytest.approx(min(day, of) / of, abs=0.2)


def test_marks_and_badges_are_kept_and_sharp_on_a_fine_screen(qapp: QApplication) -> None:
    look = theme.load("day")
    mark = states()["active"]
    assert mark_pixmap(mark, 20, look, 2.0) is mark_pixmap(mark, 20, look, 2.0)
    assert mark_pixmap(mark, 20, look, 2.0).width() == 40
    tag = packs.load("quarantine-2020").tags["lives_alone"]
    assert badge_pixmap(tag, 14, look, 1.5).width() == 21


def test_the_silhouette_stays_inside_its_box(qapp: QApplication) -> None:
    assert QRectF(0, 0, 1, 1).contains(silhouette().boundingRect())


@pytest.mark.parametrize("look", THEMES, ids=theme.THEMES)
def test_every_text_in_a_cell_stands_out_from_every_ground(look: theme.Theme) -> None:
    grounds = [name for name in look.section.names() if name.startswith(("occupancy_", "tint_"))]
    weak = {
        f"{ink} on {ground}": round(contrast(look.section[ink], look.section[ground]), 2)
        for ink in ("number", "number_dim")
        for ground in ("owner", "rented", "vacant", "basement", *grounds)
        if contrast(look.section[ink], look.section[ground]) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("look", THEMES, ids=theme.THEMES)
def test_quiet_people_and_steps_to_come_can_be_seen(look: theme.Theme) -> None:
    assert contrast(look.section.people, look.section.owner) >= 2.5
    assert contrast(look.section.track, look.section.owner) >= 1.6
