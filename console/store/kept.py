"""What a filter keeps of a street: people and units."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass

if TYPE_CHECKING:
    from console.domain.conditions import Condition
    from console.store.columns import I64
    from console.store.crowd import Crowd
    from console.store.homes import Homes

Mask = npt.NDArray[np.bool_]
_HOMES = frozenset({"occupancy", "floor", "unit"})


@dataclass(frozen=True, eq=False)
class Kept:
    """What `conditions` keep: people and units, as masks when these are asked for.

    Without conditions everything is; with a condition on people, the kept units are the places of
    the kept people. Where they came from `sources`, each of these can be left out.
    """

    crowd: Crowd
    homes: Homes
    conditions: tuple[Condition, ...]
    sources: frozenset[str] = frozenset()
    leave_out: Callable[[Collection[str]], Kept] | None = None

    @property
    def people(self) -> Mask:
        """Who is kept, bool[r]; not to be written to."""
        return self.crowd.mask

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
        return np.asarray(self.units_in_buildings > 0)

    def without(self, sources: Collection[str]) -> Kept:
        """What is kept but for what `sources` ask for."""
        if self.leave_out is None or self.sources.isdisjoint(sources):
            return self
        return self.leave_out(sources)

    @property
    def is_of_homes(self) -> bool:
        """Whether homes alone are asked for, whoever lives in them: then they are what counts."""
        return bool(self.conditions) and all(one.field in _HOMES for one in self.conditions)

    @property
    def is_everything(self) -> bool:
        """Whether nothing was asked for."""
        return not self.conditions
