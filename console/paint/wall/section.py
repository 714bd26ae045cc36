"""A building on the wall, cut open: its floors in bands, its neighbours as they stand beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain import banding
from console.domain.banding import Amount
from console.paint.wall.classes import level_colours, paint_classes
from console.paint.wall.look import WallLook, about_width, flat, write, write_amount
from console.paint.wall.silhouette import paint_its_name, paint_silhouette
from console.paint.wall.surround import body_of, inner_of, paint_footer, paint_header
from console.state.wall.notice import Notice
from console.state.wall.scenes import SectionScene

_MOST_FLOOR, _FIFTH = 5.2, 5
_COLUMN_FLOORS = 1.7
"""Width of a column of homes, in floor heights."""
_NEIGHBOUR_SHARE, _NAME_HIGH = 0.22, 1.5


def paint_section(
    painter: QPainter, rect: QRectF, shown: SectionScene, notice: Notice, look: WallLook
) -> None:
    """The scene of a building."""
    inner = inner_of(rect, look)
    body = paint_footer(painter, inner, notice, look)
    title = shown.name if shown.estate in shown.name else f"{shown.estate} {shown.name}"
    body = paint_header(painter, body, title, shown.committee, notice, look)
    stage = _stage_of(body, look)
    left = stage.right() + look.u * 1.6
    facts = QRectF(left, body.top(), body.right() - left, body.height())
    _paint_stage(painter, stage, shown, look)
    _paint_facts(painter, facts, shown, look)


def stage_rect(rect: QRectF, look: WallLook) -> QRectF:
    """Where the building stands on a screen."""
    return _stage_of(body_of(rect, look), look)


def _stage_of(body: QRectF, look: WallLook) -> QRectF:
    facts_wide = min(max(body.width() * 0.26, look.u * 15), look.u * 26)
    return body.adjusted(0, 0, -facts_wide - look.u * 1.6, 0)


def floor_px(shown: SectionScene, box: QRectF, look: WallLook) -> float:
    """Height of a floor: as tall as the box allows, within reason."""
    room = box.height() - look.u * 2.2
    return min(room / len(shown.floors), look.u * _MOST_FLOOR)


def body_rect(shown: SectionScene, box: QRectF, look: WallLook) -> QRectF:
    """The building's outline from its lowest floor to its roof."""
    step = floor_px(shown, box, look)
    wanted = max(shown.columns, 2) * step * _COLUMN_FLOORS
    wide = min(max(wanted, look.u * 8, box.width() * 0.2), box.width() * 0.5)
    left = box.left() + (box.width() - wide) * 0.42
    bottom = box.bottom() - max(look.u * _NAME_HIGH - step * shown.ground, look.u * 0.2)
    return QRectF(
        round(left), bottom - step * len(shown.floors), round(wide), step * len(shown.floors)
    )


def _paint_stage(painter: QPainter, box: QRectF, shown: SectionScene, look: WallLook) -> None:
    u, section = look.u, look.theme.section
    body = body_rect(shown, box, look)
    step = body.height() / len(shown.floors)
    ground_y = body.bottom() - shown.ground * step
    _paint_neighbours(painter, box, body, ground_y, shown, look)
    fills = level_colours(look.theme, len(shown.classes))
    flat(painter, body, section.wall)
    for index in range(len(shown.floors)):
        y = body.bottom() - (index + 1) * step
        floor = QRectF(body.left(), y, body.width(), step)
        inset = max(1.0, step * 0.05)
        flat(painter, floor.adjusted(0, inset, 0, -inset), fills[int(shown.levels[index])])
        _paint_band(painter, floor, index, shown, look)
        _paint_number(painter, floor, index, shown, look)
    for start, end in shown.cores:
        core = QRectF(
            body.left() + start * body.width(),
            body.top(),
            (end - start) * body.width(),
            body.height(),
        )
        middle = core.center().x()
        wide = min(core.width(), u * 1.1)
        flat(painter, QRectF(middle - wide / 2, body.top(), wide, body.height()), section.core)
    _paint_roof(painter, body, shown, look)
    flat(
        painter,
        QRectF(box.left(), ground_y, box.width(), max(3.0, u / 6)),
        section.ground_line,
    )


def _paint_band(
    painter: QPainter, floor: QRectF, index: int, shown: SectionScene, look: WallLook
) -> None:
    """The floor's count at the building's right, led to by a fine line."""
    if shown.codes is None or shown.codes[index] in (0, banding.LOW):
        return
    u = look.u
    size = look.fitting("10", u * 9, max(floor.height(), u * 0.9), "heading")
    high = max(floor.height(), look.px(size) * 1.1)
    line = QRectF(floor.right(), floor.center().y(), u * 0.7, max(1.0, u / 18))
    flat(painter, line, look.theme.chrome.ink)
    box = QRectF(line.right() + u * 0.25, floor.center().y() - high / 2, u * 9, high)
    write(painter, look, box, banding.text(int(shown.codes[index])), size, bold=True)


def _paint_number(
    painter: QPainter, floor: QRectF, index: int, shown: SectionScene, look: WallLook
) -> None:
    """The floor's number at the left; only each fifth where floors are low."""
    u, number = look.u, shown.floors[index]
    dense = floor.height() < look.px("label") * 1.15
    last = index == len(shown.floors) - 1
    has_people = shown.codes is not None and shown.codes[index] not in (0, banding.LOW)
    if dense and not (number % _FIFTH == 0 or number in (1, -1) or last):
        return
    text = f"{number}" if number > 0 else f"B{-number}"
    high = max(floor.height(), u)
    box = QRectF(floor.left() - u * 3.4, floor.center().y() - high / 2, u * 3, high)
    colour = look.theme.chrome.ink if has_people else look.theme.chrome.muted
    write(painter, look, box, text, "label", colour=colour, side="right")


def _paint_roof(painter: QPainter, body: QRectF, shown: SectionScene, look: WallLook) -> None:
    roof = look.theme.section.roof
    high = max(2.0, look.u / 6)
    over = look.u * 0.25
    flat(
        painter, QRectF(body.left() - over, body.top() - high, body.width() + 2 * over, high), roof
    )
    if shown.floors_above < 7:
        return
    for start, end in shown.cores:
        middle = body.left() + (start + end) / 2 * body.width()
        house = look.u * 1.7
        flat(
            painter,
            QRectF(middle - house / 2, body.top() - high - look.u * 0.8, house, look.u * 0.8),
            roof,
        )


def _paint_neighbours(
    painter: QPainter,
    box: QRectF,
    body: QRectF,
    ground_y: float,
    shown: SectionScene,
    look: WallLook,
) -> None:
    """The other buildings of the estate at the same scale, each with its name and its count.

    They are of one quiet colour, since a building in its class would look like floors in theirs.
    """
    px_a_m = body.height() / len(shown.floors) / max(shown.storey_m, 0.1)
    quiet = look.theme.section.wall
    wide = max(look.u * 4.2, body.width() * _NEIGHBOUR_SHARE)
    gap = look.u * 1.5
    sides = (body.right() + look.u * 5.5, body.left() - look.u * 4.6 - wide)
    others = list(shown.neighbours)
    for start, along in zip(sides, (wide + gap, -wide - gap), strict=True):
        x = start
        while others and box.left() <= x <= box.right() - wide:
            other = others.pop(0)
            high = min(other.height_m * px_a_m, ground_y - box.top() - look.u * 1.3)
            shape = QRectF(round(x), ground_y - high, round(wide), high)
            paint_silhouette(painter, shape, other, quiet, look, counts_few=True)
            name = QRectF(x - gap / 2, ground_y + look.u * 0.25, wide + gap, look.u * 1.1)
            paint_its_name(painter, name, other.name, other, look)
            x += along


def _paint_facts(painter: QPainter, box: QRectF, shown: SectionScene, look: WallLook) -> None:
    """The building's figure and what it is, in words."""
    u, chrome = look.u, look.theme.chrome
    row = QRectF(box.left(), box.top(), box.width(), look.px("heading") * 1.4)
    write(painter, look, row, look.say("tiles.name.active"), "heading", bold=True)
    amount = Amount(shown.code)
    room = box.width() - about_width(look, amount)
    size = look.fitting(amount.text, room, look.px("hero") * 1.2)
    number = QRectF(box.left(), row.bottom(), box.width() + u, look.px(size) * 1.1)
    write_amount(painter, look, number, amount, look.font(size, bold=True))
    y = number.bottom() + u * 0.6
    below = len(shown.floors) - shown.floors_above
    with_people = "wall.fact.with_many" if shown.is_filtered else "wall.fact.with_people"
    facts = [
        (with_people, "—" if shown.codes is None else f"{shown.floors_with_people}"),
        ("wall.fact.above", f"{shown.floors_above}"),
        ("wall.fact.below", f"{below}"),
        ("wall.fact.units", f"{shown.units:,}"),
    ]
    for key, value in facts:
        if value == "0" and key == "wall.fact.below":
            continue
        line = QRectF(box.left(), y, box.width(), u * 3.2)
        flat(painter, QRectF(box.left(), y, box.width(), max(1.0, u / 18)), chrome.line)
        name = look.say(key)
        room = box.width() - look.width(value, "big", bold=True) - u * 0.5
        size_of = look.fitting(name, room, line.height(), "heading")
        write(painter, look, line, name, size_of, colour=chrome.muted)
        write(painter, look, line, value, "big", bold=True, side="right")
        y = line.bottom()
    if shown.codes is None:
        note = QRectF(box.left(), y + u * 0.4, box.width(), u * 1.4)
        write(painter, look, note, look.say("wall.floors_hidden"), "label", colour=chrome.muted)
    used = {0, *shown.levels.tolist()}
    paint_classes(painter, box, look.say("wall.legend_floor"), shown.classes, used, look)
