"""What stands beside the floors of a section: labels at the left, totals at the right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from console.domain.clock import State
from console.domain.records import dataclass
from console.state.section.layout import SectionLayout
from console.state.section.people import SectionPeople
from console.state.section.plan import SectionPlan
from console.state.section.texts import texts_between
from console.store.columns import F64, I32, Street
from console.store.kept import Kept

_LINE_PX = 14
"""Least distance of two lines of figures."""
_LEAST_APART_PX = 12


@dataclass(frozen=True, slots=True, eq=False)
class SectionFloors:
    """Labels of floors that have room for one, and totals of b bands of floors, lowest first.

    labels     text and middle y of each floor that is labelled
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
        return bool((self.high - self.low > 1).any())


def floors_of(street: Street, layout: SectionLayout, people: SectionPeople) -> SectionFloors:
    """Labels and totals of a layout's floors; a unit over several floors counts on its lowest."""
    plan = layout.plan
    step = _step(layout.floor_px)
    low, high = _bands(len(plan.floors), plan.ground, step)
    active, complete, everybody = _counted(plan, people, low)
    return SectionFloors(
        labels=_labels(street, layout, step),
        low=low,
        high=high,
        middle=(layout.floor_y[low] + layout.floor_y[high]) / 2,
        active=active,
        complete=complete,
        people=everybody,
    )


def recounted(
    floors: SectionFloors, plan: SectionPlan, people: SectionPeople, kept: Kept | None = None
) -> SectionFloors:
    """The same floors with the totals of other people, or of those of them whom a filter keeps."""
    if kept is not None:
        who = kept.people_of(people.resident)
        people = people.only(who, people.unit[who])
    active, complete, everybody = _counted(plan, people, floors.low)
    return replace(
        floors, active=active, complete=complete, people=everybody, of_kept=kept is not None
    )


def _counted(plan: SectionPlan, people: SectionPeople, low: I32) -> tuple[I32, I32, I32]:
    """People of each band: under the clock, complete and not released, all."""
    row = plan.row[people.unit] if len(people) else np.zeros(0, np.int32)
    under = (people.state == State.ACTIVE) | (people.state == State.DUE)
    complete = people.state == State.COMPLETE
    floors = len(plan.floors)
    return (
        _totals(row[under], low, floors),
        _totals(row[complete], low, floors),
        _totals(row, low, floors),
    )


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


def _step(floor_px: int) -> int:
    """How many floors share a line of figures."""
    return next((step for step in (1, 2, 5, 10) if step * floor_px >= _LINE_PX), 20)


def _bands(floors: int, ground: int, step: int) -> tuple[I32, I32]:
    """Floors by `step` from the ground up; the basements are one band when they must share."""
    below = list(range(ground)) if step == 1 else [0] * bool(ground)
    low = np.array([*below, *range(ground, floors, step)], np.int32)
    return low, np.append(low[1:], np.int32(floors)).astype(np.int32)


def _totals(row: I32, low: I32, floors: int) -> I32:
    return np.add.reduceat(np.bincount(row, minlength=floors), low).astype(np.int32)


def _labels(street: Street, layout: SectionLayout, step: int) -> tuple[tuple[str, float], ...]:
    plan = layout.plan
    names = floor_names(street, plan)
    middle = (layout.floor_y[:-1] + layout.floor_y[1:]) / 2
    floors = plan.floors.tolist()
    rows = [row for row, name in enumerate(names) if name and _labelled(floors[row], name, step)]
    middle = np.where(plan.floors > 0, np.minimum(middle, layout.ground_y - _LINE_PX / 2), middle)
    if step == 1:
        return tuple((names[row], float(middle[row])) for row in rows)
    kept: list[tuple[str, float]] = []
    for row in rows:
        if not kept or kept[-1][1] - middle[row] >= _LEAST_APART_PX:
            kept.append((names[row], float(middle[row])))
    return tuple(kept)


def _labelled(floor: int, name: str, step: int) -> bool:
    """Whether a floor is labelled when only every step-th has room: 1 and the round ones."""
    if step == 1:
        return True
    if floor < 0:
        return False
    number = int(name) if name.isascii() and name.isdigit() else floor
    return number % 2 == 1 if step == 2 else floor == 1 or number % step == 0
