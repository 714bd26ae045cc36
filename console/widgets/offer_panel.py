"""What hangs under the expression's field: what it keeps or what is wrong, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from console.paint.theme import Theme
from console.state.expression.offers import OFFER_ROLE, OffersModel
from console.store.completion import Kind, Offer
from console.widgets.found_delegate import FoundDelegate, FoundRow
from console.widgets.plain_label import PlainLabel

_MOST_ROWS, _LEAST_WIDTH_PX, _ROW_PX = 9, 520, 28
_ICONS: dict[Kind, str] = {
    "field": "filter",
    "operator": "arrow-right",
    "value": "check",
    "mend": "alert-triangle",
}


class OfferPanel(QFrame):
    """`chosen(offer)` when one is clicked; no row is the current one until it is walked to."""

    chosen = Signal(object)

    def __init__(self, model: OffersModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hits")
        self._window = parent
        self._delegate = FoundDelegate(theme, _row, self, row_px=_ROW_PX)
        self.told = PlainLabel(parent=self)
        self.fault = PlainLabel(tone="alarm", parent=self)
        self.hint = PlainLabel(tone="muted", parent=self)
        self.list = QListView(self)
        self.list.setModel(model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        gap = theme.metrics.gap("near")
        column.setContentsMargins(1, gap, 1, gap)
        column.setSpacing(theme.metrics.gap("tight"))
        for label in (self.told, self.fault):
            label.setContentsMargins(gap, 0, gap, 0)
            column.addWidget(label)
        column.addWidget(self.list)
        self.hint.setContentsMargins(gap, 0, gap, 0)
        column.addWidget(self.hint)

    def dress(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def say(self, told: str, fault: str, hint: str) -> None:
        """What the expression keeps, what is wrong with it, and which keys there are."""
        for label, text in ((self.told, told), (self.fault, fault), (self.hint, hint)):
            label.say(text)
            label.setVisible(bool(text))

    def current(self) -> Offer | None:
        """The offer that was walked to."""
        offer = self.list.currentIndex().data(OFFER_ROLE)
        return offer if isinstance(offer, Offer) else None

    def step(self, by: int) -> None:
        """Walk the offers, from none to the first; stops at both ends."""
        rows, here = self.list.model().rowCount(), self.list.currentIndex().row()
        if rows:
            row = min(max(here + by, 0), rows - 1) if here >= 0 else 0
            self.list.setCurrentIndex(self.list.model().index(row, 0))

    def fit(self, corner: QPoint, width_px: int) -> None:
        """Stand below the field at `corner`, at least as wide as it, inside the window."""
        rows = min(self.list.model().rowCount(), _MOST_ROWS)
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows * self._delegate.row_px)
        wide = max(width_px, _LEAST_WIDTH_PX)
        self.setFixedWidth(wide)
        left = min(corner.x(), self._window.width() - wide - 8)
        self.move(max(left, 0), corner.y())
        self.adjustSize()

    def _choose(self, index: QModelIndex) -> None:
        offer = index.data(OFFER_ROLE)
        if isinstance(offer, Offer):
            self.chosen.emit(offer)


def _row(index: QModelIndex | QPersistentModelIndex) -> FoundRow | None:
    """An offer: what is written, what it means, and how many people it keeps."""
    offer = index.data(OFFER_ROLE)
    if not isinstance(offer, Offer):
        return None
    figure = "" if offer.count is None else f"{offer.count:,}"
    return FoundRow(_ICONS[offer.kind], offer.text, offer.label, figure)
