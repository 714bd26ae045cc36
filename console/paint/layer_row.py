"""A layer's line in the list of layers: whether it shows, its colour, its name and its count.

The street's own layers have no count.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.paint import icons, lettering
from console.paint.theme import Theme
from console.state.layers.base import BaseRow
from console.state.layers.layer import Layer
from console.state.map.base import BaseLayer

EYE_PX, _SIGN_PX = 26, 14


def draw_layer(
    painter: QPainter, rect: QRectF, layer: Layer, theme: Theme, *, chosen: bool, hovered: bool
) -> None:
    """One line, raised when chosen."""
    chrome, metrics, gap = theme.chrome, theme.metrics, theme.metrics.gap("near")
    _draw_ground(painter, rect, theme, chosen=chosen, hovered=hovered)
    _draw_eye(painter, eye_rect(rect, theme), theme, visible=layer.visible)
    sign = _sign_rect(rect, theme)
    if layer.shapes is None:
        painter.setPen(QPen(chrome.muted, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sign.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        _draw_sign(painter, sign, theme.layers[layer.colour], layer.opacity, theme)
    left = sign.right() + 1 + gap
    bold = metrics.font("body", tabular=True)
    figure = f"{layer.rows:,}" if layer.content is not None else "–"
    wide = lettering.width(figure, bold) + 1
    count = QRectF(rect.right() - gap - wide, rect.top(), wide, rect.height())
    lettering.line(painter, count, figure, bold, chrome.muted, side="right")
    name = QRectF(left, rect.top(), count.left() - gap - left, rect.height())
    tone = chrome.alarm if layer.fault else chrome.ink if layer.visible else chrome.muted
    lettering.line(painter, name, layer.title, metrics.font("body"), tone, elide="middle")


def draw_base(
    painter: QPainter, rect: QRectF, own: BaseRow, theme: Theme, *, chosen: bool, hovered: bool
) -> None:
    """One line of the street's own layers, raised when chosen."""
    chrome, metrics = theme.chrome, theme.metrics
    _draw_ground(painter, rect, theme, chosen=chosen, hovered=hovered)
    _draw_eye(painter, eye_rect(rect, theme), theme, visible=own.visible)
    sign = _sign_rect(rect, theme)
    _draw_sign(painter, sign, _colour_of(own.layer, theme), own.opacity, theme)
    gap = metrics.gap("near")
    left = sign.right() + 1 + gap
    name = QRectF(left, rect.top(), rect.right() - gap - left, rect.height())
    tone = chrome.ink if own.visible else chrome.muted
    lettering.line(painter, name, own.name, metrics.font("body"), tone)


def _colour_of(layer: BaseLayer, theme: Theme) -> QColor:
    """The colour that a layer has on the map."""
    colours: dict[BaseLayer, QColor] = {
        "labels": theme.map.label,
        "facilities": theme.map.label_quiet,
        "committees": theme.map.label_quiet,
        "metro": theme.map.rail,
        "roads": theme.map.road,
        "buildings": theme.map.building,
        "estates": theme.ramp[-1],
        "water": theme.map.water,
        "green": theme.map.green,
    }
    return colours[layer]


def _draw_ground(
    painter: QPainter, rect: QRectF, theme: Theme, *, chosen: bool, hovered: bool
) -> None:
    chrome = theme.chrome
    if chosen or hovered:
        painter.fillRect(rect, chrome.raised)
    if chosen:
        painter.fillRect(QRectF(rect.left(), rect.top() + 3, 3, rect.height() - 6), chrome.accent)


def _sign_rect(rect: QRectF, theme: Theme) -> QRectF:
    left = rect.left() + theme.metrics.gap("near") + EYE_PX * theme.metrics.scale + 1
    side = _SIGN_PX - 2
    return QRectF(left, rect.center().y() - side / 2, side, side)


def eye_rect(rect: QRectF, theme: Theme) -> QRectF:
    """Where a click shows or hides the layer."""
    gap, side = theme.metrics.gap("near"), EYE_PX * theme.metrics.scale
    return QRectF(rect.left() + gap, rect.top(), side, rect.height())


def _draw_eye(painter: QPainter, box: QRectF, theme: Theme, *, visible: bool) -> None:
    side = 16
    ratio = painter.device().devicePixelRatio()
    tone = theme.chrome.ink if visible else theme.chrome.muted
    drawn = icons.pixmap("eye" if visible else "eye-off", tone, side, ratio)
    painter.drawPixmap(QPointF(box.left(), box.center().y() - side / 2), drawn)


def _draw_sign(
    painter: QPainter, box: QRectF, colour: QColor, opacity: float, theme: Theme
) -> None:
    """The layer's colour, as opaque as it is drawn."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown = QColor(colour)
    shown.setAlphaF(opacity)
    painter.setPen(QPen(theme.chrome.keyline, 1))
    painter.setBrush(shown)
    painter.drawRoundedRect(box, 3, 3)
