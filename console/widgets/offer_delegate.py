"""Draws an offer: what is written, what it means, and at the right how many people it keeps."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.paint import icons, lettering
from console.paint.theme import Theme
from console.state.expression.offers import OFFER_ROLE
from console.store.completion import Kind, Offer

ICONS: dict[Kind, str] = {
    "field": "filter",
    "operator": "arrow-right",
    "value": "check",
    "mend": "alert-triangle",
}
_ICON_PX, _TEXT_SHARE = 14, 0.45
_Index = QModelIndex | QPersistentModelIndex


class OfferDelegate(QStyledItemDelegate):
    """Paints rows in the colours of `theme`, which may be replaced."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One row's height."""
        return QSize(0, self.theme.metrics.size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one offer; the current one on a raised ground."""
        offer = index.data(OFFER_ROLE)
        if not isinstance(offer, Offer):
            return
        chrome, metrics = self.theme.chrome, self.theme.metrics
        row = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, chrome.raised)
        inner = row.adjusted(metrics.gap("step"), 0, -metrics.gap("step"), 0)
        scale = painter.device().devicePixelRatio()
        drawn = icons.pixmap(ICONS[offer.kind], chrome.muted, _ICON_PX, scale)
        painter.drawPixmap(round(inner.left()), round(inner.center().y() - _ICON_PX / 2), drawn)
        inner.setLeft(inner.left() + _ICON_PX + metrics.gap("near"))
        figure = "" if offer.count is None else f"{offer.count:,}"
        bold = metrics.font("body", bold=True, tabular=True)
        if figure:
            tone = chrome.ink if offer.count else chrome.muted
            lettering.line(painter, inner, figure, bold, tone, side="right")
            inner.setRight(inner.right() - lettering.width(figure, bold) - metrics.gap("near"))
        font = metrics.font("body")
        wide = min(lettering.width(offer.text, font) + 2, inner.width() * _TEXT_SHARE)
        text = QRectF(inner.left(), inner.top(), wide, inner.height())
        lettering.line(painter, text, offer.text, font, chrome.ink)
        inner.setLeft(text.right() + metrics.gap("step"))
        lettering.line(painter, inner, offer.label, font, chrome.muted)
