"""A splitter whose parts keep their shares, whatever is shown or hidden and however wide it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class SharedSplitter(QSplitter):
    """`learned` when the user moved the border; `shares` are then what he gave."""

    learned = Signal()

    def __init__(self, handle_px: int, shares: tuple[float, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.shares = shares
        self.setHandleWidth(handle_px)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._learn)

    def share_out(self, shares: tuple[float, ...] | None = None) -> None:
        """Give every part on show its share of the room, `shares` from now on when given."""
        self.shares = shares or self.shares
        parts = [self.widget(index) for index in range(self.count())]
        kept = [
            share if part is not None and not part.isHidden() else 0.0
            for share, part in zip(self.shares, parts, strict=False)
        ]
        across = self.orientation() == Qt.Orientation.Horizontal
        room, whole = (self.width() if across else self.height()), sum(kept) or 1.0
        self.setSizes([round(room * share / whole) for share in kept])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size keeps the shares."""
        super().resizeEvent(event)
        self.share_out()

    def _learn(self) -> None:
        sizes = self.sizes()
        if len(sizes) == len(self.shares) and all(sizes):
            self.shares = tuple(round(100 * size / sum(sizes), 2) for size in sizes)
            self.learned.emit()
