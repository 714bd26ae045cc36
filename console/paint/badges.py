"""Badges: rounded squares with one character for care and roles, and the chip that says "+n"."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from console.domain.packs import CARE, Tag
from console.paint import theme as themes
from console.paint.theme import FAMILY, Theme

_RADIUS = 0.22
_CHARACTER = 0.72
_ALIGN = int(Qt.AlignmentFlag.AlignCenter)


def paint_badge(
    painter: QPainter, box: QRectF, character: str, theme: Theme, *, care: bool
) -> None:
    """A badge on a square `box`: care on one ground, roles on another, with its character."""
    ground = theme.badges.care if care else theme.badges.role
    _paint(painter, box, character, ground, theme.badges.ink)


def paint_more(painter: QPainter, box: QRectF, count: int, theme: Theme) -> None:
    """The chip for badges that did not fit: "+n"."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.section.chip)
    radius = box.width() * _RADIUS
    painter.drawRoundedRect(box, radius, radius)
    painter.setFont(_font(round(box.height() * 0.64)))
    painter.setPen(theme.section.number)
    painter.drawText(box.adjusted(-4, -1, 4, 0), _ALIGN, f"+{count}")


def badge_pixmap(tag: Tag, size_px: int, theme: Theme, dpr: float = 1.0) -> QPixmap:
    """The badge of a pack's tag, sharp at a device pixel ratio; kept."""
    return _pixmap(tag.badge, tag.kind == CARE, size_px, theme.name, dpr)


def _paint(painter: QPainter, box: QRectF, text: str, ground: QColor, ink: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = box.width() * _RADIUS
    painter.drawRoundedRect(box, radius, radius)
    painter.setFont(_font(round(box.height() * _CHARACTER)))
    painter.setPen(ink)
    painter.drawText(box.adjusted(-2, -2, 2, 1), _ALIGN, text)


@lru_cache(maxsize=64)
def _font(size_px: int) -> QFont:
    font = QFont([FAMILY])
    font.setPixelSize(max(1, size_px))
    font.setBold(True)
    return font


@lru_cache(maxsize=1024)
def _pixmap(character: str, care: bool, size_px: int, theme_name: str, dpr: float) -> QPixmap:
    side = round(size_px * dpr)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.scale(dpr, dpr)
    box = QRectF(0, 0, side / dpr, side / dpr)
    paint_badge(painter, box, character, themes.load(theme_name), care=care)
    painter.end()
    drawn.setDevicePixelRatio(dpr)
    return drawn
