"""Painting what changed into a section's picture gives the picture painted whole."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain.arrays import Bools
from console.domain.instants import MICROS_A_DAY
from console.paint import theme
from console.paint.section.part import cells, within
from console.paint.section.whole import SectionLook, paint_building, paint_units
from console.state.section.renewal import renewed
from console.state.section.scene import SectionScene, build_section
from console.store.columns import Street
from console.store.frame import frame
from console.widgets.section.picture import SectionPicture

NIGHT = theme.load("night")
LOOK = SectionLook(NIGHT, "zh")


def paint(painter: QPainter, scene: SectionScene, alone: Bools | None = None) -> None:
    painter.fillRect(QRectF(0, 0, 3000, 3000), NIGHT.chrome.panel)
    if alone is None:
        paint_building(painter, scene, LOOK, within(scene, None))
    else:
        paint_units(painter, scene, LOOK, alone)


def kept(scene: SectionScene, ratio: float) -> SectionPicture:
    picture = SectionPicture()
    view = QRectF(0, 0, 760, 600)
    whole = QRectF(0, 0, scene.layout.width, scene.layout.height)
    picture.make(view, whole, ratio, lambda one, _: paint(one, scene))
    return picture


def drawn(picture: SectionPicture) -> QImage:
    image = picture.image()
    assert image is not None
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("floor", [None, 9, 22, 34, 60, 88])
def test_it_is_the_same_on_screens_of_every_ratio(
    qapp: QApplication, street: Street, ratio: float, floor: int | None
) -> None:
    order = np.argsort(-frame(street, street.as_of_us).buildings.active, kind="stable")
    for building in order[:2].tolist():
        at = frame(street, street.as_of_us - 9 * MICROS_A_DAY)
        scene = build_section(street, at, building, 760, 600, floor)
        picture = kept(scene, ratio)
        for days in (-8, -2, -1, 0, -20):
            at = frame(street, street.as_of_us + days * MICROS_A_DAY)
            made = renewed(scene, street, at, "clock")
            scene, units = made.scene, made.units
            picture.touch(
                cells(scene, units),
                lambda one, scene=scene, units=units: paint(one, scene, units),  # type: ignore[misc]
            )
            assert drawn(picture) == drawn(kept(scene, ratio)), days
