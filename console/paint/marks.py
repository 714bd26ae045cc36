"""Marks: what one person looks like by state, class and day, in every size, kept as pixmaps."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from console.domain.clock import State
from console.domain.records import dataclass
from console.paint import avatars
from console.paint import theme as themes
from console.paint.theme import Theme

_CORNER_SHARE = 0.36
_RINGED = (State.ACTIVE, State.DUE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One person's mark.

    `role` names the theme's class colour and `sign` the mark in the head (dot, bar, ring, none);
    day and of are k and n; `early` released before complete; `ringed` with the ring of days.
    """

    state: State
    role: str = "unknown"
    sign: str = "none"
    day: int = 0
    of: int = 0
    early: bool = False
    ringed: bool = True


QUIET = Mark(State.NONE, ringed=False)
"""Somebody not under the clock."""


def paint_mark(painter: QPainter, box: QRectF, mark: Mark, theme: Theme) -> None:
    """Draw a mark on a square `box`, as vectors."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.state in (State.NONE, State.BROKEN):
        broken = mark.state == State.BROKEN
        avatars.paint_quiet(painter, box, theme.section.people, broken=broken)
        return
    inside = box
    if mark.ringed and mark.state in _RINGED:
        inside = avatars.inside_ring(box)
        colours = (theme.classes[mark.role], theme.section.track)
        keyline = None if theme.dark else theme.chrome.keyline
        avatars.paint_steps(painter, box, (mark.day, mark.of), colours, keyline)
    elif mark.ringed:
        inside = avatars.beside_rings(box)
    _paint_person(painter, inside, mark, theme)
    _paint_corner(painter, inside, mark, theme)


def _paint_person(painter: QPainter, box: QRectF, mark: Mark, theme: Theme) -> None:
    colour, keyline = theme.classes[mark.role], theme.chrome.keyline
    if mark.state == State.PLANNED:
        avatars.paint_dotted(painter, box, colour, theme.section.hollow_edge)
        return
    if mark.state in _RINGED:
        avatars.paint_solid(painter, box, colour, keyline)
        avatars.paint_sign(painter, box, mark.sign, keyline)
        return
    edge = theme.section.hollow_edge
    avatars.paint_hollow(painter, box, colour, edge)
    if mark.early:
        avatars.paint_bar_across(painter, box, colour, edge)
    avatars.paint_sign(painter, box, mark.sign, colour)


def _paint_corner(painter: QPainter, box: QRectF, mark: Mark, theme: Theme) -> None:
    corner = avatars.corner(box, _CORNER_SHARE)
    if mark.state == State.COMPLETE:
        avatars.paint_open_ring(painter, corner, theme.section.owner, theme.chrome.ink)
    elif mark.state == State.DUE:
        avatars.paint_full_disc(painter, corner, theme.section.owner, theme.chrome.ink)


def mark_pixmap(mark: Mark, size_px: int, theme: Theme, dpr: float = 1.0) -> QPixmap:
    """The mark on a square of `size_px` logical pixels, sharp at a device pixel ratio; kept."""
    return _pixmap(mark, size_px, theme.name, dpr)


@lru_cache(maxsize=4096)
def _pixmap(mark: Mark, size_px: int, theme_name: str, dpr: float) -> QPixmap:
    side = round(size_px * dpr)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.scale(dpr, dpr)
    paint_mark(painter, QRectF(0, 0, side / dpr, side / dpr), mark, themes.load(theme_name))
    painter.end()
    drawn.setDevicePixelRatio(dpr)
    return drawn
