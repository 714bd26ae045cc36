"""What a filter keeps of a street: people and units as masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass

if TYPE_CHECKING:
    from console.domain.conditions import Condition

Mask = npt.NDArray[np.bool_]
_HOMES = frozenset({"occupancy", "floor", "unit"})


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What `conditions` keep: people bool[r] and units bool[u].

    Without conditions everything is; with a condition on people, the kept units are the places of
    the kept people.
    """

    people: Mask
    units: Mask
    conditions: tuple[Condition, ...]

    @property
    def is_of_homes(self) -> bool:
        """Whether homes alone are asked for, whoever lives in them: then they are what counts."""
        return bool(self.conditions) and all(one.field in _HOMES for one in self.conditions)

    @property
    def is_everything(self) -> bool:
        """Whether nothing was asked for."""
        return not self.conditions
