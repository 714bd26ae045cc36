"""Repaints a layer of polygons in QGIS whenever a line comes, and answers with milliseconds.

Run by a Python that has QGIS: `python repaint_in_qgis.py LAYER.geojson WIDTH HEIGHT`. The layer's
whole-number fields `before` and `after` take turns as what the colours stand for.
"""

from __future__ import annotations

import sys
import time

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

CLASSES = 8


def renderer(field: str) -> QgsCategorizedSymbolRenderer:
    """Eight fills by a field's value, without outlines."""
    categories = []
    for number in range(CLASSES):
        shade = str(255 - 28 * number)
        fill = QgsFillSymbol.createSimple({"color": f"255,{shade},{shade}", "outline_style": "no"})
        categories.append(QgsRendererCategory(number, fill, str(number)))
    return QgsCategorizedSymbolRenderer(field, categories)


def main() -> None:
    """Answer every line with the time of one repaint in other colours."""
    file, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    application = QgsApplication([], False)
    application.initQgis()
    loaded = QgsVectorLayer(file, "places", "ogr")
    layer = loaded.materialize(QgsFeatureRequest())
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(width, height))
    settings.setExtent(layer.extent())
    fields = [renderer("before"), renderer("after")]
    _say(layer.featureCount())
    for turn, _ in enumerate(sys.stdin):
        started = time.perf_counter()
        layer.setRenderer(fields[turn % 2].clone())
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        job.renderedImage()
        _say((time.perf_counter() - started) * 1e3)


def _say(figure: float) -> None:
    sys.stdout.write(f"{figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
