"""Icons from resources/icons, tinted by replacing currentColor in their text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from console.domain import resources

_DISABLED_ALPHA = 0.38


def icon(name: str, colour: QColor, size_px: int) -> QIcon:
    """The icon `name` in `colour`, sharp on every screen there is, paler when disabled.

    `name` is a file of resources/icons without its ending; a missing one is a bug
    (FileNotFoundError).
    """
    scales = frozenset(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    return _made(name, colour.rgba(), size_px, scales)


def pixmap(name: str, colour: QColor, size_px: int, scale: float = 1.0) -> QPixmap:
    """The icon `name` in `colour` on a square of `size_px` logical pixels at `scale`; kept."""
    return _drawn(name, colour.name(QColor.NameFormat.HexArgb), size_px, scale)


def draw(painter: QPainter, name: str, colour: QColor, box: QRectF) -> None:
    """Draw the icon `name` into `box` as vectors: for pages."""
    from PySide6.QtSvg import QSvgRenderer

    text = _text(name).replace("currentColor", colour.name())
    QSvgRenderer(text.encode()).render(painter, box)


@lru_cache(maxsize=1024)
def _made(name: str, argb: int, size_px: int, scales: frozenset[float]) -> QIcon:
    made = QIcon()
    for scale in scales:
        drawn = pixmap(name, QColor.fromRgba(argb), size_px, scale)
        made.addPixmap(drawn, QIcon.Mode.Normal)
        made.addPixmap(_pale(drawn), QIcon.Mode.Disabled)
    return made


def _pale(drawn: QPixmap) -> QPixmap:
    pale = QPixmap(drawn.size())
    pale.setDevicePixelRatio(drawn.devicePixelRatio())
    pale.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pale)
    painter.setOpacity(_DISABLED_ALPHA)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return pale


@lru_cache(maxsize=1024)
def _drawn(name: str, argb: str, size_px: int, scale: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    colour = QColor(argb)
    side = round(size_px * scale)
    drawn = QPixmap(QSize(side, side))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setOpacity(colour.alphaF())
    renderer = QSvgRenderer(_text(name).replace("currentColor", colour.name()).encode())
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


@lru_cache(maxsize=256)
def _text(name: str) -> str:
    """The icon's text; one that names no colour of its own takes currentColor too."""
    text = resources.root().joinpath("icons", f"{name}.svg").read_text("utf-8")
    if "currentColor" not in text:
        text = text.replace("<svg", '<svg fill="currentColor"', 1)
    return text
