"""The signs of what changed between two snapshots: a small tag with an arrow or mark."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from console.paint import icons
from console.paint import theme as themes
from console.paint.theme import Theme

SIGNS = MappingProxyType(
    {
        "arrived": "arrow-down",
        "completed": "check",
        "released": "arrow-up",
        "broken": "x",
        "moved": "arrow-right",
        "appeared": "plus",
        "gone": "minus",
        "changed": "pencil",
    }
)
"""The icon in the tag of each kind of change."""
TAG_PX = 16
"""The side of a tag."""
_ICON_PX, _RADIUS_PX, _LINE_PX = 12, 3.0, 1.5


def draw_tag(painter: QPainter, sign: str, middle: QPointF, theme: Theme) -> None:
    """The tag of a kind of change round a point: in the accent on the panel's ground."""
    tag = _tag(sign, theme.name, painter.device().devicePixelRatioF())
    half = TAG_PX / 2
    painter.drawPixmap(QPointF(round(middle.x() - half), round(middle.y() - half)), tag)


def write_tag(painter: QPainter, sign: str, middle: QPointF, theme: Theme) -> None:
    """The same as lines and areas: for pages."""
    painter.save()
    painter.translate(middle - QPointF(TAG_PX / 2, TAG_PX / 2))
    _paint_tag(painter, sign, theme)
    painter.restore()


DrawTag = Callable[[QPainter, str, QPointF, Theme], None]
"""Draws the tag of a sign round a point."""


def draw_corner(painter: QPainter, box: QRectF, side_px: float, theme: Theme) -> None:
    """The upper right corner of a box folded over, where there is no room for a tag."""
    right, top = box.right(), box.top()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.chrome.panel, 1))
    painter.setBrush(theme.chrome.accent)
    corner = (QPointF(right - side_px, top), QPointF(right, top), QPointF(right, top + side_px))
    painter.drawPolygon(QPolygonF(corner))
    painter.restore()


@lru_cache(maxsize=64)
def _tag(sign: str, theme_name: str, ratio: float) -> QPixmap:
    made = QPixmap(round(TAG_PX * ratio), round(TAG_PX * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _paint_tag(painter, sign, themes.load(theme_name))
    painter.end()
    return made


def _paint_tag(painter: QPainter, sign: str, theme: Theme) -> None:
    """The tag from the origin on."""
    chrome = theme.chrome
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(chrome.accent, _LINE_PX))
    painter.setBrush(chrome.panel)
    edge = _LINE_PX / 2
    frame = QRectF(edge, edge, TAG_PX - _LINE_PX, TAG_PX - _LINE_PX)
    painter.drawRoundedRect(frame, _RADIUS_PX, _RADIUS_PX)
    inset = (TAG_PX - _ICON_PX) / 2
    icons.draw(painter, SIGNS[sign], chrome.accent, QRectF(inset, inset, _ICON_PX, _ICON_PX))
