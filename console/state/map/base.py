"""The street's own layers of the map, from the top down: which are drawn, and how opaque."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, get_args

from console.domain.records import dataclass

BaseLayer = Literal[
    "labels", "facilities", "committees", "metro", "roads",
    "buildings", "estates", "water", "green",
]  # fmt: skip
BASE_LAYERS: tuple[BaseLayer, ...] = get_args(BaseLayer)
"""In the order they have at first: what speaks stands over what it speaks of."""

SIGNS: tuple[BaseLayer, ...] = ("labels", "facilities")
LINES: tuple[BaseLayer, ...] = ("committees", "metro", "roads")
PLACES: tuple[BaseLayer, ...] = ("buildings", "estates")
GROUND: tuple[BaseLayer, ...] = ("water", "green")
"""The groups, from the top down: lines and ground may be put in another order among themselves.

Signs find their room together and places are coloured together: their order is fixed.
"""

TOP: BaseLayer = "labels"
LAID_OVER: tuple[BaseLayer, ...] = (TOP, *LINES, "buildings", *GROUND)
"""Over which of them a layer of a file may lie: not between names and signs, nor among places."""

_LEAST_OPAQUE = 0.1
_IDENTIFIED = {"roads": "road", "metro": "rail"}
"""How those who say what lies at a point call a layer, where they call it otherwise."""


def opaque(share: float) -> float:
    """How opaque a layer that is shown may be: a tenth at least, or nobody would find it."""
    return min(max(share, _LEAST_OPAQUE), 1.0)


@dataclass(frozen=True, slots=True)
class BaseSight:
    """How opaque each layer is drawn, in the order of BASE_LAYERS; 0 for one that is hidden.

    `order` is how they lie, from the top down.
    """

    shares: tuple[float, ...] = (1.0,) * len(BASE_LAYERS)
    order: tuple[BaseLayer, ...] = BASE_LAYERS

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

    def upwards(self, group: tuple[BaseLayer, ...]) -> tuple[BaseLayer, ...]:
        """The layers of a group from the lowest to the uppermost."""
        return tuple(one for one in reversed(self.order) if one in group)

    @property
    def hidden(self) -> frozenset[str]:
        """The layers that are not drawn, as they are called at a point of the map."""
        return frozenset(_IDENTIFIED.get(one, one) for one in BASE_LAYERS if not self.shows(one))


def in_order(wanted: Iterable[str]) -> tuple[BaseLayer, ...]:
    """All layers as near to the order `wanted` as their groups let them lie."""
    places = {key: place for place, key in enumerate(wanted)}

    def place_of(layer: BaseLayer) -> int:
        return places.get(layer, len(places))

    lines, ground = sorted(LINES, key=place_of), sorted(GROUND, key=place_of)
    return (*SIGNS, *lines, *PLACES, *ground)


ALL_IN_SIGHT = BaseSight()
