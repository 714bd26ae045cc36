"""The headings over a list: quiet words, arrows and places of the columns it is sorted by."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from console.paint import lettering
from console.paint.theme import Theme
from console.state.lists.model import ListModel
from console.widgets.tips import plain_tip

_ARROW_PX, _RANK_PX = 7, 8
_MOST_STRETCHED_PX = 360
"""What a column takes at most beyond what it needs."""
_MOST_GIVEN_PX = 2 * _RANK_PX
"""What one that stretches gives up of it, so that ranks in the headings make no list scroll."""


class ListHeader(QHeaderView):
    """Paints the headings of `model`.

    `sorted(key, also)` for a click, with Ctrl or Shift `also` within the order there is;
    `dragged(key, to)` when a heading was dragged to another place; `menu_asked(key, point)`.
    `current` is the column that the keyboard stands on, marked while `is_walked`.
    """

    sorted = Signal(str, bool)
    dragged = Signal(str, int)
    menu_asked = Signal(str, QPoint)

    def __init__(self, model: ListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model, self.theme = model, theme
        self._also = False
        self.current, self.is_walked = 0, False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._clicked)
        self.sectionMoved.connect(self._moved)

    def sizeHint(self) -> QSize:
        """As high as a dense row."""
        return QSize(super().sizeHint().width(), self.theme.metrics.size("row_dense"))

    def key_at(self, section: int) -> str:
        """The key of a column by its place, "" beyond the last."""
        columns = self._model.columns
        return columns[section].key if 0 <= section < len(columns) else ""

    def stand_on(self, section: int) -> None:
        """Let the keyboard stand on another column."""
        self.current = min(max(section, 0), max(len(self._model.columns) - 1, 0))
        self.viewport().update()

    def mark_walked(self, is_walked: bool) -> None:
        """Show or hide where the keyboard stands."""
        if is_walked != self.is_walked:
            self.is_walked = is_walked
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether the click is to sort within the order there is."""
        adding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self._also = bool(event.modifiers() & adding)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the column under the pointer."""
        section = self.logicalIndexAt(event.pos())
        self.menu_asked.emit(self.key_at(section), event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The headings, and their line on to the end of a list whose columns end before."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        rect = self.viewport().rect().adjusted(self.length(), 0, 0, 0)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.theme.chrome.line)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        """Draw one heading."""
        if logical >= len(self._model.columns):
            return
        column, chrome = self._model.columns[logical], self.theme.chrome
        gap = self.theme.metrics.gap("near")
        painter.fillRect(rect, chrome.panel)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), chrome.line)
        if self.is_walked and logical == self.current:
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), chrome.accent)
        font = self.theme.metrics.font("small")
        text = str(self._model.headerData(logical, Qt.Orientation.Horizontal) or "")
        box = QRectF(rect).adjusted(gap, 0, -gap, 0)
        rank = self._model.chosen.rank(self._model.kind, column.key)
        several = len(self._model.sorts) > 1
        sign = _sign_px(several=several) if rank else 0
        wide = min(lettering.width(text, font) + 1, box.width() - sign)
        left = box.right() - wide if column.numeric else box.left()
        name = QRectF(left, box.top(), wide, box.height())
        lettering.line(painter, name, text, font, chrome.ink if rank else chrome.muted)
        if rank:
            x = name.left() - sign if column.numeric else name.right() + 4
            down = dict(self._model.sorts)[column.key]
            _paint_arrow(painter, QPointF(x, box.center().y()), self.theme, down=down)
            if several:
                at = QRectF(x + _ARROW_PX + 1, box.top(), _RANK_PX, box.height())
                lettering.line(painter, at, str(rank), font, chrome.muted)

    def fit(self, width_px: int) -> None:
        """Give every column its width, and what is left to those that stretch, as far as they do.

        In a very wide list room stays at the right: a line is read without crossing a desert.
        """
        columns = self._model.columns
        scale = self.theme.metrics.scale
        asked = [self._least(number) for number in range(len(columns))]
        stretching = max(sum(one.stretches for one in columns), 1)
        least = -_MOST_GIVEN_PX * scale * any(one.stretches for one in columns)
        if (width_px - sum(asked)) / stretching < least:
            least = 0.0
            asked = [
                max(wide, column.liked_px * scale)
                for wide, column in zip(asked, columns, strict=True)
            ]
        more = max((width_px - sum(asked)) / stretching, least)
        more = min(more, _MOST_STRETCHED_PX * scale)
        for number, (wide, column) in enumerate(zip(asked, columns, strict=True)):
            self.resizeSection(number, int(wide + (more if column.stretches else 0)))

    def _least(self, section: int) -> float:
        """What a column needs for its cells, and for its heading with the sign it may carry.

        That is an arrow, and beside it its rank where the list is sorted by several.
        """
        metrics, column = self.theme.metrics, self._model.columns[section]
        heading = str(self._model.headerData(section, Qt.Orientation.Horizontal) or "")
        said = lettering.width(heading, metrics.font("small")) + 2 * metrics.gap("near")
        ranked = self._model.chosen.rank(self._model.kind, column.key) > 0
        sign = _sign_px(several=ranked and len(self._model.sorts) > 1)
        return max(column.wide(self._model.language) * metrics.scale, said + sign + 2)

    def tell(self, text: str) -> None:
        """Say what a click does."""
        self.setToolTip(plain_tip(text))

    def _clicked(self, section: int) -> None:
        self.current = section
        self.sorted.emit(self.key_at(section), self._also)

    def _moved(self, section: int, before: int, after: int) -> None:
        """The columns are moved in the model; here they stand in its order again."""
        self.blockSignals(True)
        self.moveSection(after, before)
        self.blockSignals(False)
        self.dragged.emit(self.key_at(section), after)


def _sign_px(*, several: bool) -> int:
    """How wide the arrow is with the gap before it, and with a rank where there are several."""
    return _ARROW_PX + 4 + (_RANK_PX if several else 0)


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
