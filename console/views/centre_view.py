"""The centre: breadcrumb, tiles, and map, estate panel and section side by side or one alone."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from console.state.selection import Place
from console.state.situation import Fill
from console.widgets.shared_splitter import SharedSplitter

HANDLE_PX = 6
_NARROW_PX = 1_080
"""Below this width the estate panel lies under the map once the section needs its room."""
_LEAST_PX, _STACKED_PX, _LOW_PX = 120, 400, 480
"""Least height of map and section; from where map and estate panel have room for one another; and
below which the whole centre is low."""
_BORDERS: tuple[tuple[float, ...], ...] = (
    (42.0, 58.0),
    (70.0, 30.0),
    (66.0, 34.0),
    (50.0, 50.0),
)
"""Shares at the first start: map with estate panel against section; map against estate panel
alone, beside a section, and above it."""
_WIDEST_LIST_PX = 400

Shares = tuple[float, ...]


class _Inner(IntEnum):
    """How map and estate panel lie, as places in the borders."""

    ALONE = 1
    BESIDE = 2
    STACKED = 3


class CentreView(QWidget):
    """Places for the views, which are put in as they come; `moved` when the user moves a border.

    The section is there when a building is chosen for it to show; beside it, where the room is too
    low for map and estate panel above one another, the panel gives way. `lowered(bool)` says that
    the centre is so low, or no longer so low, that what stands in it should be low too.
    """

    moved = Signal()
    lowered = Signal(bool)

    def __init__(
        self, breadcrumb: QWidget, message: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fill = Fill.BOTH
        self._has_building = False
        self._map: QWidget | None = None
        self._filter_bar: QWidget | None = None
        self._estate: QWidget | None = None
        self._section: QWidget | None = None
        self.outer = SharedSplitter(HANDLE_PX, _BORDERS[0], self)
        self.inner = SharedSplitter(HANDLE_PX, _BORDERS[1], self)
        self.outer.setMinimumHeight(_LEAST_PX)
        self._was_low = False
        self._lie = _Inner.ALONE
        self._inner_shares: dict[_Inner, Shares] = {}
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

    def put_tiles(self, view: QWidget) -> None:
        """The tiles, below the breadcrumb."""
        self._column.insertWidget(1, view)

    def put_filter_bar(self, view: QWidget) -> None:
        """The filter bar, below the tiles."""
        self._filter_bar = view
        self._column.insertWidget(2, view)

    def put_estate(self, view: QWidget) -> None:
        """The estate panel, beside the map."""
        self._estate = view
        self.inner.addWidget(view)
        self._show()

    def put_section(self, view: QWidget) -> None:
        """The section, beside both."""
        self._section = view
        self.outer.addWidget(view)
        self._show()

    def panes(self) -> tuple[QWidget, ...]:
        """Filter bar, map, estate panel and section, those that are there."""
        found = (self._filter_bar, self._map, self._estate, self._section)
        return tuple(pane for pane in found if pane is not None)

    def suit(self, place: Place) -> None:
        """Show the section when there is a building for it to show.

        Asked before the section is: it is then laid out for the room it has.
        """
        has_building = place.building >= 0
        if self._has_building != has_building:
            self._has_building = has_building
            self._show()

    def fill_with(self, fill: Fill) -> None:
        """Show both, or one alone."""
        self._fill = fill
        self._show()

    def borders(self) -> str:
        """Where the borders are, as text to be remembered."""
        shares = (self.outer.shares, *(self._inner_shares[lie] for lie in _Inner))
        return ";".join(f"{one:.2f} {other:.2f}" for one, other in shares)

    def share_out(self, borders: str = "") -> None:
        """Put the borders where `borders` says, or where they are at the first start."""
        shares = _read(borders)
        self._inner_shares = {lie: shares[lie] for lie in _Inner}
        self.outer.share_out(shares[0])
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size may put the estate panel elsewhere."""
        super().resizeEvent(event)
        self._show()
        if self.is_low != self._was_low:
            self._was_low = self.is_low
            self.lowered.emit(self.is_low)

    @property
    def is_low(self) -> bool:
        """Whether there is little height for everything in it."""
        return self.height() < _LOW_PX

    def _show(self) -> None:
        both = self._fill is Fill.BOTH
        with_section = self._fill is Fill.SECTION or (both and self._has_building)
        self.inner.setVisible(self._fill is not Fill.SECTION)
        self._lie = self._lying(with_section=with_section and both)
        stacked = self._lie is _Inner.STACKED
        held = self._focused_pane()
        if self._estate is not None:
            self._estate.setVisible(both and not (stacked and self.outer.height() < _STACKED_PX))
        if self._section is not None:
            self._section.setVisible(with_section)
        self.inner.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
        self.outer.share_out()
        self.inner.share_out(self._inner())
        if held is not None and held.isHidden():
            heirs = (self._section if with_section else None, self._map, self._section)
            next(one for one in heirs if one is not None).setFocus()

    def _focused_pane(self) -> QWidget | None:
        """The pane that has the keyboard: where it is put away, what stays has it, not a dock."""
        focused = QApplication.focusWidget()
        panes = (self._estate, self._section)
        return next((one for one in panes if one and focused and one.isAncestorOf(focused)), None)

    def _lying(self, *, with_section: bool) -> _Inner:
        """How map and estate panel lie at the present width."""
        if not with_section:
            return _Inner.ALONE
        return _Inner.STACKED if self.width() < _NARROW_PX else _Inner.BESIDE

    def _inner(self) -> Shares:
        """What the user gave, or else a list no wider than it can use."""
        shares = self._inner_shares[self._lie]
        if self._lie is _Inner.STACKED or shares != _BORDERS[self._lie]:
            return shares
        room = max(self.inner.width(), 1)
        list_px = min(room * shares[1] / 100, _WIDEST_LIST_PX)
        return (100 - 100 * list_px / room, 100 * list_px / room)

    def _learn(self) -> None:
        self._inner_shares[self._lie] = self.inner.shares
        self.moved.emit()


def _read(text: str) -> tuple[Shares, ...]:
    """Four pairs of shares from text; those of the first start when it is anything else."""
    try:
        found = tuple(tuple(float(one) for one in part.split()) for part in text.split(";"))
    except ValueError:
        return _BORDERS
    sound = len(found) == len(_BORDERS) and all(
        len(pair) == 2 and all(1 <= share <= 99 for share in pair) for pair in found
    )
    return found if sound else _BORDERS
