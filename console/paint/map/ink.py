"""The map's colours for a theme and its classes: ramps, mixtures, and the palette of place ids."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from PySide6.QtGui import QColor

from console.domain.arrays import U32
from console.domain.records import dataclass
from console.paint import theme as themes
from console.paint.labels import PlaceInk
from console.paint.map.runs import Numbers
from console.paint.theme import Roles, Theme
from console.state.map.desk import Kind
from console.state.map.ground import MapGround
from console.state.map.metrics import Hue
from console.state.map.scene import Stress
from console.state.map.shading import Shading
from console.store.columns import I32, I64
from console.store.kept import Mask

Colours = tuple[QColor, ...]
_CALM = MappingProxyType({"estates": 1.0, "both": 0.66, "buildings": 0.28})
"""How much of its class's colour an estate keeps as its buildings take over."""
_SHADOW = 0.12
DIMMED = 0.35
_LEAST_CONTRAST, _DARKER = 4.5, 103


@dataclass(frozen=True)
class Ids:
    """Which numbers stand for what in the picture of ids: 0 nothing, then places by row."""

    estates: int
    buildings: int

    @property
    def shadow(self) -> int:
        """The number of the shadow on estate 0."""
        return 1 + self.estates

    @property
    def building(self) -> int:
        """The number of building 0."""
        return 1 + 2 * self.estates

    @property
    def total(self) -> int:
        """How many numbers there are."""
        return 1 + 2 * self.estates + self.buildings

    def place(self, number: int) -> tuple[int, int]:
        """The rows of estate and building a number stands for, -1 for none."""
        if number >= self.building:
            return -1, number - self.building
        if number >= 1:
            return (number - 1) % self.estates, -1
        return -1, -1


@dataclass(frozen=True, eq=False)
class RunPlaces:
    """Which of so many runs of numbers show estates, shadows on them, and buildings.

    Of each kind the runs, and the rows of the places that they show, int64[n] each.
    """

    total: int
    estates: tuple[I64, I64]
    shadows: tuple[I64, I64]
    buildings: tuple[I64, I64]


def places_of(numbers: Numbers, ids: Ids) -> RunPlaces:
    """What the runs of such numbers show."""
    kinds = []
    for first, end in pairwise((1, ids.shadow, ids.building, ids.total)):
        runs = np.flatnonzero((numbers >= first) & (numbers < end))
        kinds.append((runs, numbers[runs].astype(np.int64) - first))
    return RunPlaces(len(numbers), *kinds)


def ids_of(ground: MapGround) -> Ids:
    """The numbers of a street's places."""
    return Ids(len(ground.estates), len(ground.buildings))


def mixed(below: QColor, above: QColor, share: float) -> QColor:
    """`share` of `above` over `below`, both opaque."""
    parts = [
        a + (b - a) * share
        for a, b in zip(
            (below.redF(), below.greenF(), below.blueF()),
            (above.redF(), above.greenF(), above.blueF()),
            strict=True,
        )
    ]
    return QColor.fromRgbF(*parts)


def estate_colours(
    theme: Theme, classes: int, stress: Stress = "estates", hue: Hue = "clock"
) -> tuple[QColor, ...]:
    """The fill of each class of estates, few to many; calmer the more buildings are stressed."""
    ramp = _ramp(theme, hue)
    full = (_along(ramp, _stop(index, classes, 1)) for index in range(classes))
    mixtures = (mixed(ramp[0], one, _CALM[stress]) for one in full)
    return tuple(_legible(theme, one) for one in mixtures)


def building_colours(theme: Theme, classes: int, hue: Hue = "clock") -> tuple[QColor, ...]:
    """The fill of each class of buildings; class 0 is the quiet grey of all buildings."""
    known = _fills.get((theme.map, classes, hue))
    if known is None:
        ramp = _ramp(theme, hue)
        coloured = [_along(ramp, _stop(index, classes, 2)) for index in range(1, classes)]
        known = (theme.map.building, *(_legible(theme, one) for one in coloured))
        _fills[theme.map, classes, hue] = known
    return known


_fills: dict[tuple[Roles, int, Hue], Colours] = {}
"""Of buildings, by a theme's colours, the number of classes and what they tell of."""


def bar_colour(theme: Theme, hue: Hue) -> QColor:
    """The fill of bars that are as long as their count."""
    return _ramp(theme, hue)[-1]


def _ramp(theme: Theme, hue: Hue) -> Colours:
    return theme.ramp if hue == "clock" else theme.plain_ramp


def _stop(index: int, classes: int, first: int) -> float:
    """Where on a ramp of five a class lies: 0 alone at 0, the rest from `first` to the end."""
    if index == 0:
        return 0.0
    return first + (4 - first) * (index - 1) / max(1, classes - 2)


def _along(ramp: tuple[QColor, ...], stop: float) -> QColor:
    at = stop * (len(ramp) - 1) / 4
    low = min(int(at), len(ramp) - 2)
    return mixed(ramp[low], ramp[low + 1], at - low)


def inks_on(theme: Theme, fills: tuple[QColor, ...]) -> tuple[QColor, ...]:
    """The text colour for each fill: the theme's own for class 0, else the one that stands out."""
    choices = (theme.map.label, *theme.ramp_ink)
    return (theme.ramp_ink[0], *(_clearest(fill, choices) for fill in fills[1:]))


def _legible(theme: Theme, fill: QColor) -> QColor:
    """The fill, a little darker where no ink of the theme would stand out from it enough."""
    choices = (theme.map.label, *theme.ramp_ink)
    while max(contrast(fill, one) for one in choices) < _LEAST_CONTRAST:
        fill = fill.darker(_DARKER)
    return fill


def _clearest(fill: QColor, choices: tuple[QColor, ...]) -> QColor:
    ratios = [contrast(fill, one) for one in choices]
    return choices[ratios.index(max(ratios))]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    dark, light = sorted(
        _luminance(colour.redF(), colour.greenF(), colour.blueF()) for colour in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def _luminance(*channels: float) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@dataclass(frozen=True, eq=False)
class Colouring:
    """How a frame colours the map: the classes of all places and what each class looks like.

    estate_tables uint32[2, 2, classes] are the premultiplied fills of estates, plain and in the
    shadow of a building, of each first as they are dimmed; building_table uint32[2, classes] plain
    ones. lit bool[n] says which places stand out while the others are dimmed, None for all.
    """

    estates: PlaceInk
    buildings: PlaceInk
    estate_tables: U32
    building_table: U32
    estate_lit: Mask | None = None
    building_lit: Mask | None = None

    @property
    def is_dimmed(self) -> bool:
        """Whether some fills let the ground shine through."""
        return self.estate_lit is not None or self.building_lit is not None

    def of_runs(self, places: RunPlaces) -> U32:
        """The colours of runs that show places, uint32 premultiplied ARGB; 0 is transparent."""
        colours = np.zeros(places.total, np.uint32)
        runs, rows = places.estates
        colours[runs] = self.of_estates(rows)
        runs, rows = places.shadows
        colours[runs] = self._coloured(self.estate_tables[1], self.estates, self.estate_lit, rows)
        runs, rows = places.buildings
        colours[runs] = self._coloured(self.building_table, self.buildings, self.building_lit, rows)
        return colours

    def of_estates(self, rows: I32 | I64) -> U32:
        """The colours of estates, uint32[n] premultiplied ARGB."""
        return self._coloured(self.estate_tables[0], self.estates, self.estate_lit, rows)

    @staticmethod
    def _coloured(table: U32, ink: PlaceInk, lit: Mask | None, rows: I32 | I64) -> U32:
        """The colours of rows by their class, out of a table uint32[2, classes]."""
        (dim, plain), classes = table, ink.classes.take(rows)
        found: U32 = plain.take(classes)
        return found if lit is None else np.where(lit.take(rows), found, dim.take(classes))


def colouring(theme: Theme, shading: Shading, stress: Stress) -> Colouring:
    """The colouring of a shading with the stress of a scene: estates, both or buildings."""
    hue = shading.hue
    estates = _estate_dress(theme.name, len(shading.estate_classes), stress, hue)
    buildings = _building_dress(theme.name, len(shading.building_classes), hue)
    return Colouring(
        estates=PlaceInk(
            Kind.ESTATE,
            shading.estate_values,
            shading.class_of_estate,
            estates.fills,
            estates.inks,
        ),
        buildings=PlaceInk(
            Kind.BUILDING,
            shading.building_values,
            shading.class_of_building,
            buildings.fills,
            buildings.inks,
        ),
        estate_tables=estates.tables,
        building_table=buildings.tables[0],
        estate_lit=shading.estate_lit,
        building_lit=shading.building_lit,
    )


@dataclass(frozen=True, eq=False)
class _Dress:
    """What the classes of a kind of place look like."""

    fills: Colours
    inks: Colours

    @cached_property
    def tables(self) -> U32:
        in_shadow = tuple(map(shadowed, self.fills))
        table = np.array(
            [[one.rgba() for one in row] for row in (self.fills, in_shadow)], np.uint32
        )
        dimmed = (table.view(np.uint8) * DIMMED).astype(np.uint8).view(np.uint32)
        stacked: U32 = np.stack((dimmed, table), axis=1)
        return stacked


@lru_cache(maxsize=128)
def _estate_dress(theme_name: str, classes: int, stress: Stress, hue: Hue) -> _Dress:
    """That of estates, worked out once a theme and number of classes."""
    theme = themes.load(theme_name)
    fills = estate_colours(theme, classes, stress, hue)
    return _Dress(fills, inks_on(theme, fills))


@lru_cache(maxsize=128)
def _building_dress(theme_name: str, classes: int, hue: Hue) -> _Dress:
    """That of buildings."""
    theme = themes.load(theme_name)
    fills = building_colours(theme, classes, hue)
    return _Dress(fills, inks_on(theme, fills))


def shadowed(fill: QColor) -> QColor:
    """A fill in the shadow of a building."""
    return fill.darker(round(100 * (1 + _SHADOW)))
