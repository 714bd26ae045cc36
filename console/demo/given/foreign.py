"""Foreign files: GeoJSON and OpenStreetMap read with suspicion, faults told as sentences."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from console.demo.terrain.ground import Geometry
from console.domain import words
from console.domain.errors import UserError

Said = Mapping[str, Any]
"""A sentence, {"zh", "en"}, and what it counts: "kind", "count", "ids"."""

_MOST_BYTES = 600_000_000
_MOST_TEXT = 120
_SHOWN_IDS = 8
_KEPT_IDS = 20_000


def read_geojson(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file; a bare geometry counts as one.

    UserError when it is not there, too large, no JSON, no GeoJSON, or without a feature.
    """
    raw = _bytes(path)
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as slip:
        raise UserError("demo.file.not_json", file=path.name) from slip
    if not isinstance(said, dict):
        raise UserError("demo.file.not_geojson", file=path.name)
    features = said.get("features", [said])
    if said.get("type") not in _TYPES or not isinstance(features, list):
        raise UserError("demo.file.not_geojson", file=path.name)
    if said["type"] not in ("Feature", "FeatureCollection"):
        features = [{"type": "Feature", "properties": {}, "geometry": said}]
    features = [one for one in features if isinstance(one, dict)]
    if not features:
        raise UserError("demo.file.empty", file=path.name)
    return features


_TYPES = (
    "FeatureCollection", "Feature", "Polygon", "MultiPolygon", "GeometryCollection",
    "LineString", "MultiLineString", "Point", "MultiPoint",
)  # fmt: skip


def refuse_at_sight(path: Path) -> None:
    """UserError when there is no file at `path`, or one that is too large to be tried."""
    try:
        if path.is_dir() or not path.exists():
            raise UserError("demo.file.missing", file=str(path))
        if path.stat().st_size > _MOST_BYTES:
            raise UserError("demo.file.too_large", file=path.name)
    except OSError as failure:
        raise UserError("demo.file.unreadable", file=path.name) from failure


def _bytes(path: Path) -> bytes:
    refuse_at_sight(path)
    try:
        return path.read_bytes()
    except OSError as failure:
        raise UserError("demo.file.unreadable", file=path.name) from failure


def first_feature(path: Path) -> tuple[Geometry | None, dict[str, object]]:
    """The polygon in degrees of a file's first feature, and what it says of itself."""
    first = read_geojson(path)[0]
    said = first.get("properties")
    known = said.items() if isinstance(said, dict) else ()
    return polygon_of(first), {key: text for key in dict(known) if (text := text_of(said, key))}


def polygon_of(feature: Mapping[str, Any]) -> Geometry | None:
    """The polygon of a feature in degrees, perhaps invalid; None when none can be read."""
    try:
        shape = shapely.from_geojson(json.dumps(feature.get("geometry")), on_invalid="ignore")
    except (ValueError, TypeError, RecursionError, shapely.errors.ShapelyError):
        return None
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        return None
    shape = shapely.force_2d(shape)
    return shape if _in_degrees(shape) else None


def _in_degrees(shape: Geometry) -> bool:
    corners = shapely.get_coordinates(shape)
    east, north = np.abs(corners[:, 0]), np.abs(corners[:, 1])
    return bool(np.isfinite(corners).all() and (east <= 180).all() and (north <= 89).all())


def repaired(shape: Geometry) -> Geometry:
    """The polygons of a shape made valid; empty when nothing of an area is left."""
    whole = shape if shape.is_valid else shapely.make_valid(shape)
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(whole))
        if part.geom_type == "Polygon" and part.area > 0
    ]
    if not parts:
        return shapely.Polygon()
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def text_of(properties: object, *keys: str) -> str:
    """The first of some properties that is a text or number, tidied and cut; "" when none is."""
    if not isinstance(properties, Mapping):
        return ""
    for key in keys:
        value = properties.get(key)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            text = unicodedata.normalize("NFC", str(value))
            text = "".join(letter if letter.isprintable() else " " for letter in text)
            text = " ".join(text.split())[:_MOST_TEXT]
            if text:
                return text
    return ""


def counted(key: str, ids: Sequence[str]) -> list[Said]:
    """How many of a kind there are: one sentence with the first ids, and the ids; none for none."""
    if not ids:
        return []
    shown = words.listed(ids[:_SHOWN_IDS])
    more = len(ids) - _SHOWN_IDS
    which = {
        "zh": shown["zh"] + (" 等" if more > 0 else ""),
        "en": shown["en"] + (f" and {more} more" if more > 0 else ""),
    }
    said = words.both(f"demo.note.{key}", count=len(ids), ids=which)
    return [{**said, "kind": key, "count": len(ids), "ids": list(ids[:_KEPT_IDS])}]
