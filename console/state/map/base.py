"""The street's own layers of the map, from the top down: which are drawn, and how opaque."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from console.domain.records import dataclass

BaseLayer = Literal[
    "labels", "facilities", "committees", "metro", "roads",
    "buildings", "estates", "water", "green",
]  # fmt: skip
BASE_LAYERS: tuple[BaseLayer, ...] = get_args(BaseLayer)
"""In their order, which is fixed: what speaks stands over what it speaks of."""

LEAST_OPAQUE = 0.1
_IDENTIFIED = {"roads": "road", "metro": "rail"}
"""How those who say what lies at a point call a layer, where they call it otherwise."""


@dataclass(frozen=True, slots=True)
class BaseSight:
    """How opaque each layer is drawn, in the order of BASE_LAYERS; 0 for one that is hidden."""

    shares: tuple[float, ...] = (1.0,) * len(BASE_LAYERS)

    def of(self, layer: BaseLayer) -> float:
        """How opaque a layer is, 0 to 1."""
        return self.shares[BASE_LAYERS.index(layer)]

    def shows(self, layer: BaseLayer) -> bool:
        """Whether a layer is drawn at all."""
        return self.of(layer) > 0

    def put(self, layer: BaseLayer, share: float) -> BaseSight:
        """The same with a layer drawn otherwise."""
        shares = list(self.shares)
        shares[BASE_LAYERS.index(layer)] = share
        return replace(self, shares=tuple(shares))

    @property
    def hidden(self) -> frozenset[str]:
        """The layers that are not drawn, as they are called at a point of the map."""
        return frozenset(_IDENTIFIED.get(one, one) for one in BASE_LAYERS if not self.shows(one))


ALL_IN_SIGHT = BaseSight()
