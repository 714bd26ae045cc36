"""Tables of foreign files, made without a file."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from console.foreign.cells import column_of
from console.foreign.flat import Flat, Kind
from console.foreign.table import Table, Told

ORIGIN = (121.52, 31.21)


def table(cells: dict[str, list[object]], points: list[tuple[float, float]] | None = None) -> Table:
    """A table of columns; `points` are one place in degrees a row."""
    arrow = pa.table(cells)
    columns = tuple(column_of(name, arrow.column(place), 4_000) for place, name in enumerate(cells))
    flat = None
    if points is not None:
        count = len(points)
        flat = Flat(
            degrees=np.array(points, np.float64).reshape(-1, 2),
            sizes=np.ones(count, np.int64),
            parts=np.arange(count),
            is_hole=np.zeros(count, np.bool_),
            kinds=np.full(count, Kind.POINT, np.uint8),
        )
    return Table(Told("井", "GeoJSON", "utf-8", "EPSG:4326"), arrow.num_rows, columns, flat)


def square(lon: float, lat: float, side: float) -> Table:
    """One area."""
    ring = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    flat = Flat(
        degrees=np.array([(lon + x, lat + y) for x, y in ring], np.float64),
        sizes=np.array([5]),
        parts=np.array([0]),
        is_hole=np.array([False]),
        kinds=np.array([Kind.AREA], np.uint8),
    )
    (column,) = (column_of("n", pa.table({"n": [1]}).column(0), 100),)
    return Table(Told("面", "GeoJSON", "utf-8", "EPSG:4326"), 1, (column,), flat)
