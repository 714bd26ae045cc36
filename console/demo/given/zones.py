"""Time zones: the one a place most likely keeps, by a short list of boxes or its longitude."""

from __future__ import annotations

_BOXES = (
    ("Asia/Hong_Kong", 113.82, 22.13, 114.45, 22.57),
    ("Asia/Macau", 113.52, 22.10, 113.61, 22.22),
    ("Asia/Taipei", 119.9, 21.8, 122.1, 25.4),
    ("Asia/Seoul", 126.0, 33.0, 129.7, 38.4),
    ("Asia/Tokyo", 129.7, 30.0, 146.0, 45.6),
    ("Asia/Singapore", 103.6, 1.15, 104.1, 1.48),
    ("Asia/Shanghai", 97.0, 20.0, 126.0, 50.0),
    ("Asia/Shanghai", 73.6, 30.0, 97.0, 49.2),
    ("Europe/Helsinki", 20.6, 59.75, 31.6, 70.1),
    ("Europe/Stockholm", 11.0, 55.3, 20.6, 69.1),
    ("Europe/Copenhagen", 8.0, 54.9, 12.7, 57.8),
    ("Europe/Berlin", 5.9, 47.3, 15.05, 55.1),
    ("Europe/Warsaw", 15.05, 49.0, 24.1, 54.9),
    ("Europe/Paris", -4.8, 42.3, 5.9, 51.1),
    ("Europe/Rome", 6.6, 36.6, 18.5, 47.3),
    ("Europe/Madrid", -9.3, 36.0, 3.3, 43.8),
    ("Europe/London", -8.2, 49.9, 1.8, 60.9),
    ("America/New_York", -80.0, 38.0, -67.0, 47.5),
)


def zone_at(lon: float, lat: float) -> str:
    """The IANA name of the zone at a place: the first box that holds it, else whole hours.

    Boxes stand for the parts of the world street layers have come from; near a border they may
    err. The name can be changed in the manifest, whose instants all carry their offset.
    """
    for name, west, south, east, north in _BOXES:
        if west <= lon <= east and south <= lat <= north:
            return name
    hours = round(lon / 15)
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"
