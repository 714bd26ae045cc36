"""All layers of the map in one order, from the top down: files' among the street's own."""

from __future__ import annotations

from console.state.layers.base import key_of, layer_of
from console.state.layers.layer import Layer
from console.state.map.base import LAID_OVER, BaseLayer, in_order

Stack = tuple[str, ...]
"""The keys of layers from the top down."""


def stack_of(layers: tuple[Layer, ...], order: tuple[BaseLayer, ...]) -> Stack:
    """The layers of files over those of the street they lie upon."""
    found: list[str] = []
    for own in order:
        found += [one.key for one in layers if one.over == own]
        found.append(key_of(own))
    return tuple(found)


def moved(stack: Stack, key: str, to: int) -> Stack:
    """The stack with a layer at another place, 0 the uppermost.

    Where it may not lie it goes on to the next place where it may, else as far as it may.
    """
    here = stack.index(key)
    rest = stack[:here] + stack[here + 1 :]
    to = min(max(to, 0), len(rest))
    step, end = (1, len(rest) + 1) if to > here else (-1, -1)
    for place in (*range(to, end, step), *range(to - step, here, -step)):
        tried = (*rest[:place], key, *rest[place:])
        if _is_sound(tried):
            return tried
    return stack


def own_of(stack: Stack) -> tuple[BaseLayer, ...]:
    """The street's own layers in the order they have."""
    return tuple(own for own in map(layer_of, stack) if own is not None)


def laid_over(stack: Stack) -> dict[str, BaseLayer | None]:
    """Over which of the street's own each layer of a file lies; None for one beneath them all."""
    found: dict[str, BaseLayer | None] = {}
    below: BaseLayer | None = None
    for key in reversed(stack):
        own = layer_of(key)
        if own is None:
            found[key] = below
        else:
            below = own
    return dict(reversed(found.items()))


def _is_sound(stack: Stack) -> bool:
    own = own_of(stack)
    return own == in_order(own) and all(one in LAID_OVER for one in laid_over(stack).values())
