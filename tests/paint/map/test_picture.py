"""The map's picture: every pixel knows its place, and another frame only changes colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication

from console.paint import icons
from console.paint import theme as themes
from console.paint.arrays import pixels_seen
from console.paint.labels import Lettering, PlaceInk
from console.paint.map.ink import Colouring, colouring, contrast, estate_colours, ids_of, inks_on
from console.paint.map.layers import PathLevels
from console.paint.map.picture import MapPicture, Sheet, steps, whole
from console.state.map.ground import MapGround, ground_of
from console.state.map.metrics import HIDDEN, Hue, Metric, peak
from console.state.map.scene import Stress
from console.state.map.shading import Shading, default_classes, shading
from console.state.map.viewport import Viewport, joined
from console.store.frame import frame
from tests.state.map import street as map_street

pytestmark = pytest.mark.usefixtures("qapp")


@cache
def ground() -> MapGround:
    return ground_of(map_street.street(4))


def home(width: int = 500, height: int = 400) -> Viewport:
    return Viewport(0, 0, 1, width, height).fitted(ground().bounds)


def shaded(back_us: int = 0) -> Shading:
    street = ground().street
    classes = default_classes(street, Metric.ACTIVE)
    return shading(frame(street, street.as_of_us - back_us), Metric.ACTIVE, classes)


def sheet(ratio: float = 1.0, theme: str = "night") -> Sheet:
    look = themes.load(theme)
    street = ground().street
    return Sheet(
        ground=ground(),
        paths=PathLevels(ground()),
        theme=look,
        lettering=Lettering(look, ratio),
        rooms={},
        estate_weight=peak(street, Metric.ACTIVE, "estates"),
        building_weight=peak(street, Metric.ACTIVE, "buildings"),
        ratio=ratio,
    )


def coloured(picture: MapPicture, of: Shading) -> QImage:
    picture.recolour(colouring(picture.sheet.theme, of, picture.scene.stress))
    return picture.image.copy()


def numbers(picture: MapPicture) -> np.ndarray:
    """The number of every pixel within the places' rectangle."""
    runs = picture.runs
    return runs.spread(runs.numbers, slice(0, runs.shape[0]))


def inside(row: int, view: Viewport) -> tuple[float, float]:
    """A pixel well inside an estate."""
    ring = ground().estates.rings_of(row)[0]
    point = shapely.Polygon(view.pixels(ring)).representative_point()
    return point.x, point.y


class TestNumbers:
    def test_a_pixel_inside_an_estate_knows_it(self) -> None:
        picture = whole(sheet(), home())
        for row in range(len(ground().estates)):
            number = picture.number_at(*inside(row, home()))
            assert picture.ids.place(number) == (row, -1)

    def test_a_pixel_inside_a_building_knows_it_on_zooming_in(self) -> None:
        middle = (ground().buildings.boxes[7, :2] + ground().buildings.boxes[7, 2:]) / 2
        view = Viewport(float(middle[0]), float(middle[1]), 0.5, 300, 200)
        picture = whole(sheet(), view)
        assert picture.ids.place(picture.number_at(150, 100)) == (-1, 7)

    def test_outside_the_picture_there_is_nothing(self) -> None:
        picture = whole(sheet(), home())
        assert picture.number_at(-5, 10) == picture.number_at(10, 5000) == 0

    @pytest.mark.parametrize("beside_px", [4, 12, 20, 40])
    @pytest.mark.parametrize(("right", "down"), [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1)])
    def test_a_map_moved_beside_its_places_colours_nothing(
        self, right: int, down: int, beside_px: int
    ) -> None:
        view, box = home(), joined(ground().estates.boxes)
        assert box is not None
        left, top, beyond, bottom = view.box_px(box)
        picture = whole(
            sheet(),
            view.panned(
                right * (beside_px + (view.width_px - left if right > 0 else beyond)),
                down * (beside_px + (view.height_px - top if down > 0 else bottom)),
            ),
        )
        whole_ink = colouring(picture.sheet.theme, shaded(), picture.scene.stress)
        for lit in (None, np.ones(len(ground().estates), np.bool_)):
            picture.recolour(replace(whole_ink, estate_lit=lit))
        assert picture.number_at(250, 200) == 0

    def test_a_dense_screen_knows_the_same_places(self) -> None:
        picture = whole(sheet(ratio=2.0), home())
        assert picture.image.width() == 1000
        for row in range(len(ground().estates)):
            assert picture.ids.place(picture.number_at(*inside(row, home()))) == (row, -1)

    def test_shadows_belong_to_the_estate_they_lie_on(self) -> None:
        ids = ids_of(ground())
        assert ids.place(ids.shadow + 3) == (3, -1)
        assert ids.place(ids.total - 1) == (-1, len(ground().buildings) - 1)


class TestColours:
    def test_an_estate_is_filled_in_the_colour_of_its_class(self) -> None:
        picture, of = whole(sheet(), home()), shaded()
        image = coloured(picture, of)
        fills = estate_colours(picture.sheet.theme, len(of.estate_classes))
        classes = of.estate_classes.of(of.estate_values)
        wrong = 0
        for row in range(len(ground().estates)):
            x, y = inside(row, home())
            box = [(int(x) + dx, int(y) + dy) for dx in (-14, 14) for dy in (-12, 12)]
            seen = {image.pixelColor(*at).rgb() for at in box}
            wrong += fills[int(classes[row])].rgb() not in seen
        assert wrong <= 2

    def test_another_instant_changes_colours_and_no_place(self) -> None:
        picture = whole(sheet(), home())
        before = numbers(picture)
        late, early = coloured(picture, shaded()), coloured(picture, shaded(9 * 86_400_000_000))
        assert late != early
        assert (numbers(picture) == before).all()

    def test_colouring_twice_alike_gives_the_same_pixels(self) -> None:
        picture = whole(sheet(), home())
        assert coloured(picture, shaded()) == coloured(picture, shaded())

    @pytest.mark.parametrize("ratio", [1.0, 1.5])
    def test_colours_that_follow_others_are_those_of_a_fresh_picture(self, ratio: float) -> None:
        plain = shaded()
        lit = np.arange(len(ground().estates)) % 2 == 0
        dim = replace(plain, estate_lit=lit, building_lit=np.zeros(len(ground().buildings), bool))
        look, view = sheet(ratio), home().zoomed(1.5, 100, 100)
        picture = whole(look, view)
        for shown in (plain, dim, shaded(back_us=5 * 86_400_000_000), dim, plain):
            assert coloured(picture, shown) == coloured(whole(look, view), shown)

    def test_steps_end_in_the_same_picture_as_drawing_at_once(self) -> None:
        job, turns = steps(sheet(), home()), 0
        while True:
            try:
                next(job)
                turns += 1
            except StopIteration as done:
                stepped = done.value
                break
        assert turns > 5
        assert coloured(stepped, shaded()) == coloured(whole(sheet(), home()), shaded())

    def test_a_job_thrown_away_leaves_no_painter_behind(self) -> None:
        job = steps(sheet(), home())
        for _ in range(4):
            next(job)
        job.close()
        assert next(job, None) is None

    @pytest.mark.parametrize("name", themes.THEMES)
    @pytest.mark.parametrize("number", [3, 5, 7])
    @pytest.mark.parametrize("hue", ["clock", "plain"])
    def test_names_stand_out_from_every_fill(self, name: str, number: int, hue: Hue) -> None:
        look = themes.load(name)
        stresses: tuple[Stress, ...] = ("estates", "both", "buildings")
        for stress in stresses:
            fills = estate_colours(look, number, stress, hue)
            for fill, ink in zip(fills, inks_on(look, fills), strict=True):
                assert contrast(fill, ink) >= 4.5

    @pytest.mark.parametrize("name", themes.THEMES)
    @pytest.mark.parametrize("hue", ["clock", "plain"])
    def test_a_ramp_has_a_colour_of_its_own_for_every_class(self, name: str, hue: Hue) -> None:
        look = themes.load(name)
        for number in range(3, 8):
            fills = estate_colours(look, number, hue=hue)
            assert len({one.rgb() for one in fills}) == number


@pytest.mark.parametrize("name", ["poi/rail-metro", "map-pin"])
def test_a_sign_takes_the_colour_it_is_given(name: str) -> None:
    colour = themes.load("day").chrome.accent
    drawn = icons.pixmap(name, colour, 24).toImage()
    seen = [drawn.pixelColor(x, y) for x in range(24) for y in range(24)]
    solid = [one for one in seen if one.alpha() == 255]
    assert solid
    assert all(one.rgb() == colour.rgb() for one in solid)


def test_labels_are_the_same_whichever_theme_draws_them(qapp: QApplication) -> None:
    night, day = whole(sheet(), home()), whole(sheet(theme="day"), home())
    assert [one.text for one in night.labels] == [one.text for one in day.labels]
    assert np.array_equal(numbers(night), numbers(day))


def counted_anew(
    of: Colouring, rng: np.random.Generator, share: float, *, classed: bool = False
) -> Colouring:
    """The same colours with other counts for some places, and classes; some have none."""

    def ink(one: PlaceInk) -> PlaceInk:
        values, classes = one.values.copy(), one.classes.copy()
        others = rng.random(len(values)) < share
        values[others] = rng.choice([0, 1, 8, 57, 342, HIDDEN], int(others.sum()))
        if classed:
            classes[others] = rng.integers(0, len(one.fills), int(others.sum()))
        return replace(one, values=values, classes=classes)

    return replace(of, estates=ink(of.estates), buildings=ink(of.buildings))


def covered(region: QRegion, view: Viewport) -> np.ndarray:
    """Which logical pixels of a view lie in a region, bool[h, w]."""
    inside = np.zeros((view.height_px, view.width_px), np.bool_)
    for rect in cast("Sequence[QRect]", region.intersected(QRegion(0, 0, *inside.shape[::-1]))):
        inside[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1] = True
    return inside


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("factor", [1.0, 4.0])
@pytest.mark.parametrize("dimmed", [True, False])
def test_what_is_written_alone_leaves_the_pixels_of_the_whole(
    ratio: float, factor: float, dimmed: bool
) -> None:
    view = home().zoomed(factor, 250, 200)
    bare, rng = whole(sheet(ratio), view), np.random.default_rng(int(8 * ratio + factor))
    kept = replace(bare, image=bare.image.copy())
    of = colouring(kept.sheet.theme, shaded(), kept.scene.stress)
    lit = rng.random(len(ground().estates)) < 0.5
    alone = 0
    for turn in range(16):
        lit = ~lit if turn % 8 == 3 else lit
        of = counted_anew(of, rng, share=0.02 if turn % 2 else 0.3, classed=turn % 4 == 1)
        of = replace(of, estate_lit=lit if dimmed or turn % 8 == 4 else None)
        before = kept.image.copy()
        region = kept.recolour(of)
        fresh = replace(bare, image=bare.image.copy())
        fresh.recolour(of)
        assert kept.image == fresh.image
        alone += not (QRegion(kept.coloured) - region).isEmpty()
        other = np.argwhere(pixels_seen(before) != pixels_seen(kept.image)) / ratio
        assert turn == 0 or covered(region, view)[tuple(other.astype(int).T)].all()
    assert alone > 3


def test_classes_of_another_number_fill_anew() -> None:
    kept = whole(sheet(), home())
    lit = np.zeros(len(ground().estates), np.bool_)
    for number in (5, 3, 5):
        street = ground().street
        classes = default_classes(street, Metric.ACTIVE, number)
        of = shading(frame(street, street.as_of_us), Metric.ACTIVE, classes)
        inked = replace(colouring(kept.sheet.theme, of, kept.scene.stress), estate_lit=lit)
        kept.recolour(inked)
        fresh = whole(kept.sheet, home())
        fresh.recolour(inked)
        assert kept.image == fresh.image


def test_a_filter_taken_back_leaves_nothing_of_it() -> None:
    kept, fresh = whole(sheet(), home()), whole(sheet(), home())
    of = colouring(kept.sheet.theme, shaded(), kept.scene.stress)
    lit = np.ones(len(ground().estates), np.bool_)
    for each in (of, replace(of, estate_lit=lit), replace(of, estate_lit=~lit), of):
        kept.recolour(each)
        fresh = whole(kept.sheet, home())
        fresh.recolour(each)
        assert kept.image == fresh.image
