"""Signs of what changed over map and section, while there are any."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter

from console.paint.map import marked as on_map
from console.paint.section import marked as on_section
from console.state.map.viewport import Viewport
from console.state.marking import Marking
from console.state.section.scene import SectionScene
from console.widgets.map.canvas import MapCanvas
from console.widgets.section.canvas import SectionCanvas


class MarkedPlaces(QObject):
    """Paints what `marking` holds upon the two canvases."""

    def __init__(
        self, marking: Marking, street: MapCanvas, section: SectionCanvas, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._marking, self._street, self._section = marking, street, section
        street.over.append(self._paint_on_map)
        section.over.append(self._paint_on_section)
        marking.changed.connect(self._renew)

    def _renew(self) -> None:
        self._street.renew()
        self._section.update()

    def _paint_on_map(self, painter: QPainter, viewport: Viewport) -> None:
        marks, content = self._marking.marks, self._street.content
        if marks is not None and content is not None:
            on_map.paint_marked(
                painter,
                viewport,
                content.ground,
                marks,
                content.theme,
                stress=self._street.stress,
                picture=self._street.drawing.picture,
            )

    def _paint_on_section(self, painter: QPainter, scene: SectionScene, area: QRectF) -> None:
        marks, content = self._marking.marks, self._section.content
        if marks is not None and content is not None:
            on_section.paint_marked(painter, scene, marks, content.theme, area)
