"""Paints a tile: a name, a figure, and quietly the figure of the day before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from console.domain.records import dataclass
from console.paint import lettering
from console.paint.arrays import sides_of
from console.paint.atlas import pixel_corner
from console.paint.theme import Theme, load

HEIGHT_PX, LOW_PX, LEAST_WIDTH_PX = 64, 34, 84
_NAME_TOP_PX, _NAME_PX = 8, 20
_SIZES = ("large", "title", "label", "body")


@dataclass(frozen=True, slots=True)
class TileText:
    """What a tile shows: `quiet` says the figure of the day before, at length and briefly."""

    name: str
    figure: str
    quiet: tuple[str, str]
    is_zero: bool

    def as_wide(self) -> tuple[str, ...]:
        """What decides how much room it takes, whatever the digits are."""
        return self.name, *map(lettering.as_wide, (self.figure, *self.quiet))


@dataclass(frozen=True, slots=True)
class TileLook:
    """How a tile stands at the moment."""

    hovered: bool = False
    pressed: bool = False
    focused: bool = False
    first: bool = False
    brevity: int = 0
    size: int = 0


def paint_tile(
    painter: QPainter, box: QRectF, text: TileText, look: TileLook, theme: Theme
) -> None:
    """Paint a tile into `box`; `look.brevity` chooses how the day before is said."""
    metrics, scale = theme.metrics, theme.metrics.scale
    ratio, (start, top, wide, high) = painter.device().devicePixelRatio(), sides_of(box)
    whole = pixel_corner(painter, box.topLeft(), ratio)
    within = start - whole.x(), top - whole.y()
    ground = _ground(text.name, within, (wide, high), _bare(look), theme.name, scale, ratio)
    painter.drawPixmap(whole, ground)
    colour = theme.chrome.muted if text.is_zero else theme.chrome.ink
    left, right = start + metrics.gap("panel"), start + wide - metrics.gap("near")
    if _is_low(high, scale):
        small, bold = _low_fonts(theme)
        left += lettering.width(text.name, small) + metrics.gap("near")
        rest = QRectF(left, top, right - left, high)
        lettering.passing(painter, rest, text.figure, bold, colour)
        return
    font = _figure_font(look.size, theme)
    row = QRectF(left, top + (_NAME_TOP_PX + _NAME_PX) * scale, right - left, 30 * scale)
    lettering.passing(painter, row, text.figure, font, colour)
    if look.brevity < len(text.quiet):
        _paint_quiet(painter, row, text, look.brevity, font, theme)


def _is_low(high_px: float, scale: float) -> bool:
    return high_px < HEIGHT_PX * scale


def _bare(look: TileLook) -> tuple[bool, bool, bool, bool]:
    """What of a look its ground shows."""
    return look.hovered, look.pressed, look.focused, look.first


@lru_cache(maxsize=64)
def _ground(
    name: str,
    within: tuple[float, float],
    size: tuple[float, float],
    bare: tuple[bool, bool, bool, bool],
    theme_name: str,
    scale: float,
    ratio: float,
) -> QPixmap:
    """A tile without its figures, `within` the first pixel of the picture; kept."""
    theme, box = load(theme_name), QRectF(0, 0, *size)
    theme = theme if scale == theme.metrics.scale else theme.scaled(scale)
    drawn = QPixmap(ceil((within[0] + size[0]) * ratio), ceil((within[1] + size[1]) * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(theme.chrome.panel)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(*within)
    look = TileLook(*bare)
    _paint_ground(painter, box, look, theme)
    inner = box.adjusted(theme.metrics.gap("panel"), 0, -theme.metrics.gap("near"), 0)
    font = _low_fonts(theme)[0]
    if not _is_low(box.height(), scale):
        font = theme.metrics.font("body")
        inner = QRectF(inner.left(), _NAME_TOP_PX * scale, inner.width(), _NAME_PX * scale)
    colour = theme.chrome.ink if look.hovered else theme.chrome.muted
    lettering.line(painter, inner, name, font, colour)
    painter.end()
    return drawn


def low_px(text: TileText, theme: Theme) -> float:
    """How wide a low tile must be for its name and figure beside each other."""
    name, figure = _low_fonts(theme)
    gaps = theme.metrics.gap("panel") + 2 * theme.metrics.gap("near")
    return gaps + lettering.width(text.name, name) + lettering.width(text.figure, figure)


def _low_fonts(theme: Theme) -> tuple[QFont, QFont]:
    return theme.metrics.font("small"), theme.metrics.font("label", bold=True, tabular=True)


def size_for(tiles: Sequence[tuple[TileText, int]], theme: Theme) -> int:
    """In which of the theme's sizes the figures of tiles fit, each in the width of its own.

    0 is the largest; the last when they fit in none.
    """
    for size in range(len(_SIZES)):
        font, pads = _figure_font(size, theme), _pads_px(theme)
        if all(lettering.width(text.figure, font) <= wide - pads for text, wide in tiles):
            return size
    return len(_SIZES) - 1


def _figure_font(size: int, theme: Theme) -> QFont:
    return theme.metrics.font(_SIZES[size], bold=True, tabular=True)


def brevity_for(tiles: Sequence[tuple[TileText, int]], size: int, theme: Theme) -> int:
    """How briefly the day before must be said in tiles of such widths; 2 means not at all."""
    font, small = _figure_font(size, theme), theme.metrics.font("small", tabular=True)
    taken = _pads_px(theme) + theme.metrics.gap("near")
    return max(
        _brevity(text.quiet, wide - taken - lettering.width(text.figure, font), small)
        for text, wide in tiles
    )


def _brevity(quiet: tuple[str, str], room: float, font: QFont) -> int:
    fitting = (step for step, said in enumerate(quiet) if lettering.width(said, font) <= room)
    return next(fitting, len(quiet))


def _pads_px(theme: Theme) -> int:
    """What a tile keeps free beside its figure."""
    return theme.metrics.gap("panel") + theme.metrics.gap("near")


def _paint_quiet(
    painter: QPainter, row: QRectF, text: TileText, brevity: int, font: QFont, theme: Theme
) -> None:
    """The day before, on the figure's base line."""
    small = theme.metrics.font("small", tabular=True)
    start, top, wide, high = sides_of(row)
    left = start + lettering.width(text.figure, font) + theme.metrics.gap("near")
    down = (font.pixelSize() - small.pixelSize()) * 0.36
    rest = QRectF(left, top + down, start + wide - left, high)
    lettering.passing(painter, rest, text.quiet[brevity], small, theme.chrome.muted)


def _paint_ground(painter: QPainter, box: QRectF, look: TileLook, theme: Theme) -> None:
    if look.hovered or look.pressed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chrome.line if look.pressed else theme.chrome.raised)
        radius = theme.metrics.size("radius_panel")
        painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), radius, radius)
    if not look.first:
        faint = QColor(theme.chrome.line)
        painter.setPen(QPen(faint, 0))
        inset = min(theme.metrics.gap("step"), box.height() / 4)
        x = box.left() + 0.5
        painter.drawLine(QPointF(x, box.top() + inset), QPointF(x, box.bottom() - inset))
    if look.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.chrome.accent, 2))
        radius = theme.metrics.size("radius_panel")
        painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), radius, radius)
