"""The stamps of an event: from when it is raised at the device to when it is closed."""

from __future__ import annotations

import numpy as np

from console.store.columns import I64
from console.store.kept import Mask

STAMPS = (
    "raised_at", "received_at", "acknowledged_at", "accepted_at",
    "left_at", "arrived_at", "seen_at", "closed_at",
)  # fmt: skip
"""t0 to t7: at the device, at the centre, seen by a person, taken, left, at the door, with the
person, closed."""
RAISED, RECEIVED, ACKNOWLEDGED, ACCEPTED, LEFT, ARRIVED, SEEN, CLOSED = range(len(STAMPS))


def raised_by(stamps_us: I64, at_us: int, *, still_open: bool = False) -> Mask:
    """Which events of stamps int64[n, 8], NEVER_US while missing, are raised by an instant.

    With `still_open` those of them alone that are not closed by it.
    """
    raised: Mask = stamps_us[:, RAISED] <= at_us
    return np.asarray(raised & (stamps_us[:, CLOSED] > at_us)) if still_open else raised
