"""OpenStreetMap extracts: building areas, and the roads, water, green and rail around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import osmium
import shapely

from console.demo.given.foreign import Said, counted, text_of
from console.demo.terrain.ground import Geometry
from console.domain.errors import UserError

Raw = tuple[str, Geometry | None, Mapping[str, str]]
Around = tuple[str, str, str, Geometry]

_ROADS = {
    "motorway": "expressway", "trunk": "expressway", "primary": "primary", "secondary": "secondary",
    "tertiary": "secondary", "residential": "residential", "unclassified": "residential",
    "living_street": "residential", "pedestrian": "path",
}  # fmt: skip
_GREEN = {
    ("leisure", "park"): "park", ("leisure", "garden"): "park", ("landuse", "grass"): "pocket",
    ("landuse", "forest"): "park", ("leisure", "pitch"): "pitch",
    ("landuse", "recreation_ground"): "park", ("landuse", "cemetery"): "verge",
}  # fmt: skip
_RAIL = ("rail", "subway", "light_rail")


def read_openstreetmap(path: Path) -> tuple[list[Raw], list[Around], list[Said]]:
    """Buildings, surroundings and notes of an extract; UserError when it cannot be read."""
    raw: list[Raw] = []
    around: list[Around] = []
    wanted: dict[str, bool] = {}
    parts: list[str] = []
    make = osmium.geom.WKBFactory()
    try:
        for one in osmium.FileProcessor(str(path)).with_areas():
            if isinstance(one, osmium.osm.Area):
                _area(one, make, raw, around, wanted, parts)
            elif isinstance(one, osmium.osm.Way):
                _way(one, make, around, wanted)
            elif isinstance(one, osmium.osm.Relation) and "building" in one.tags:
                wanted.setdefault(f"r{one.id}", False)
            elif isinstance(one, osmium.osm.Node) and one.tags.get("railway") == "station":
                around.append(("landmark", "station", _name(one.tags), _point(one, make)))
    except (RuntimeError, OSError, ValueError) as failure:
        raise UserError("demo.file.not_osm", file=path.name) from failure
    unclosed = [own for own, closed in wanted.items() if not closed]
    return raw, around, [*counted("unclosed", unclosed), *counted("parts", parts)]


def _area(
    area: osmium.osm.Area,
    make: osmium.geom.WKBFactory,
    raw: list[Raw],
    around: list[Around],
    wanted: dict[str, bool],
    parts: list[str],
) -> None:
    own = f"{'w' if area.from_way() else 'r'}{area.orig_id()}"
    if "building" in area.tags and area.tags["building"] != "no":
        wanted[own] = True
        raw.append((own, _shape(make.create_multipolygon, area), dict(_texts(area.tags))))
        return
    if "building:part" in area.tags:
        parts.append(own)
        return
    kind = next(
        (kind for (key, value), kind in _GREEN.items() if area.tags.get(key) == value), None
    )
    layer = "water" if area.tags.get("natural") == "water" else "green" if kind else None
    shape = _shape(make.create_multipolygon, area) if layer else None
    if layer and shape is not None:
        around.append((layer, kind or "lake", _name(area.tags), shape))


def _way(
    way: osmium.osm.Way,
    make: osmium.geom.WKBFactory,
    around: list[Around],
    wanted: dict[str, bool],
) -> None:
    if "building" in way.tags and way.tags["building"] != "no":
        wanted.setdefault(f"w{way.id}", False)
    road = _ROADS.get(way.tags.get("highway") or "")
    rail = way.tags.get("railway") in _RAIL and way.tags.get("tunnel") != "yes"
    if (road or rail) and way.tags.get("area") != "yes":
        shape = _shape(make.create_linestring, way)
        if shape is not None:
            layer, kind = ("road", road) if road else ("rail", way.tags.get("railway"))
            around.append((layer, str(kind), _name(way.tags), shape))


def _shape(create: Callable[[Any], str], thing: object) -> Geometry | None:
    """The geometry of a thing; None when its places are missing or too few."""
    try:
        return shapely.from_wkb(bytes.fromhex(create(thing)), on_invalid="ignore")
    except (RuntimeError, ValueError, osmium.InvalidLocationError):
        return None


def _point(node: osmium.osm.Node, make: osmium.geom.WKBFactory) -> Geometry:
    return shapely.from_wkb(bytes.fromhex(make.create_point(node)))


def _texts(tags: osmium.osm.TagList) -> list[tuple[str, str]]:
    return [(tag.k, tag.v) for tag in tags]


def _name(tags: osmium.osm.TagList) -> str:
    return text_of(dict(_texts(tags)), "name:zh", "name")
