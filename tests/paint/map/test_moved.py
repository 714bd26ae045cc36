"""A map moved by whole pixels takes its picture over: only what comes into sight is drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from console.paint.arrays import pixels_seen
from console.paint.map.moved import moved_from
from console.paint.map.picture import Sheet, at_once, steps, whole
from console.state.map.viewport import Viewport
from tests.paint.map.test_picture import ground, home, numbers, sheet

pytestmark = pytest.mark.usefixtures("qapp")
MOVES = [(64, 36), (-41, 0), (0, 90), (-7, -120)]


def near() -> Viewport:
    return home().zoomed(3.0, 200, 150)


def off(one: QImage, other: QImage) -> np.ndarray:
    """By how much each pixel of one image is another than in the other, 0 to 255."""
    shape = (one.height(), one.width(), 4)
    parts = [pixels_seen(image).view(np.uint8).reshape(shape) for image in (one, other)]
    off: np.ndarray = np.abs(parts[0].astype(int) - parts[1]).max(axis=2)
    return off


@pytest.mark.parametrize("by", MOVES)
@pytest.mark.parametrize("ratio", [1.0, 1.5])
@pytest.mark.parametrize("start", [home(), near()])
def test_it_is_the_picture_drawn_whole(
    start: Viewport, ratio: float, by: tuple[float, float]
) -> None:
    of = sheet(ratio)
    there = start.panned(by[0] / ratio, by[1] / ratio)
    before, fresh = whole(of, start), whole(of, there)
    moved = at_once(steps(of, there, (), before))
    assert moved_from(before, of, there) is not None
    assert moved.corner == fresh.corner
    assert (numbers(moved) == numbers(fresh)).all()
    assert moved.labels == fresh.labels
    assert (off(moved.base, fresh.base) > 3).mean() < 1e-4
    assert (off(moved.cover, fresh.cover) > 3).mean() < 0.01


def test_there_and_back_is_where_it_was() -> None:
    of = sheet()
    first = whole(of, near())
    there = at_once(steps(of, near().panned(64, 36), (), first))
    back = at_once(steps(of, near(), (), there))
    assert (numbers(back) == numbers(first)).all()
    assert (off(back.cover, first.cover) > 3).mean() < 0.01


def test_what_came_into_sight_is_drawn_and_nothing_else() -> None:
    of, before = sheet(), whole(sheet(), near())
    moved = moved_from(replace(before, sheet=of), of, near().panned(30, -20))
    assert moved is not None
    assert moved.kept == QRect(30, 0, 470, 380)
    strips = [rect for rect, _ in moved.strips]
    assert sum(one.width() * one.height() for one in strips) == 500 * 400 - 470 * 380
    assert not any(one.intersects(moved.kept) for one in strips)
    assert moved.by == QPoint(30, -20)


def test_strips_hold_what_lies_in_them_alone() -> None:
    of = sheet()
    moved = moved_from(whole(of, near()), of, near().panned(30, 0))
    assert moved is not None
    ((_, seen),) = moved.strips
    assert len(seen.estates) < len(ground().estates)


@pytest.mark.parametrize(
    "elsewhere",
    [
        near().panned(0.4, 0),
        near().zoomed(1.25, 10, 10),
        near().resized(510, 400),
        near().panned(300, 0),
        near().panned(900, 900),
    ],
)
def test_elsewhere_nothing_is_taken_over(elsewhere: Viewport) -> None:
    of = sheet()
    assert moved_from(whole(of, near()), of, elsewhere) is None


def test_of_another_look_nothing_is_taken_over(qapp: object) -> None:
    before, other = whole(sheet(), near()), sheet(theme="day")
    assert moved_from(before, other, near().panned(30, 0)) is None


def test_small_errors_do_not_add_up() -> None:
    of: Sheet = sheet()
    picture, view, taken = whole(of, near()), near(), 0
    for _ in range(4):
        view = view.panned(8 + 1 / 100, 0)
        taken += moved_from(picture, of, view) is not None
        picture = at_once(steps(of, view, (), picture))
    assert taken == 2


def test_the_last_row_of_a_picture_of_broken_size_is_whole() -> None:
    of, view = sheet(1.5), home(501, 401)
    picture = whole(of, view)
    base = pixels_seen(picture.base)
    assert base.shape == (602, 752)
    assert (base[-1, :5] == base[-2, :5]).all()
    assert (base[:5, -1] == base[:5, -2]).all()


def test_what_is_kept_of_an_earlier_start_is_drawn_whole() -> None:
    of = sheet()
    before = whole(of, near())
    before.bare = None
    assert moved_from(before, of, near().panned(30, 0)) is None
