"""Draws what was found or is offered as a row: an icon of its kind, what it is, and more of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.domain.records import dataclass
from console.paint import icons, lettering
from console.paint.theme import Theme

_ICON_PX = 16
_TITLE_SHARE = 0.6
"""Of a row at most for the title."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row; the `figure`, where there is one, stands at the right, the detail before it."""

    icon: str
    title: str
    detail: str
    figure: str = ""


class FoundDelegate(QStyledItemDelegate):
    """Paints rows in the colours of `theme`, which may be replaced; `read` gives an index's row.

    Where `aside`, the detail stands quietly at the right end, for where a thing lies; else after
    the title, for what it means.
    """

    def __init__(
        self,
        theme: Theme,
        read: Callable[[_Index], FoundRow | None],
        parent: QObject | None = None,
        *,
        row_px: int,
        aside: bool = False,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._read, self._row_px, self._aside = read, row_px, aside

    @property
    def row_px(self) -> int:
        """A row's height in pixels."""
        return round(self._row_px * self.theme.metrics.scale)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One row's height."""
        return QSize(0, self.row_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row; the current one on a raised ground."""
        row = self._read(index)
        if row is None:
            return
        chrome, metrics = self.theme.chrome, self.theme.metrics
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, chrome.raised)
        inner = box.adjusted(metrics.gap("step"), 0, -metrics.gap("step"), 0)
        scale = painter.device().devicePixelRatio()
        drawn = icons.pixmap(row.icon, chrome.muted, _ICON_PX, scale)
        painter.drawPixmap(round(inner.left()), round(inner.center().y() - _ICON_PX / 2), drawn)
        inner.setLeft(inner.left() + _ICON_PX + metrics.gap("near"))
        if row.figure:
            bold = metrics.font("body", bold=True, tabular=True)
            tone = chrome.muted if row.figure == "0" else chrome.ink
            lettering.line(painter, inner, row.figure, bold, tone, side="right")
            inner.setRight(inner.right() - lettering.width(row.figure, bold) - metrics.gap("near"))
        self._letter(painter, inner, row)

    def _letter(self, painter: QPainter, inner: QRectF, row: FoundRow) -> None:
        chrome, metrics = self.theme.chrome, self.theme.metrics
        font = metrics.font("body")
        wide = min(lettering.width(row.title, font) + 2, inner.width() * _TITLE_SHARE)
        title = QRectF(inner.left(), inner.top(), wide, inner.height())
        lettering.line(painter, title, row.title, font, chrome.ink, elide="middle")
        rest = QRectF(inner)
        rest.setLeft(title.right() + metrics.gap("step"))
        if self._aside:
            small, text = metrics.font("small"), row.detail
            lettering.line(painter, rest, text, small, chrome.muted, side="right", elide="middle")
        else:
            lettering.line(painter, rest, row.detail, font, chrome.muted)
