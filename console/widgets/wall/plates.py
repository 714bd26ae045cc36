"""The wall's map painted ahead, a little at every turn of the event loop: nothing stalls."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from console.domain.records import dataclass
from console.paint.wall.ground import map_steps
from console.paint.wall.look import WallLook
from console.paint.wall.street import map_rect
from console.state.wall.scenes import StreetScene
from console.store.columns import I32

_BUDGET_S = 0.008


@dataclass(frozen=True, slots=True, eq=False)
class Plate:
    """The map of one street scene for one size of screen; `codes` are the scene's own array."""

    picture: QImage
    size: QSize
    codes: I32


class Plates(QObject):
    """`make` a plate; `made(Plate)` when it is whole. A newer one takes the place of one begun."""

    made = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._painter: QPainter | None = None
        self._steps: Iterator[None] = iter(())
        self._plate: Plate | None = None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._work)

    def make(self, shown: StreetScene, size: QSize, look: WallLook) -> None:
        """Paint the map of a scene for a screen of `size` device pixels."""
        self.stop()
        rect = map_rect(QRectF(0, 0, size.width(), size.height()), shown, look)
        picture = QImage(rect.toRect().size(), QImage.Format.Format_RGB32)
        picture.fill(look.theme.chrome.ground)
        self._plate = Plate(picture, size, shown.codes)
        self._painter = QPainter(picture)
        inside = QRectF(0, 0, picture.width(), picture.height())
        self._steps = map_steps(self._painter, inside, shown, look)
        self._turn.start()

    def stop(self) -> None:
        """Give up what is begun."""
        self._turn.stop()
        if self._painter is not None:
            self._painter.end()
        self._painter = self._plate = None
        self._steps = iter(())

    def _work(self) -> None:
        until = perf_counter() + _BUDGET_S
        while perf_counter() < until:
            if next(self._steps, self) is self:
                plate = self._plate
                self.stop()
                self.made.emit(plate)
                return
