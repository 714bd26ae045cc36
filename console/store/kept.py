"""What a filter keeps of a street: people and units."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass

if TYPE_CHECKING:
    from console.domain.conditions import Condition
    from console.store.columns import I32, I64
    from console.store.crowd import Crowd
    from console.store.homes import Homes

Mask = npt.NDArray[np.bool_]
UNIT_FIELDS = frozenset({"occupancy", "floor", "unit"})
"""Conditions on places that tell the units of a building apart."""


class Sifted(Protocol):
    """A filter in force: who asks for something, and what else it keeps."""

    @property
    def sources(self) -> frozenset[str]:
        """Who asks for something."""
        ...

    def asked_by(self, source: str) -> tuple[Condition, ...]:
        """What one of them asks for."""
        ...

    def without(self, sources: Collection[str]) -> Kept:
        """What is kept but for what some of them ask for."""
        ...


@dataclass(frozen=True, eq=False)
class Kept:
    """What `conditions` keep: people and units, as masks when these are asked for.

    Without conditions everything is; with a condition on people, the kept units are the places of
    the kept people. `by` is the filter they come from, as long as it can be asked on.
    """

    crowd: Crowd
    homes: Homes
    conditions: tuple[Condition, ...]
    by: Sifted | None = None

    @property
    def people(self) -> Mask:
        """Who is kept, bool[r]; not to be written to."""
        return self.crowd.mask

    def people_of(self, rows: I32) -> Mask:
        """Which of some residents are kept, bool[n]; costs what it returns."""
        from console.store.bits import Cuts  # bits are imported with the first filter

        return self.crowd.holds(Cuts.at(rows))

    @cached_property
    def units(self) -> Mask:
        """Which units are kept, bool[u]; not to be written to."""
        return self.homes.within(0, len(self.crowd.street.units.floor))

    @cached_property
    def units_in_buildings(self) -> I64:
        """How many units are kept in each building, int64[b]; not to be written to."""
        return self.homes.by_building()

    @cached_property
    def buildings(self) -> Mask:
        """Which buildings hold a kept unit, bool[b]; not to be written to."""
        return self.homes.in_buildings()

    def without(self, sources: Collection[str]) -> Kept:
        """What is kept but for what `sources` ask for."""
        if self.by is None or self.by.sources.isdisjoint(sources):
            return self
        return self.by.without(sources)

    @property
    def is_of_homes(self) -> bool:
        """Whether homes alone are asked for, whoever lives in them: then they are what counts."""
        return bool(self.conditions) and all(one.field in UNIT_FIELDS for one in self.conditions)

    @property
    def is_everything(self) -> bool:
        """Whether nothing was asked for."""
        return not self.conditions
