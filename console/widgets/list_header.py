"""The headings over a list: quiet words, an arrow at the column it is sorted by."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from console.paint import lettering
from console.paint.theme import Theme
from console.state.lists.model import ListModel
from console.widgets.tips import plain_tip

_ARROW_PX = 7


class ListHeader(QHeaderView):
    """Paints the headings of `model`; a click on one is `sectionClicked`."""

    def __init__(self, model: ListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model, self.theme = model, theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """As high as a dense row."""
        return QSize(super().sizeHint().width(), self.theme.metrics.size("row_dense"))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        """Draw one heading."""
        if logical >= len(self._model.columns):
            return
        column, chrome, gap = (
            self._model.columns[logical],
            self.theme.chrome,
            self.theme.metrics.gap("near"),
        )
        painter.fillRect(rect, chrome.panel)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), chrome.line)
        font = self.theme.metrics.font("small")
        text = str(self._model.headerData(logical, Qt.Orientation.Horizontal) or "")
        box = QRectF(rect).adjusted(gap, 0, -gap, 0)
        sorts = self._model.sorts
        sorted_here = bool(sorts) and sorts[-1][0] == column.key
        room = box.width() - (_ARROW_PX + 4 if sorted_here else 0)
        wide = min(lettering.width(text, font) + 1, room)
        left = box.right() - wide if column.numeric else box.left()
        tone = chrome.ink if sorted_here else chrome.muted
        name = QRectF(left, box.top(), wide, box.height())
        lettering.line(painter, name, text, font, tone)
        if sorted_here:
            x = name.left() - _ARROW_PX - 4 if column.numeric else name.right() + 4
            _paint_arrow(painter, QPointF(x, box.center().y()), self.theme, down=sorts[-1][1])

    def fit(self, width_px: int) -> None:
        """Give every column its width, and what is left to those that stretch."""
        columns = self._model.columns
        scale = self.theme.metrics.scale
        stretching = [column for column in columns if column.stretches]
        language = self._model.language
        asked = sum(column.wide(language) for column in columns) * scale
        more = max(width_px - asked, 0) / max(len(stretching), 1)
        for number, column in enumerate(columns):
            wide = column.wide(language) * scale + (more if column.stretches else 0)
            self.resizeSection(number, int(wide))

    def tell(self, text: str) -> None:
        """Say what a click does."""
        self.setToolTip(plain_tip(text))


def _paint_arrow(painter: QPainter, at: QPointF, theme: Theme, *, down: bool) -> None:
    """A small triangle: point down for the largest first."""
    half, high = _ARROW_PX / 2, 4.0
    tip, base = (high / 2, -high / 2) if down else (-high / 2, high / 2)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.chrome.ink)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(at.x(), at.y() + base),
                QPointF(at.x() + 2 * half, at.y() + base),
                QPointF(at.x() + half, at.y() + tip),
            ]
        )
    )
    painter.restore()
