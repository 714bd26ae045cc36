"""The centre: breadcrumb, tiles, and map, estate panel and section side by side or one alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.state.situation import Fill
from console.widgets.shared_splitter import SharedSplitter

HANDLE_PX = 6
_NARROW_PX = 1_080
"""Below this width the estate panel lies under the map once the section needs its room."""
_BORDERS: tuple[tuple[float, ...], ...] = ((54.0, 46.0), (70.0, 30.0), (50.0, 50.0))
"""Shares at the first start: map with estate panel against section; map against estate panel side
by side; map above estate panel."""
_WIDEST_LIST_PX = 400
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical

Shares = tuple[float, ...]


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
        self._map: QWidget | None = None
        self._estate: QWidget | None = None
        self._section: QWidget | None = None
        self.outer = SharedSplitter(HANDLE_PX, _BORDERS[0], self)
        self.inner = SharedSplitter(HANDLE_PX, _BORDERS[1], self)
        self._inner_shares: dict[Qt.Orientation, Shares] = {}
        self.outer.addWidget(self.inner)
        self.share_out()
        self.outer.learned.connect(self.moved)
        self.inner.learned.connect(self._learn)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(breadcrumb)
        self._column.addWidget(message)
        self._column.addWidget(self.outer, 1)

    def put_map(self, view: QWidget) -> None:
        """The map."""
        self._map = view
        self.inner.addWidget(view)

    def put_panels(self, tiles: QWidget, estate: QWidget, section: QWidget) -> None:
        """The tiles below the breadcrumb, the estate panel beside the map, the section."""
        self._column.insertWidget(1, tiles)
        self._estate, self._section = estate, section
        self.inner.addWidget(estate)
        self.outer.addWidget(section)
        self._show()

    def panes(self) -> tuple[QWidget, ...]:
        """Map, estate panel and section, those that are there."""
        found = (self._map, self._estate, self._section)
        return tuple(pane for pane in found if pane is not None)

    def suit(self, *, building: bool) -> None:
        """Show the section when there is a building for it to show."""
        if self._has_building != building:
            self._has_building = building
            self._show()

    def fill_with(self, fill: Fill) -> None:
        """Show both, or one alone."""
        self._fill = fill
        self._show()

    def borders(self) -> str:
        """Where the borders are, as text to be remembered."""
        shares = (self.outer.shares, self._inner_shares[_ACROSS], self._inner_shares[_DOWN])
        return ";".join(f"{one:.2f} {other:.2f}" for one, other in shares)

    def share_out(self, borders: str = "") -> None:
        """Put the borders where `borders` says, or where they are at the first start."""
        outer, across, down = _read(borders)
        self._inner_shares = {_ACROSS: across, _DOWN: down}
        self.outer.share_out(outer)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may put the estate panel elsewhere."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        both = self._fill is Fill.BOTH
        with_section = self._fill is Fill.SECTION or (both and self._has_building)
        self.inner.setVisible(self._fill is not Fill.SECTION)
        if self._estate is not None:
            self._estate.setVisible(both)
        if self._section is not None:
            self._section.setVisible(with_section)
        stacked = with_section and both and self.width() < _NARROW_PX
        orientation = _DOWN if stacked else _ACROSS
        self.inner.setOrientation(orientation)
        self.outer.share_out()
        self.inner.share_out(self._inner(orientation))

    def _inner(self, orientation: Qt.Orientation) -> Shares:
        """What the user gave, or else a list no wider than it can use."""
        shares = self._inner_shares[orientation]
        if orientation == _DOWN or shares != _BORDERS[1]:
            return shares
        room = max(self.inner.width(), 1)
        list_px = min(room * shares[1] / 100, _WIDEST_LIST_PX)
        return (100 - 100 * list_px / room, 100 * list_px / room)

    def _learn(self) -> None:
        self._inner_shares[self.inner.orientation()] = self.inner.shares
        self.moved.emit()


def _read(text: str) -> tuple[Shares, ...]:
    """Three pairs of shares from text; those of the first start when it is anything else."""
    try:
        found = tuple(tuple(float(one) for one in part.split()) for part in text.split(";"))
    except ValueError:
        return _BORDERS
    sound = len(found) == len(_BORDERS) and all(
        len(pair) == 2 and all(1 <= share <= 99 for share in pair) for pair in found
    )
    return found if sound else _BORDERS
