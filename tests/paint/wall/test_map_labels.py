"""What is written on the wall's map: a count on every estate, names that hide no other estate."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from console.paint import theme as themes
from console.paint.wall.look import wall_look
from console.paint.wall.map_labels import Label, labels
from console.state.map.viewport import Viewport
from console.state.wall import shades
from console.state.wall.board import board
from console.state.wall.place_scenes import street_scene
from console.state.wall.scenes import StreetScene
from console.store.columns import Street
from console.store.frame import frame

pytestmark = pytest.mark.usefixtures("qapp")
SIDES = [240, 420, 900]


@pytest.fixture(scope="module")
def full(street: Street) -> StreetScene:
    """The street with many people in each of its estates."""
    made = street_scene(board(frame(street, street.as_of_us)))
    codes = np.array([40, 20, 10], np.int32)
    shading = replace(made.shading, estate_values=shades.values(codes))
    return replace(made, codes=codes, shading=shading)


def view_of(scene: StreetScene, side: int) -> Viewport:
    return Viewport(0, 0, 1, side, side).fitted(scene.ground.bounds, side * 0.03)


def placed(scene: StreetScene, side: int) -> list[Label]:
    look = wall_look(themes.load("wall"), "zh", 25.0)
    return labels(scene, view_of(scene, side), 1.0, look)


@pytest.mark.parametrize("side", SIDES)
def test_labels_lie_on_the_map_and_on_no_other_label(full: StreetScene, side: int) -> None:
    found = placed(full, side)
    assert all(QRectF(0, 0, side, side).contains(one.box) for one in found)
    assert not [pair for pair in combinations(found, 2) if pair[0].box.intersects(pair[1].box)]


@pytest.mark.parametrize("side", SIDES)
def test_every_estate_of_a_labelled_class_has_its_count(full: StreetScene, side: int) -> None:
    counted = {one.row for one in placed(full, side) if not one.is_name}
    assert counted == {0, 1, 2}


@pytest.mark.parametrize("side", SIDES)
def test_a_name_hides_no_other_estate(full: StreetScene, side: int) -> None:
    view = view_of(full, side)
    named = [one for one in placed(full, side) if one.is_name]
    for name in named:
        for row, (west, south, east, north) in enumerate(full.ground.estates.boxes.tolist()):
            (left, top), (right, bottom) = view.to_px(west, north), view.to_px(east, south)
            other = QRectF(left, top, right - left, bottom - top)
            hidden = name.box.intersected(other)
            share = hidden.width() * hidden.height() / (name.box.width() * name.box.height())
            assert row == name.row or share <= 0.3
    assert named or side == min(SIDES)
