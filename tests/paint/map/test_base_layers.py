"""The map is drawn without the layers that are hidden, and through those that are faded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from console.foreign.flat import Kind as FlatKind
from console.paint.map.ink import colouring
from console.paint.map.kept import name_of
from console.paint.map.layer_ink import LayerPaths
from console.paint.map.layers import above, beneath, paths_of
from console.paint.map.picture import MapPicture, drawing, whole
from console.state.layers.layer import Content, Layer, Origin
from console.state.map.base import (
    ALL_IN_SIGHT,
    BASE_LAYERS,
    LAID_OVER,
    SIGNS,
    BaseLayer,
    BaseSight,
    in_order,
)
from console.state.map.desk import Kind
from console.state.map.viewport import Viewport
from console.store.columns import Shapes
from tests.paint.map.test_picture import home, inside, numbers, shaded, sheet
from tests.state.layers.tables import table

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


def test_long_roads_are_stroked_over_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    found = drawn(ALL_IN_SIGHT)
    roads = [row for _, rows in found.scene.roads for row in rows.tolist()]
    paths, longest = paths_of(found.sheet.ground), 25
    vertices = sum(path.elementCount() for path in paths.basemap.all_of(roads))
    made = []
    for most in (100 * vertices, 30):
        monkeypatch.setattr("console.paint.map.layers._VERTICES", most)
        image = QImage(500, 400, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        with drawing(image, near(), 1.0) as painter:
            steps = sum(1 for _ in above(painter, found.scene, paths, found.sheet.theme))
        made.append((steps, image))
    (few, whole_image), (many, image) = made
    assert many - few >= vertices // (30 + longest)
    assert image == whole_image


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
    assert name_of(replace(sheet(), sight=ordered("green", "water")), view, ()) != whole_name


def ordered(*wanted: BaseLayer) -> BaseSight:
    return replace(ALL_IN_SIGHT, order=in_order(wanted))


def covering(over: BaseLayer) -> Layer:
    """A layer of a file that covers the whole view, over one of the street's own."""
    view = near()
    west, south, east, north = view.box
    xy = np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])
    shapes = Shapes(
        xy=xy.astype(np.float32),
        rings=np.array([0, 5], np.int32),
        parts=np.array([0], np.int32),
        is_hole=np.array([False]),
        first=np.array([0, 1], np.int32),
        boxes=np.array([view.box], np.float32),
    )
    kinds = np.array([FlatKind.AREA], np.uint8)
    content = Content(table({"n": [1]}), shapes, kinds, (), view.box)
    return Layer(Origin("/a", ""), "a", 0, content, over=over)


SIGNLESS = without("labels", "facilities", "metro")


def with_laid(over: BaseLayer) -> np.ndarray:
    layer = covering(over)
    assert layer.shapes is not None
    laid = ((layer, LayerPaths(layer.shapes)),)
    picture = whole(replace(sheet(), laid=laid, sight=SIGNLESS), near())
    picture.recolour(colouring(picture.sheet.theme, shaded(), picture.scene.stress))
    return pixels(picture.image)


@pytest.mark.parametrize("wanted", [(), ("green",), ("roads", "metro"), ("metro", "green")])
def test_lines_and_ground_are_drawn_in_the_order_that_was_chosen(
    wanted: tuple[BaseLayer, ...],
) -> None:
    sight = ordered(*wanted)
    picture = drawn(sight)
    said: list[BaseLayer] = []

    def lay(_painter: QPainter, layer: BaseLayer) -> Iterator[None]:
        said.append(layer)
        return iter(())

    image = QImage(500, 400, QImage.Format.Format_RGB32)
    paths = picture.sheet.paths.at(0.6)
    with drawing(image, near(), 1.0) as painter:
        for draw in (beneath, above):
            list(draw(painter, picture.scene, paths, picture.sheet.theme, lay))
    signs = len(SIGNS)
    assert said == list(reversed(sight.order[signs:]))


def test_a_line_over_another_hides_it() -> None:
    names = without("labels", "facilities", "buildings", "estates", "metro")
    images = [
        pixels(drawn(replace(names, order=in_order(wanted))).image)
        for wanted in (("committees", "roads"), ("roads", "committees"))
    ]
    assert (images[0] != images[1]).any()


def test_a_layer_of_a_file_is_seen_where_it_lies() -> None:
    bare = pixels(drawn(SIGNLESS).image)
    changed = {over: (with_laid(over) != bare).any(axis=2) for over in LAID_OVER}
    places = numbers(drawn(SIGNLESS)) > 0
    down, across = drawn(SIGNLESS).corner[::-1]
    here = np.zeros(bare.shape[:2], bool)
    here[down : down + places.shape[0], across : across + places.shape[1]] = places
    assert changed["committees"].all()
    assert changed["roads"][here].mean() > 0.9
    assert not changed["water"][here].any(), "beneath the places"
    assert changed["water"][~here].mean() > 0.5
    assert changed["green"].sum() <= changed["water"].sum()
