"""The list under the locator: chips for the kinds, and the hits."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.domain import words
from console.paint import theme
from console.state.locator_model import HIT_ROLE, KINDS, Hit, Kind, LocatorModel
from console.state.look import Appearance
from console.widgets.found_delegate import FoundDelegate, FoundRow
from console.widgets.plain_label import PlainLabel

MOST_ROWS = 12
_LEAST_WIDTH_PX, _ROW_PX, _EDGE_PX = 520, 32, 8
_ICONS: dict[Kind, str] = {
    "estate": "buildings",
    "building": "building",
    "room": "home",
    "person": "user",
    "committee": "building-community",
    "filter": "filter",
    "command": "command",
}


class HitPanel(QFrame):
    """`chosen(index)` when a hit is clicked, `kind_asked(kind or None)` when a chip is."""

    chosen = Signal(QModelIndex)
    kind_asked = Signal(object)

    def __init__(self, model: LocatorModel, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hits")
        self._window = parent
        self._language = appearance.language
        look = theme.load(appearance.theme)
        self._delegate = FoundDelegate(look, _row, self, row_px=_ROW_PX, aside=True)
        self.list = QListView(self)
        self.list.setModel(model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.clicked.connect(self.chosen)
        self._none = PlainLabel(tone="muted", parent=self)
        self._kinds: tuple[Kind | None, ...] = (None, *KINDS)
        self._chips = QButtonGroup(self)
        self._build(self._delegate.theme.metrics.gap("near"))
        self._chips.idClicked.connect(self._ask)
        self.relabel(appearance)

    def relabel(self, appearance: Appearance) -> None:
        """Say everything in the language and theme of `appearance`."""
        self._language = appearance.language
        self._delegate.theme = theme.load(appearance.theme)
        for number, kind in enumerate(self._kinds):
            self._chips.button(number).setText(
                words.say(f"locator.kind.{kind or 'all'}", appearance.language)
            )
        self._none.say(words.say("locator.none", appearance.language))

    def show_found(self, kind: Kind | None, *, asked: bool) -> None:
        """Mark the chip of `kind` and stand on the first hit."""
        self._chips.button(self._kinds.index(kind)).setChecked(True)
        rows = self.list.model().rowCount()
        self._none.setVisible(rows == 0)
        self._none.say(words.say("locator.none" if asked else "locator.ask", self._language))
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(min(rows, MOST_ROWS) * self.row_px())
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    def step(self, by: int) -> None:
        """Walk the hits; stops at both ends."""
        rows = self.list.model().rowCount()
        row = min(max(self.list.currentIndex().row() + by, 0), rows - 1)
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    def fit(self, corner: QPoint, width_px: int) -> None:
        """Stand below the field at `corner`, at least as wide as it, inside the window."""
        wide = max(width_px, _LEAST_WIDTH_PX)
        self.setFixedWidth(wide)
        left = min(corner.x(), self._window.width() - wide - _EDGE_PX)
        self.move(max(left, 0), corner.y())
        self.adjustSize()

    def row_px(self) -> int:
        """A row's height in pixels."""
        return self._delegate.row_px

    def _ask(self, number: int) -> None:
        self.kind_asked.emit(self._kinds[number])

    def _build(self, gap: int) -> None:
        chips = QHBoxLayout()
        chips.setContentsMargins(gap, gap, gap, gap // 2)
        chips.setSpacing(gap // 2)
        for number, _ in enumerate(self._kinds):
            chip = QToolButton(self)
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        self._none.setContentsMargins(gap, gap // 2, gap, gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(chips)
        column.addWidget(self._none)
        column.addWidget(self.list)


def _row(index: QModelIndex | QPersistentModelIndex) -> FoundRow | None:
    """A hit, and where it lies."""
    hit = index.data(HIT_ROLE)
    return FoundRow(_ICONS[hit.kind], hit.title, hit.detail) if isinstance(hit, Hit) else None
