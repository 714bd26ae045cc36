"""Signs of what changed stand at the units and places they are of, and cover nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from console.paint import theme
from console.paint.map import marked as on_map
from console.paint.map.picture import MapPicture, whole
from console.paint.section import marked as on_section
from console.paint.section.whole import SectionLook, paint_section
from console.paint.signs_of_change import SIGNS, TAG_PX, draw_tag
from console.state.changes.model import CHANGES, PART_SIGNS
from console.state.map.desk import Kind
from console.state.map.scene import Stress
from console.state.map.viewport import Viewport
from console.state.marking import Marks, marks_at
from console.state.section.scene import SectionScene, build_section, busiest_building
from console.store.columns import Street
from console.store.frame import frame
from tests.paint.map.test_picture import ground, home, sheet

pytestmark = pytest.mark.usefixtures("qapp")
DAY = theme.load("day")


def blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def boxes_of_ink(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8)
    return rows.reshape(image.height(), image.width(), 4)[:, :, 3] > 0


def section_of(street: Street, floor_px: int | None) -> SectionScene:
    at = frame(street, street.as_of_us)
    return build_section(street, at, busiest_building(at), 900, 700, floor_px)


def everywhere(scene: SectionScene, street: Street) -> Marks:
    units = np.arange(scene.plan.first_unit, scene.plan.end_unit, dtype=np.int32)
    return marks_at(street, "moved", units)


def test_every_kind_of_change_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == {*CHANGES, *PART_SIGNS.values()}
    drawn = []
    for sign in SIGNS:
        image = blank(TAG_PX, TAG_PX)
        painter = QPainter(image)
        draw_tag(painter, sign, QRectF(image.rect()).center(), DAY)
        painter.end()
        drawn.append(image)
    assert all(a != b for at, a in enumerate(drawn) for b in drawn[:at])


def test_marks_are_at_the_places_of_people_and_nowhere_else(street: Street) -> None:
    units = np.array([-1, 3, 3, 90], np.int32)
    marks = marks_at(street, "arrived", units)
    assert np.flatnonzero(marks.units).tolist() == [3, 90]
    buildings = sorted(set(street.units.building[[3, 90]].tolist()))
    assert np.flatnonzero(marks.buildings).tolist() == buildings
    estates = sorted(set(street.buildings.estate[buildings].tolist()) - {-1})
    assert np.flatnonzero(marks.estates).tolist() == estates


@pytest.mark.parametrize("floor_px", [None, 8, 20, 34, 60, 90])
def test_a_tag_covers_nothing_that_the_section_says(street: Street, floor_px: int | None) -> None:
    scene = section_of(street, floor_px)
    width, height = int(scene.layout.width) + 1, int(scene.layout.height) + 1
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(DAY.chrome.panel)
    painter = QPainter(image)
    paint_section(painter, scene, SectionLook(DAY, "zh"))
    painter.end()
    tags = 0
    for unit in range(scene.plan.units):
        tag = on_section.tag_place(scene, unit)
        if tag is None:
            continue
        tags += 1
        cell = QRectF(*scene.layout.boxes[unit].tolist())
        assert cell.contains(tag), unit
        under = image.copy(tag.toAlignedRect().adjusted(1, 1, -1, -1))
        colours = {under.pixel(x, y) for x in range(under.width()) for y in range(under.height())}
        hatched = int(scene.occupancy[unit])
        assert len(colours) <= 2 or hatched, f"unit {unit} says something there"
    assert tags or (floor_px or 0) < 2 * TAG_PX


@pytest.mark.parametrize("floor_px", [8, 20, 34, 90])
def test_every_marked_unit_has_ink_and_no_other(street: Street, floor_px: int) -> None:
    scene = section_of(street, floor_px)
    marks = everywhere(scene, street)
    marks.units[scene.plan.first_unit + 1 :: 2] = False
    image = blank(int(scene.layout.width) + 1, int(scene.layout.height) + 1)
    painter = QPainter(image)
    on_section.paint_marked(painter, scene, marks, DAY, QRectF(image.rect()))
    painter.end()
    ink = boxes_of_ink(image)
    for unit in range(scene.plan.units):
        x, y, wide, high = scene.layout.boxes[unit].tolist()
        inside = ink[int(y) + 1 : int(y + high) - 1, int(x) + 1 : int(x + wide) - 1]
        assert inside.any() == bool(marks.units[scene.plan.first_unit + unit]), unit


def test_nothing_is_painted_outside_the_area_asked_for(street: Street) -> None:
    scene = section_of(street, 34)
    area = QRectF(0, 0, scene.layout.width, scene.layout.height / 2)
    image = blank(int(scene.layout.width) + 1, int(scene.layout.height) + 1)
    painter = QPainter(image)
    on_section.paint_marked(painter, scene, everywhere(scene, street), DAY, area)
    painter.end()
    assert boxes_of_ink(image)[: int(area.bottom())].any()
    assert not boxes_of_ink(image)[int(area.bottom() + 40) :].any()


def map_ink(marks: Marks, view: Viewport, picture: MapPicture, stress: Stress) -> np.ndarray:
    image = blank(view.width_px, view.height_px)
    painter = QPainter(image)
    on_map.paint_marked(
        painter,
        view,
        ground(),
        marks,
        DAY,
        stress,
        list(on_map.labels_of(picture, view)),
    )
    painter.end()
    return boxes_of_ink(image)


def test_an_estate_s_tag_stands_beside_its_label_and_over_no_other() -> None:
    view = home()
    picture = whole(sheet(), view)
    street = ground().street
    labels = {label.row: label for label in picture.labels if label.kind is Kind.ESTATE}
    assert labels
    row = next(iter(labels))
    building = int(np.flatnonzero(street.buildings.estate == row)[0])
    unit = int(street.buildings.first_unit[building])
    assert street.units.building[unit] == building
    ink = map_ink(marks_at(street, "gone", np.array([unit], np.int32)), view, picture, "estates")
    down, across = np.nonzero(ink)
    assert len(down)
    box = labels[row].boxes[0]
    assert abs(across.mean() - (box[0] + box[2]) / 2) < (box[2] - box[0]) / 2 + 3 * TAG_PX
    assert abs(down.mean() - (box[1] + box[3]) / 2) < (box[3] - box[1]) / 2 + 3 * TAG_PX
    for label in picture.labels:
        for left, top, right, bottom in label.boxes:
            assert not ink[int(top) + 2 : int(bottom) - 1, int(left) + 2 : int(right) - 1].any()


def test_tags_never_lie_over_one_another() -> None:
    view = home()
    street = ground().street
    marks = marks_at(street, "moved", np.arange(len(street.units.building), dtype=np.int32))
    picture = whole(sheet(), view)
    ink = map_ink(marks, view, picture, "estates")
    assert 0 < ink.sum() <= TAG_PX**2 * int(marks.estates.sum())
    near = replace(view, metres_per_px=view.metres_per_px / 4)
    assert map_ink(marks, near, whole(sheet(), near), "buildings").any()
