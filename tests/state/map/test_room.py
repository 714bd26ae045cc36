"""Room inside outlines: what is offered fits, and what fits with ease is offered."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from console.state.map.room import CELLS, Room, rooms_of
from console.state.map.shapes import from_outlines

EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)
turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)


@st.composite
def outlines(draw: st.DrawFn) -> shapely.Polygon:
    """Star-shaped outlines with dents."""
    radii = draw(st.lists(st.floats(60, 200), min_size=24, max_size=24))
    corners = np.stack([np.cos(turns), np.sin(turns)], 1) * np.array(radii)[:, None]
    return shapely.Polygon(corners)


def room(shape: shapely.Polygon) -> Room:
    ring = np.array(shape.exterior.coords, np.float32)
    return rooms_of(from_outlines([ring]), [0])[0]


def box(x: float, y: float, width: float, height: float) -> shapely.Polygon:
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


class TestRoom:
    @given(outlines())
    def test_its_cells_cover_the_outlines_area(self, shape: shapely.Polygon) -> None:
        found = room(shape)
        area = found.cells.bit_count() * found.cell_m**2
        assert abs(area - shape.area) < shape.length * found.cell_m

    @given(outlines(), st.floats(20, 120), st.floats(8, 60))
    def test_an_offered_place_lies_inside_but_for_half_a_cell(
        self, shape: shapely.Polygon, width: float, height: float
    ) -> None:
        found = room(shape)
        wide = shape.buffer(found.cell_m)
        for x, y in found.places(width, height, EVERYWHERE)[:5].tolist():
            assert wide.contains(box(x, y, width, height))

    @given(outlines(), st.floats(20, 120), st.floats(8, 60))
    def test_a_box_that_fits_in_the_middle_finds_a_place(
        self, shape: shapely.Polygon, width: float, height: float
    ) -> None:
        found = room(shape)
        inner = shape.buffer(-2 * found.cell_m)
        if inner.contains(box(0, 0, width, height)):
            assert len(found.places(width, height, EVERYWHERE))

    @given(outlines(), st.floats(20, 120), st.floats(8, 60), st.booleans())
    def test_what_fits_has_places_and_what_does_not_has_none(
        self, shape: shapely.Polygon, width: float, height: float, asked_before: bool
    ) -> None:
        found = room(shape)
        places = found.places(width, height, EVERYWHERE) if asked_before else None
        fits = found.fits(width, height)
        if places is None:
            places = found.places(width, height, EVERYWHERE)
        assert fits == (len(places) > 0)

    def test_places_stay_in_sight(self) -> None:
        found = room(shapely.box(0, 0, 100, 100))
        places = found.places(10, 10, (0, 0, 30, 100))
        assert len(places)
        assert places[:, 0].max() <= 25

    def test_the_middle_comes_first_where_there_is_room(self) -> None:
        x, y = room(shapely.box(0, 0, 100, 60)).places(20, 10, EVERYWHERE)[0]
        assert abs(x - 50) < 3
        assert abs(y - 30) < 3

    def test_holes_are_left_out(self) -> None:
        ring = np.array(shapely.box(0, 0, 100, 100).exterior.coords, np.float32)
        hole = np.array(shapely.box(20, 20, 80, 80).exterior.coords, np.float32)
        shapes = from_outlines([np.concatenate((ring, hole))])
        shapes = type(shapes)(
            shapes.xy,
            np.array([0, 5, 10], np.int32),
            np.zeros(2, np.int32),
            np.array([False, True]),
            np.array([0, 2], np.int32),
            shapes.boxes,
        )
        found = rooms_of(shapes, [0])[0]
        assert not found.holds(50, 50)
        assert found.holds(10, 50)
        assert not len(found.places(40, 40, EVERYWHERE))

    def test_a_sliver_has_cells_of_its_longer_side(self) -> None:
        found = room(shapely.box(0, 0, 1000, 3))
        assert (found.high, found.wide) == (1, CELLS)

    @given(outlines(), st.integers(1, 20), st.integers(1, 20))
    def test_a_box_fits_where_all_of_its_cells_lie_inside(
        self, shape: shapely.Polygon, across: int, down: int
    ) -> None:
        found = room(shape)
        lines = [f"{found.cells >> 64 * at & (1 << 64) - 1:064b}"[::-1] for at in range(found.high)]
        blocks = [
            (column, line)
            for line in range(found.high - down + 1)
            for column in range(found.wide - across + 1)
            if all(one[column : column + across] == "1" * across for one in lines[line:][:down])
        ]
        size = (across - 0.5) * found.cell_m, (down - 0.5) * found.cell_m
        assert found.fits(*size) == bool(blocks)

    @given(st.lists(outlines(), min_size=1, max_size=8), st.data())
    def test_rooms_made_in_one_pass_are_those_made_one_by_one(
        self, drawn: list[shapely.Polygon], data: st.DataObject
    ) -> None:
        far = [shapely.affinity.translate(one, 900 * at, -70 * at) for at, one in enumerate(drawn)]
        shapes = from_outlines([np.array(one.exterior.coords, np.float32) for one in far])
        rows = data.draw(st.permutations(range(len(drawn))))
        together = rooms_of(shapes, rows)
        alone = [rooms_of(shapes, [row])[0] for row in rows]
        for one, other in zip(together, alone, strict=True):
            assert (one.west, one.north, one.cell_m) == (other.west, other.north, other.cell_m)
            assert (one.cells, one.wide, one.high) == (other.cells, other.wide, other.high)
