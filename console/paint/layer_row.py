"""A layer's line in the list of layers: whether it shows, its colour, its name and its count."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.paint import icons, lettering
from console.paint.theme import Theme
from console.state.layers.layer import Layer

EYE_PX, _SIGN_PX = 26, 14


def draw_layer(
    painter: QPainter, rect: QRectF, layer: Layer, theme: Theme, *, chosen: bool, hovered: bool
) -> None:
    """One line, raised when chosen."""
    chrome, metrics = theme.chrome, theme.metrics
    if chosen or hovered:
        painter.fillRect(rect, chrome.raised)
    if chosen:
        painter.fillRect(QRectF(rect.left(), rect.top() + 3, 3, rect.height() - 6), chrome.accent)
    gap = metrics.gap("near")
    left = rect.left() + gap
    _draw_eye(painter, eye_rect(rect, theme), theme, visible=layer.visible)
    left += EYE_PX * metrics.scale
    middle = rect.center().y()
    _draw_sign(painter, QPointF(left + _SIGN_PX / 2, middle), layer, theme)
    left += _SIGN_PX + gap
    bold = metrics.font("body", tabular=True)
    figure = f"{layer.rows:,}" if layer.content is not None else "–"
    wide = lettering.width(figure, bold) + 1
    count = QRectF(rect.right() - gap - wide, rect.top(), wide, rect.height())
    lettering.line(painter, count, figure, bold, chrome.muted, side="right")
    name = QRectF(left, rect.top(), count.left() - gap - left, rect.height())
    tone = chrome.alarm if layer.fault else chrome.ink if layer.visible else chrome.muted
    lettering.line(painter, name, layer.title, metrics.font("body"), tone, elide="middle")


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


def _draw_sign(painter: QPainter, at: QPointF, layer: Layer, theme: Theme) -> None:
    """The layer's colour in the shape of what it holds; a hollow square for a mere table."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = _SIGN_PX / 2 - 1
    box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
    colour = QColor(theme.layers[layer.colour])
    if layer.shapes is None:
        painter.setPen(QPen(theme.chrome.muted, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    colour.setAlphaF(layer.opacity)
    painter.setPen(QPen(theme.chrome.keyline, 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(box, 3, 3)
