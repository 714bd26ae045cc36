"""The shading of the map: a metric's value and class for every estate and building at a frame."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.state.map.classes import DEFAULT, Classes, classes_for
from console.state.map.metrics import Level, Metric, peak, values
from console.store.columns import F64, I64, Street
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
    """The numbers behind the colours: values float64[n] and classes of estates and of buildings.

    estate_lit, building_lit bool[n] say which stand out while the others are dimmed; None for all.
    """

    metric: Metric
    estate_values: F64
    building_values: F64
    estate_classes: Classes
    building_classes: Classes
    estate_lit: Mask | None = None
    building_lit: Mask | None = None

    @property
    def of_kept(self) -> bool:
        """Whether only what a filter keeps is counted."""
        return self.estate_lit is not None

    def estates_by_class(self) -> I64:
        """How many estates each class holds, int64[classes]."""
        return _counted(self.estate_values, self.estate_classes)

    def buildings_by_class(self) -> I64:
        """How many buildings each class holds, int64[classes]."""
        return _counted(self.building_values, self.building_classes)


def classes_of(estates: F64, buildings: F64, count: int = DEFAULT) -> MapClasses:
    """Classes of whole numbers for such values of estates and buildings."""
    return MapClasses(
        estates=classes_for(estates, count), buildings=classes_for(buildings, BUILDING_CLASSES)
    )


def default_classes(street: Street, metric: Metric, count: int = DEFAULT) -> MapClasses:
    """Classes from the season's fullest day, `count` for estates."""
    whole = metric is not Metric.RATE
    return MapClasses(
        estates=classes_for(peak(street, metric, "estates"), count, whole=whole),
        buildings=classes_for(peak(street, metric, "buildings"), BUILDING_CLASSES, whole=whole),
    )


def shading(frame: Frame, metric: Metric, classes: MapClasses) -> Shading:
    """The shading of a frame by a metric; of a narrowed one places without anything kept dim."""
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
    from console.store.lists import rows_of  # the first map is painted without a filter

    lit = np.zeros(number, np.bool_)
    lit[rows_of(level, frame)] = True
    return lit


def _counted(numbers: F64, classes: Classes) -> I64:
    return np.bincount(classes.of(numbers), minlength=len(classes)).astype(np.int64)
