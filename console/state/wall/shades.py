"""The classes the wall shades by: none, 1 to 7, and round ranges that follow the bands."""

from __future__ import annotations

import numpy as np

from console.domain import banding
from console.state.map.classes import Classes
from console.store.columns import F64, I32

_FIRST = banding.MOST_FEW + 1
ESTATES = Classes((1.0, float(_FIRST), 18.0, 33.0))
BUILDINGS = Classes((1.0, float(_FIRST), 13.0, 23.0))
"""A bound lies between two rounded counts, so that a colour tells no more than the figure."""


ESTATES_UNDER = Classes((float(_FIRST), 18.0, 33.0))
BUILDINGS_UNDER = Classes((float(_FIRST), 13.0, 23.0))
"""Under a filter nobody learns whether there is anybody: the first class is 0 to 7."""


def values(codes: I32) -> F64:
    """A number for each code that falls into its class, float64[n]."""
    return banding.order(codes).astype(np.float64)


def texts(classes: Classes) -> tuple[str, ...]:
    """What the classes say in figures: 0, 1–7, 8–17, 18–32, 33+; under a filter 0–7 first.

    These are the counts that fall into a class, not the rounded figures that are shown of them, so
    that no count seems to be left out.
    """
    said = ["0", banding.text(banding.FEW)]
    if classes.lower[0] > 1:
        said = [f"{banding.text(banding.LOW)} / {banding.text(banding.HIDDEN)}"]
    for index in range(len(said), len(classes)):
        low, above = classes.bounds(index)
        said.append(f"{int(low)}+" if above is None else f"{int(low)}–{int(above) - 1}")
    return tuple(said)
