"""A frame narrowed to what a filter keeps: everything that counts by it counts the kept alone."""

from __future__ import annotations

import numpy as np

from console.store.columns import I32
from console.store.frame import Frame
from console.store.kept import Kept


def units_by_place(frame: Frame) -> tuple[I32, I32]:
    """How many units of a frame, kept ones where it is narrowed, buildings and estates hold."""
    street = frame.street
    if frame.kept is None:
        buildings = np.diff(street.buildings.first_unit)
    else:
        buildings = frame.kept.units_in_buildings
    estates = np.bincount(
        street.buildings.estate + 1, weights=buildings, minlength=len(street.estates.id) + 1
    )[1:]
    return buildings.astype(np.int32), estates.astype(np.int32)


def narrowed(frame: Frame, kept: Kept) -> Frame:
    """The whole `frame` narrowed to the people and units of `kept`.

    Costs what follows the places.
    """
    if kept.is_everything:
        return frame
    crowd = kept.crowd
    moved = np.flatnonzero(crowd.holds(frame.moved_cuts))
    return Frame(
        street=frame.street,
        as_of_us=frame.as_of_us,
        today=frame.today,
        episode_state=frame.episode_state,
        showing=frame.showing,
        moved=frame.moved.take(moved),
        moved_place=frame.moved_place.take(moved),
        present=frame.present.some(crowd.own, crowd.held, moved),
        baseline=frame.baseline,
        kept=kept,
        whole=frame,
    )
