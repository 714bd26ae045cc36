"""The layers of a picture in the making: of all of it, or of the strips that came into sight."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from console.domain.records import dataclass
from console.paint.arrays import in_rows, pixels_of, pixels_seen, within
from console.paint.map.ink import Ids, ids_of
from console.paint.map.layers import (
    FillBrushes,
    Lay,
    MapPaths,
    above,
    beneath,
    fills,
    lay_nothing,
)
from console.paint.map.moved import Moved
from console.paint.map.picture import drawing, painting
from console.paint.map.runs import OPAQUE, Runs, runs_of
from console.state.map.base import BaseLayer
from console.state.map.scene import LONGEST_SHADOW_M, MapScene
from console.state.map.viewport import grown, joined

if TYPE_CHECKING:
    from console.paint.map.picture import Sheet

_ROWS_A_STEP, _MOST_BRUSHES = 300, 32_768
_OPAQUE_FORM, _CLEAR_FORM = QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied


class NumberBrushes(FillBrushes):
    """Fills every place with its number instead of a colour."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids

    def estate(self, row: int) -> QBrush:
        """The number of an estate."""
        return _brush(1 + row)

    def shadow(self, estate: int) -> QBrush:
        """The number of the shadow on an estate."""
        return _brush(self._ids.shadow + estate)

    def building(self, row: int) -> QBrush:
        """The number of a building."""
        return _brush(self._ids.building + row)


@lru_cache(maxsize=_MOST_BRUSHES)
def _brush(number: int) -> QBrush:
    """The brush of a number, kept: to make one takes as long as to fill an estate with it."""
    return QBrush(QColor.fromRgba(OPAQUE | number))


@dataclass(frozen=True, eq=False)
class Making:
    """What a picture is made with: its sheet, its scene, and what is taken over from another."""

    sheet: Sheet
    found: MapScene
    moved: Moved | None = None

    @property
    def size(self) -> QSize:
        """The device pixels of the picture."""
        view, ratio = self.found.viewport, self.sheet.ratio
        return QSize(max(1, round(view.width_px * ratio)), max(1, round(view.height_px * ratio)))

    def image(self, *, clear: bool = False) -> QImage:
        """An image of the picture's size, of pixels that nobody has drawn yet."""
        return QImage(self.size, _CLEAR_FORM if clear else _OPAQUE_FORM)

    def base(self) -> Generator[None, None, QImage]:
        """What lies beneath the places."""
        base, sheet = self.image(), self.sheet
        if self.moved is not None:
            yield from self.moved.take_over(self.moved.before.base, base)
        for rect, part in self._parts:
            with drawing(base, self.found.viewport, sheet.ratio, rect) as painter:
                yield from beneath(painter, part, self._paths, sheet.theme, self._lay)
        return base

    def runs(self, onto: QImage) -> Generator[None, None, Runs]:
        """The numbers of the places, drawn onto an image that is painted over later."""
        lived_in, sheet = self.inhabited, self.sheet
        with painting(onto) as painter:
            painter.fillRect(lived_in, QColor.fromRgba(OPAQUE))
        if self.moved is not None:
            yield from self.moved.take_numbers(pixels_of(onto))
        brushes = NumberBrushes(ids_of(sheet.ground))
        for rect, part in self._parts:
            with drawing(onto, self.found.viewport, sheet.ratio, rect & lived_in) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                yield from fills(painter, part, self._paths, brushes)
        return runs_of(within(pixels_seen(onto), lived_in))

    def cover(self, base: QImage, runs: Runs) -> Generator[None, None, QImage]:
        """What lies over the places but for labels; where there is none of them, the base too."""
        cover, sheet = self.image(clear=True), self.sheet
        if self.moved is not None:
            yield from self.moved.take_over(self.moved.bare.cover, cover)
        for rect, part in self._parts:
            yield from self._pierce(cover, base, rect, runs)
            with drawing(cover, self.found.viewport, sheet.ratio, rect) as painter:
                yield from above(painter, part, self._paths, sheet.theme, self._lay)
        return cover

    @cached_property
    def inhabited(self) -> QRect:
        """The device pixels in which places lie; at least one pixel, always in sight."""
        found, ratio, size = self.found, self.sheet.ratio, self.size
        ground = found.ground
        boxes = (ground.estates.boxes[found.estates], ground.buildings.boxes[found.buildings])
        box = joined(np.concatenate(boxes))
        if box is None:
            return QRect(0, 0, 1, 1)
        left, top, right, bottom = found.viewport.box_px(grown(box, LONGEST_SHADOW_M))
        west = max(0, min(size.width() - 1, int(left * ratio)))
        north = max(0, min(size.height() - 1, int(top * ratio)))
        east = min(size.width(), int(right * ratio) + 2)
        south = min(size.height(), int(bottom * ratio) + 2)
        return QRect(west, north, max(1, east - west), max(1, south - north))

    @cached_property
    def _parts(self) -> list[tuple[QRect, MapScene]]:
        """The device pixels that are drawn, and what is seen in them."""
        if self.moved is not None:
            return self.moved.strips
        return [(QRect(QPoint(0, 0), self.size), self.found)]

    @cached_property
    def _paths(self) -> MapPaths:
        return self.sheet.paths.at(self.found.viewport.metres_per_px)

    @cached_property
    def _lay(self) -> Lay:
        """What draws the layers of files among the street's own; loaded when there are any."""
        if not self.sheet.laid:
            return lay_nothing
        from console.paint.map.layer_ink import lay_image

        sheet, viewport = self.sheet, self.found.viewport

        def lay(painter: QPainter, upon: BaseLayer) -> Iterator[None]:
            for layer, paths in sheet.laid:
                if layer.over == upon:
                    yield from lay_image(painter, layer, paths, viewport, sheet.theme, sheet.ratio)

        return lay

    def _pierce(
        self, cover: QImage, base: QImage, part: QRect, runs: Runs
    ) -> Generator[None, None, None]:
        """Make a part of the cover the base's, transparent where places lie."""
        into, given = pixels_of(cover), pixels_seen(base)
        free, corner = runs.numbers == 0, self.inhabited.topLeft()
        for strip in in_rows(part, _ROWS_A_STEP):
            np.bitwise_or(within(given, strip), np.uint32(OPAQUE), out=within(into, strip))
            lived_in = strip & self.inhabited
            if not lived_in.isEmpty():
                at = lived_in.translated(-corner)
                rows = slice(at.top(), at.top() + at.height())
                columns = slice(at.left(), at.left() + at.width())
                pixels = within(into, lived_in)
                pixels *= runs.spread(free, rows)[:, columns]
            yield
