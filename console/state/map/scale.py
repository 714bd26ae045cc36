"""The map's measure: round lengths for a scale bar."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass

_ROUND = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A round length: `metres`, its `width_px` on the screen, and how it is written."""

    metres: float
    width_px: float
    text: str


def scale_bar(metres_per_px: float, most_px: float = 110.0) -> ScaleBar:
    """The longest round length (1, 2 or 5 times a power of ten metres) of at most `most_px`."""
    most = metres_per_px * most_px
    power = 10.0 ** np.floor(np.log10(most) + 1e-9)
    metres = max(step * power for step in _ROUND if step * power <= most * (1 + 1e-9))
    return ScaleBar(metres, metres / metres_per_px, _length(metres))


def _length(metres: float) -> str:
    if metres >= 1000:
        return f"{metres / 1000:g} km"
    return f"{metres:g} m" if metres >= 1 else f"{metres * 100:g} cm"
