"""A picture of the map for one viewport: layers kept apart, so that a frame only recolours it.

The picture of ids holds a number for every device pixel (which estate or building it shows), as
runs of pixels alike; new colours are found for the runs alone, whatever the number of places, and
what the pointer is over is one look into the runs.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath, QRegion

from console.domain.arrays import U32
from console.domain.records import dataclass
from console.paint.arrays import in_rows, pixels_of, scaled, within
from console.paint.labels import Inks, Lettering, PlaceInk, PlaceLabels, draw_label, draw_places
from console.paint.map.fading import fade_places
from console.paint.map.ink import Colouring, Ids, RunPlaces, ids_of, places_of
from console.paint.map.layers import PathLevels
from console.paint.map.paths import runs_across, transform
from console.paint.map.runs import Runs
from console.paint.map.signs import sign_of
from console.paint.map_counts import PAD_PX
from console.paint.theme import Theme
from console.state.map.base import ALL_IN_SIGHT, BaseSight
from console.state.map.desk import FRAMED, Desk, Kind, Label, layer_of
from console.state.map.ground import MapGround
from console.state.map.labels import placed
from console.state.map.occupancy import BoxPx, Occupancy
from console.state.map.room import Room, Stretches
from console.state.map.scene import MapScene, scene
from console.state.map.spot import NO_SPOT, Spot
from console.state.map.viewport import Viewport
from console.store.columns import F64

if TYPE_CHECKING:
    from console.paint.map.blocks import LabelBlocks
    from console.paint.map.layer_ink import LayerPaths
    from console.paint.map.moved import Bare
    from console.state.layers.layer import Layer

_ROWS_A_FILL = 125
_LABELS_A_STEP = 8
_MOST_BLOCKS = 12
"""Up to so many blocks of labels are written anew alone: each takes a copy of its own."""
Written = list[tuple[PlaceLabels, PlaceInk]]


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


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """The colours of a picture's runs, how places are written, and the image without this.

    That image is the picture's own, which is written upon, unless fills let the base shine through.
    """

    of_runs: U32
    inks: Inks
    under: QImage


@dataclass(eq=False)
class MapPicture:
    """The finished layers of one viewport, and the image they were last put together to.

    `runs` are the numbers of the device pixels at `corner` (column, row), outside which no place
    lies; `base` lies beneath the places, `cover` over them: it is the base again wherever no
    place is, with edges, roads and quiet labels; labels as they were placed, clear of the
    `reserved` boxes (legend, scale bar); `image` opaque. `bare` is there to be taken over by the
    next picture, None where the picture was kept from an earlier start.
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
    bare: Bare | None = None
    _shown: _Shown | None = None

    @property
    def viewport(self) -> Viewport:
        """The viewport it shows."""
        return self.scene.viewport

    @cached_property
    def coloured(self) -> QRect:
        """The logical pixels that a frame colours: where places lie, and their names and counts."""
        rect = QRectF(self._logical(self._inhabited))
        for label in self.labels:
            for left, top, right, bottom in label.boxes if label.kind in FRAMED else ():
                rect |= QRectF(QPointF(left, top), QPointF(right, bottom))
        return rect.toAlignedRect().adjusted(-PAD_PX, -PAD_PX, PAD_PX, PAD_PX)

    @cached_property
    def _of_places(self) -> tuple[PlaceLabels, PlaceLabels]:
        """The labels of estates and of buildings."""
        of = {kind: [one for one in self.labels if one.kind is kind] for kind in FRAMED}
        return PlaceLabels(of[Kind.ESTATE]), PlaceLabels(of[Kind.BUILDING])

    @cached_property
    def _blocks(self) -> LabelBlocks:
        """The labels of places in blocks, each of which is written anew alone."""
        from console.paint.map.blocks import LabelBlocks

        return LabelBlocks(self._of_places)

    @cached_property
    def _filled(self) -> QImage:
        """An image for the picture without names and counts of places."""
        filled = QImage(self.image.size(), self.image.format())
        filled.setDevicePixelRatio(self.sheet.ratio)
        return filled

    @cached_property
    def _places(self) -> RunPlaces:
        """What the runs show: only that is coloured, whatever else there is in the street."""
        return places_of(self.runs.numbers, self.ids)

    def recolour(self, colouring: Colouring) -> QRegion:
        """Put `image` together anew; gives the logical pixels that may be others than before.

        Fills in a frame's colours, cover, names, counts: where few of them change, there alone.
        """
        of_runs, inks = self._colours(colouring), (colouring.estates, colouring.buildings)
        before, blends = self._shown, colouring.is_dimmed or self._shines
        under = self._filled if blends else self.image
        boxes = [QRect(QPoint(0, 0), self.image.size())]
        shown = list(zip(self._of_places, inks, strict=True))
        rects = [self._logical(*boxes) if before is None else self.coloured]
        if before is not None and before.under is under:
            boxes = self.runs.boxes(of_runs != before.of_runs, self.corner)
            if boxes != [self._inhabited]:
                rects, shown = self._rewritten(before.inks, inks, boxes)
        if under is self.image:
            boxes = [self._physical(rect) for rect in rects]
        self._fill(under, of_runs, boxes, blends=blends)
        self._shown = _Shown(of_runs, inks, under)
        self._write(under, rects, shown)
        region = QRegion()
        for rect in rects:
            region += rect
        return region

    @property
    def _shines(self) -> bool:
        """Whether layers of places are drawn so that what lies beneath shines through."""
        sight = self.sheet.sight
        return min(sight.of("estates"), sight.of("buildings")) < 1

    def _colours(self, colouring: Colouring) -> U32:
        """The colours of the runs, as faded as their layers are."""
        of_runs = colouring.of_runs(self._places)
        if self._shines:
            estates = self.sheet.ground.street.buildings.estate[self._places.buildings[1]]
            below, inside = np.zeros(len(estates), np.uint32), estates >= 0
            below[inside] = colouring.of_estates(estates[inside])
            fade_places(of_runs, self._places, below, self.sheet.sight)
        return of_runs

    def _rewritten(
        self, before: Inks, inks: Inks, boxes: list[QRect]
    ) -> tuple[list[QRect], Written]:
        """The pixels of boxes filled anew and of what is written in another way; what is there."""
        filled = [self._logical(box) for box in boxes]
        blocks = self._blocks.touched(before, inks, filled)
        if len(blocks) > _MOST_BLOCKS:
            return [self.coloured], list(zip(self._of_places, inks, strict=True))
        labels = (zip(self._blocks.labels[block], inks, strict=True) for block in blocks)
        rects = [self._blocks.rects[block] for block in blocks]
        return [*filled, *rects], [*chain.from_iterable(labels)]

    def _logical(self, box: QRect) -> QRect:
        """The logical pixels of a box of the device's, one more around: a clip may cut a half."""
        return scaled(box, 1 / self.sheet.ratio).adjusted(-1, -1, 1, 1)

    def _physical(self, rect: QRect) -> QRect:
        """The device pixels of a rectangle, as far as they are the picture's."""
        return scaled(rect, self.sheet.ratio) & self.image.rect()

    def _fill(self, under: QImage, of_runs: U32, boxes: list[QRect], *, blends: bool) -> None:
        """Fills and cover into boxes of device pixels; `blends` fills over the base."""
        if not boxes:
            return
        pixels, ratio = pixels_of(under), self.sheet.ratio
        with painting(under) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            for box in boxes:
                if blends:
                    painter.drawImage(box, self.base, box)
                for strip in in_rows(box & self._inhabited, _ROWS_A_FILL):
                    if blends:
                        self._blend(painter, of_runs, strip)
                    else:
                        within(pixels, strip)[:] = self._spread(of_runs, strip)
                painter.drawImage(box, self.cover, box)

    def letter_again(self, painter: QPainter, spot: Spot, outline: QPainterPath) -> None:
        """Draw the name and the count of a place once more where its outline runs across them."""
        if self._shown is None or spot == NO_SPOT:
            return
        of_building = spot.building >= 0
        labels, ink = self._of_places[of_building], self._shown.inks[of_building]
        alone = labels.of(spot.building if of_building else spot.estate)
        if alone.are_crossed is None:
            boxes = [box for label in alone.labels for box in label.boxes]
            alone.are_crossed = runs_across(outline, self.viewport, boxes)
        if alone.are_crossed:
            painter.setOpacity(self.sheet.sight.of("labels"))
            draw_places(painter, self.sheet.lettering, [(alone, ink)])
            painter.setOpacity(1.0)

    def _write(self, under: QImage, rects: list[QRect], shown: Written) -> None:
        """Names and counts onto what lies under them in some rectangles."""
        with painting(self.image) as painter:
            for rect in rects if under is not self.image else ():
                painter.setClipRect(rect)
                painter.drawImage(QPointF(0, 0), under)
            painter.setClipping(False)
            painter.setOpacity(self.sheet.sight.of("labels"))
            draw_places(painter, self.sheet.lettering, shown)

    @cached_property
    def _inhabited(self) -> QRect:
        """The device pixels of the runs."""
        height, width = self.runs.shape
        return QRect(*self.corner, width, height)

    def _spread(self, of_runs: U32, strip: QRect) -> U32:
        """The runs' colours in a strip of their device pixels, uint32[h, w]."""
        at = strip.translated(-self._inhabited.topLeft())
        rows = self.runs.spread(of_runs, slice(at.top(), at.top() + at.height()))
        return rows[:, at.left() : at.left() + at.width()]

    def _blend(self, painter: QPainter, of_runs: U32, strip: QRect) -> None:
        """Draw the runs' colours over the base, which shines through those that are dimmed."""
        colours = np.ascontiguousarray(self._spread(of_runs, strip))
        height, width = colours.shape
        form = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(colours.data, width, height, width * 4, form)
        painter.drawImage(strip.topLeft(), image)

    def number_at(self, x_px: float, y_px: float) -> int:
        """The number under a logical pixel, 0 outside the picture."""
        column = int(x_px * self.sheet.ratio) - self.corner[0]
        row = int(y_px * self.sheet.ratio) - self.corner[1]
        height, width = self.runs.shape
        if not (0 <= row < height and 0 <= column < width):
            return 0
        return self.runs.at(row, column)


def steps(
    sheet: Sheet,
    viewport: Viewport,
    reserved: tuple[BoxPx, ...] = (),
    before: MapPicture | None = None,
) -> Generator[None, None, MapPicture]:
    """Draw the picture of `viewport` in small steps; the return value is the picture.

    What stayed in sight is taken over from the picture `before`. A start that shows a picture kept
    from the last one does without what draws.
    """
    from console.paint.map.making import Making
    from console.paint.map.moved import Bare, moved_from

    found = scene(sheet.ground, viewport, sheet.theme.metrics.scale, sheet.sight)
    moved = moved_from(before, sheet, viewport)
    making = Making(sheet, found, moved)
    yield
    base = yield from making.base()
    image = making.image()
    runs = yield from making.runs(image)
    bare = yield from making.cover(base, runs)
    cover = bare.copy()
    for layer in (base, cover, image):
        layer.setDevicePixelRatio(sheet.ratio)
    labels = yield from _labels(sheet, found, cover, reserved)
    return MapPicture(
        sheet=sheet,
        scene=found,
        ids=ids_of(sheet.ground),
        base=base,
        corner=(making.inhabited.left(), making.inhabited.top()),
        runs=runs,
        cover=cover,
        labels=labels,
        reserved=reserved,
        image=image,
        bare=Bare(bare, viewport if moved is None else moved.bare.anchor),
    )


def whole(sheet: Sheet, viewport: Viewport, reserved: tuple[BoxPx, ...] = ()) -> MapPicture:
    """The picture of `viewport`, drawn at once."""
    return at_once(steps(sheet, viewport, reserved))


def at_once(job: Generator[None, None, MapPicture]) -> MapPicture:
    """The picture that steps come to, all of them taken."""
    while True:
        try:
            next(job)
        except StopIteration as done:
            picture: MapPicture = done.value
            return picture


@contextmanager
def painting(image: QImage) -> Iterator[QPainter]:
    """A painter on `image` in its logical pixels, ended whatever happens."""
    painter = QPainter(image)
    try:
        yield painter
    finally:
        painter.end()


@contextmanager
def drawing(
    image: QImage, viewport: Viewport, ratio: float, rect: QRect | None = None
) -> Iterator[QPainter]:
    """A painter on `image` that takes metres, and draws in a rectangle of its pixels alone."""
    with painting(image) as painter:
        if rect is not None:
            painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(transform(viewport, ratio))
        yield painter


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
