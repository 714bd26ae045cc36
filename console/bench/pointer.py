"""A pointer that goes from spot to spot over a canvas, as the acts of hovering want it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from console.bench.stage import Paints, Stage


class Pointer:
    """Moves over `canvas` along `spots`, its own logical pixels, for ever.

    The window system makes an event before anybody hears of it: so does `aim`, apart from `move`,
    which alone is timed.
    """

    def __init__(self, stage: Stage, canvas: QWidget, spots: Sequence[QPointF]) -> None:
        self._stage, self._canvas = stage, canvas
        self._spots = cycle(spots)
        self._next: QMouseEvent | None = None

    def aim(self) -> None:
        """Make the event of the next spot."""
        none, at = Qt.MouseButton.NoButton, next(self._spots)
        where = QPointF(self._canvas.mapToGlobal(at))
        plain = Qt.KeyboardModifier.NoModifier
        self._next = QMouseEvent(QEvent.Type.MouseMove, at, where, none, none, plain)

    def move(self) -> None:
        """Send it, and paint what it changes."""
        assert self._next is not None
        QCoreApplication.sendEvent(self._canvas, self._next)
        self._stage.paint()

    def counted(self) -> dict[str, int]:
        """How often one move paints."""
        self.aim()
        return Paints(self._stage).of(self.move)
