"""Paints an estate's buildings as silhouettes of true relative height, with their counts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import say
from console.paint import lettering, numbers
from console.paint.arrays import Sides, sides_of
from console.paint.atlas import pixel_corner
from console.paint.boxes import Box
from console.paint.silhouette_stills import DIMMED, NAME_PX, Still, still_pixmap
from console.paint.theme import Theme
from console.state.estate_model import EstatePanel, Shape
from console.state.estate_words import unlisted_words
from console.state.lists.link import ListLink
from console.store.lists import Kind

_CELL_PX, _MOST_CELL_PX, _BODY_PX = 48, 78, 28
_TALLEST_PX, _LEAST_TALLEST_PX = 120, 28
_ROOMY_FLOOR_PX, _MOST_FLOOR_PX, _LEAST_BODY_PX, _SLABS_FROM_PX = 9.0, 6.0, 5.0, 3.0
_MOST_NAMES, _MANY_NAMES = 1.0, 0.75
"""Shares of the names that have room: all of them where all shelves are in sight with that."""
_COUNT_PX, _DIGITS = 20, 3
_MOST_TOLD = 120
_NUMBERED = re.compile(r"([0-9][0-9A-Za-z~,、/-]*)([^0-9]{1,4})")


class Placed(NamedTuple):
    """A silhouette in place: its cell, the body standing on the shelf's ground, its label."""

    cell: QRectF
    body: QRectF
    shape: Shape
    label: str


@dataclass(slots=True)
class Shown:
    """The buildings that the boxes of a layout speak of, whatever they count by now."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class ShelfLayout:
    """Silhouettes on shelves; `grounds` are the lines they stand on, `floor_px` one floor."""

    height: float
    placed: tuple[Placed, ...]
    grounds: tuple[tuple[QPointF, QPointF], ...]
    floor_px: float
    boxes: tuple[Box, ...]
    more: QRectF | None
    shown: Shown


def lay_out(
    panel: EstatePanel, width_px: int, theme: Theme, language: str, seen_px: int = 0
) -> ShelfLayout:
    """Place an estate's buildings on as many shelves as the width asks for.

    A shelf is never higher than `seen_px`, the height in sight, where that is known (0: not).
    """
    metrics, scale = theme.metrics, theme.metrics.scale
    pad = metrics.gap("step")
    labels = tuple(shape.name for shape in panel.shapes)
    if len(labels) * _least_cell(labels, theme, _MOST_NAMES) > width_px - 2 * pad:
        labels = short_names(labels)
    least, floor_px = _sizes(panel, labels, width_px, seen_px, theme)
    columns = _columns(len(labels), least, width_px, theme)
    cell = float(int(min((width_px - 2 * pad) / columns, 1.4 * least)))
    y = float(metrics.gap("tight"))
    placed: list[Placed] = []
    grounds: list[tuple[QPointF, QPointF]] = []
    for start in range(0, len(panel.shapes), columns):
        shelf = panel.shapes[start : start + columns]
        high = max(max(shape.floors for shape in shelf) * floor_px, _LEAST_BODY_PX * scale)
        ground = y + _COUNT_PX * scale + high
        for column, shape in enumerate(shelf):
            box = QRectF(pad + column * cell, y, cell, ground + NAME_PX * scale - y)
            body = _body(box, ground, shape, floor_px, scale)
            placed.append(Placed(box, body, shape, labels[start + column]))
        grounds.append((QPointF(pad, ground), QPointF(pad + len(shelf) * cell, ground)))
        y = ground + NAME_PX * scale + metrics.gap("near")
    more = None
    if panel.unlisted:
        more = QRectF(metrics.gap("panel"), y, width_px - 2 * metrics.gap("panel"), 28 * scale)
        y = more.bottom()
    shown = Shown(panel.shapes)
    boxes = tuple(_box(one.cell, number, shown, language) for number, one in enumerate(placed))
    return ShelfLayout(y + pad, tuple(placed), tuple(grounds), floor_px, boxes, more, shown)


def shape_of(panel: EstatePanel) -> tuple[object, ...]:
    """All that says where things stand: panels alike differ in counts."""
    buildings = [(shape.row, shape.name, shape.floors) for shape in panel.shapes]
    return bool(panel.unlisted), tuple(buildings)


def recounted(before: ShelfLayout, panel: EstatePanel) -> ShelfLayout:
    """The layout of a panel of the same shape, with its counts."""
    stand = zip(before.placed, panel.shapes, strict=True)
    placed = tuple(Placed(one.cell, one.body, shape, one.label) for one, shape in stand)
    before.shown.shapes = panel.shapes
    return replace(before, placed=placed)


def short_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names without the ending most of them have after their number: 16-18号楼 is 16-18.

    Names that would then be told apart no longer, and all others, stay as they are.
    """
    found = [_NUMBERED.fullmatch(name) for name in names]
    endings = Counter(one[2] for one in found if one)
    if not endings:
        return names
    usual = endings.most_common(1)[0][0]
    short = tuple(
        one[1] if one and one[2] == usual else name for one, name in zip(found, names, strict=True)
    )
    return short if len(set(short)) == len(set(names)) else names


def _sizes(
    panel: EstatePanel, labels: tuple[str, ...], width_px: int, seen_px: int, theme: Theme
) -> tuple[float, float]:
    """Least width of a cell and height of a floor: the largest of them that are all in sight."""
    for names in (_MOST_NAMES, _MANY_NAMES):
        least = _least_cell(labels, theme, names)
        columns = _columns(len(labels), least, width_px, theme)
        for most_px in (_ROOMY_FLOOR_PX, _MOST_FLOOR_PX):
            floor_px = _floor_px(panel, theme, seen_px, most_px)
            if _height(panel, columns, floor_px, theme) <= seen_px:
                return least, floor_px
    return least, floor_px


def _columns(shapes: int, least: float, width_px: int, theme: Theme) -> int:
    """How many cells stand on a shelf."""
    room = width_px - 2 * theme.metrics.gap("step")
    return min(max(1, int(room / least)), max(1, shapes))


def _height(panel: EstatePanel, columns: int, floor_px: float, theme: Theme) -> float:
    """The height of all shelves with the space around them."""
    metrics, floors = theme.metrics, [shape.floors for shape in panel.shapes]
    shelves = [max(floors[start : start + columns]) for start in range(0, len(floors), columns)]
    labels = (_COUNT_PX + NAME_PX) * metrics.scale + metrics.gap("near")
    ends = metrics.gap("tight") + metrics.gap("step")
    return sum(high * floor_px + labels for high in shelves) + ends


def _floor_px(panel: EstatePanel, theme: Theme, seen_px: int, most_px: float) -> float:
    """The height of a floor: the tallest building has its place, and a whole shelf is in sight."""
    metrics, scale = theme.metrics, theme.metrics.scale
    tallest_px = _TALLEST_PX * scale
    if seen_px:
        taken = (_COUNT_PX + NAME_PX) * scale + metrics.gap("tight") + metrics.gap("step")
        tallest_px = min(max(seen_px - taken, _LEAST_TALLEST_PX * scale), tallest_px)
    floors = max((shape.floors for shape in panel.shapes), default=1)
    return min(most_px * scale, tallest_px / floors)


def _least_cell(labels: tuple[str, ...], theme: Theme, share: float) -> float:
    """How wide a cell must be for a share of the names."""
    font, scale = theme.metrics.font("small", tabular=True), theme.metrics.scale
    widths = sorted(lettering.width(label, font) for label in labels)
    wanted = widths[int((len(widths) - 1) * share)] + 6 if widths else 0.0
    return min(max(wanted, _CELL_PX * scale), _MOST_CELL_PX * scale)


def _body(cell: QRectF, ground: float, shape: Shape, floor_px: float, scale: float) -> QRectF:
    high = max(shape.floors * floor_px, _LEAST_BODY_PX * scale)
    wide = _BODY_PX * scale
    return QRectF(round(cell.center().x() - wide / 2), ground - high, wide, high)


def _box(cell: QRectF, number: int, shown: Shown, language: str) -> Box:
    key = ("building", shown.shapes[number].row)
    said = shown, number, language
    return Box(cell, key, partial(_told, *said, "spoken"), partial(_told, *said, "tip"))


def _told(shown: Shown, number: int, language: str, kind: str) -> str:
    """A building in words, put together when they are asked for."""
    shape = shown.shapes[number]
    return say(
        f"estate.building_{kind}",
        language,
        name=capped(shape.name, _MOST_TOLD),
        floors=shape.floors,
        active=shape.active,
        complete=shape.complete,
        people=shape.people,
        units=shape.units,
    )


@dataclass(frozen=True, slots=True)
class ShelfLook:
    """What is chosen (a building's row), under the pointer and focused (indexes of boxes)."""

    chosen: int
    under_pointer: int
    focused: int


def paint_silhouettes(
    painter: QPainter,
    panel: EstatePanel,
    layout: ShelfLayout,
    look: ShelfLook,
    theme: Theme,
    language: str,
    visible: QRectF,
) -> None:
    """Paint the silhouettes that lie in `visible`: what is kept of them, upon that their counts."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ratio = painter.device().devicePixelRatio()
    floor_px = layout.floor_px if layout.floor_px >= _SLABS_FROM_PX else 0.0
    for index, one in enumerate(layout.placed):
        if one.cell.intersects(visible):
            whole = pixel_corner(painter, one.cell.topLeft(), ratio)
            still = _still(one, whole, index, look, panel, floor_px)
            drawn = still_pixmap(still, theme.name, theme.metrics.scale, ratio)
            painter.drawPixmap(whole, drawn)
            painter.setOpacity(DIMMED if one.shape.dim else 1.0)
            _paint_counts(painter, one, panel.kind, theme)
            painter.setOpacity(1.0)
    painter.setPen(QPen(theme.section.ground_line, 1.5))
    for left, right in layout.grounds:
        painter.drawLine(left, right)
    if layout.more is not None:
        text = unlisted_words(panel, language)
        body = theme.metrics.font("body", tabular=True)
        numbers.sentence(painter, layout.more, text, body, theme.chrome.muted)


def _still(
    one: Placed, whole: QPointF, index: int, look: ShelfLook, panel: EstatePanel, floor_px: float
) -> Still:
    shape, left, top = one.shape, whole.x(), whole.y()
    return Still(
        cell=_from(left, top, one.cell),
        body=_from(left, top, one.body),
        floors=shape.floors,
        floor_px=floor_px,
        level=shape.level,
        levels=panel.levels,
        hue=panel.hue,
        label=one.label,
        is_counted=shape.counted > 0,
        is_dim=shape.dim,
        is_chosen=shape.row == look.chosen,
        is_pointed=index == look.under_pointer,
        is_focused=index == look.focused,
    )


def _from(left: float, top: float, box: QRectF) -> Sides:
    """A box as it lies from a corner."""
    x, y, wide, high = sides_of(box)
    return round(x - left, _DIGITS), round(y - top, _DIGITS), wide, high


def _paint_counts(painter: QPainter, one: Placed, kind: Kind, theme: Theme) -> None:
    """Above the roof: people under the clock, then a ring with those complete and waiting.

    Their boxes are no higher than the digits, so that every click beside them means the building.
    """
    metrics, shape, (left, _, room, _) = theme.metrics, one.shape, sides_of(one.cell)
    active = f"{shape.counted:,}" if shape.counted else ""
    complete = f"{shape.complete:,}" if shape.complete else ""
    bold, small = metrics.font("body", bold=True, tabular=True), metrics.font("small", tabular=True)
    ring, gap = 8 * metrics.scale, metrics.gap("tight")
    wide, high = lettering.width(active, bold), bold.pixelSize()
    extra = ring + 2 + lettering.width(complete, small) if complete else 0.0
    between = gap if active and complete else 0
    if wide + between + extra > room:
        extra = between = 0
        complete = ""
    right = left + room
    top = one.body.top() - 20 * metrics.scale + (18 * metrics.scale - high) / 2
    x = left + (room - wide - between - extra) / 2
    counted = ListLink(kind, "building", shape.row)
    box = QRectF(x, top, min(wide + 1, right - x), high)
    numbers.line(painter, box, active, bold, theme.chrome.ink, counted)
    if complete:
        x += wide + between
        painter.setPen(QPen(theme.chrome.ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QPointF(x + ring / 2, top + high / 2 + 0.5)
        painter.drawEllipse(middle, ring / 2 - 1, ring / 2 - 1)
        rest = QRectF(x + ring + 2, top, right - x - ring, high)
        waiting = ListLink("complete", "building", shape.row)
        numbers.line(painter, rest, complete, small, theme.chrome.ink, waiting)
