"""The map is drawn without the layers that are hidden, and through those that are faded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage

from console.paint.map.ink import colouring
from console.paint.map.kept import name_of
from console.paint.map.picture import MapPicture, whole
from console.state.map.base import ALL_IN_SIGHT, BASE_LAYERS, BaseLayer, BaseSight
from console.state.map.desk import Kind
from console.state.map.viewport import Viewport
from tests.paint.map.test_picture import home, inside, numbers, shaded, sheet

pytestmark = pytest.mark.usefixtures("qapp")


def near() -> Viewport:
    """A view so near that everything is drawn."""
    return Viewport(*home().to_metres(250, 200), 0.6, 500, 400)


def drawn(sight: BaseSight, view: Viewport | None = None) -> MapPicture:
    picture = whole(replace(sheet(), sight=sight), view or near())
    of = shaded()
    picture.recolour(colouring(picture.sheet.theme, of, picture.scene.stress))
    return picture


def pixels(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[:, :, :3].astype(np.int16)


def without(*layers: BaseLayer) -> BaseSight:
    sight = ALL_IN_SIGHT
    for layer in layers:
        sight = sight.put(layer, 0.0)
    return sight


@pytest.mark.parametrize("layer", BASE_LAYERS)
def test_a_hidden_layer_has_nothing_to_draw(layer: BaseLayer) -> None:
    scene, everything = drawn(without(layer)).scene, drawn(ALL_IN_SIGHT).scene
    rows: dict[BaseLayer, str] = {
        "facilities": "facilities", "committees": "committees", "metro": "rail",
        "buildings": "buildings", "estates": "estates", "water": "water", "green": "green",
        "roads": "roads",
    }  # fmt: skip
    for name, field in rows.items():
        expected = 0 if name == layer else len(getattr(everything, field))
        assert len(getattr(scene, field)) == expected, field


def test_what_is_hidden_cannot_be_pointed_at() -> None:
    view = home()
    x, y = inside(4, view)
    assert drawn(ALL_IN_SIGHT, view).number_at(x, y) > 0
    assert drawn(without("estates", "buildings"), view).number_at(x, y) == 0


def test_without_labels_no_name_and_no_count_is_written() -> None:
    kinds = {one.kind for one in drawn(without("labels")).labels}
    assert kinds <= {Kind.STATION, Kind.FACILITY}
    assert all(not one.text for one in drawn(without("labels")).labels)


def test_without_buildings_estates_alone_are_shaded() -> None:
    assert drawn(ALL_IN_SIGHT).scene.stress == "buildings"
    assert drawn(without("buildings")).scene.stress == "estates"


@pytest.mark.parametrize("layer", ["roads", "water", "green", "estates"])
def test_a_faded_layer_lies_between_the_hidden_and_the_whole_one(layer: BaseLayer) -> None:
    names = without("labels", "facilities", "metro", "committees")
    images = [pixels(drawn(names.put(layer, share), home()).image) for share in (0.0, 0.5, 1.0)]
    hidden, half, opaque = images
    differs = (np.abs(opaque - hidden) > 8).any(axis=2)
    assert differs.any()
    low, high = np.minimum(hidden, opaque) - 3, np.maximum(hidden, opaque) + 3
    inside_both = ((half >= low) & (half <= high)).all(axis=2)
    assert inside_both[differs].mean() > 0.97
    moved = np.abs(half - hidden)[differs].sum() / np.abs(opaque - hidden)[differs].sum()
    assert moved == pytest.approx(0.5, abs=0.1)


def test_a_building_that_is_faded_shows_its_estate() -> None:
    names = without("labels", "facilities", "metro", "committees")
    half = drawn(names.put("buildings", 0.5))
    palette = pixels(half.image)
    opaque = pixels(drawn(names).image)
    rows, columns = np.nonzero(numbers(half) >= half.ids.building)
    across, down = half.corner
    there = (rows + down, columns + across)
    assert len(rows)
    assert (np.abs(palette[there] - opaque[there]) > 5).any()


def test_a_picture_that_is_kept_is_known_by_its_layers() -> None:
    view = home()
    whole_name = name_of(sheet(), view, ())
    assert name_of(replace(sheet(), sight=without("roads")), view, ()) != whole_name
    assert name_of(replace(sheet(), sight=ALL_IN_SIGHT.put("roads", 0.5)), view, ()) != whole_name
