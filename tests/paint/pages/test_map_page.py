"""The map as a page carries the layers of files that lie over it, as vectors, and names them."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.foreign.flat import Kind
from console.paint import theme
from console.paint.map.layer_ink import MOST_DOTS
from console.paint.map.layer_page import paint_layer
from console.paint.page_file import drawn_pages
from console.paint.pages.drawing import drawing
from console.state.layers.layer import Layer, Origin, content_of
from console.state.layers.leaving import drawing_of
from console.state.map.base import ALL_IN_SIGHT, BaseSight
from console.state.map.ground import ground_of
from console.state.map.metrics import Metric
from console.state.map.shading import default_classes
from console.state.map.viewport import Viewport
from console.state.pages.order import LayerDrawing, MapSubject, Order, Paper
from console.store.columns import Shapes, Street
from console.store.projection import projection_around
from tests.state.layers.tables import ORIGIN, square, table
from tests.store import tiny

PROJECTION = projection_around(np.array([ORIGIN]), "Asia/Shanghai")
LON, LAT = ORIGIN
DAY = theme.load("day")


def layer(of: object, title: str = "井盖", colour: int = 2, opacity: float = 1.0) -> Layer:
    content = content_of(of, PROJECTION)  # type: ignore[arg-type]
    return Layer(Origin("/a", title), title, colour, content, opacity=opacity)


def around(one: Layer, metres_per_px: float = 1.0) -> Viewport:
    assert one.shapes is not None
    x, y = one.shapes.xy.mean(axis=0).tolist()
    return Viewport(x, y, metres_per_px, 400, 300)


def drawing_in(one: Layer, view: Viewport) -> LayerDrawing:
    return drawing_of(one, view.box)


def painted(one: LayerDrawing, view: Viewport) -> QImage:
    image = QImage(460, 360, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(30, 30)
    paint_layer(painter, one, view, DAY)
    painter.end()
    return image


def svg_of(
    layers: tuple[LayerDrawing, ...],
    language: str = "zh",
    sight: BaseSight = ALL_IN_SIGHT,
    of: Street | None = None,
) -> str:
    street = of or tiny.street()
    classes = default_classes(street, Metric.ACTIVE)
    subject = MapSubject(Metric.ACTIVE, classes, layers=layers, sight=sight)
    paper = Paper(".svg", language=language)
    order = Order("", street.key, street.as_of_us, subject, paper)
    made = drawing(street, pickle.loads(pickle.dumps(order)))
    (content,) = drawn_pages(".svg", made.title, made.pages)
    return content.decode()


def test_a_layer_is_named_in_the_legend_with_its_rows(qapp: QApplication) -> None:
    west, south, east, north = ground_of(tiny.street()).bounds
    many = [ORIGIN] * 1234
    one = layer(table({"n": list(range(1234))}, many))
    two = layer(square(LON, LAT, 0.001), "绿地", colour=4)
    drawings = tuple(drawing_of(each, (west, south, east, north)) for each in (one, two))
    said = svg_of(drawings)
    assert said.index("文件图层") < said.index("绿地") < said.index("井盖"), "the uppermost first"
    assert "1,234" in said
    assert "Layers of files" in svg_of(drawings, "en")
    assert "文件图层" not in svg_of(())


def test_points_lines_and_areas_are_vectors_in_the_colour_of_the_layer(qapp: QApplication) -> None:
    one = layer(square(LON, LAT, 0.001), colour=4)
    drawn = drawing_of(one, ground_of(tiny.street()).bounds)
    assert len(drawn.shapes)
    assert DAY.layers[4].name() in svg_of((drawn,))
    view = around(one)
    image = painted(drawing_in(one, view), view)
    inside = image.pixelColor(230, 180)
    assert inside != QColor("white")
    assert inside.lightness() > DAY.layers[4].lightness(), "a breath of its colour"


def test_a_layer_that_is_faded_on_the_screen_is_on_paper(qapp: QApplication) -> None:
    of = table({"n": [1]}, [ORIGIN])
    view = around(layer(of))
    full, faint = (painted(drawing_in(layer(of, opacity=x), view), view) for x in (1.0, 0.3))
    assert full.pixelColor(230, 180) == DAY.layers[2]
    assert faint.pixelColor(230, 180).lightness() > DAY.layers[2].lightness() + 40


@pytest.mark.parametrize("count", [1, 700, MOST_DOTS + 1])
def test_nothing_is_drawn_beyond_the_map(qapp: QApplication, count: int) -> None:
    spread = np.random.default_rng(4).uniform(-0.004, 0.004, (count, 2)) + ORIGIN
    spread[0] = ORIGIN
    of = table({"n": list(range(count))}, [(x, y) for x, y in spread.tolist()])
    one = layer(of)
    view = around(layer(table({"n": [1]}, [ORIGIN])))
    image = painted(drawing_in(one, view), view)
    beyond = [(x, y) for x in range(0, 460, 2) for y in range(0, 360, 2)]
    room = QRectF(30, 30, 400, 300).adjusted(-6, -6, 6, 6)
    white = QColor("white").rgb()
    assert all(image.pixel(x, y) == white for x, y in beyond if not room.contains(x, y))
    assert image.pixel(230, 180) != white


def test_only_what_may_be_seen_on_the_page_is_handed_on(qapp: QApplication) -> None:
    places = [(LON + step * 0.01, LAT) for step in range(-40, 41)]
    one = layer(table({"n": list(range(81))}, places))
    x, y, *_ = one.shapes.boxes[40].tolist()  # type: ignore[union-attr]
    drawn = drawing_of(one, (x - 700, y - 400, x + 700, y + 400))
    assert drawn.rows == 81
    assert 3 <= len(drawn.shapes) <= 7
    assert len(drawn.kinds) == len(drawn.shapes)
    assert drawn.shapes.first.tolist() == list(range(len(drawn.shapes) + 1))
    middle = drawn.shapes.rings_of(len(drawn.shapes) // 2)[0]
    assert middle.tolist() == one.shapes.rings_of(40)[0].tolist()  # type: ignore[union-attr]


def test_a_long_legend_leaves_the_classes_out_before_the_layers(qapp: QApplication) -> None:
    bounds = ground_of(tiny.street()).bounds
    drawings = tuple(
        drawing_of(layer(table({"n": [1]}, [ORIGIN]), f"图层{place}"), bounds)
        for place in range(24)
    )
    said = svg_of(drawings)
    assert all(re.search(rf"图层{place}\b", said) for place in range(24))


ROAD = DAY.map.road_casing.name()


def test_what_is_hidden_or_faded_on_the_screen_is_so_on_paper(
    qapp: QApplication, street: Street
) -> None:
    whole = svg_of((), of=street)
    assert ROAD in whole
    assert ROAD not in svg_of((), sight=ALL_IN_SIGHT.put("roads", 0.0), of=street)
    faint = svg_of((), sight=ALL_IN_SIGHT.put("roads", 0.5), of=street)
    assert ROAD not in faint
    assert faint.count("<image") == whole.count("<image") + 1
    estates = svg_of((), sight=ALL_IN_SIGHT.put("estates", 0.45), of=street)
    assert 'fill-opacity="0.45' in estates
    assert 'fill-opacity="0.45' not in whole


def test_a_layer_lies_on_paper_where_it_lies_on_the_screen(
    qapp: QApplication, street: Street
) -> None:
    west, south, east, north = bounds = ground_of(street).bounds
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    shapes = Shapes(
        xy=np.array(corners, np.float32),
        rings=np.array([0, 5], np.int32),
        parts=np.array([0], np.int32),
        is_hole=np.array([False]),
        first=np.array([0, 1], np.int32),
        boxes=np.array([bounds], np.float32),
    )
    one = LayerDrawing("a", 1, 4, 1.0, shapes, np.array([Kind.AREA], np.uint8))
    colour = DAY.layers[4].name()
    beneath, over = (svg_of((replace(one, over=x),), of=street) for x in ("green", "labels"))
    assert beneath.index(colour) < beneath.index(ROAD)
    assert over.index(colour) > over.rindex(ROAD)
