"""Signs of what changed over a map or a section, while there are any."""

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


class MarkedMap(QObject):
    """Paints what `marking` holds upon a map."""

    def __init__(self, marking: Marking, canvas: MapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._marking, self._canvas = marking, canvas
        canvas.over.append(self._paint)
        marking.changed.connect(canvas.renew)

    def _paint(self, painter: QPainter, viewport: Viewport) -> None:
        marks, content = self._marking.marks, self._canvas.content
        if marks is not None and content is not None:
            labels = on_map.labels_of(self._canvas.drawing.picture, viewport)
            stress = self._canvas.stress
            on_map.paint_marked(
                painter, viewport, content.ground, marks, content.theme, stress, list(labels)
            )


class MarkedSection(QObject):
    """Paints what `marking` holds upon a section, in whatever window it is."""

    def __init__(self, marking: Marking, canvas: SectionCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._marking, self._canvas = marking, canvas
        canvas.over.append(self._paint)
        marking.changed.connect(canvas.update)

    def _paint(self, painter: QPainter, scene: SectionScene, area: QRectF) -> None:
        marks, content = self._marking.marks, self._canvas.content
        if marks is not None and content is not None:
            on_section.paint_marked(painter, scene, marks, content.theme, area)
