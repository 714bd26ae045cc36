"""Draws a cell of a list: its text where it belongs, elided, with the person's mark before it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
)
from PySide6.QtGui import QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.paint import lettering
from console.paint.marks import Mark, mark_pixmap
from console.paint.theme import Theme
from console.state.card.blocks import PersonMark
from console.state.lists.model import MARK_ROLE, ListModel
from console.widgets.tips import show_plain_tip

_MARK_PX = 18
_Index = QModelIndex | QPersistentModelIndex


class ListDelegate(QStyledItemDelegate):
    """Paints the cells of `model` in the colours of `theme`, which may be replaced."""

    def __init__(self, model: ListModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self.theme = model, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A row's height; the width is the header's affair."""
        return QSize(0, self.theme.metrics.size("row_dense"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell; chosen lines on a raised ground, the current one with a bar before it."""
        cell = QRectF(option.rect)
        chrome = self.theme.chrome
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, chrome.raised)
            if index.column() == 0:
                bar = QRectF(cell.left(), cell.top() + 3, 3, cell.height() - 6)
                painter.fillRect(bar, chrome.accent)
        text = str(index.data() or "")
        mark = index.data(MARK_ROLE)
        box = self._text_box(cell, index.column())
        if isinstance(mark, PersonMark):
            self._paint_mark(painter, cell, mark)
        column = self._model.columns[index.column()]
        side: Literal["left", "right"] = "right" if column.numeric else "left"
        elide: Literal["end", "middle"] = "middle" if column.stretches else "end"
        tone = chrome.ink if text != "0" else chrome.muted
        lettering.line(painter, box, text, self._font(column.numeric), tone, side=side, elide=elide)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Tell the whole text of a cell that is elided."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        text = str(index.data() or "")
        box = self._text_box(QRectF(option.rect), index.column())
        font = self._font(self._model.columns[index.column()].numeric)
        told = "" if lettering.fits(text, font, box.width() + 1) else text
        show_plain_tip(told, event.globalPos(), view, option.rect)
        return True

    def _font(self, numeric: bool) -> QFont:
        return self.theme.metrics.font("body", tabular=numeric)

    def _text_box(self, cell: QRectF, column: int) -> QRectF:
        """Where a cell's text stands."""
        gap = self.theme.metrics.gap("near")
        box = cell.adjusted(gap, 0, -gap, 0)
        if self._model.columns[column].marked:
            box.setLeft(box.left() + _MARK_PX * self.theme.metrics.scale + gap // 2)
        return box

    def _paint_mark(self, painter: QPainter, cell: QRectF, mark: PersonMark) -> None:
        side = round(_MARK_PX * self.theme.metrics.scale)
        drawn = Mark(mark.state, mark.role, mark.sign, mark.day, mark.of, mark.early, ringed=False)
        ratio = painter.device().devicePixelRatio()
        left = cell.left() + self.theme.metrics.gap("near")
        at = QPointF(round(left), round(cell.center().y() - side / 2))
        painter.drawPixmap(at, mark_pixmap(drawn, side, self.theme, ratio))
