"""The centre: breadcrumb, tiles, and map, estate panel and section side by side or one alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from console.state.situation import Fill

HANDLE_PX = 6
SHARES = (46, 18, 36)
"""Of map, estate panel and section when all three are on show."""


class CentreView(QWidget):
    """Places for the views, which are put in as they come; `moved` when the user moves a border.

    The section is there when a building is chosen for it to show.
    """

    moved = Signal()

    def __init__(
        self, breadcrumb: QWidget, message: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fill = Fill.BOTH
        self._has_building = False
        self._shares = [float(share) for share in SHARES]
        self._views: list[QWidget] = []
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(HANDLE_PX)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._learn)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(breadcrumb)
        self._column.addWidget(message)
        self._column.addWidget(self.splitter, 1)

    def put_tiles(self, view: QWidget) -> None:
        """The tiles, below the breadcrumb."""
        self._column.insertWidget(1, view)

    def put(self, *views: QWidget) -> None:
        """The map, then the estate panel and the section, from left to right."""
        for view in views:
            self._views.append(view)
            self.splitter.addWidget(view)
        self._show()

    def panes(self) -> tuple[QWidget, ...]:
        """Map, estate panel and section, those that are there."""
        return tuple(self._views)

    def suit(self, *, building: bool) -> None:
        """Show the section when there is a building for it to show."""
        if self._has_building != building:
            self._has_building = building
            self._show()

    def fill_with(self, fill: Fill) -> None:
        """Show both, or one alone."""
        self._fill = fill
        self._show()

    def shares(self) -> str:
        """Where the borders are, as text to be remembered."""
        return " ".join(f"{share:.2f}" for share in self._shares)

    def share_out(self, shares: str = "") -> None:
        """Put the borders back where `shares` says, or where they are at the first start."""
        self._shares = _read(shares)
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width keeps the shares."""
        super().resizeEvent(event)
        self._spread()

    def _shown(self) -> tuple[bool, ...]:
        both = self._fill is Fill.BOTH
        section = self._fill is Fill.SECTION or (self._has_building and both)
        return (self._fill is not Fill.SECTION, both, section)

    def _show(self) -> None:
        for view, shown in zip(self._views, self._shown(), strict=False):
            view.setVisible(shown)
        self._spread()

    def _spread(self) -> None:
        """Give each view on show its share of the width."""
        shares = [
            share if shown else 0.0
            for share, shown in zip(self._shares, self._shown(), strict=True)
        ]
        whole = sum(shares[: len(self._views)]) or 1.0
        wide = max(self.splitter.width(), 1)
        self.splitter.setSizes([round(wide * share / whole) for share in shares])

    def _learn(self) -> None:
        """Learn the shares of the views on show; a hidden one keeps its own."""
        sizes, shown = self.splitter.sizes(), self._shown()
        pool = sum(share for share, there in zip(self._shares, shown, strict=True) if there)
        wide = sum(sizes) or 1
        for index, size in enumerate(sizes):
            if shown[index]:
                self._shares[index] = max(pool * size / wide, 1.0)
        self.moved.emit()


def _read(text: str) -> list[float]:
    """Three shares from text; those of the first start when it is anything else."""
    try:
        shares = [float(part) for part in text.split()]
    except ValueError:
        shares = []
    sound = len(shares) == len(SHARES) and all(1 <= share <= 98 for share in shares)
    return shares if sound else [float(share) for share in SHARES]
