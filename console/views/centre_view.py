"""The centre: breadcrumb, tiles, and map, estate panel and section side by side or one alone."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from console.state.situation import Fill

HANDLE_PX = 6
_SHARES = (46, 20, 34)


class CentreView(QWidget):
    """Places for the views, which are put in as they come; `moved` when the user moves a border."""

    moved = Signal()

    def __init__(
        self, breadcrumb: QWidget, message: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fill = Fill.BOTH
        self._wanted = [False, False]
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(HANDLE_PX)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._tell_moved)
        self._map: QWidget | None = None
        self._estate: QWidget | None = None
        self._section: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(breadcrumb)
        self._column.addWidget(message)
        self._column.addWidget(self.splitter, 1)

    def put_map(self, view: QWidget) -> None:
        """The map, which is there from the first paint."""
        self._map = view
        self.splitter.insertWidget(0, view)

    def put_tiles(self, view: QWidget) -> None:
        """The tiles, above everything else."""
        self._column.insertWidget(1, view)

    def put_panels(self, estate: QWidget, section: QWidget) -> None:
        """The estate panel and the section, right of the map."""
        self._estate, self._section = estate, section
        self.splitter.addWidget(estate)
        self.splitter.addWidget(section)
        for index, share in enumerate(_SHARES):
            self.splitter.setStretchFactor(index, share)
        self._show()

    def suit(self, *, estate: bool, building: bool) -> None:
        """Show the estate panel and the section when there is something for them to show."""
        if self._wanted != [estate, building]:
            self._wanted = [estate, building]
            self._show()

    def fill_with(self, fill: Fill) -> None:
        """Show both, or one alone."""
        self._fill = fill
        self._show()

    def state(self) -> QByteArray:
        """Where the borders are."""
        return self.splitter.saveState()

    def restore(self, state: QByteArray) -> None:
        """Put the borders back."""
        self.splitter.restoreState(state)
        self._show()

    def even_out(self) -> None:
        """The borders as they are at the first start."""
        wide = max(self.splitter.width(), sum(_SHARES))
        self.splitter.setSizes([wide * share // sum(_SHARES) for share in _SHARES])

    def _show(self) -> None:
        estate, building = self._wanted
        if self._map is not None:
            self._map.setVisible(self._fill is not Fill.SECTION)
        if self._estate is not None:
            self._estate.setVisible(estate and self._fill is Fill.BOTH)
        if self._section is not None:
            alone = self._fill is Fill.SECTION
            self._section.setVisible(alone or (building and self._fill is Fill.BOTH))

    def _tell_moved(self) -> None:
        self.moved.emit()
