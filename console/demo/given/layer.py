"""A layer of real footprints: buildings, their floors where told, and what is around them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from console.demo.given.foreign import Said, counted, polygon_of, read_geojson, repaired, text_of
from console.demo.terrain.ground import Geometry
from console.domain.errors import UserError
from console.domain.records import dataclass

_LEAST_M2 = 1.0
_STOREY_M = 3.0
MOST_FLOORS = 200


@dataclass(slots=True)
class Layer:
    """Buildings of a file: shapes in degrees, ids (each once), floors (0: not told), tags.

    around: roads, water, green and rail of the same file: layer, class, name, shape in degrees;
    notes: what was left out, repaired or renamed.
    """

    shape: list[Geometry] = field(default_factory=list)
    id: list[str] = field(default_factory=list)
    floors: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    tags: list[Mapping[str, str]] = field(default_factory=list)
    around: list[tuple[str, str, str, Geometry]] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)


def layer_in(path: Path) -> Layer:
    """The footprints of a GeoJSON or .osm.pbf file; UserError when there are none."""
    if path.name.lower().endswith((".pbf", ".osm", ".osm.bz2", ".osm.gz")):
        from console.demo.given.openstreetmap import read_openstreetmap

        raw, around, notes = read_openstreetmap(path)
    else:
        raw, around, notes = _from_geojson(path), [], []
    layer = Layer(around=around, notes=list(notes))
    _gather(layer, raw)
    if not layer.shape:
        raise UserError("demo.buildings.none", file=path.name)
    return layer


Raw = tuple[str, Geometry | None, Mapping[str, str]]
"""Id, polygon in degrees (None: no polygon) and tags of one building."""


def _from_geojson(path: Path) -> list[Raw]:
    raw: list[Raw] = []
    for number, feature in enumerate(read_geojson(path), 1):
        said = feature.get("properties")
        tags = {key: text_of(said, key) for key in said} if isinstance(said, dict) else {}
        own = text_of(feature, "id") or text_of(said, "@id", "osm_id", "osm", "id", "fid")
        raw.append((own or f"#{number}", polygon_of(feature), tags))
    return raw


def _gather(layer: Layer, raw: list[Raw]) -> None:
    """Takes up every building that has an area; counts and names all others."""
    dropped: dict[str, list[str]] = {
        "no_polygon": [], "no_area": [], "repaired": [], "repeated": [], "capped": [],
        "fractional": [], "unread_floors": [], "raised": [],
    }  # fmt: skip
    seen: dict[str, int] = {}
    for own, shape, tags in raw:
        if shape is None:
            dropped["no_polygon"].append(own)
            continue
        sound = repaired(shape)
        if sound.is_empty or _rough_m2(sound) < _LEAST_M2:
            dropped["no_area"].append(own)
            continue
        seen[own] = seen.get(own, 0) + 1
        name = own if seen[own] == 1 else f"{own}-{seen[own]}"
        if seen[own] > 1:
            dropped["repeated"].append(name)
        if not shape.is_valid:
            dropped["repaired"].append(name)
        layer.shape.append(sound)
        layer.id.append(name)
        layer.tags.append(tags)
        layer.floors.append(_floors(name, tags, dropped))
        layer.below.append(_below(tags))
    for kind, ids in dropped.items():
        layer.notes.extend(counted(kind, ids))


def _rough_m2(shape: Geometry) -> float:
    return float(shape.area) * 111_320.0**2 * math.cos(math.radians(shape.centroid.y))


_LEVELS = ("building:levels", "levels", "building_levels", "num_floors", "floors")
_ROOF_LEVELS = ("roof:levels", "roofLevels")
_HEIGHT = ("height", "building:height", "height_m")
_LOWEST = ("building:min_level", "minLevel", "min_level")
_BASEMENTS = ("building:levels:underground", "floors_below")


def _floors(name: str, tags: Mapping[str, str], told: dict[str, list[str]]) -> int:
    """Floors above ground: levels and roof levels, else height by three metres; 0 when not told."""
    levels, roof, height = (
        _number(text_of(tags, *keys)) for keys in (_LEVELS, _ROOF_LEVELS, _HEIGHT)
    )
    if any(
        text_of(tags, *keys) and _number(text_of(tags, *keys)) is None
        for keys in (_LEVELS, _HEIGHT)
    ):
        told["unread_floors"].append(name)
    if levels is None and height is None:
        return 0
    if _number(text_of(tags, *_LOWEST)):
        told["raised"].append(name)
    exact = levels + (roof or 0.0) if levels is not None else (height or 0.0) / _STOREY_M
    if levels is not None and exact != int(exact):
        told["fractional"].append(name)
    whole = max(1, int(exact + 0.5))
    if whole > MOST_FLOORS:
        told["capped"].append(name)
    return min(whole, MOST_FLOORS)


def _below(tags: Mapping[str, str]) -> int:
    return int(min(max(_number(text_of(tags, *_BASEMENTS)) or 0.0, 0.0), 10.0))


_NUMBER = re.compile(r"\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*(m|米|层)?\s*")


def _number(text: str) -> float | None:
    """The number a tag says, with or without its unit; None when it says none."""
    found = _NUMBER.fullmatch(text)
    return float(found.group(1).replace(",", ".")) if found else None
