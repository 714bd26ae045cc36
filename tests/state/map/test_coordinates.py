"""Coordinates are shown and copied in the datum chosen, which is remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.domain.datums import Datum
from console.state.map.coordinates import Coordinates, copied_text, shown_text
from console.state.preferences import Preferences
from console.store.columns import Projection, Street
from console.store.projection import fitted
from tests.store import tiny

SHANGHAI = fitted(4549, (645592.430, 3451650.557), 20_000.0)
"""The point of eviltransform's test in Shanghai."""
HELSINKI = fitted(32635, (385_000.0, 6_672_000.0), 20_000.0)


def street(projection: Projection | None) -> Street:
    return replace(tiny.street(), projection=projection)


@pytest.mark.parametrize(
    ("datum", "text"),
    [
        (Datum.WGS84, "WGS 84  121.52721° E  31.17743° N"),
        (Datum.GCJ02, "GCJ-02  121.53154° E  31.17530° N"),
        (Datum.BD09, "BD-09  121.53802° E  31.18133° N"),
        (Datum.CGCS2000, "CGCS2000  X 3451650.6  Y 645592.4  (120°)"),
    ],
)
def test_a_point_is_read_off_with_the_name_of_its_system(datum: Datum, text: str) -> None:
    assert shown_text(street(SHANGHAI), 0, 0, datum, "zh") == text


def test_what_is_copied_is_what_other_maps_take() -> None:
    lon, lat = copied_text(street(SHANGHAI), 0, 0, Datum.GCJ02).split(",")
    assert (len(lon.split(".")[1]), len(lat.split(".")[1])) == (7, 7)
    assert copied_text(street(SHANGHAI), 1.5, 2, Datum.CGCS2000) == "3451652.557,645593.930"


def test_outside_china_its_systems_say_so() -> None:
    text = shown_text(street(HELSINKI), 0, 0, Datum.GCJ02, "en")
    assert text == "GCJ-02  in China only"
    assert copied_text(street(HELSINKI), 0, 0, Datum.BD09) == ""
    assert shown_text(street(HELSINKI), 0, 0, Datum.WGS84, "en").endswith("° N")


@pytest.mark.parametrize("datum", Datum)
def test_a_street_without_a_place_on_earth_is_silent(datum: Datum) -> None:
    assert shown_text(street(None), 0, 0, datum, "zh") == ""
    assert copied_text(street(None), 0, 0, datum) == ""


def test_the_choice_is_remembered(qapp: QApplication, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "console.ini")
    coordinates = Coordinates(preferences)
    heard: list[Datum] = []
    coordinates.changed.connect(lambda: heard.append(coordinates.datum))
    coordinates.choose(Datum.GCJ02)
    coordinates.choose(Datum.GCJ02)
    preferences.flush()
    assert heard == [Datum.GCJ02]
    assert Coordinates(Preferences(tmp_path / "console.ini")).datum is Datum.GCJ02
