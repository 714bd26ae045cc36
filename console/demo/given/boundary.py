"""A given boundary: a street's outline, name and code from the first feature of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from console.demo.given.apart import read_first
from console.demo.given.foreign import Said, counted, repaired, text_of
from console.demo.given.zones import zone_at
from console.demo.terrain.ground import Geometry, Tangent
from console.domain.errors import UserError
from console.domain.records import dataclass

LEAST_M2, MOST_M2 = 2.0e4, 4.0e9


@dataclass(slots=True)
class Boundary:
    """An outline in metres around `tangent`, with what its feature says of it ("" when nothing)."""

    tangent: Tangent
    outline: Geometry
    code: str
    zh: str
    en: str
    zone: str
    notes: list[Said]


def read_boundary(path: Path) -> Boundary:
    """The boundary in a file; UserError when there is none in it that can be a street's."""
    shape, said = read_first(path)
    if shape is None:
        raise UserError("demo.boundary.no_polygon", file=path.name)
    mended = repaired(shape)
    notes = [] if shape.is_valid else counted("boundary_repaired", [path.name])
    tangent, outline = in_metres(mended)
    if outline.is_empty or not LEAST_M2 <= outline.area <= MOST_M2:
        raise UserError("demo.boundary.size", file=path.name, km2=f"{outline.area / 1e6:.4g}")
    zh = text_of(said, "name:zh", "name_zh", "name", "NAME", "Name")
    return Boundary(
        tangent=tangent,
        outline=outline,
        code=_code(text_of(said, "code", "CODE", "adcode", "id")),
        zh=zh or path.stem[:60],
        en=text_of(said, "name:en", "name_en") or _ENGLISH.get(zh, zh or path.stem[:60]),
        zone=zone_at(tangent.lon, tangent.lat),
        notes=notes,
    )


_ENGLISH = {"花木街道": "Huamu Subdistrict"}


def _code(said: str) -> str:
    """A street's code of nine digits where twelve with three zeros are given; else as it is."""
    return said[:9] if len(said) == 12 and said.isdigit() and said.endswith("000") else said


def in_metres(shape: Geometry) -> tuple[Tangent, Geometry]:
    """A shape in degrees as metres around its middle."""
    west, south, east, north = shape.bounds
    tangent = Tangent(round((west + east) / 2, 6), round((south + north) / 2, 6))
    metres: Any = shapely.transform(shape, tangent.metres)
    return tangent, shapely.transform(metres, lambda xy: np.round(xy, 3))
