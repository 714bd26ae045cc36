"""A layer is drawn where its rows lie, in small portions, dense where there are very many."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from console.paint import theme
from console.paint.map.layer_ink import MOST_DOTS, LayerPaths, LayerPicture, steps
from console.state.layers.layer import Content, Layer, Origin, content_of
from console.state.map.viewport import Viewport
from console.store.projection import projection_around
from tests.state.layers.tables import ORIGIN, square, table

PROJECTION = projection_around(np.array([ORIGIN]), "Asia/Shanghai")
LON, LAT = ORIGIN
NIGHT = theme.load("night")


def layer_of(content: Content) -> Layer:
    return Layer(Origin("/a", "t"), "t", 0, content)


def drawn(content: Content, view: Viewport) -> tuple[LayerPicture | None, list[float]]:
    """The picture, and how long each of its portions took in ms."""
    layer = layer_of(content)
    took: list[float] = []
    assert layer.shapes is not None
    job = steps(layer, LayerPaths(layer.shapes), view, NIGHT, 1.0)
    while True:
        began = perf_counter()
        try:
            next(job)
        except StopIteration as done:
            return done.value, took
        took.append((perf_counter() - began) * 1000)


def colour_at(picture: LayerPicture, x_px: float, y_px: float) -> QColor:
    at = (round(x_px - picture.place.left()), round(y_px - picture.place.top()))
    return picture.image.pixelColor(*at)


def view_at(content: Content, metres_per_px: float) -> Viewport:
    assert content.shapes is not None
    x, y = content.shapes.xy.mean(axis=0).tolist()
    return Viewport(x, y, metres_per_px, 400, 300)


def test_a_point_is_a_dot_of_the_layers_colour(qapp: QApplication) -> None:
    content = content_of(table({"n": [1]}, [ORIGIN]), PROJECTION)
    picture, _ = drawn(content, view_at(content, 1.0))
    assert picture is not None
    assert colour_at(picture, 200, 150) == NIGHT.layers[0]


def test_an_area_is_tinted_inside_and_clear_outside(qapp: QApplication) -> None:
    content = content_of(square(LON, LAT, 0.001), PROJECTION)
    view = view_at(content, 1.0)
    picture, _ = drawn(content, view)
    assert picture is not None
    assert content.shapes is not None
    west, south, east, north = content.shapes.boxes[0].tolist()
    inside = view.to_px((west + east) / 2, (south + north) / 2)
    assert 0 < colour_at(picture, *inside).alphaF() < 0.5
    assert colour_at(picture, view.to_px(west, south)[0] - 6, inside[1]).alpha() == 0


def test_nothing_in_sight_is_no_picture(qapp: QApplication) -> None:
    content = content_of(table({"n": [1]}, [ORIGIN]), PROJECTION)
    picture, _ = drawn(content, Viewport(50_000.0, 50_000.0, 1.0, 400, 300))
    assert picture is None


def test_the_picture_moves_with_its_metres(qapp: QApplication) -> None:
    content = content_of(table({"n": [1]}, [ORIGIN]), PROJECTION)
    view = view_at(content, 1.0)
    picture, _ = drawn(content, view)
    assert picture is not None
    moved = picture.place_in(view.panned(30, -20))
    assert (moved.left(), moved.top()) == (picture.place.left() + 30, picture.place.top() - 20)
    nearer = picture.place_in(view.zoomed(2, 200, 150))
    assert nearer.width() == pytest.approx(2 * picture.place.width())


@pytest.mark.timed
def test_a_million_points_are_their_density_in_short_portions(qapp: QApplication) -> None:
    rng = np.random.default_rng(3)
    count = 1_000_000
    points = np.array(ORIGIN) + rng.normal(0, 0.005, (count, 2))
    content = content_of(table({"n": list(range(count))}, points), PROJECTION)  # type: ignore[arg-type]
    picture, took = drawn(content, view_at(content, 5.0))
    assert picture is not None
    assert count > MOST_DOTS
    assert colour_at(picture, 200, 150).alphaF() > 0.8
    assert len(took) > 80
    assert float(np.median(took)) < 25
