"""The lists of a place on the map: Ctrl and a click opens what its label counts, a menu all."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from console.domain.words import say
from console.state.kept import Keeping
from console.state.look import Look
from console.state.map.lists import label_link, place_counts
from console.state.map.model import MapModel
from console.state.map.spot import Spot, box_of
from console.widgets.map.canvas import MapCanvas
from console.widgets.map.counts import spot_under


class MapLists(QObject):
    """`asked(link)` for a list of the estate or building at a point of `canvas`."""

    asked = Signal(object)

    def __init__(self, canvas: MapCanvas, model: MapModel, keeping: Keeping, look: Look) -> None:
        super().__init__(canvas)
        self._canvas, self._model = canvas, model
        self._keeping, self._look = keeping, look
        self.menu = QMenu(canvas)
        self.menu.triggered.connect(self._take)
        canvas.list_asked.connect(self._open)
        canvas.menu_asked.connect(self._offer)

    def _open(self, at: QPointF) -> None:
        """Open what the place's label counts; where that is no list, offer those there are."""
        spot = spot_under(self._canvas, at)
        link = label_link(self._model.metric, spot)
        if link is not None:
            self.asked.emit(link)
        else:
            self._show(spot, self._canvas.mapToGlobal(at.toPoint()))

    def _offer(self, at: QPointF | None) -> None:
        """Offer the lists of the place at a point, or of the one that is chosen."""
        marked, content = self._canvas.pointer.marked, self._canvas.content
        if at is not None:
            self._show(spot_under(self._canvas, at), self._canvas.mapToGlobal(at.toPoint()))
        elif content is not None and (box := box_of(content.ground, marked)) is not None:
            left, top, right, bottom = self._canvas.motion.viewport.box_px(box)
            middle = QPoint(round((left + right) / 2), round((top + bottom) / 2))
            self._show(marked, self._canvas.mapToGlobal(middle))

    def _show(self, spot: Spot, at: QPoint) -> None:
        frame, language = self._keeping.frame, self._look.appearance.language
        self.menu.clear()
        for count in place_counts(frame, spot) if frame is not None else ():
            assert count.link is not None
            name = say(f"lists.kind.{count.link.kind}", language)
            said = say("lists.open_link", language, name=name, count=f"{count.number:,}")
            self.menu.addAction(said).setData(count.link)
        if self.menu.actions():
            self.menu.popup(at)

    def _take(self, action: QAction) -> None:
        self.asked.emit(action.data())
