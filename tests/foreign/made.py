"""Foreign files as others would send them, made for the tests."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

HUAMU = (121.54, 31.21)


def feature(geometry: dict[str, Any] | None, **cells: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": cells, "geometry": geometry}


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def geojson(path: Path, features: list[dict[str, Any]]) -> Path:
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")
    return path


def many_points(path: Path, count: int) -> Path:
    """So many points round the middle of Huamu, with a number each."""
    rng = np.random.default_rng(7)
    lon = HUAMU[0] + rng.normal(0, 0.01, count)
    lat = HUAMU[1] + rng.normal(0, 0.01, count)
    lines = [
        f'{{"type":"Feature","properties":{{"n":{row}}},"geometry":'
        f'{{"type":"Point","coordinates":[{lon[row]:.7f},{lat[row]:.7f}]}}}}'
        for row in range(count)
    ]
    path.write_text('{"type":"FeatureCollection","features":[' + ",".join(lines) + "]}")
    return path


def shapefile(
    path: Path, names: list[str], *, encoding: str, crs: str | None = "EPSG:4326"
) -> Path:
    """Points with a name each; only what belongs to a Shapefile by force: no .cpg."""
    at = [
        shapely.to_wkb(shapely.Point(HUAMU[0] + 0.001 * row, HUAMU[1])) for row in range(len(names))
    ]
    with warnings.catch_warnings(action="ignore"):
        pyogrio.raw.write(
            path, np.array(at, object), [np.array(names, object)], np.array(["名称"], object),
            geometry_type="Point", crs=crs, encoding=encoding, driver="ESRI Shapefile",
        )  # fmt: skip
    path.with_suffix(".cpg").unlink()
    with path.with_suffix(".dbf").open("r+b") as table:
        table.seek(29)
        table.write(b"\0")
    return path


def geopackage(path: Path, layers: dict[str, list[tuple[float, float]]]) -> Path:
    for name, points in layers.items():
        pyogrio.raw.write(
            path,
            np.array([shapely.to_wkb(shapely.Point(at)) for at in points], object),
            [np.arange(len(points))],
            np.array(["n"], object),
            geometry_type="Point",
            crs="EPSG:4326",
            layer=name,
            driver="GPKG",
            append=path.exists(),
        )
    return path
