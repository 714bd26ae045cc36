"""What is kept over the map: drawn as if it were drawn directly, moved with the picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from console.paint import theme as themes
from console.paint.labels import Lettering
from console.paint.map import overlay
from console.paint.map.corner import Corner
from console.paint.map.layers import paths_of
from console.paint.map.picture import MapPicture, whole
from console.paint.map.stencils import KeptEdge, KeptOutline
from console.paint.map_counts import PAD_PX
from console.state.map.desk import Kind
from console.state.map.spot import Spot
from console.state.map.viewport import Viewport
from tests.paint.map.test_picture import coloured, ground, home, shaded, sheet

pytestmark = pytest.mark.usefixtures("qapp")
NIGHT = themes.load("night")
SPOT = Spot(3)


def painted(draw: Callable[[QPainter], None]) -> npt.NDArray[np.int16]:
    image = QImage(500, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    bytes_ = np.frombuffer(image.constBits(), np.uint8).reshape(400, 500, 4)
    return bytes_[..., :3].astype(np.int16)


def outlined(
    kept: KeptOutline, view: Viewport, picture: MapPicture | None = None, spot: Spot = SPOT
) -> npt.NDArray[np.int16]:
    paths = paths_of(ground())
    return painted(lambda one: kept.draw(one, view, paths, NIGHT, spot, picture))


def picture_pixels(picture: MapPicture) -> npt.NDArray[np.int16]:
    return painted(lambda one: one.drawImage(0, 0, picture.image))


def drawn(view: Viewport) -> npt.NDArray[np.int16]:
    return painted(lambda one: overlay.draw_marked(one, view, paths_of(ground()), NIGHT, SPOT))


def test_an_outline_is_as_drawn_directly_wherever_the_map_stands() -> None:
    kept = KeptOutline()
    for view in (home(), home().panned(33.4, -12.7), home().zoomed(1.7, 200, 100)):
        assert np.abs(outlined(kept, view) - drawn(view)).max() <= 2


def test_an_outline_moves_by_whole_pixels_with_the_picture() -> None:
    kept = KeptOutline()
    before = outlined(kept, home())
    after = outlined(kept, home().panned(20.2, 9.8), whole(sheet(), home()))
    assert np.array_equal(before[:-10, :-20], after[10:, 20:])


def test_the_name_and_count_of_what_is_outlined_lie_over_its_outline() -> None:
    view = home().zoomed(6, 250, 200)
    picture = whole(sheet(), view)
    coloured(picture, shaded())
    lettered = 0
    for label in picture.labels:
        if label.kind is not Kind.BUILDING or label.count is None:
            continue
        spot, kept = Spot(0, label.row), KeptOutline()
        over, under = outlined(kept, view, picture, spot), outlined(KeptOutline(), view, None, spot)
        changed = np.argwhere(np.abs(over - under).max(axis=2) > 0)
        if not len(changed):
            continue
        lettered += 1
        left, top, right, bottom = (
            f(box)
            for f, box in zip((min, min, max, max), zip(*label.boxes, strict=True), strict=True)
        )
        assert changed[:, 1].min() >= left - PAD_PX
        assert changed[:, 1].max() <= right + PAD_PX
        assert changed[:, 0].min() >= top - PAD_PX
        assert changed[:, 0].max() <= bottom + PAD_PX
        ink = picture_pixels(picture)[tuple(changed.T)]
        written = ink.min(axis=1) > 235
        assert np.abs(over[tuple(changed.T)][written] - ink[written]).max(initial=0) <= 2
    assert lettered


def test_an_outline_much_larger_than_the_view_is_drawn_as_far_as_it_is_seen() -> None:
    left, top, right, bottom = home().box_px(tuple(ground().estates.boxes[SPOT.estate].tolist()))
    close = home().zoomed(40, left, (top + bottom) / 2)
    assert right - left > 30
    assert np.array_equal(outlined(KeptOutline(), close), drawn(close))


@pytest.mark.parametrize("measured", [True, False])
def test_the_edge_is_as_drawn_directly(measured: bool) -> None:
    lettering, edge = Lettering(NIGHT, 1.0), KeptEdge()
    for view, corner in (
        (home(), Corner()),
        (home(), Corner(40, 30)),
        (home().zoomed(3, 0, 0), Corner(0, 50, has_north=False)),
        (home(), Corner()),
        (home().zoomed(5, 0, 0), Corner()),
        (home().zoomed(6, 0, 0), Corner()),
        (home(), Corner(40, 30)),
    ):
        kept = painted(
            lambda one, view=view, at=corner: edge.draw(  # type: ignore[misc]
                one, view, lettering, "合成数据", at, measured=measured
            )
        )
        direct = painted(
            lambda one, view=view, at=corner: overlay.draw_edge(  # type: ignore[misc]
                one, view, lettering, "合成数据", at, measured=measured
            )
        )
        assert np.abs(kept - direct).max() <= 2
        assert np.abs(kept - kept[0, 0]).max() > 50
