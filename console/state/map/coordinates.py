"""Coordinates as people read and copy them: the datum they chose, and a point written in it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from console.domain.datums import Datum, covered, from_wgs84
from console.domain.words import say
from console.state.preferences import Preferences
from console.store.columns import Projection, Street

_KEPT = "coordinates"
_FIRST_ZONE, _LAST_ZONE, _FIRST_MERIDIAN, _ZONE_DEG = 4534, 4554, 75.0, 3.0
_SHOWN_PLACES, _COPIED_PLACES = 5, 7


class Coordinates(QObject):
    """The datum that coordinates are shown in, remembered; `changed` when it is another."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._datum = Datum(preferences.choice(_KEPT, tuple(Datum)))

    @property
    def datum(self) -> Datum:
        """What is chosen."""
        return self._datum

    def choose(self, datum: Datum) -> None:
        """Show coordinates in another datum; silent when it is so already."""
        if datum is not self._datum:
            self._datum = datum
            self._preferences.keep({_KEPT: datum.value})
            self.changed.emit()


def shown_text(street: Street, x_m: float, y_m: float, datum: Datum, language: str) -> str:
    """A point as it is read off: GCJ-02 121.54321° E 31.21034° N; "" where it is not known."""
    if street.projection is None:
        return ""
    name = say(f"coordinates.{datum}", language)
    degrees = street.projection.degrees(x_m, y_m)
    if datum is Datum.CGCS2000:
        north, east, meridian = _on_plane(street.projection, *degrees)
        return f"{name}  X {north:.1f}  Y {east:.1f}  ({meridian:g}°)"
    found = _in_datum(*degrees, datum)
    if found is None:
        return f"{name}  {say('coordinates.outside', language)}"
    lon, lat = found
    east_west, north_south = ("E" if lon >= 0 else "W"), ("N" if lat >= 0 else "S")
    places = _SHOWN_PLACES
    return f"{name}  {abs(lon):.{places}f}° {east_west}  {abs(lat):.{places}f}° {north_south}"


def copied_text(street: Street, x_m: float, y_m: float, datum: Datum) -> str:
    """A point as other maps take it: longitude,latitude to a centimetre, or X,Y in metres."""
    if street.projection is None:
        return ""
    degrees = street.projection.degrees(x_m, y_m)
    if datum is Datum.CGCS2000:
        north, east, _ = _on_plane(street.projection, *degrees)
        return f"{north:.3f},{east:.3f}"
    found = _in_datum(*degrees, datum)
    return "" if found is None else ",".join(f"{one:.{_COPIED_PLACES}f}" for one in found)


def _in_datum(lon: float, lat: float, datum: Datum) -> tuple[float, float] | None:
    """Degrees in a datum; None where it is not in use."""
    if datum is Datum.WGS84:
        return lon, lat
    at = np.array(lon), np.array(lat)
    if not covered(*at):
        return None
    moved_lon, moved_lat = from_wgs84(*at, datum)
    return float(moved_lon), float(moved_lat)


def _on_plane(projection: Projection, lon: float, lat: float) -> tuple[float, float, float]:
    """Metres north and east, and the central meridian: the street's own where it has one."""
    from console.domain.gauss_krueger import central_meridian, plane  # few read off the plane

    meridian = central_meridian(lon)
    if _FIRST_ZONE <= projection.epsg <= _LAST_ZONE:
        meridian = _FIRST_MERIDIAN + _ZONE_DEG * (projection.epsg - _FIRST_ZONE)
    north, east = plane(np.array(lon), np.array(lat), meridian)
    return float(north), float(east), meridian
