"""Draws a hit of the locator: an icon of its kind, its name, and where it lies at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.paint import icons, lettering
from console.paint.theme import Theme
from console.state.locator_model import HIT_ROLE, Hit, Kind

ICONS: dict[Kind, str] = {
    "estate": "buildings",
    "building": "building",
    "room": "home",
    "person": "user",
    "committee": "building-community",
    "filter": "filter",
    "command": "command",
}
ROW_PX = 32
_ICON_PX = 16
_TITLE_SHARE = 0.62


class HitDelegate(QStyledItemDelegate):
    """Paints rows in the colours of `theme`, which may be replaced."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One row's height."""
        return QSize(0, round(ROW_PX * self.theme.metrics.scale))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one hit; the current one on a raised ground."""
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        chrome, metrics = self.theme.chrome, self.theme.metrics
        row = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, chrome.raised)
        inner = row.adjusted(metrics.gap("step"), 0, -metrics.gap("step"), 0)
        scale = painter.device().devicePixelRatio()
        drawn = icons.pixmap(ICONS[hit.kind], chrome.muted, _ICON_PX, scale)
        painter.drawPixmap(round(inner.left()), round(inner.center().y() - _ICON_PX / 2), drawn)
        inner.setLeft(inner.left() + _ICON_PX + metrics.gap("near"))
        self._letter(painter, inner, hit)

    def _letter(self, painter: QPainter, inner: QRectF, hit: Hit) -> None:
        chrome, metrics = self.theme.chrome, self.theme.metrics
        font, small = metrics.font("body"), metrics.font("small")
        wide = min(lettering.width(hit.title, font) + 2, inner.width() * _TITLE_SHARE)
        title = QRectF(inner.left(), inner.top(), wide, inner.height())
        lettering.line(painter, title, hit.title, font, chrome.ink, elide="middle")
        rest = QRectF(inner)
        rest.setLeft(title.right() + metrics.gap("near"))
        lettering.line(painter, rest, hit.detail, small, chrome.muted, side="right", elide="middle")
