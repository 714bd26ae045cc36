"""The map's labels: how text measures, sprites with a halo for the screen, text for an export."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import floor

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from console.domain.records import dataclass
from console.paint import icons
from console.paint.lettering import signs_of
from console.paint.map_counts import (
    AROUND,
    HALO_PX,
    MIDDLE,
    PAD_PX,
    CountLook,
    MapCount,
    draw_counts,
)
from console.paint.theme import Theme
from console.state.map.desk import Kind, Label
from console.state.map.metrics import HIDDEN
from console.store.columns import F64, I32, U8
from console.store.kept import Mask

_MOST_SPRITES = 3000
_CLOSELY_AROUND = tuple(
    (np.cos(turn) * HALO_PX * share, np.sin(turn) * HALO_PX * share)
    for count, share in ((12, 1.0), (4, 0.5))
    for turn in np.arange(count) * 2 * np.pi / count
)
"""Where a text is drawn in its halo's colour with more pixels than a screen's: no gap is left."""
_IDEOGRAPHS = "一", "\u9fff"
"""The first and last of the characters that are all equally wide and never set closer."""
_LINE = 1.22
"""Height of a label's box for a pixel of text size."""


@dataclass(frozen=True, eq=False)
class PlaceInk:
    """How the names and counts of one kind of place are written at a frame.

    values [n]; classes uint8[n] into `fills` and `inks`: text takes its class's ink, with a
    halo of the fill it stands on.
    """

    kind: Kind
    values: F64 | I32
    classes: U8
    fills: tuple[QColor, ...]
    inks: tuple[QColor, ...]


Inks = tuple[PlaceInk, PlaceInk]
"""How estates are written, and buildings."""


class Lettering:
    """Fonts, measures and sprites of one theme at one device pixel ratio; sprites are kept."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self.theme = theme
        self.ratio = ratio
        self._fonts: dict[str, QFont] = {}
        self._sizes: dict[tuple[str, str], tuple[float, float]] = {}
        self._sprites: OrderedDict[tuple[str, str, int, int], QPixmap] = OrderedDict()

    def font(self, size: str) -> QFont:
        """The font of a named size, "-bold" at its end for bold with tabular digits."""
        known = self._fonts.get(size)
        if known is None:
            name, _, bold = size.partition("-")
            known = self.theme.metrics.font(name, bold=bool(bold), tabular=bool(bold))
            self._fonts[size] = known
        return known

    def measure(self, text: str, size: str) -> tuple[float, float]:
        """Width and height in logical pixels of a text's box."""
        known = self._sizes.get((text, size))
        if known is None:
            known = self._sizes[text, size] = (
                self._width(text, size),
                self.font(size).pixelSize() * _LINE,
            )
        return known

    def _width(self, text: str, size: str) -> float:
        """Width of a text; one of Chinese characters alone is so many times as wide as one."""
        if len(text) > 1 and min(text) >= _IDEOGRAPHS[0] and max(text) <= _IDEOGRAPHS[1]:
            return len(text) * self.measure(_IDEOGRAPHS[0], size)[0]
        return QFontMetricsF(self.font(size)).horizontalAdvance(text)

    def sprite(self, text: str, size: str, colour: QColor, halo: QColor) -> QPixmap:
        """The text with its halo, `PAD_PX` clear all round; drawn once and kept."""
        key = (text, size, colour.rgba(), halo.rgba())
        known = self._sprites.get(key)
        if known is None:
            known = self._sprites[key] = self._drawn(text, size, colour, halo)
            if len(self._sprites) > _MOST_SPRITES:
                self._sprites.popitem(last=False)
        return known

    def _drawn(self, text: str, size: str, colour: QColor, halo: QColor) -> QPixmap:
        width, height = self.measure(text, size)
        ratio = self.ratio
        drawn = QPixmap(
            int(np.ceil((width + 2 * PAD_PX) * ratio)),
            int(np.ceil((height + 2 * PAD_PX) * ratio)),
        )
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        font = self.font(size)
        painter.setFont(font)
        base = QPointF(PAD_PX, PAD_PX + height / 2 + font.pixelSize() * MIDDLE)
        painter.setPen(halo)
        for dx, dy in AROUND:
            painter.drawText(base + QPointF(dx, dy), text)
        painter.setPen(colour)
        painter.drawText(base, text)
        painter.end()
        return drawn

    def place(self, painter: QPainter, sprite: QPixmap, x: float, y: float) -> None:
        """Draw a sprite with its middle at a pixel, on whole device pixels."""
        ratio = self.ratio
        left = floor((x - sprite.width() / ratio / 2) * ratio + 0.5) / ratio
        top = floor((y - sprite.height() / ratio / 2) * ratio + 0.5) / ratio
        painter.drawPixmap(QPointF(left, top), sprite)


def draw_label(painter: QPainter, lettering: Lettering, label: Label, icon: str | None) -> None:
    """A label that no frame changes: a sign and the name of a station, road, water or green."""
    theme = lettering.theme
    if label.icon is not None and icon is not None:
        draw_icon(painter, theme, label, icon)
    if not label.text:
        return
    sprite = lettering.sprite(label.text, label.size, ink_of(theme, label.kind), theme.map.halo)
    if not label.angle_deg:
        lettering.place(painter, sprite, label.x, label.y)
        return
    painter.save()
    painter.translate(label.x, label.y)
    painter.rotate(label.angle_deg)
    size = sprite.deviceIndependentSize()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(QPointF(-size.width() / 2, -size.height() / 2), sprite)
    painter.restore()


def ink_of(theme: Theme, kind: Kind) -> QColor:
    """Stations speak up; roads, water, green and other landmarks are quiet."""
    return theme.map.label if kind is Kind.STATION else theme.map.label_quiet


class PlaceLabels:
    """Labels of one kind of place, and where their counts stand: no frame changes either.

    rows int64[n]; counts_at are the middles of the boxes kept for counts, None without one;
    `are_crossed` by the outline of their place, None until that was looked at.
    """

    def __init__(self, labels: Sequence[Label]) -> None:
        self.labels = labels
        self.rows = np.array([label.row for label in labels], np.int64)
        self.counts_at = [label.count_at for label in labels]
        self.are_crossed: bool | None = None
        self._alone: dict[int, PlaceLabels] = {}

    def changed(self, before: PlaceInk, now: PlaceInk) -> Mask:
        """Which labels are written in another way: of another class, count or colour, bool[n]."""
        rows = self.rows
        if before.fills is not now.fills or before.inks is not now.inks:
            return np.ones(len(rows), np.bool_)
        other: Mask = before.values.take(rows) != now.values.take(rows)
        other |= before.classes.take(rows) != now.classes.take(rows)
        return other

    def of(self, row: int) -> PlaceLabels:
        """Those of one place alone."""
        if row not in self._alone:
            alone = np.flatnonzero(self.rows == row).tolist()
            self._alone[row] = PlaceLabels([self.labels[at] for at in alone])
        return self._alone[row]


def draw_places(
    painter: QPainter, lettering: Lettering, shown: Iterable[tuple[PlaceLabels, PlaceInk]]
) -> None:
    """The names of places, then the counts above zero in the boxes kept for them."""
    counts: list[MapCount] = []
    for mine, ink in shown:
        if not mine.labels:
            continue
        looks: dict[tuple[str, int], CountLook] = {}
        of_rows = ink.classes[mine.rows].tolist(), ink.values[mine.rows].tolist()
        for label, at, shade, value in zip(mine.labels, mine.counts_at, *of_rows, strict=True):
            if label.text:
                sprite = lettering.sprite(label.text, label.size, ink.inks[shade], ink.fills[shade])
                lettering.place(painter, sprite, *label.name_at(counted=value != 0))
            if at is not None and value != 0:
                key = label.size, shade
                if key not in looks:
                    looks[key] = _count_look(lettering, ink, *key)
                counts.append(MapCount(count_text(value), looks[key], *at))
    draw_counts(painter, lettering.theme, lettering.ratio, counts)


def _count_look(lettering: Lettering, ink: PlaceInk, size: str, shade: int) -> CountLook:
    font = lettering.font(f"{size}-bold")
    return CountLook(font, ink.inks[shade].rgba(), ink.fills[shade].rgba())


def draw_icon(painter: QPainter, theme: Theme, label: Label, icon: str) -> None:
    """The sign of a label on its plate, from pixels."""
    plate, inner, colour = draw_plate(painter, theme, label)
    drawn = icons.pixmap(
        icon, colour, round(plate.width() - 5), painter.device().devicePixelRatioF()
    )
    painter.drawPixmap(inner, drawn, QRectF(drawn.rect()))


def draw_plate(painter: QPainter, theme: Theme, label: Label) -> tuple[QRectF, QRectF, QColor]:
    """A plate under a sign; gives it, the sign's rectangle and colour.

    Stations stand on a solid plate, landmarks and facilities on one of the ground's colour.
    """
    solid = label.kind is Kind.STATION
    left, top, right, bottom = label.icon or (0.0, 0.0, 0.0, 0.0)
    plate = QRectF(QPointF(left, top), QPointF(right, bottom))
    painter.setPen(QPen(theme.map.halo if solid else theme.map.building, 1))
    painter.setBrush(theme.map.label_quiet if solid else theme.map.halo)
    painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    inner = plate.adjusted(2.5, 2.5, -2.5, -2.5)
    return plate, inner, theme.map.halo if solid else theme.map.label_quiet


@lru_cache(maxsize=4096)
def count_text(value: float) -> str:
    """A count in figures; a rate with one decimal where it is below ten; a hidden count as <8."""
    if value == HIDDEN:
        return "<8"
    return f"{value:,.0f}" if value >= 10 or value == round(value) else f"{value:.1f}"


WriteText = Callable[[QPainter, "Lettering", str, str, QPointF, QColor, QColor], None]
"""Writes a text of a named size with its middle at a point, in a colour with a halo."""


def halo_text(
    painter: QPainter,
    lettering: Lettering,
    text: str,
    size: str,
    at: QPointF,
    colour: QColor,
    halo: QColor,
) -> None:
    """Text with a halo of pixels: for the screen."""
    lettering.place(painter, lettering.sprite(text, size, colour, halo), at.x(), at.y())


def write_text(
    painter: QPainter,
    lettering: Lettering,
    text: str,
    size: str,
    at: QPointF,
    colour: QColor,
    halo: QColor,
) -> None:
    """Text with a halo, its middle at a point: for pages.

    As vectors the halo is the outline of the text. As pixels it is the text written all round, as
    on the screen: an outline of Chinese signs takes seven times as long.
    """
    base = _base(lettering, text, size)
    painter.save()
    painter.translate(at)
    painter.setFont(lettering.font(size))
    if painter.paintEngine().type() is QPaintEngine.Type.Raster:
        _write_in_pixels(painter, text, lettering.font(size), base, colour, halo)
    else:
        painter.strokePath(_outline(lettering, text, size, base), _halo_pen(halo))
        painter.setPen(colour)
        painter.drawText(base, text)
    painter.restore()


def _write_in_pixels(
    painter: QPainter, text: str, font: QFont, base: QPointF, colour: QColor, halo: QColor
) -> None:
    """Text all round in its halo's colour, then in its own; not shaped where its signs are kept."""
    signs = signs_of(font)
    glyphs = None if signs is None else signs.run(text)
    for ink, around in ((halo, _CLOSELY_AROUND), (colour, ((0.0, 0.0),))):
        painter.setPen(ink)
        for dx, dy in around:
            if glyphs is None:
                painter.drawText(base + QPointF(dx, dy), text)
            else:
                painter.drawGlyphRun(base + QPointF(dx, dy), glyphs[0])


def write_turned(
    painter: QPainter,
    lettering: Lettering,
    text: str,
    size: str,
    at: QPointF,
    angle_deg: float,
    colour: QColor,
    halo: QColor,
) -> None:
    """Text turned about its middle, as outlines, and the same upright and unseen.

    A reader of a PDF takes turned text apart letter by letter; the unseen one it finds whole.
    """
    base = _base(lettering, text, size)
    drawn = _outline(lettering, text, size, base)
    painter.save()
    painter.translate(at)
    painter.save()
    painter.rotate(angle_deg)
    painter.strokePath(drawn, _halo_pen(halo))
    painter.fillPath(drawn, colour)
    painter.restore()
    painter.setOpacity(0.0)
    painter.setFont(lettering.font(size))
    painter.drawText(base, text)
    painter.restore()


def _base(lettering: Lettering, text: str, size: str) -> QPointF:
    """Where the baseline begins of a text whose middle is the origin."""
    width, _ = lettering.measure(text, size)
    return QPointF(-width / 2, lettering.font(size).pixelSize() * MIDDLE)


def _outline(lettering: Lettering, text: str, size: str, base: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(base, lettering.font(size), text)
    return path


def _halo_pen(halo: QColor) -> QPen:
    pen = QPen(halo, 2 * HALO_PX)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return pen
