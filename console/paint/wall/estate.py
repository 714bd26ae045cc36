"""One estate on the wall: its buildings in true height on their ground, coloured by bands."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from console.domain.banding import Amount
from console.domain.records import dataclass
from console.paint.wall.classes import level_colours, paint_classes
from console.paint.wall.look import WallLook, flat, write, write_amount
from console.paint.wall.silhouette import paint_its_name, paint_silhouette
from console.paint.wall.surround import inner_of, paint_footer, paint_header
from console.state.wall.notice import Notice
from console.state.wall.scenes import EstateScene, Silhouette

_LEAST_CELL, _MOST_CELL, _WIDEST_CELL = 2.3, 7.2, 16.0
_CELL_A_HEIGHT = 1.6
"""How wide a cell may be, of the tallest building's height."""
_MOST_SHELVES = 5
_BESIDE = 3.0
"""What the names below and the counts above take of a shelf, in body heights."""
_BODY_SHARE = 0.62
_MOST_PX_A_M = 14.0
_NUMBERED = re.compile(r"([0-9][0-9A-Za-z~,、/-]*)(?:号楼|号|幢|栋|座)")


@dataclass(frozen=True, slots=True)
class Shelves:
    """How buildings stand: `columns` on each of `rows` shelves, `cell` wide, px for a metre."""

    columns: int
    rows: int
    cell: float
    px_a_m: float
    high: float


def paint_estate(
    painter: QPainter, rect: QRectF, shown: EstateScene, notice: Notice, look: WallLook
) -> None:
    """The scene of an estate."""
    inner = inner_of(rect, look)
    body = paint_footer(painter, inner, notice, look)
    body = paint_header(painter, body, shown.name, shown.committee, notice, look)
    strip = QRectF(body.left(), body.top(), body.width(), look.px("figure") * 1.15)
    _paint_facts(painter, strip, shown, look)
    ground = body.adjusted(0, strip.height() + look.u * 1.2, 0, 0)
    shelves = lay_out(shown, ground, look)
    labels = _labels(shown, shelves, look)
    fills = level_colours(look.theme, len(shown.classes))
    for row in range(shelves.rows):
        shelf = slice(row * shelves.columns, (row + 1) * shelves.columns)
        bottom = ground.bottom() - (shelves.rows - 1 - row) * shelves.high - look.u * 1.5
        box = QRectF(ground.left(), bottom - shelves.high, ground.width(), shelves.high)
        for column, (shape, label) in enumerate(
            zip(shown.shapes[shelf], labels[shelf], strict=True)
        ):
            cell = QRectF(
                ground.left() + column * shelves.cell, box.top(), shelves.cell, box.height()
            )
            _paint_building(painter, cell, shape, label, fills, shelves, look)
        line = QRectF(body.left(), bottom, body.width(), max(2.0, look.u / 9))
        flat(painter, line, look.theme.section.ground_line)


def lay_out(shown: EstateScene, box: QRectF, look: WallLook) -> Shelves:
    """The shelves on which every building has room, the buildings as tall as they can be.

    There are as few as that needs, more where low buildings would leave half of theirs empty.
    """
    u = look.u
    count = max(1, len(shown.shapes))
    tallest = max((one.height_m for one in shown.shapes), default=10.0)
    tallest_px = tallest * _MOST_PX_A_M * u / 25
    rows = 1
    while rows < _MOST_SHELVES and -(-count // rows) * u * _LEAST_CELL > box.width():
        rows += 1
    most = min(_MOST_SHELVES, count)
    while rows < most and box.height() / (rows + 1) - u * _BESIDE >= tallest_px:
        rows += 1
    columns = -(-count // rows)
    widest = max(u * _MOST_CELL, min(tallest_px * _CELL_A_HEIGHT, u * _WIDEST_CELL))
    cell = min(box.width() / columns, widest)
    high = box.height() / rows
    px_a_m = min(high - u * _BESIDE, tallest_px) / tallest
    return Shelves(columns, rows, cell, px_a_m, high)


def _labels(shown: EstateScene, shelves: Shelves, look: WallLook) -> tuple[str, ...]:
    """The buildings' names, by their numbers alone where they have no room for more."""
    names = tuple(one.name for one in shown.shapes)
    fits = all(look.width(name, "label", bold=True) <= shelves.cell - 6 for name in names)
    if fits:
        return names
    found = [_NUMBERED.fullmatch(name) for name in names]
    short = tuple(one[1] if one else name for one, name in zip(found, names, strict=True))
    return short if len(set(short)) == len(set(names)) else names


def _paint_facts(painter: QPainter, box: QRectF, shown: EstateScene, look: WallLook) -> None:
    """The estate's own figure large, and what belongs to it in a line; the classes at the right."""
    u, chrome = look.u, look.theme.chrome
    font = look.font("figure", bold=True)
    wide = write_amount(painter, look, box, Amount(shown.code), font)
    x = box.left() + wide + u * 0.8
    half = box.height() / 2
    name = QRectF(x, box.top() + u * 0.15, box.width(), half)
    write(painter, look, name, look.say("tiles.name.active"), "heading", bold=True)
    key = "wall.estate_facts_filtered" if shown.is_filtered else "wall.estate_facts"
    said = look.say(key, buildings=shown.buildings, with_people=shown.with_people)
    if shown.unlisted:
        said += look.say("wall.unlisted", count=shown.unlisted)
    below = QRectF(x, box.top() + half, box.width(), half - u * 0.1)
    write(painter, look, below, said, "body", colour=chrome.muted)
    used = {0, *(one.level for one in shown.shapes)}
    paint_classes(painter, box, look.say("wall.legend_building"), shown.classes, used, look)


def _paint_building(
    painter: QPainter,
    cell: QRectF,
    shape: Silhouette,
    label: str,
    fills: tuple[QColor, ...],
    shelves: Shelves,
    look: WallLook,
) -> None:
    u = look.u
    high = max(shape.height_m * shelves.px_a_m, u * 0.3)
    wide = round(cell.width() * _BODY_SHARE)
    left = round(cell.center().x() - wide / 2)
    body = QRectF(left, cell.bottom() - high, wide, high)
    paint_silhouette(painter, body, shape, fills[shape.level], look)
    name = QRectF(cell.left() + 2, cell.bottom() + u * 0.25, cell.width() - 4, u * 1.1)
    paint_its_name(painter, name, label, shape, look)
