"""A picture of the map for one viewport: layers kept apart, so that a frame only recolours it.

The picture of ids holds a number for every device pixel (which estate or building it shows), as
runs of pixels alike; new colours are one look into a palette for each run, whatever the number of
places, and what the pointer is over is one look into the runs.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from console.domain.records import dataclass
from console.paint.labels import Lettering, draw_label, draw_places
from console.paint.map.fading import fade_places
from console.paint.map.ink import U32, Colouring, Ids, ids_of
from console.paint.map.layers import (
    LONGEST_SHADOW_M,
    FillBrushes,
    Lay,
    PathLevels,
    above,
    beneath,
    fills,
    lay_nothing,
)
from console.paint.map.paths import transform
from console.paint.map.runs import OPAQUE, Runs, runs_of
from console.paint.map.signs import sign_of
from console.paint.map_counts import PAD_PX
from console.paint.theme import Theme
from console.state.map.base import ALL_IN_SIGHT, BaseLayer, BaseSight
from console.state.map.desk import FRAMED, Desk, Label, layer_of
from console.state.map.ground import MapGround
from console.state.map.labels import placed
from console.state.map.occupancy import BoxPx, Occupancy
from console.state.map.room import Room, Stretches
from console.state.map.scene import MapScene, scene
from console.state.map.viewport import Viewport, grown, joined
from console.store.columns import F64

if TYPE_CHECKING:
    from console.paint.map.layer_ink import LayerPaths
    from console.state.layers.layer import Layer

_ROWS_A_STEP = 300
_ROWS_A_FILL = 125
_LABELS_A_STEP = 8


@dataclass(frozen=True, eq=False)
class Sheet:
    """Everything a picture is made from except the viewport: kept while street and look stay.

    weights float64[estates], float64[buildings]: the season's peak of the metric; ratio is device
    pixels for each logical one; `sight` says which layers are drawn; `laid` are the layers of files
    that lie among them, the lowest first.
    """

    ground: MapGround
    paths: PathLevels
    theme: Theme
    lettering: Lettering
    rooms: dict[tuple[str, int], Room]
    estate_weight: F64
    building_weight: F64
    ratio: float = 1.0
    sight: BaseSight = ALL_IN_SIGHT
    laid: tuple[tuple[Layer, LayerPaths], ...] = ()
    stretches: Stretches = field(default_factory=Stretches)

    @cached_property
    def crowded_from(self) -> F64:
        """The metres a pixel from which estates were found to have room for no label."""
        return np.full(len(self.ground.estates), np.inf)


class NumberBrushes(FillBrushes):
    """Fills every place with its number instead of a colour."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids

    def estate(self, row: int) -> QColor:
        """The number of an estate."""
        return QColor.fromRgba(OPAQUE | (1 + row))

    def shadow(self, estate: int) -> QColor:
        """The number of the shadow on an estate."""
        return QColor.fromRgba(OPAQUE | (self._ids.shadow + estate))

    def building(self, row: int) -> QColor:
        """The number of a building."""
        return QColor.fromRgba(OPAQUE | (self._ids.building + row))


@dataclass(eq=False)
class MapPicture:
    """The finished layers of one viewport, and the image they were last put together to.

    `runs` are the numbers of the device pixels at `corner` (column, row), outside which no place
    lies; `base` lies beneath the places, `cover` over them: it is the base again wherever no
    place is, with edges, roads and quiet labels; labels as they were placed, clear of the
    `reserved` boxes (legend, scale bar); `image` opaque.
    """

    sheet: Sheet
    scene: MapScene
    ids: Ids
    base: QImage
    corner: tuple[int, int]
    runs: Runs
    cover: QImage
    labels: list[Label]
    reserved: tuple[BoxPx, ...]
    image: QImage

    @property
    def viewport(self) -> Viewport:
        """The viewport it shows."""
        return self.scene.viewport

    @cached_property
    def coloured(self) -> QRect:
        """The logical pixels that a frame colours: where places lie, and their names and counts."""
        column, row = self.corner
        height, width = self.runs.shape
        ratio = self.sheet.ratio
        rect = QRectF(column / ratio, row / ratio, width / ratio, height / ratio)
        for label in self.labels:
            for left, top, right, bottom in label.boxes if label.kind in FRAMED else ():
                rect |= QRectF(QPointF(left, top), QPointF(right, bottom))
        return rect.toAlignedRect().adjusted(-PAD_PX, -PAD_PX, PAD_PX, PAD_PX)

    def recolour(self, colouring: Colouring) -> None:
        """Put `image` together anew: fills in a frame's colours, cover, names, counts."""
        palette, sight = colouring.palette(self.ids), self.sheet.sight
        shines = min(sight.of("estates"), sight.of("buildings")) < 1
        if shines:
            fade_places(palette, self.ids, self.sheet.ground.street.buildings.estate, sight)
        if colouring.is_dimmed or shines:
            self._blend(palette)
        else:
            self._fill(palette)
        with painting(self.image) as painter:
            painter.drawImage(QPointF(0, 0), self.cover)
            painter.setOpacity(sight.of("labels"))
            for ink in (colouring.estates, colouring.buildings):
                draw_places(painter, self.sheet.lettering, self.labels, ink)

    def _fill(self, palette: U32) -> None:
        """Put the numbers' colours into the image; what no place covers is the cover's."""
        column, row = self.corner
        height, width = self.runs.shape
        into = _pixels(self.image)[row : row + height, column : column + width]
        colours = palette[self.runs.numbers]
        for rows in self.runs.rows(_ROWS_A_FILL):
            into[rows] = self.runs.spread(colours, rows)

    def _blend(self, palette: U32) -> None:
        """Draw the numbers' colours over the base, which shines through those that are dimmed."""
        with painting(self.image) as painter:
            painter.drawImage(QPointF(0, 0), self.base)
            of_runs = palette[self.runs.numbers]
            for rows in self.runs.rows(_ROWS_A_FILL):
                colours = self.runs.spread(of_runs, rows)
                height, width = colours.shape
                form = QImage.Format.Format_ARGB32_Premultiplied
                strip = QImage(colours.data, width, height, width * 4, form)
                strip.setDevicePixelRatio(self.sheet.ratio)
                corner = QPointF(self.corner[0], self.corner[1] + rows.start) / self.sheet.ratio
                painter.drawImage(corner, strip)

    def number_at(self, x_px: float, y_px: float) -> int:
        """The number under a logical pixel, 0 outside the picture."""
        column = int(x_px * self.sheet.ratio) - self.corner[0]
        row = int(y_px * self.sheet.ratio) - self.corner[1]
        height, width = self.runs.shape
        if not (0 <= row < height and 0 <= column < width):
            return 0
        return self.runs.at(row, column)


def steps(
    sheet: Sheet, viewport: Viewport, reserved: tuple[BoxPx, ...] = ()
) -> Generator[None, None, MapPicture]:
    """Draw the picture of `viewport` in small steps; the return value is the picture."""
    ratio = sheet.ratio
    width, height = round(viewport.width_px * ratio), round(viewport.height_px * ratio)
    found = scene(sheet.ground, viewport, sheet.theme.metrics.scale, sheet.sight)
    ids = ids_of(sheet.ground)
    paths = sheet.paths.at(viewport.metres_per_px)
    base = _image(width, height, QImage.Format.Format_RGB32)
    lay = _lay_of(sheet, viewport)
    yield
    with drawing(base, viewport, ratio) as painter:
        yield from beneath(painter, found, paths, sheet.theme, lay)
    rect = _inhabited(found, width, height, ratio)
    image = _image(width, height, QImage.Format.Format_RGB32)
    runs = yield from _runs(sheet, found, ids, rect, image)
    cover = yield from _with_holes(base, runs, rect)
    with drawing(cover, viewport, ratio) as painter:
        yield from above(painter, found, paths, sheet.theme, lay)
    for layer in (base, cover, image):
        layer.setDevicePixelRatio(ratio)
    labels = yield from _labels(sheet, found, cover, reserved)
    corner = rect.left(), rect.top()
    return MapPicture(sheet, found, ids, base, corner, runs, cover, labels, reserved, image)


def _lay_of(sheet: Sheet, viewport: Viewport) -> Lay:
    """What draws the layers of files that lie among the street's own; loaded when there are any."""
    if not sheet.laid:
        return lay_nothing
    from console.paint.map.layer_ink import lay_image

    def lay(painter: QPainter, upon: BaseLayer) -> Iterator[None]:
        for layer, paths in sheet.laid:
            if layer.over == upon:
                yield from lay_image(painter, layer, paths, viewport, sheet.theme, sheet.ratio)

    return lay


def whole(sheet: Sheet, viewport: Viewport, reserved: tuple[BoxPx, ...] = ()) -> MapPicture:
    """The picture of `viewport`, drawn at once."""
    job = steps(sheet, viewport, reserved)
    while True:
        try:
            next(job)
        except StopIteration as done:
            picture: MapPicture = done.value
            return picture


def _image(width: int, height: int, form: QImage.Format) -> QImage:
    return QImage(max(1, width), max(1, height), form)


@contextmanager
def painting(image: QImage) -> Iterator[QPainter]:
    """A painter on `image` in its logical pixels, ended whatever happens."""
    painter = QPainter(image)
    try:
        yield painter
    finally:
        painter.end()


@contextmanager
def drawing(image: QImage, viewport: Viewport, ratio: float) -> Iterator[QPainter]:
    """A painter on `image` that takes metres."""
    with painting(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(transform(viewport, ratio))
        yield painter


def _inhabited(found: MapScene, width: int, height: int, ratio: float) -> QRect:
    """The device pixels in which places lie; one pixel when there are none in sight."""
    ground = found.ground
    boxes = (ground.estates.boxes[found.estates], ground.buildings.boxes[found.buildings])
    box = joined(np.concatenate(boxes))
    if box is None:
        return QRect(0, 0, 1, 1)
    left, top, right, bottom = found.viewport.box_px(grown(box, LONGEST_SHADOW_M))
    west, north = max(0, int(left * ratio)), max(0, int(top * ratio))
    east, south = min(width, int(right * ratio) + 2), min(height, int(bottom * ratio) + 2)
    return QRect(west, north, max(1, east - west), max(1, south - north))


def _runs(
    sheet: Sheet, found: MapScene, ids: Ids, rect: QRect, onto: QImage
) -> Generator[None, None, Runs]:
    """The numbers of the places in `rect`, drawn onto an image that is painted over later."""
    with painting(onto) as painter:
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor.fromRgba(OPAQUE))
        painter.setTransform(transform(found.viewport, sheet.ratio))
        paths = sheet.paths.at(found.viewport.metres_per_px)
        yield from fills(painter, found, paths, NumberBrushes(ids))
    columns = slice(rect.left(), rect.left() + rect.width())
    return runs_of(_pixels(onto)[rect.top() : rect.top() + rect.height(), columns])


def _with_holes(base: QImage, runs: Runs, rect: QRect) -> Generator[None, None, QImage]:
    """The base, transparent where places lie."""
    cover = base.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    yield
    columns = slice(rect.left(), rect.left() + rect.width())
    pixels = _pixels(cover)[rect.top() : rect.top() + rect.height(), columns]
    free = runs.numbers == 0
    for rows in runs.rows(_ROWS_A_STEP):
        pixels[rows] *= runs.spread(free, rows)
        yield
    return cover


def _pixels(image: QImage) -> U32:
    """The pixels of an image of 32 bits, to be read and written, uint32[h, w]."""
    return np.frombuffer(image.bits(), np.uint32).reshape(image.height(), image.width())


def _labels(
    sheet: Sheet, found: MapScene, cover: QImage, reserved: tuple[BoxPx, ...]
) -> Generator[None, None, list[Label]]:
    view = found.viewport
    occupancy = Occupancy(view.width_px, view.height_px)
    occupancy.take(list(reserved))
    desk = Desk(
        scene=found,
        occupancy=occupancy,
        measure=sheet.lettering.measure,
        rooms=sheet.rooms,
        estate_weight=sheet.estate_weight,
        building_weight=sheet.building_weight,
        crowded_from=sheet.crowded_from,
        stretches=sheet.stretches,
    )
    labels: list[Label] = []
    with painting(cover) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for turn, label in enumerate(placed(desk)):
            if label is not None:
                labels.append(label)
                if label.kind not in FRAMED:
                    painter.setOpacity(found.sight.of(layer_of(label.kind)))
                    draw_label(painter, sheet.lettering, label, sign_of(found.ground, label))
            if turn % _LABELS_A_STEP == 0:
                yield
    return labels
