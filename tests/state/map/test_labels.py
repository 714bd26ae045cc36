"""Labels: none overlaps another, and nine of ten estates with room for their name carry it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely

from console.state.map.desk import GAP_PX, Desk, Kind, Label
from console.state.map.ground import MapGround, ground_of
from console.state.map.labels import placed
from console.state.map.metrics import Metric, peak
from console.state.map.occupancy import BoxPx, Occupancy, box_around, boxes_along
from console.state.map.room import Room
from console.state.map.scene import scene
from console.state.map.viewport import Viewport
from console.store.columns import F64
from tests.state.map import street as map_street

PX = {"small": 11.0, "body": 13.0, "label": 15.0}
ROOMS: dict[tuple[str, int], Room] = {}


def measure(text: str, size: str) -> tuple[float, float]:
    """Chinese characters as wide as the text's size, all others six tenths of it."""
    px = PX[size.partition("-")[0]]
    return sum(px if one > "\u2e80" else 0.6 * px for one in text), 1.22 * px


@cache
def ground() -> MapGround:
    return ground_of(map_street.street(9))


def labels(
    view: Viewport, reserved: tuple[BoxPx, ...] = (), crowded_from: F64 | None = None
) -> list[Label]:
    street = ground().street
    occupancy = Occupancy(view.width_px, view.height_px)
    occupancy.take(list(reserved))
    desk = Desk(
        scene=scene(ground(), view),
        occupancy=occupancy,
        measure=measure,
        rooms=ROOMS,
        estate_weight=peak(street, Metric.ACTIVE, "estates"),
        building_weight=peak(street, Metric.ACTIVE, "buildings"),
        crowded_from=nothing_known() if crowded_from is None else crowded_from,
    )
    return [label for label in placed(desk) if label is not None]


def nothing_known() -> F64:
    return np.full(len(ground().estates), np.inf)


def random_views(count: int) -> list[Viewport]:
    """Views of every size and scale, from the whole street to a single building."""
    rng = np.random.default_rng(20)
    west, south, east, north = ground().bounds
    made = []
    for _ in range(count):
        width, height = rng.integers(300, 2600), rng.integers(240, 1500)
        scale = np.exp(rng.uniform(np.log(0.15), np.log(9)))
        x, y = rng.uniform(west, east), rng.uniform(south, north)
        made.append(Viewport(float(x), float(y), float(scale), int(width), int(height)))
    return made


def drawn(label: Label) -> list[shapely.Polygon]:
    """The rectangles a label is drawn in: its text's, turned, its count's and its icon's."""
    shapes = [shapely.box(*box) for box in (label.count, label.icon) if box is not None]
    if label.text:
        text = shapely.box(*box_around(label.x, label.y, label.width, label.height))
        shapes.append(shapely.affinity.rotate(text, label.angle_deg, origin=(label.x, label.y)))
    return shapes


VIEWS = random_views(200)


def test_none_overlap_in_200_random_views() -> None:
    for view in VIEWS:
        boxes = [(at, one) for at, label in enumerate(labels(view)) for one in drawn(label)]
        tree = shapely.STRtree([one for _, one in boxes])
        for owner, one in boxes:
            for index in tree.query(one.buffer(-0.01), "intersects").tolist():
                assert boxes[index][0] == owner, f"two labels meet at {one.centroid} in {view}"


def has_room(view: Viewport, row: int, name: str) -> bool:
    """Whether the name's box, two pixels clear, fits somewhere inside the estate's outline.

    The box is tried at 900 places of the outline on the screen, six pixels within the window's
    edge.
    """
    width, height = (side + 2 * GAP_PX for side in measure(name, "small"))
    shapes = ground().estates
    shape = shapely.Polygon(view.pixels(shapes.rings_of(row)[0]))
    window = shapely.box(6, 6, view.width_px - 6, view.height_px - 6)
    inner = shapely.intersection(shape, window)
    if inner.is_empty:
        return False
    left, top, right, bottom = inner.bounds
    if right - left < width or bottom - top < height:
        return False
    places = np.meshgrid(
        np.linspace(left, right - width, 30), np.linspace(top, bottom - height, 30)
    )
    x, y = (one.ravel() for one in places)
    boxes = shapely.box(x, y, x + width, y + height)
    shapely.prepare(inner)
    return bool(shapely.contains(inner, boxes).any())


def test_nine_of_ten_estates_with_room_for_their_name_carry_it() -> None:
    names = ground().street.estates.name
    roomy = carried = 0
    for view in VIEWS[:80]:
        named = {one.row for one in labels(view) if one.kind is Kind.ESTATE and one.text}
        for row in scene(ground(), view).estates.tolist():
            if has_room(view, row, names.text(row)):
                roomy += 1
                carried += row in named
    assert roomy > 300
    assert carried >= 0.9 * roomy, f"{carried} of {roomy}"


def test_the_heaviest_estates_have_their_counts_on_the_smallest_map() -> None:
    view = Viewport(0, 0, 1, 150, 120).fitted(ground().bounds)
    weight = peak(ground().street, Metric.ACTIVE, "estates")
    heavy = np.argsort(-weight, kind="stable")[:16].tolist()
    estates = [one for one in labels(view) if one.kind is Kind.ESTATE]
    counted = {one.row: one.count for one in estates if one.count is not None}
    assert heavy[0] in counted
    assert len(counted.keys() & set(heavy)) >= 4
    for row in counted.keys() & set(heavy):
        outline = shapely.Polygon(view.pixels(ground().estates.rings_of(row)[0]))
        assert outline.buffer(1).intersects(shapely.box(*counted[row]))
    assert not any(one.text for one in estates if one.row in counted)


class TestLabels:
    home = Viewport(0, 0, 1, 1200, 900).fitted(ground().bounds)

    def test_every_label_lies_on_the_map(self) -> None:
        for label in labels(self.home):
            for one in drawn(label):
                assert shapely.box(0, 0, 1200, 900).contains(one)

    def test_reserved_pixels_stay_free(self) -> None:
        legend = (0.0, 700.0, 400.0, 900.0)
        for label in labels(self.home, (legend,)):
            assert not any(shapely.box(*legend).intersects(one) for one in drawn(label))

    def test_estates_keep_room_for_a_count_as_large_as_the_seasons(self) -> None:
        weight = peak(ground().street, Metric.ACTIVE, "estates")
        for label in labels(self.home):
            if label.kind is Kind.ESTATE and label.count is not None:
                wide = label.count[2] - label.count[0]
                assert wide >= measure(str(int(weight[label.row])), "small-bold")[0]

    def test_no_name_stands_outside_the_boundary(self) -> None:
        rows = ground().boundary_rows.tolist()
        ring = ground().street.basemap.shapes.rings_of(rows[0])[0]
        boundary = shapely.Polygon(self.home.pixels(ring)).buffer(30)
        for label in labels(self.home):
            assert boundary.contains(shapely.Point(label.x, label.y))

    def test_buildings_are_named_on_zooming_in_and_not_before(self) -> None:
        close = self.home.zoomed(8, 600, 450)
        assert any(one.kind is Kind.BUILDING and one.text for one in labels(close))
        assert not any(one.kind is Kind.BUILDING for one in labels(self.home))

    def test_a_road_is_not_named_twice_within_a_hand(self) -> None:
        at: dict[str, list[tuple[float, float]]] = {}
        for one in labels(self.home):
            if one.kind is Kind.ROAD:
                known = at.setdefault(one.text, [])
                assert all(np.hypot(one.x - x, one.y - y) > 200 for x, y in known)
                known.append((one.x, one.y))
        assert at


class TestALabel:
    label = Label(Kind.BUILDING, 0, "30号楼", "small", 50, 20, 40, 14, count=(74, 13, 90, 27))

    def test_keeps_its_name_beside_its_count(self) -> None:
        assert self.label.name_at(counted=True) == (50, 20)

    def test_stands_in_the_middle_without_one(self) -> None:
        assert self.label.name_at(counted=False) == (60, 20)


class TestOccupancy:
    def test_what_touches_nothing_taken_is_free(self) -> None:
        taken = Occupancy(100, 100)
        taken.take([(10, 10, 30, 20)])
        assert taken.free([(40, 10, 60, 20)])
        assert not taken.free([(40, 10, 60, 20), (29, 19, 50, 30)])

    @pytest.mark.parametrize(
        "box", [(-1, 5, 5, 9), (95, 5, 101, 9), (5, -1, 9, 5), (5, 95, 9, 101)]
    )
    def test_what_leaves_the_map_is_not_free(self, box: BoxPx) -> None:
        assert not Occupancy(100, 100).free([box])

    @pytest.mark.parametrize(
        ("box", "beside"),
        [
            ((-30, -30, 5, 5), (8, 8, 20, 20)),
            ((90, 90, 130, 130), (60, 60, 86, 86)),
            ((-20, 40, 120, 44), (0, 48, 100, 60)),
            ((-9, -9, -3, -3), (0, 0, 100, 100)),
            ((103, 103, 109, 109), (0, 0, 100, 100)),
        ],
    )
    def test_what_lies_partly_or_wholly_off_the_map_takes_no_more_than_it_covers(
        self, box: BoxPx, beside: BoxPx
    ) -> None:
        taken = Occupancy(100, 100)
        taken.take([box])
        assert taken.free([beside])
        seen = (max(0, box[0]), max(0, box[1]), min(100, box[2]), min(100, box[3]))
        if seen[0] < seen[2] and seen[1] < seen[3]:
            assert not taken.free([seen])

    def test_upright_boxes_cover_a_turned_text(self) -> None:
        for angle in (-80.0, -30.0, 0.0, 17.0, 45.0, 90.0):
            text = shapely.affinity.rotate(shapely.box(-40, -7, 40, 7), angle)
            cover = shapely.union_all(
                [shapely.box(*one) for one in boxes_along(0, 0, 80, 14, angle)]
            )
            assert cover.buffer(0.01).contains(text)


def test_what_was_learned_of_estates_without_room_changes_no_label(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Far out and near in turn, and as if nothing were known: the labels are the same."""
    learned = nothing_known()
    far = [replace(view, metres_per_px=view.metres_per_px * 6) for view in VIEWS[:40]]
    views = [one for pair in zip(far, VIEWS[:40], strict=True) for one in pair]
    found = [labels(view, crowded_from=learned) for view in views]
    again = [labels(view, crowded_from=learned) for view in views]
    monkeypatch.setattr(
        "console.state.map.labels._crowded", lambda _, rows: np.zeros(len(rows), np.bool_)
    )
    assert found == again == [labels(view) for view in views]
    assert np.isfinite(learned).any()
