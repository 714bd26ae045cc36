"""Drawing the map between turns of the event loop: one picture in the making, one wanted next."""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QRegion

from console.paint.map.ink import colouring
from console.paint.map.picture import MapPicture, Sheet, steps
from console.state.map.occupancy import BoxPx
from console.state.map.shading import Shading
from console.state.map.viewport import Viewport

Kept = Callable[[Sheet, Viewport, tuple[BoxPx, ...]], MapPicture | None]
"""Gives the picture kept of a viewport and the boxes its labels keep clear of."""

TURN_S = 0.0035
"""How long one turn may draw before the event loop runs again."""
_REST_MS = 250
"""How long what lies over the map must rest before labels move out of its way: a legend grows and
shrinks with every step of a drag, and a picture in the making takes time from the next step."""


class MapDrawing(QObject):
    """Makes pictures of the viewport wanted last; `finished` when another one is there.

    A picture in the making is brought to its end, so that a long drag always gets fresh ones; it
    is thrown away when sheet or shading no longer fit.
    """

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.picture: MapPicture | None = None
        self._sheet: Sheet | None = None
        self._shading: Shading | None = None
        self._wanted: Viewport | None = None
        self._reserved: tuple[BoxPx, ...] = ()
        self._job: Generator[None, None, MapPicture] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin_rested)

    @property
    def busy(self) -> bool:
        """Whether a picture is in the making, or will be in a moment."""
        return self._job is not None or self._rest.isActive()

    def use(self, sheet: Sheet | None, shading: Shading | None) -> None:
        """Draw from `sheet` in the colours of `shading` from now on."""
        self.stop()
        self._sheet, self._shading = sheet, shading
        if sheet is None or (self.picture and self.picture.sheet.ground is not sheet.ground):
            self.picture = None
        self._begin()

    def shade(self, shading: Shading) -> QRegion:
        """Put the finished picture into other colours; it keeps its places.

        Gives the pixels of it that may be others than before.
        """
        self._shading = shading
        return QRegion() if self.picture is None else self._recolour(self.picture)

    def want(self, viewport: Viewport, reserved: tuple[BoxPx, ...] = ()) -> None:
        """Draw `viewport` next, its labels clear of the `reserved` boxes.

        Where the viewport is drawn already and only the boxes are others, once they rest.
        """
        if viewport == self._wanted and reserved == self._reserved:
            return
        self._wanted, self._reserved = viewport, reserved
        if self._job is not None:
            return
        if self.picture is not None and self.picture.viewport == viewport:
            self._rest.start()
        else:
            self._begin()

    def finish(self) -> None:
        """Bring the picture in the making to its end at once."""
        if self._rest.isActive():
            self._begin_rested()
        while self._job is not None:
            self._step()

    def recall(self, kept: Kept) -> None:
        """Take the picture kept from before, where there is one, for the one in the making."""
        if self._job is None or self._sheet is None or self._wanted is None:
            return
        picture = kept(self._sheet, self._wanted, self._reserved)
        if picture is not None:
            self.stop()
            self._adopt(picture)

    def stop(self) -> None:
        """Throw away the picture in the making."""
        self._timer.stop()
        self._rest.stop()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _begin_rested(self) -> None:
        """Draw anew, unless the boxes are what they were when it was drawn."""
        self._rest.stop()
        drawn = self.picture
        if drawn is None or (drawn.viewport, drawn.reserved) != (self._wanted, self._reserved):
            self._begin()

    def _begin(self) -> None:
        self._rest.stop()
        if self._sheet is None or self._wanted is None:
            return
        self._job = steps(self._sheet, self._wanted, self._reserved, self.picture)
        self._timer.start()

    def _turn(self) -> None:
        until = perf_counter() + TURN_S
        while self._job is not None and perf_counter() < until:
            self._step()

    def _step(self) -> None:
        if self._job is None:
            return
        try:
            next(self._job)
        except StopIteration as done:
            self._adopt(done.value)

    def _adopt(self, picture: MapPicture) -> None:
        self._job = None
        self._timer.stop()
        self._recolour(picture)
        self.picture = picture
        if picture.viewport != self._wanted:
            self._begin()
        elif picture.reserved != self._reserved:
            self._rest.start()
        self.finished.emit()

    def _recolour(self, picture: MapPicture) -> QRegion:
        if self._shading is None:
            return QRegion()
        stress = picture.scene.stress
        return picture.recolour(colouring(picture.sheet.theme, self._shading, stress))
