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
from console.paint.map.stencils import KeptEdge, KeptOutline
from console.state.map.spot import Spot
from console.state.map.viewport import Viewport
from tests.paint.map.test_picture import ground, home

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


def outlined(kept: KeptOutline, view: Viewport, *, moving: bool) -> npt.NDArray[np.int16]:
    paths = paths_of(ground())
    return painted(lambda one: kept.draw(one, view, paths, NIGHT, SPOT, moving=moving))


def drawn(view: Viewport) -> npt.NDArray[np.int16]:
    return painted(lambda one: overlay.draw_marked(one, view, paths_of(ground()), NIGHT, SPOT))


def test_an_outline_is_as_drawn_directly_wherever_the_map_stands() -> None:
    kept = KeptOutline()
    for view in (home(), home().panned(33.4, -12.7), home().zoomed(1.7, 200, 100)):
        assert np.abs(outlined(kept, view, moving=False) - drawn(view)).max() <= 2


def test_an_outline_moves_by_whole_pixels_with_the_picture() -> None:
    kept = KeptOutline()
    before = outlined(kept, home(), moving=False)
    after = outlined(kept, home().panned(20.2, 9.8), moving=True)
    assert np.array_equal(before[:-10, :-20], after[10:, 20:])


def test_an_outline_much_larger_than_the_view_is_drawn_as_far_as_it_is_seen() -> None:
    left, top, right, bottom = home().box_px(tuple(ground().estates.boxes[SPOT.estate].tolist()))
    close = home().zoomed(40, left, (top + bottom) / 2)
    assert right - left > 30
    assert np.array_equal(outlined(KeptOutline(), close, moving=False), drawn(close))


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
