"""All that lies at a point of the map, layer by layer, from what is smallest to what holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import say
from console.state.lists.linked import Linked
from console.state.map.ground import ground_of
from console.state.map.hint import hint
from console.state.map.hits import rows_at
from console.state.map.shapes import has_area
from console.state.map.spot import Spot
from console.state.tools.trace import Point
from console.store.columns import BASEMAP_LAYERS, Street
from console.store.frame import Frame

_LINES = ("road", "rail")
_SHOWN = ("landmark", "road", "rail", "water", "green")
_MOST_OF_A_LAYER = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing at a point: its layer, its name, lines of a word and a figure.

    `key` is what it can be gone to by: a Spot of the map, or None; a dropped layer's row is given
    by (layer, row).
    """

    layer: str
    title: str
    lines: tuple[tuple[str, Linked | str], ...] = ()
    key: Spot | tuple[str, int] | None = None


def findings(
    frame: Frame,
    point: Point,
    reach_m: float,
    language: str,
    hidden: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """What of the street lies at a point; layers that are `hidden` are left out."""
    found: list[Finding] = []
    for layer, of_layer in (
        ("facilities", _facilities(frame.street, point, reach_m, language)),
        ("buildings", _places(frame, "buildings", point, language)),
        ("estates", _places(frame, "estates", point, language)),
        ("committees", _committees(frame, point, language)),
    ):
        if layer not in hidden:
            found += of_layer
    return (*found, *_basemap(frame.street, point, reach_m, language, hidden))


def _facilities(street: Street, point: Point, reach_m: float, language: str) -> Iterator[Finding]:
    facilities = street.facilities
    areas = has_area(facilities.shapes)
    for row in rows_at(facilities.shapes, *point, reach_m, areas)[:_MOST_OF_A_LAYER]:
        kind = facility_word(facilities.kinds[int(facilities.kind[row])], language)
        name = capped(facilities.name.text(row) or facilities.id.text(row))
        yield Finding(kind, name)


def _places(frame: Frame, table: str, point: Point, language: str) -> Iterator[Finding]:
    ground = ground_of(frame.street)
    shapes = ground.buildings if table == "buildings" else ground.estates
    for row in rows_at(shapes, *point, 0.0, True)[:_MOST_OF_A_LAYER]:
        spot = Spot(row)
        if table == "buildings":
            spot = Spot(int(frame.street.buildings.estate[row]), row)
        said = hint(frame, spot, language)
        if said is not None:
            yield Finding(say(f"layers.base.{table}", language), said.title, said.lines, spot)


def _committees(frame: Frame, point: Point, language: str) -> Iterator[Finding]:
    committees = frame.street.committees
    for row in rows_at(committees.shapes, *point, 0.0, True)[:_MOST_OF_A_LAYER]:
        name = capped(committees.name.text(row) or committees.id.text(row))
        yield Finding(say("layers.base.committees", language), name)


def _basemap(
    street: Street, point: Point, reach_m: float, language: str, hidden: frozenset[str]
) -> Iterator[Finding]:
    """Named things of the basemap; a road of many pieces is said once."""
    basemap = street.basemap
    layers = np.array(BASEMAP_LAYERS)[basemap.layer]
    areas = has_area(basemap.shapes) & ~np.isin(layers, _LINES)
    rows = rows_at(basemap.shapes, *point, reach_m, areas)
    for layer in (one for one in _SHOWN if one not in hidden):
        word = say(f"layers.base.{layer}", language)
        names = [capped(basemap.name.text(row)) for row in rows if layers[row] == layer]
        yield from (Finding(word, name or "–") for name in _once(names))


def _once(names: Iterable[str]) -> list[str]:
    named = list(dict.fromkeys(name for name in names if name))
    return named[:_MOST_OF_A_LAYER]


def facility_word(kind: str, language: str) -> str:
    """What a kind of facility is called; an unknown one as the snapshot says it."""
    try:
        return say(f"layers.facility.{kind}", language)
    except KeyError:
        return capped(kind)
