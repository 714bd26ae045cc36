"""A layer drawn for one viewport: areas, lines and points, or where they are many, how dense.

A generator that yields between small portions of work. What is smaller than a pixel or two is drawn
as a point; of very many points only how many lie on each spot is drawn. The picture is as large as
what it holds, so that moving it costs no more than that.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform

from console.domain.records import dataclass
from console.foreign.flat import Kind
from console.paint.map.layer_sight import LayerInSight
from console.paint.map.paths import ShapePaths, transform
from console.paint.theme import Theme
from console.state.layers.layer import Content, Layer
from console.state.map.viewport import Viewport
from console.store.columns import F64, I32, U8, Shapes

MOST_DOTS = 12_000
"""Of more points than these only the density is drawn."""
_DOT_PX, _SMALL_DOT_PX, _RIM_PX, _LINE_PX, _OUTLINE_PX = 6.0, 3.5, 2.0, 1.8, 1.4
_MANY_DOTS = 500
"""Of more points than these the dots are small."""
_FILL_SHARE = 0.24
"""How opaque the inside of an area is beside its outline."""
_CELL_PX = 3
_LEAST_DENSE = 0.28
_DOTS_A_STEP, _VERTICES_A_STEP = 300, 1_500
_MANY_ROWS = 4_000
_TOLERANCE_PX = 0.35
_STEP_OF_TOLERANCE = 4.0
_FINEST_M = 0.1


@dataclass(frozen=True, eq=False)
class LayerPicture:
    """What a layer looks like in a viewport: an image and the rectangle of pixels it covers."""

    content: Content
    viewport: Viewport
    image: QImage
    place: QRectF

    def place_in(self, viewport: Viewport) -> QRectF:
        """The pixels it covers in another viewport."""
        west, north = self.viewport.to_metres(self.place.left(), self.place.top())
        east, south = self.viewport.to_metres(self.place.right(), self.place.bottom())
        left, top, right, bottom = viewport.box_px((west, south, east, north))
        if viewport.metres_per_px == self.viewport.metres_per_px:
            return QRectF(round(left), round(top), self.place.width(), self.place.height())
        return QRectF(QPointF(left, top), QPointF(right, bottom))


class LayerPaths:
    """The painter paths of one content at several levels of detail, made when first drawn."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._levels: dict[float, ShapePaths] = {}

    def at(self, metres_per_px: float) -> ShapePaths:
        """Paths that are right to a fraction of a pixel."""
        wanted = metres_per_px * _TOLERANCE_PX
        tolerance_m = 0.0
        if wanted > _FINEST_M:
            power = np.floor(np.log(wanted / _FINEST_M) / np.log(_STEP_OF_TOLERANCE))
            tolerance_m = float(_FINEST_M * _STEP_OF_TOLERANCE**power)
        if tolerance_m not in self._levels:
            self._levels[tolerance_m] = ShapePaths(self._shapes, tolerance_m)
        return self._levels[tolerance_m]


def steps(
    layer: Layer, paths: LayerPaths, viewport: Viewport, theme: Theme, ratio: float
) -> Generator[None, None, LayerPicture | None]:
    """Draw a layer portion by portion; None when nothing of it is in sight."""
    content, shapes = layer.content, layer.shapes
    if content is None or shapes is None:
        return None
    sight = LayerInSight(content.kinds, shapes, viewport)
    yield from sight.look()
    place = sight.place()
    if place.isEmpty():
        return None
    image = QImage(
        round(place.width() * ratio), round(place.height() * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )  # fmt: skip
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    yield
    colour = theme.layers[layer.colour]
    drawn = np.concatenate(sight.drawn)
    if len(drawn):
        yield from _shapes(image, place, content, paths, drawn, viewport, colour)
    if sight.count > MOST_DOTS:
        yield from density(image, place, sight.dots, colour)
    elif sight.count:
        yield from _dots(
            image, np.concatenate(sight.dots) - place_at(place), colour, theme.map.halo
        )
    return LayerPicture(content, viewport, image, place)


def lay_image(
    painter: QPainter,
    layer: Layer,
    paths: LayerPaths,
    viewport: Viewport,
    theme: Theme,
    ratio: float,
) -> Iterator[None]:
    """Draw a layer, as opaque as it is, into an image of the viewport, whatever the transform."""
    made = yield from steps(layer, paths, viewport, theme, ratio)
    if made is not None:
        painter.save()
        painter.setTransform(QTransform.fromScale(ratio, ratio))
        painter.setOpacity(layer.opacity)
        painter.drawImage(made.place, made.image)
        painter.restore()


def draw_shapes(
    painter: QPainter, paths: ShapePaths, rows: list[int], kinds: U8, colour: QColor, px_m: float
) -> None:
    """Areas as a breath of colour with an outline, lines as lines; a pixel is `px_m` metres."""
    fill = QColor(colour)
    fill.setAlphaF(_FILL_SHARE * colour.alphaF())
    outline, line = _pen(colour, _OUTLINE_PX * px_m), _pen(colour, _LINE_PX * px_m)
    for row, path in zip(rows, paths.all_of(rows), strict=True):
        if kinds[row] in (Kind.AREA, Kind.MIXED):
            painter.fillPath(path, fill)
        painter.strokePath(path, line if kinds[row] == Kind.LINE else outline)


def dot_pens(count: int, colour: QColor, rim: QColor) -> tuple[QPen, QPen]:
    """What so many round dots are drawn with: every rim beneath every dot."""
    dot = _DOT_PX if count <= _MANY_DOTS else _SMALL_DOT_PX
    pens = QPen(rim, dot + _RIM_PX), QPen(colour, dot)
    for pen in pens:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pens


def draw_dots(painter: QPainter, pen: QPen, at: F64) -> None:
    """Dots at the pixels float64[k, 2]."""
    painter.setPen(pen)
    painter.drawPoints(QPolygonF([QPointF(x, y) for x, y in at.tolist()]))


def place_at(place: QRectF) -> F64:
    """The upper left corner of a rectangle, float64[2]."""
    return np.array([place.left(), place.top()])


def _shapes(
    image: QImage,
    place: QRectF,
    content: Content,
    paths: LayerPaths,
    rows: I32,
    viewport: Viewport,
    colour: QColor,
) -> Iterator[None]:
    """Areas and lines, portion by portion."""
    shapes = content.shapes
    assert shapes is not None
    px_m = viewport.metres_per_px
    known = paths.at(px_m)
    for portion in _portions(shapes, rows):
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(rows) < _MANY_ROWS)
        painter.translate(-place.left(), -place.top())
        painter.setTransform(transform(viewport), True)
        draw_shapes(painter, known, portion, content.kinds, colour, px_m)
        painter.end()
        yield


def _portions(shapes: Shapes, rows: I32) -> Iterator[list[int]]:
    """The rows in lists of about as many vertices each."""
    sizes = shapes.rings[shapes.first[rows + 1]] - shapes.rings[shapes.first[rows]]
    number = np.cumsum(sizes) // _VERTICES_A_STEP
    for part in np.split(rows, np.flatnonzero(np.diff(number)) + 1):
        yield part.tolist()


def _dots(image: QImage, at: F64, colour: QColor, rim: QColor) -> Iterator[None]:
    """Round dots, portion by portion."""
    for pen in dot_pens(len(at), colour, rim):
        for start in range(0, len(at), _DOTS_A_STEP):
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_dots(painter, pen, at[start : start + _DOTS_A_STEP])
            painter.end()
            yield


def density(image: QImage, place: QRectF, dots: list[F64], colour: QColor) -> Iterator[None]:
    """How many points lie on each spot of some pixels, the more the more opaque."""
    ratio = image.devicePixelRatio()
    wide = int(np.ceil(image.width() / ratio / _CELL_PX))
    high = int(np.ceil(image.height() / ratio / _CELL_PX))
    counts = np.zeros(wide * high)
    for part in dots:
        column, row = np.floor((part - place_at(place)) / _CELL_PX).astype(np.int64).T
        inside = (column >= 0) & (column < wide) & (row >= 0) & (row < high)
        counts += np.bincount(row[inside] * wide + column[inside], minlength=wide * high)
        yield
    most = max(float(counts.max()), 1.0)
    share = np.where(counts > 0, np.maximum(np.log1p(counts) / np.log1p(most), _LEAST_DENSE), 0.0)
    yield
    cells_image = _tinted(share.reshape(high, wide), colour)
    painter = QPainter(image)
    painter.drawImage(QRectF(0, 0, wide * _CELL_PX, high * _CELL_PX), cells_image)
    painter.end()
    yield


def _tinted(share: F64, colour: QColor) -> QImage:
    """An image of a colour, as opaque at every place as `share` float64[h, w] says."""
    alpha = np.round(share * 255)
    pixels = alpha.astype(np.uint32) << 24
    for shift, part in ((16, colour.red()), (8, colour.green()), (0, colour.blue())):
        pixels |= np.round(share * part).astype(np.uint32) << shift
    packed: npt.NDArray[np.uint32] = np.ascontiguousarray(pixels)
    form = QImage.Format.Format_ARGB32_Premultiplied
    height, width = packed.shape
    return QImage(packed.data, width, height, 4 * width, form).copy()


def _pen(colour: QColor, width_m: float) -> QPen:
    pen = QPen(colour, width_m)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen


def draw_flash(
    painter: QPainter, layer: Layer, paths: LayerPaths, row: int, viewport: Viewport, theme: Theme
) -> None:
    """One row brought out: its outline, or a ring round its points."""
    shapes, content = layer.shapes, layer.content
    if shapes is None or content is None or not 0 <= row < len(shapes):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for tone, width in ((theme.map.halo, 6.0), (theme.chrome.selected, 3.0)):
        if content.kinds[row] == Kind.POINT:
            painter.setPen(QPen(tone, width))
            for ring in shapes.rings_of(row):
                x, y = viewport.to_px(float(ring[0, 0]), float(ring[0, 1]))
                painter.drawEllipse(QPointF(x, y), _DOT_PX + _RIM_PX, _DOT_PX + _RIM_PX)
            continue
        painter.save()
        painter.setTransform(transform(viewport), True)
        path = paths.at(viewport.metres_per_px).of(row)
        painter.strokePath(path, _pen(tone, width * viewport.metres_per_px))
        painter.restore()
    painter.restore()
