"""The legend's swatches of homes are painted as the section paints its cells, in every view."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.paint import theme
from console.paint.facets.sample import Samples, paint_sample
from console.paint.section.whole import SectionLook, paint_section
from console.state.facets.choice import Entry
from console.state.look import RECOLOURINGS, Recolouring
from console.state.section.scene import build_section
from console.store.columns import OCCUPANCIES
from console.store.frame import frame
from tests.state.towers import Tower, unit
from tests.store import tiny

Pixels = npt.NDArray[np.uint32]
LOOKS = ("night", "day")


def blank(wide: int, high: int, look: str) -> QImage:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(theme.load(look).chrome.panel)
    return image


def pixels(image: QImage, box: QRectF) -> Pixels:
    inner = image.copy(box.toAlignedRect().adjusted(2, 2, -2, -2))
    raw = np.frombuffer(inner.constBits(), np.uint32)
    return raw.reshape(inner.height(), inner.bytesPerLine() // 4)[:, : inner.width()].copy()


def swatch(name: str, look: str, recolouring: Recolouring) -> Pixels:
    image = blank(28, 24, look)
    painter = QPainter(image)
    samples = Samples("quarantine-2020", recolouring)
    entry = Entry("occupancy", name)
    paint_sample(painter, QRectF(0, 0, 28, 24), entry, samples, theme.load(look))
    painter.end()
    return pixels(image, QRectF(3, 4, 22, 16))


def cells(look: str, recolouring: Recolouring) -> dict[str, Pixels]:
    """The cells of a section with a home of every kind, one above the other."""
    rows = Tower(len(OCCUPANCIES), 0, ()).rows()
    rows["units"] = [
        unit("T", floor, 0, room="", occupancy=name) for floor, name in enumerate(OCCUPANCIES, 1)
    ]
    street = tiny.street(rows)
    at = frame(street, street.as_of_us)
    scene = build_section(street, at, 0, 400, 400, 24, recolouring=recolouring)
    image = blank(round(scene.layout.width), round(scene.layout.height), look)
    painter = QPainter(image)
    paint_section(painter, scene, SectionLook(theme.load(look), "zh", recolouring))
    painter.end()
    boxes = scene.layout.boxes.tolist()
    names = [OCCUPANCIES[code] for code in scene.occupancy.tolist()]
    return {name: pixels(image, QRectF(*box)) for name, box in zip(names, boxes, strict=True)}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("recolouring", RECOLOURINGS)
def test_a_swatch_has_the_colours_of_its_cells(
    qapp: QApplication, look: str, recolouring: Recolouring
) -> None:
    shown = cells(look, recolouring)
    for name in OCCUPANCIES:
        drawn = swatch(name, look, recolouring)
        assert np.unique(drawn).tolist() == np.unique(shown[name]).tolist()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("recolouring", RECOLOURINGS)
def test_no_two_kinds_of_home_look_alike(
    qapp: QApplication, look: str, recolouring: Recolouring
) -> None:
    drawn = {name: swatch(name, look, recolouring) for name in OCCUPANCIES}
    for one, other in combinations(OCCUPANCIES, 2):
        assert (drawn[one] != drawn[other]).mean() > 0.02, (one, other)
