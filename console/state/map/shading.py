"""The shading of the map: a metric's value and class for every estate and building at a frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property, partial
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.state.filtering import NO_FILTER, Filter
from console.state.map.classes import DEFAULT, Classes, classes_for
from console.state.map.ground import ground_of
from console.state.map.metrics import OF_KEPT, Hue, Level, Metric, kept_in, peak, values
from console.store.columns import F64, I32, I64, U8, Street
from console.store.frame import Frame
from console.store.kept import Mask

BUILDING_CLASSES = 4


@dataclass(frozen=True, slots=True)
class MapClasses:
    """The classes of one metric, for estates and for buildings."""

    estates: Classes
    buildings: Classes


@dataclass(frozen=True, eq=False)
class Shading:
    """The numbers behind the colours: values [n] and classes of estates and of buildings.

    estate_lit, building_lit bool[n] say which stand out while the others are dimmed; None for all.
    """

    metric: Metric
    estate_values: F64 | I32
    building_values: F64 | I32
    estate_classes: Classes
    building_classes: Classes
    estate_lit: Mask | None = None
    building_lit: Mask | None = None

    @property
    def hue(self) -> Hue:
        """What its colours tell of."""
        return "plain" if self.metric in OF_KEPT else "clock"

    @property
    def of_kept(self) -> bool:
        """Whether only what a filter keeps is counted."""
        return self.estate_lit is not None

    @cached_property
    def class_of_estate(self) -> U8:
        """The class of every estate, uint8[estates]."""
        return self.estate_classes.of(self.estate_values)

    @cached_property
    def class_of_building(self) -> U8:
        """The class of every building, uint8[buildings]."""
        return self.building_classes.of(self.building_values)

    @cached_property
    def estates_by_class(self) -> I64:
        """How many estates each class holds, int64[classes]."""
        return _number_of_each(self.class_of_estate, len(self.estate_classes))

    @cached_property
    def buildings_by_class(self) -> I64:
        """How many buildings each class holds, int64[classes]."""
        return _number_of_each(self.class_of_building, len(self.building_classes))


def _number_of_each(codes: U8, length: int) -> I64:
    """How many there are of each of a few codes, int64[length]: faster than `bincount`."""
    return np.array([np.count_nonzero(codes == code) for code in range(length)], np.int64)


def classes_of(estates: F64 | I32, buildings: F64 | I32) -> MapClasses:
    """Classes of whole numbers for such values of estates and buildings."""
    return MapClasses(
        estates=classes_for(estates, DEFAULT), buildings=classes_for(buildings, BUILDING_CLASSES)
    )


def default_classes(street: Street, metric: Metric, count: int = DEFAULT) -> MapClasses:
    """Classes from the season's fullest day, `count` for estates; found once a street."""
    known = _defaults.setdefault(street, {})
    if (metric, count) not in known:
        whole = metric is not Metric.RATE
        known[metric, count] = MapClasses(
            estates=classes_for(peak(street, metric, "estates"), count, whole=whole),
            buildings=classes_for(peak(street, metric, "buildings"), BUILDING_CLASSES, whole=whole),
        )
    return known[metric, count]


_defaults: WeakKeyDictionary[Street, dict[tuple[Metric, int], MapClasses]] = WeakKeyDictionary()


def shading(frame: Frame, metric: Metric, classes: MapClasses) -> Shading:
    """The shading of a frame by a metric; of a narrowed one places without anything kept dim."""
    return frame.once(("shading", metric, classes), partial(_shade, frame, metric, classes))


def classes_of_kept(frame: Frame, metric: Metric) -> MapClasses:
    """Classes of the whole numbers that one of the metrics OF_KEPT has at a frame."""
    return frame.once(
        ("classes", metric),
        lambda: classes_of(kept_in(frame, metric, "estates"), kept_in(frame, metric, "buildings")),
    )


def _shade(frame: Frame, metric: Metric, classes: MapClasses) -> Shading:
    return Shading(
        metric=metric,
        estate_values=values(frame, metric, "estates"),
        building_values=values(frame, metric, "buildings"),
        estate_classes=classes.estates,
        building_classes=classes.buildings,
        estate_lit=_lit(frame, "estates", len(frame.street.estates.id)),
        building_lit=_lit(frame, "buildings", len(frame.street.buildings.id)),
    )


def _lit(frame: Frame, level: Level, number: int) -> Mask | None:
    """Which places hold a kept unit, bool[n]; None where nothing is filtered."""
    if frame.kept is None:
        return None
    # the first map is painted without a filter
    from console.store.areas import rows_of_area
    from console.store.lists import kept_places

    of_area = rows_of_area(level, frame.street, frame.kept)
    if of_area is None:
        return kept_places(level, frame)
    lit = np.zeros(number, np.bool_)
    lit[of_area] = True
    return lit


@dataclass(frozen=True, slots=True)
class Shader:
    """Metrics without and under a filter, None for what suits it, and the classes of each metric.

    `own` are the user's; `of_filter` those that were found for a filter and a metric.
    """

    metric: Metric = Metric.ACTIVE
    metric_of_kept: Metric | None = None
    own: Mapping[Metric, MapClasses] = field(default_factory=dict)
    of_filter: tuple[Filter, Metric, MapClasses] | None = None
    filter: Filter = NO_FILTER

    def metric_at(self, frame: Frame | None) -> Metric:
        """What a frame is shaded by."""
        if frame is None or frame.kept is None:
            return self.metric
        of_homes = Metric.UNITS if frame.kept.is_of_homes else Metric.PEOPLE
        return self.metric_of_kept or of_homes

    def follows_filter(self, frame: Frame) -> bool:
        """Whether the classes are by what the filter keeps, not by the season."""
        return frame.kept is not None and self.metric_at(frame) in OF_KEPT

    def classes_at(self, frame: Frame) -> MapClasses:
        """The classes in force: the user's, the filter's, which stay at every instant, or default.

        Those of snapshots on one ground are by the first of them, so that they stay too.
        """
        metric = self.metric_at(frame)
        if metric in self.own:
            return self.own[metric]
        if not self.follows_filter(frame):
            return default_classes(ground_of(frame.street).street, metric)
        known = self.of_filter
        if known is not None and known[:2] == (self.filter, metric):
            return known[2]
        return classes_of_kept(frame, metric)

    def noting(self, frame: Frame) -> Shader:
        """The same with the classes of the filter at a frame noted, where they are by it."""
        if not self.follows_filter(frame) or self.metric_at(frame) in self.own:
            return self
        found = self.filter, self.metric_at(frame), self.classes_at(frame)
        return self if found == self.of_filter else replace(self, of_filter=found)

    def shade(self, frame: Frame) -> Shading:
        """The shading of a frame; of everybody where there is no filter."""
        return shading(frame, self.metric_at(frame), self.classes_at(frame))

    def foresee(self, frame: Frame) -> object:
        """Shade a frame, and find the classes of its places."""
        shaded = self.shade(frame)
        return shaded.estates_by_class, shaded.buildings_by_class
