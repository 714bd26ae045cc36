"""What stands beside the floors of a section: labels at the left, totals at the right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from console.domain.clock import State
from console.domain.records import dataclass
from console.state.section.layout import LINE_PX, SectionLayout
from console.state.section.people import SectionPeople
from console.state.section.plan import SectionPlan
from console.state.section.texts import texts_between
from console.store.columns import F64, I32, Street
from console.store.kept import Mask

_COUNTED_AS = np.zeros(len(State), np.int32)
_COUNTED_AS[[State.ACTIVE, State.DUE]] = 1
_COUNTED_AS[State.COMPLETE] = 2
"""Under the clock, complete, or neither."""


@dataclass(frozen=True, slots=True, eq=False)
class SectionFloors:
    """Labels of floors that have room for one, and totals of b bands of floors, lowest first.

    labels     text and middle y of each floor or band that is labelled
    low, high  int32[b]    floor indexes [low, high) of each band; one floor where there is room
    middle     float64[b]  middle y of each band
    active, complete, people  int32[b] of the band: under the clock, complete and not released, all
    of_kept    whether only those whom a filter keeps are counted
    """

    labels: tuple[tuple[str, float], ...]
    low: I32
    high: I32
    middle: F64
    active: I32
    complete: I32
    people: I32
    of_kept: bool = False

    @property
    def banded(self) -> bool:
        """Whether a total stands for several floors."""
        return len(self.low) < int(self.high[-1])


def floors_of(street: Street, layout: SectionLayout, people: SectionPeople) -> SectionFloors:
    """Labels and totals of a layout's floors; a unit over several floors counts on its lowest."""
    plan = layout.plan
    low, high = _bands(len(plan.floors), plan.ground, layout.floor_px)
    middle = _middles(layout, low, high)
    active, complete, everybody = _counted(plan, people, low)
    return SectionFloors(
        labels=_labels(floor_names(street, plan), low, high, middle),
        low=low,
        high=high,
        middle=middle,
        active=active,
        complete=complete,
        people=everybody,
    )


def recounted(
    floors: SectionFloors, plan: SectionPlan, people: SectionPeople, who: Mask | None = None
) -> SectionFloors:
    """The same floors with the totals of other people, or of those bool[p] whom a filter keeps."""
    active, complete, everybody = _counted(plan, people, floors.low, who)
    return replace(
        floors, active=active, complete=complete, people=everybody, of_kept=who is not None
    )


def _counted(
    plan: SectionPlan, people: SectionPeople, low: I32, who: Mask | None = None
) -> tuple[I32, I32, I32]:
    """People of each band: under the clock, complete and not released, all; bool[p] of some."""
    slot = 3 * plan.row[people.unit] + _COUNTED_AS[people.state]
    if who is not None:
        slot = slot[who]
    by_floor = np.bincount(slot, minlength=3 * len(plan.floors)).reshape(-1, 3)
    totals = np.add.reduceat(by_floor, low).astype(np.int32)
    return totals[:, 1], totals[:, 2], totals.sum(axis=1, dtype=np.int32)


def floor_names(street: Street, plan: SectionPlan) -> list[str]:
    """The label of every floor, lowest first: what the lift says, else 18, 1, B1.

    From where the lift counts otherwise up, a floor on which no unit begins has no label: "".
    """
    names = [f"B{-floor}" if floor < 0 else str(floor) for floor in plan.floors.tolist()]
    labels = street.units.floor_label
    null = labels.null
    if null is not None and null[plan.first_unit : plan.end_unit].all():
        return names
    said: dict[int, Counter[str]] = {}
    written = texts_between(labels, plan.first_unit, plan.end_unit)
    for text, row in zip(written, plan.row.tolist(), strict=True):
        if text:
            said.setdefault(row, Counter())[text] += 1
    labels_by_row = {row: texts.most_common(1)[0][0] for row, texts in said.items()}
    otherwise = (row for row, label in labels_by_row.items() if label != names[row])
    sure, known = min(otherwise, default=len(names)), set(plan.row.tolist())
    numbers = [name if row < sure or row in known else "" for row, name in enumerate(names)]
    return [labels_by_row.get(row, number) for row, number in enumerate(numbers)]


def _bands(floors: int, ground: int, floor_px: int) -> tuple[I32, I32]:
    """Floors by as many as share a line of figures, from the ground up; basements are one band.

    Those at the top that are fewer, and too low for a line, belong to the band below them.
    """
    step = next((step for step in (1, 2, 5, 10) if step * floor_px >= LINE_PX), 20)
    below = list(range(ground)) if step == 1 else [0] * bool(ground)
    above = list(range(ground, floors, step))
    if len(above) > 1 and (floors - above[-1]) * floor_px < LINE_PX:
        above.pop()
    low = np.array([*below, *above], np.int32)
    return low, np.append(low[1:], np.int32(floors)).astype(np.int32)


def _middles(layout: SectionLayout, low: I32, high: I32) -> F64:
    """Where the line of each band stands, clear of the ground."""
    middle = (layout.floor_y[low] + layout.floor_y[high]) / 2
    below = np.maximum(middle, layout.ground_y + LINE_PX / 2 + 1)
    above = np.minimum(middle, layout.ground_y - LINE_PX / 2)
    lines: F64 = np.where(low < layout.plan.ground, below, above)
    return lines


def _labels(names: list[str], low: I32, high: I32, middle: F64) -> tuple[tuple[str, float], ...]:
    """The label of each band that has one: a floor's name, or the first and last of several."""
    labels = []
    for first, end, y in zip(low.tolist(), high.tolist(), middle.tolist(), strict=True):
        said = [name for name in names[first:end] if name]
        if said:
            labels.append((said[0] if len(said) == 1 else f"{said[0]}-{said[-1]}", y))
    return tuple(labels)
