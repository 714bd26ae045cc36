"""What the map shows in a viewport: the level of detail, and the rows of every layer in sight."""

from __future__ import annotations

from dataclasses import field
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass
from console.state.map.base import ALL_IN_SIGHT, BaseSight
from console.state.map.ground import MapGround
from console.state.map.viewport import Box, Viewport, grown
from console.store.columns import BASEMAP_LAYERS, F32, I32, Shapes

Stress = Literal["estates", "both", "buildings"]
"""What the colours speak of: estates alone, buildings on estates, or buildings."""

BUILDINGS_FROM = 3.2
"""Metres a pixel from which buildings are drawn; coarser, only estates are."""
EDGES_FROM = 2.4
OUTLINES_FROM = 1.7
"""Metres a pixel from which a building is a place of its own: outlined, picked, in the legend."""
BUILDING_NAMES_FROM = 0.95
COMMITTEES_FROM = 4.0
FACILITIES_FROM = 0.7
LANDMARKS_FROM = 2.0
PUBLIC_FROM = 3.2
SHADOWS_FROM = 1.3
LONGEST_SHADOW_M = 7.0
_EDGE_PX = 8
_HALF_ROAD_M = 15.0
"""Half of the widest road: so far beyond its line it may be seen, and a house by its shadow."""
NO_ROWS: I32 = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class RoadStyle:
    """How a class of road or water line is drawn: metres wide, least pixels, from which scale."""

    rank: int
    width_m: float
    least_px: float
    from_m_per_px: float
    cased: bool = True


_MAIN = RoadStyle(1, 22, 2.2, 1e9)
_MINOR = RoadStyle(3, 9, 1.0, 7.0)
_LANE = RoadStyle(4, 5, 0.8, 2.6)
_PATH = RoadStyle(5, 2.2, 0.8, 1.2, cased=False)
ROADS = MappingProxyType(
    {
        **dict.fromkeys(("expressway", "motorway", "trunk", "elevated"), RoadStyle(0, 30, 3, 1e9)),
        **dict.fromkeys(("primary", "arterial", "main"), _MAIN),
        **dict.fromkeys(("secondary", "collector"), RoadStyle(2, 15, 1.5, 14.0)),
        **dict.fromkeys(("tertiary", "branch", "minor", "unclassified"), _MINOR),
        **dict.fromkeys(("residential", "service", "lane", "internal", "living_street"), _LANE),
        **dict.fromkeys(("footway", "path", "cycleway", "pedestrian", "steps"), _PATH),
    }
)
"""How roads of each class are drawn; a link is drawn as its class, an unknown class as a minor."""


_STATIONS = frozenset({"metro_station", "station", "subway", "metro"})
_PUBLIC = frozenset({"hospital", "clinic", "school", "police", "town_hall", "service_centre"})


def is_station(kind: str) -> bool:
    """Whether a landmark of class `kind` is a station: shown at every scale."""
    return kind in _STATIONS


def road_style(kind: str) -> RoadStyle:
    """How a road of class `kind` is drawn."""
    return ROADS.get(kind.removesuffix("_link"), _MINOR)


@dataclass(frozen=True, slots=True, eq=False)
class MapScene:
    """The rows in sight of `viewport`, int32[] each, in the order they are drawn.

    `roads` maps a style to its rows, the widest last. `grounds` are the landmarks, whose areas (a
    school's, an office's) lie beneath the green. Of a layer that `sight` hides there are no rows.
    """

    ground: MapGround
    viewport: Viewport
    boundary: I32
    grounds: I32
    water: I32
    green: I32
    roads: tuple[tuple[RoadStyle, I32], ...]
    rail: I32
    landmarks: I32
    committees: I32
    estates: I32
    buildings: I32
    facilities: I32
    sight: BaseSight = ALL_IN_SIGHT
    stress: Stress = "estates"
    shows_edges: bool = field(default=False)
    shows_outlines: bool = field(default=False)
    shows_building_names: bool = field(default=False)
    shows_shadows: bool = field(default=False)


def scene(
    ground: MapGround,
    viewport: Viewport,
    magnified: float = 1.0,
    sight: BaseSight = ALL_IN_SIGHT,
) -> MapScene:
    """The scene of `ground` in `viewport`; culled by boxes, at a cost of one pass over them.

    `magnified` is how much larger than usual text and signs are drawn: a wall shows less detail.
    """
    scale = viewport.metres_per_px * magnified
    box = grown(viewport.box, _EDGE_PX * viewport.metres_per_px)
    street = ground.street
    wide = grown(box, _HALF_ROAD_M)
    layers = _layers(ground, wide, sight)
    stress = stress_at(ground, scale, sight)
    draws = stress != "estates" and sight.shows("buildings")
    signs = scale <= FACILITIES_FROM and sight.shows("facilities")
    bounds = scale <= COMMITTEES_FROM and sight.shows("committees")
    return MapScene(
        ground=ground,
        viewport=viewport,
        boundary=layers["boundary"],
        grounds=layers["landmark"],
        water=layers["water"],
        green=layers["green"],
        roads=_roads(ground, layers["road"], scale),
        rail=layers["rail"],
        landmarks=_landmarks(ground, layers["landmark"], scale, sight),
        committees=in_sight(ground.committees.boxes, box) if bounds else NO_ROWS,
        estates=in_sight(ground.estates.boxes, box) if sight.shows("estates") else NO_ROWS,
        buildings=in_sight(ground.buildings.boxes, wide) if draws else NO_ROWS,
        facilities=in_sight(street.facilities.shapes.boxes, box) if signs else NO_ROWS,
        sight=sight,
        stress=stress,
        shows_edges=draws and scale <= EDGES_FROM,
        shows_outlines=draws and scale <= OUTLINES_FROM,
        shows_building_names=draws and scale <= BUILDING_NAMES_FROM,
        shows_shadows=scale <= SHADOWS_FROM and not ground.all_schematic,
    )


def stress_at(ground: MapGround, scale: float, sight: BaseSight = ALL_IN_SIGHT) -> Stress:
    """What speaks at so many metres a pixel: estates, both, or buildings; never what is hidden."""
    if not sight.shows("buildings"):
        return "estates"
    if scale <= OUTLINES_FROM or not len(ground.estates):
        return "buildings"
    shown_from = OUTLINES_FROM if ground.all_schematic else BUILDINGS_FROM
    return "both" if scale <= shown_from else "estates"


def in_sight(boxes: F32, box: Box) -> I32:
    """Rows whose box meets `box`, ascending; rows of nan never do."""
    if not len(boxes):
        return np.zeros(0, np.int32)
    west, south, east, north = boxes.T
    met = (east >= box[0]) & (west <= box[2]) & (north >= box[1]) & (south <= box[3])
    return np.flatnonzero(met).astype(np.int32)


def _layers(ground: MapGround, box: Box, sight: BaseSight) -> dict[str, I32]:
    basemap, hidden = ground.street.basemap, sight.hidden
    rows = in_sight(basemap.shapes.boxes, box)
    layer = basemap.layer[rows]
    return {
        name: NO_ROWS if name in hidden else rows[layer == code]
        for code, name in enumerate(BASEMAP_LAYERS)
    }


def _roads(ground: MapGround, rows: I32, scale: float) -> tuple[tuple[RoadStyle, I32], ...]:
    kinds, of_rows = ground.street.basemap.kinds, ground.street.basemap.kind
    seen = np.bincount(of_rows[rows], minlength=len(kinds))
    styles: dict[RoadStyle, list[int]] = {}
    for kind in np.flatnonzero(seen).tolist():
        style = road_style(kinds[kind])
        if scale <= style.from_m_per_px:
            styles.setdefault(style, []).append(kind)
    ordered = sorted(styles.items(), key=lambda item: -item[0].rank)
    return tuple((style, rows[_are(of_rows[rows], mine, len(kinds))]) for style, mine in ordered)


def _landmarks(ground: MapGround, rows: I32, scale: float, sight: BaseSight) -> I32:
    """Stations at every scale and first; public places, then the rest, on zooming in."""
    kinds, of_rows = ground.street.basemap.kinds, ground.street.basemap.kind
    ranks = np.array([0 if one in _STATIONS else 1 if one in _PUBLIC else 2 for one in kinds])
    rank = ranks[of_rows[rows]] if len(rows) else np.zeros(0, np.int64)
    shown = [
        sight.shows("metro"),
        sight.shows("labels") and scale <= PUBLIC_FROM,
        sight.shows("labels") and scale <= LANDMARKS_FROM,
    ]
    return np.concatenate([rows[rank == one] for one in range(3) if shown[one]] or [NO_ROWS])


def _are(kinds_of_rows: I32, wanted: list[int], kinds: int) -> npt.NDArray[np.bool_]:
    """Which rows are of one of the kinds wanted, of so many there are."""
    of_kind = np.zeros(kinds, np.bool_)
    of_kind[wanted] = True
    return of_kind[kinds_of_rows]


def centre_of(shapes: Shapes, row: int) -> tuple[float, float]:
    """The middle of a row's box in metres."""
    west, south, east, north = shapes.boxes[row].tolist()
    return (west + east) / 2, (south + north) / 2
