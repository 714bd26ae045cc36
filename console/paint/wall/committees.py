"""The committees with most to do on the wall, ten on a page, and the others in sum."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain.records import dataclass
from console.paint.wall.look import WallLook, flat, rule, write, write_amount
from console.paint.wall.surround import inner_of, paint_footer, paint_header
from console.state.wall.notice import Notice
from console.state.wall.scenes import CommitteeRow, CommitteesScene

_TWO_FROM = 2.6
_PARTS = {"complete": 1.0, "due": 0.84, "checks": 0.68}
"""What there is to do, the gravest first, with its share of the bar's height."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand, in pixels from its left."""

    number: float
    name: float
    bar: float
    bar_end: float
    total: float
    active: float


def paint_committees(
    painter: QPainter, rect: QRectF, shown: CommitteesScene, notice: Notice, look: WallLook
) -> None:
    """The scene of the committees."""
    inner = inner_of(rect, look)
    body = paint_footer(painter, inner, notice, look)
    aside = look.say("wall.page", page=shown.page, pages=shown.pages)
    body = paint_header(painter, body, look.say("wall.title.committees"), aside, notice, look)
    halves = 2 if body.width() > body.height() * _TWO_FROM else 1
    gap = look.u * 3
    wide = (body.width() - gap * (halves - 1)) / halves
    a_column = -(-len(shown.rows) // halves)
    lines = a_column + len(_sums(shown, look))
    head = look.u * 1.5
    step = min((body.height() - head) / max(1, lines), look.u * 6.0)
    for half in range(halves):
        box = QRectF(body.left() + half * (wide + gap), body.top(), wide, body.height())
        columns = _columns(box.width(), look)
        _paint_head(painter, QRectF(box.left(), box.top(), wide, head), columns, look)
        rows = shown.rows[half * a_column : (half + 1) * a_column]
        for index, row in enumerate(rows):
            line = QRectF(box.left(), box.top() + head + index * step, wide, step)
            number = shown.first + half * a_column + index
            _paint_row(painter, line, columns, row, f"{number}", shown.most, look)
        below = _sums(shown, look) if half == halves - 1 else ()
        for index, (name, row) in enumerate(below):
            line = QRectF(box.left(), box.top() + head + (a_column + index) * step, wide, step)
            _paint_sum(painter, line, columns, name, row, look, is_first=index == 0)


def _sums(shown: CommitteesScene, look: WallLook) -> tuple[tuple[str, CommitteeRow], ...]:
    """What stands below the committees, by name: the others, and what is in none."""
    found = []
    if shown.others is not None:
        found.append((look.say("wall.others", count=shown.others_count), shown.others))
    if shown.nowhere is not None:
        found.append((look.say("charts.no_committee"), shown.nowhere))
    return tuple(found)


def _columns(wide: float, look: WallLook) -> Columns:
    u = look.u
    name = u * 2.2
    last = max(u * 6.5, look.width(look.say("tiles.name.active"), "body") + u * 1.2)
    total, active = wide - last, wide
    bar = name + min(u * 15, wide * 0.34)
    return Columns(0.0, name, bar, total - u * 3.6, total, active)


def _paint_head(painter: QPainter, box: QRectF, columns: Columns, look: WallLook) -> None:
    u, muted = look.u, look.theme.chrome.muted
    x = box.left() + columns.bar
    for part in _PARTS:
        key = QRectF(x, box.top(), u * 0.8, box.height())
        _paint_part(painter, QRectF(x, box.center().y() - u * 0.4, u * 0.8, u * 0.8), part, look)
        text = look.say(f"tiles.name.{part}")
        wide = look.width(text, "body") + 2
        label = QRectF(key.right() + u * 0.35, box.top(), wide, box.height())
        write(painter, look, label, text, "body", colour=muted)
        x = label.right() + u * 0.9
    for right, key_name in ((columns.total, "wall.to_do"), (columns.active, "tiles.name.active")):
        box_of = QRectF(box.left() + right - u * 8, box.top(), u * 8, box.height())
        write(painter, look, box_of, look.say(key_name), "body", colour=muted, side="right")


def _paint_row(
    painter: QPainter,
    line: QRectF,
    columns: Columns,
    row: CommitteeRow,
    number: str,
    most: int,
    look: WallLook,
) -> None:
    u, chrome = look.u, look.theme.chrome
    rule(painter, look, line)
    box = QRectF(line.left(), line.top(), columns.name - u * 0.5, line.height())
    write(painter, look, box, number, "body", colour=chrome.muted)
    name = QRectF(
        line.left() + columns.name, line.top(), columns.bar - columns.name - u * 0.6, line.height()
    )
    write(painter, look, name, row.name, "heading", bold=True)
    _paint_bar(painter, line, columns, row, most, look)
    _paint_numbers(painter, line, columns, row, look)


def _paint_bar(
    painter: QPainter,
    line: QRectF,
    columns: Columns,
    row: CommitteeRow,
    most: int,
    look: WallLook,
) -> None:
    """What there is to do as one bar, each part with its count; the quietest gives way."""
    high = min(line.height() * 0.58, look.u * 1.6)
    x, y = line.left() + columns.bar, line.center().y() - high / 2
    for part, wide in part_widths(row, columns.bar_end - columns.bar, most, look).items():
        box = QRectF(x, y, wide, high)
        _paint_part(painter, box, part, look)
        ink = look.theme.chrome.ink if part == "checks" else look.theme.chrome.ground
        count = f"{getattr(row, part):,}"
        write(painter, look, box, count, "body", colour=ink, bold=True, side="centre")
        x += wide


def part_widths(row: CommitteeRow, whole: float, most: int, look: WallLook) -> dict[str, float]:
    """How wide each part that is not empty stands, the longest of all bars being `whole`.

    Each has room for its count; what a small one takes more than its share, the last gives.
    """
    counts = {part: getattr(row, part) for part in _PARTS if getattr(row, part)}
    end, found = whole * row.to_do / max(1, most), dict[str, float]()
    for part, count in counts.items():
        least = look.width(f"{count:,}", "body", bold=True) + look.u * 0.5
        share = whole * count / max(1, most)
        left = end - sum(found.values())
        found[part] = max(least, left if part == [*counts][-1] else share)
    return found


def _paint_part(painter: QPainter, box: QRectF, part: str, look: WallLook) -> None:
    """A part of a bar in the colour and height of its urgency."""
    chrome = look.theme.chrome
    colours = {"complete": chrome.replay, "due": chrome.muted}
    inset = box.height() * (1 - _PARTS[part]) / 2
    shape = box.adjusted(0, inset, 0, -inset)
    flat(painter, shape, colours.get(part, look.theme.section.track))


def _paint_numbers(
    painter: QPainter, line: QRectF, columns: Columns, row: CommitteeRow, look: WallLook
) -> None:
    u = look.u
    size = look.fitting("1,000", u * 6, line.height() * 0.9, "big")
    box = QRectF(line.left(), line.top(), columns.total, line.height())
    write(painter, look, box, f"{row.to_do:,}", size, bold=True, side="right")
    box.setWidth(columns.active)
    font, muted = look.font(size), look.theme.chrome.muted
    write_amount(painter, look, box, row.active, font, colour=muted, small="body", side="right")


def _paint_sum(
    painter: QPainter,
    line: QRectF,
    columns: Columns,
    text: str,
    row: CommitteeRow,
    look: WallLook,
    *,
    is_first: bool,
) -> None:
    """Several committees, or what is in none, in one line."""
    u, chrome = look.u, look.theme.chrome
    if is_first:
        flat(painter, QRectF(line.left(), line.top(), line.width(), max(2.0, u / 9)), chrome.muted)
    else:
        rule(painter, look, line)
    name = QRectF(
        line.left() + columns.name, line.top(), columns.bar - columns.name - u * 0.6, line.height()
    )
    write(painter, look, name, text, "heading", colour=chrome.muted)
    said = look.say("wall.others_parts", complete=row.complete, due=row.due, checks=row.checks)
    box = QRectF(
        line.left() + columns.bar, line.top(), columns.bar_end - columns.bar, line.height()
    )
    write(painter, look, box, said, "body", colour=chrome.muted)
    _paint_numbers(painter, line, columns, row, look)
