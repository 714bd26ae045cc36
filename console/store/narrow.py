"""A frame narrowed to what a filter keeps: everything that counts by it counts the kept alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from console.store.baseline import Level, levels_of_people
from console.store.columns import I32, MISSING
from console.store.frame import Frame, counts_of, under_clock
from console.store.kept import Kept


def units_by_place(frame: Frame) -> tuple[I32, I32]:
    """How many units of a frame, kept ones where it is narrowed, buildings and estates hold."""
    street = frame.street
    if frame.kept is None:
        buildings = np.diff(street.buildings.first_unit)
    else:
        held = street.units.building[np.flatnonzero(frame.kept.units)]
        buildings = np.bincount(held, minlength=len(street.buildings.estate))
    estates = np.bincount(
        street.buildings.estate + 1, weights=buildings, minlength=len(street.estates.id) + 1
    )[1:]
    return buildings.astype(np.int32), estates.astype(np.int32)


def narrowed(frame: Frame, kept: Kept) -> Frame:
    """The whole `frame` narrowed to the people and units of `kept`.

    Costs a pass over the people, and what follows the episodes of those who are kept.
    """
    if kept.is_everything:
        return frame
    held = kept.people[frame.holders]
    moved = kept.people[frame.moved]
    shown, state, place = (
        frame.holder_shown[held],
        frame.holder_state[held],
        frame.holder_place[held],
    )
    category = np.where(under_clock(state), frame.street.details.category[shown], MISSING)
    base = frame.baseline
    levels: tuple[Level, ...] = levels_of_people(frame.street, base, kept.people, held)
    here: tuple[I32, ...] = base.levels_of(place)
    counts = [counts_of(level, at, state, category) for level, at in zip(levels, here, strict=True)]
    return replace(
        frame,
        holders=frame.holders[held],
        holder_shown=shown,
        holder_state=state,
        holder_place=place,
        moved=frame.moved[moved],
        moved_place=frame.moved_place[moved],
        buildings=counts[0],
        estates=counts[1],
        committees=counts[2],
        total=counts[3],
        kept=kept,
        whole=frame,
    )
