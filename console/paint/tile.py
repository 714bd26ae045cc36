"""Paints a tile: a name, a figure, and quietly the figure of the day before."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from console.domain.records import dataclass
from console.paint import lettering
from console.paint.theme import Theme

HEIGHT_PX, LOW_PX, LEAST_WIDTH_PX = 64, 34, 84
_SIZES = ("large", "title", "label", "body")


@dataclass(frozen=True, slots=True)
class TileText:
    """What a tile shows: `quiet` says the figure of the day before, at length and briefly."""

    name: str
    figure: str
    quiet: tuple[str, str]
    is_zero: bool


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
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, box, look, theme)
    if box.height() < HEIGHT_PX * theme.metrics.scale:
        _paint_low(painter, box, text, look, theme)
        return
    inner = box.adjusted(theme.metrics.gap("panel"), 0, -theme.metrics.gap("near"), 0)
    scale = theme.metrics.scale
    name_box = QRectF(inner.left(), box.top() + 8 * scale, inner.width(), 20 * scale)
    name_colour = theme.chrome.ink if look.hovered else theme.chrome.muted
    lettering.line(painter, name_box, text.name, theme.metrics.font("body"), name_colour)
    font = _figure_font(look.size, theme)
    row = QRectF(inner.left(), name_box.bottom(), inner.width(), box.bottom() - name_box.bottom())
    row.setHeight(30 * scale)
    colour = theme.chrome.muted if text.is_zero else theme.chrome.ink
    lettering.passing(painter, row, text.figure, font, colour)
    if look.brevity < len(text.quiet):
        _paint_quiet(painter, row, text, look.brevity, font, theme)


def low_px(text: TileText, theme: Theme) -> float:
    """How wide a low tile must be for its name and figure beside each other."""
    name, figure = _low_fonts(theme)
    gaps = theme.metrics.gap("panel") + 2 * theme.metrics.gap("near")
    return gaps + lettering.width(text.name, name) + lettering.width(text.figure, figure)


def _low_fonts(theme: Theme) -> tuple[QFont, QFont]:
    return theme.metrics.font("small"), theme.metrics.font("label", bold=True, tabular=True)


def _paint_low(
    painter: QPainter, box: QRectF, text: TileText, look: TileLook, theme: Theme
) -> None:
    """Name and figure in one line."""
    inner = box.adjusted(theme.metrics.gap("panel"), 0, -theme.metrics.gap("near"), 0)
    small, bold = _low_fonts(theme)
    lettering.line(
        painter, inner, text.name, small, theme.chrome.ink if look.hovered else theme.chrome.muted
    )
    left = lettering.width(text.name, small) + theme.metrics.gap("near")
    colour = theme.chrome.muted if text.is_zero else theme.chrome.ink
    lettering.passing(painter, inner.adjusted(left, 0, 0, 0), text.figure, bold, colour)


def size_for(figure: str, width_px: float, theme: Theme) -> int:
    """Which of the theme's sizes a figure fits in, 0 the largest, the last when none does."""
    room = width_px - theme.metrics.gap("panel") - theme.metrics.gap("near")
    for size in range(len(_SIZES)):
        if lettering.width(figure, _figure_font(size, theme)) <= room:
            return size
    return len(_SIZES) - 1


def _figure_font(size: int, theme: Theme) -> QFont:
    return theme.metrics.font(_SIZES[size], bold=True, tabular=True)


def brevity_for(text: TileText, size: int, width_px: float, theme: Theme) -> int:
    """How briefly the day before must be said in a tile of that width; 2 means not at all."""
    room = width_px - theme.metrics.gap("panel") - theme.metrics.gap("near")
    font = _figure_font(size, theme)
    used = lettering.width(text.figure, font) + theme.metrics.gap("near")
    small = theme.metrics.font("small", tabular=True)
    fitting = (
        step for step, said in enumerate(text.quiet) if lettering.width(said, small) <= room - used
    )
    return next(fitting, len(text.quiet))


def _paint_quiet(
    painter: QPainter, row: QRectF, text: TileText, brevity: int, font: QFont, theme: Theme
) -> None:
    """The day before, on the figure's base line."""
    small = theme.metrics.font("small", tabular=True)
    left = row.left() + lettering.width(text.figure, font) + theme.metrics.gap("near")
    rest = QRectF(left, row.top(), row.right() - left, row.height())
    rest.translate(0, (font.pixelSize() - small.pixelSize()) * 0.36)
    lettering.passing(painter, rest, text.quiet[brevity], small, theme.chrome.muted)


def _paint_ground(painter: QPainter, box: QRectF, look: TileLook, theme: Theme) -> None:
    painter.fillRect(box, theme.chrome.panel)
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
