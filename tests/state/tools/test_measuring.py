"""Measures on the plane are those on the ground, as geodesics say them."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Geod

from console.state.tools.measuring import Ground, area_text, length_text
from console.store.projection import fitted, metres

GEOD = Geod(ellps="GRS80")
PLACES = {
    "Huamu": (4550, 121.54, 31.21),
    "the edge of a zone": (4549, 121.45, 31.21),
    "Helsinki": (32635, 24.94, 60.17),
    "the edge of a UTM zone": (32632, 11.95, 52.5),
    "the south": (32756, 151.2, -33.9),
}


def ground(epsg: int, lon: float, lat: float) -> Ground:
    east, north = metres(epsg, np.array([lon]), np.array([lat]))
    return Ground(fitted(epsg, (float(round(east[0])), float(round(north[0]))), 20_000.0))


@pytest.mark.parametrize("place", PLACES)
def test_a_line_is_as_long_as_the_geodesic(place: str) -> None:
    on = ground(*PLACES[place])
    points = ((-3000.0, -2000.0), (1500.0, -500.0), (2500.0, 4000.0))
    lon, lat = zip(*(on.projection.degrees(*point) for point in points), strict=True)
    assert on.length_m(points) == pytest.approx(GEOD.line_length(lon, lat), rel=2e-6)


@pytest.mark.parametrize("place", PLACES)
def test_an_area_is_that_of_the_ellipsoid(place: str) -> None:
    on = ground(*PLACES[place])
    points = ((-2000.0, -2000.0), (2000.0, -1500.0), (2500.0, 2000.0), (-1500.0, 2500.0))
    lon, lat = zip(*(on.projection.degrees(*point) for point in points), strict=True)
    area, _ = GEOD.polygon_area_perimeter(lon, lat)
    assert on.area_m2(points) == pytest.approx(abs(area), rel=1e-5)


def test_too_few_points_measure_nothing() -> None:
    on = ground(*PLACES["Huamu"])
    assert on.length_m(((1.0, 1.0),)) == 0
    assert on.area_m2(((1.0, 1.0), (2.0, 2.0))) == 0


@pytest.mark.parametrize(
    ("metres_", "text"), [(8.44, "8.4 m"), (1240.2, "1,240 m"), (12_404.0, "12.40 km")]
)
def test_lengths_are_said_in_what_suits_them(metres_: float, text: str) -> None:
    assert length_text(metres_, "en") == text


@pytest.mark.parametrize(
    ("area", "text"), [(512.3, "512 m²"), (32_000.0, "3.20 ha"), (21.07e6, "21.07 km²")]
)
def test_areas_are_said_in_what_suits_them(area: float, text: str) -> None:
    assert area_text(area, "en") == text
