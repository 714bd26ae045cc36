"""Paints a person on the card: mark, masked name, clock in a word, tags, strip and sentence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from console.domain.clock import State
from console.paint import lettering
from console.paint.badges import paint_badge
from console.paint.episode_strip import CELLS_PX, LABELS_PX, paint_strip
from console.paint.marks import Mark, mark_pixmap
from console.paint.theme import Theme
from console.state.card.blocks import Badge, Person, PersonMark

_MARK_PX, _HEAD_PX, _LINE_PX, _TAGS_PX, _BADGE_PX = 34, 42, 19, 22, 14
_SMALL_MARK_PX = 14
_BETWEEN = " · "
_MOST_LINES = 12


def height(person: Person, width_px: int, theme: Theme) -> float:
    """How high a person is in a column of that width."""
    scale, gap = theme.metrics.scale, theme.metrics.gap("tight")
    room = _room(width_px, theme)
    high = _head_px(person, room, theme)
    high += len(_tag_lines(person.badges, room, theme)) * _TAGS_PX * scale
    if person.strip is not None:
        high += (CELLS_PX + LABELS_PX) * scale + gap
    lines = _sentence(person, room, theme)
    if lines:
        high += len(lines) * lettering.line_height(_small(theme)) + gap
    return high + gap


def indent(theme: Theme) -> float:
    """How far everything about a person stands from the mark's left."""
    return _MARK_PX * theme.metrics.scale + theme.metrics.gap("near")


def paint_person(painter: QPainter, box: QRectF, person: Person, theme: Theme) -> None:
    """Paint a person from the top of `box`; the mark stands at the left, all else beside it."""
    scale, gap = theme.metrics.scale, theme.metrics.gap("tight")
    _paint_mark(painter, box, person.mark, theme)
    left = box.left() + indent(theme)
    inner = QRectF(left, box.top(), box.right() - left, box.height())
    _paint_head(painter, inner, person, theme)
    y = box.top() + _head_px(person, inner.width(), theme)
    for line in _tag_lines(person.badges, int(inner.width()), theme):
        _paint_tags(painter, QPointF(left, y), line, inner.width(), theme)
        y += _TAGS_PX * scale
    if person.strip is not None:
        strip = QRectF(left, y + gap, inner.width(), (CELLS_PX + LABELS_PX) * scale)
        paint_strip(painter, strip, person.strip, theme)
        y = strip.bottom()
    lines = _sentence(person, int(inner.width()), theme)
    lettering.paragraph(painter, QPointF(left, y + gap), lines, _small(theme), theme.chrome.muted)


def _paint_mark(painter: QPainter, box: QRectF, mark: PersonMark, theme: Theme) -> None:
    """The avatar as the section draws it; whoever is not under a clock stays small and quiet."""
    scale = theme.metrics.scale
    quiet = mark.state in (State.NONE, State.BROKEN)
    side = round((_SMALL_MARK_PX if quiet else _MARK_PX) * scale)
    drawn = Mark(mark.state, mark.role, mark.sign, mark.day, mark.of, mark.early, not quiet)
    ratio = painter.device().devicePixelRatio()
    inset = (_MARK_PX * scale - side) / 2
    at = QPointF(round(box.left() + inset), round(box.top() + 4 * scale + inset))
    painter.drawPixmap(at, mark_pixmap(drawn, side, theme, ratio))


def _paint_head(painter: QPainter, inner: QRectF, person: Person, theme: Theme) -> None:
    """Name with the clock's word at the right; below, sex, age, relation and the class.

    The class has a line of its own where all of that does not fit into one, and what else does
    not stands before it.
    """
    metrics, chrome, scale = theme.metrics, theme.chrome, theme.metrics.scale
    line = QRectF(inner.left(), inner.top() + 2 * scale, inner.width(), 20 * scale)
    status = metrics.font("body", bold=person.mark.state in _STRONG, tabular=True)
    name_font = metrics.font("body", bold=True)
    name_px = min(lettering.width(person.name, name_font) + 1, inner.width() * 0.6)
    name = QRectF(line.left(), line.top(), name_px, line.height())
    lettering.line(painter, name, person.name, name_font, chrome.ink)
    rest = line.adjusted(name_px + metrics.gap("near"), 0, 0, 0)
    tone = chrome.ink if person.mark.state in _STRONG else chrome.muted
    lettering.line(painter, rest, person.status, status, tone, side="right")
    line.translate(0, _LINE_PX * scale)
    body = metrics.font("body")
    first, second = quiet_lines(person, line.width(), theme)
    lettering.line(painter, line, first, body, chrome.muted)
    if second:
        line.translate(0, _LINE_PX * scale)
        lettering.line(painter, line, second, body, chrome.muted)
    else:
        lettering.line(painter, line, person.label, body, chrome.muted, side="right")


def quiet_lines(person: Person, room_px: float, theme: Theme) -> tuple[str, str]:
    """Sex, age and relation, and what stands below: "" where the class has room beside them."""
    body, gap = theme.metrics.font("body"), theme.metrics.gap("near")
    beside = lettering.width(person.label, body) + gap if person.label else 0.0
    if lettering.width(person.quiet, body) + beside <= room_px:
        return person.quiet, ""
    parts, kept = person.quiet.split(_BETWEEN), 1
    while kept < len(parts) and lettering.fits(_BETWEEN.join(parts[: kept + 1]), body, room_px):
        kept += 1
    below = (*parts[kept:], *((person.label,) if person.label else ()))
    return _BETWEEN.join(parts[:kept]), _BETWEEN.join(below)


def _head_px(person: Person, room_px: float, theme: Theme) -> float:
    lines = _LINE_PX * bool(quiet_lines(person, room_px, theme)[1])
    return (_HEAD_PX + lines) * theme.metrics.scale


_STRONG = (State.ACTIVE, State.DUE, State.COMPLETE)


def _paint_tags(
    painter: QPainter, at: QPointF, line: list[Badge], room_px: float, theme: Theme
) -> None:
    scale, font = theme.metrics.scale, _small(theme)
    x = at.x()
    for badge in line:
        label_px = lettering.width(badge.label, font)
        if badge.character:
            side = _BADGE_PX * scale
            top = at.y() + (_TAGS_PX * scale - side) / 2
            box = QRectF(round(x), round(top), side, side)
            paint_badge(painter, box, badge.character, theme, care=badge.care)
            x += side + 4 * scale
        wide = min(label_px + 1, at.x() + room_px - x)
        label = QRectF(x, at.y(), wide, _TAGS_PX * scale)
        lettering.line(painter, label, badge.label, font, theme.chrome.ink)
        x += label_px + theme.metrics.gap("step")


def _tag_lines(badges: tuple[Badge, ...], room_px: int, theme: Theme) -> list[list[Badge]]:
    """Tags over as many lines as they take."""
    lines: list[list[Badge]] = []
    used = float(room_px) + 1
    for badge in badges:
        wide = _tag_width(badge, theme)
        if used + wide > room_px and (used > 0 or not lines):
            lines.append([])
            used = 0.0
        lines[-1].append(badge)
        used += wide + theme.metrics.gap("step")
    return lines


def _tag_width(badge: Badge, theme: Theme) -> float:
    mark = (_BADGE_PX + 4) * theme.metrics.scale if badge.character else 0.0
    return mark + lettering.width(badge.label, _small(theme))


def _sentence(person: Person, room_px: int, theme: Theme) -> tuple[str, ...]:
    if not person.sentence:
        return ()
    return lettering.wrapped(person.sentence, _small(theme), max(1, room_px), _MOST_LINES)


def _small(theme: Theme) -> QFont:
    return theme.metrics.font("small", tabular=True)


def _room(width_px: int, theme: Theme) -> int:
    """The width beside the mark."""
    metrics = theme.metrics
    taken = metrics.gap("panel") + metrics.gap("step") + metrics.gap("near")
    return int(width_px - taken - _MARK_PX * metrics.scale)
