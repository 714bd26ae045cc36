"""A section at another instant, made from the one there is: only what changed is placed anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from console.domain.arrays import Bools
from console.domain.clock import State
from console.domain.records import dataclass
from console.state.look import Recolouring
from console.state.section.badges import SectionBadges
from console.state.section.floors import SectionFloors, recounted
from console.state.section.people import SectionPeople, UnitTags, only, people_of, tags_of
from console.state.section.places import SectionPlaces, least_px, places_in
from console.state.section.scene import SectionScene, counted, placed
from console.state.section.sifted import sifted
from console.store.columns import I32, Street
from console.store.frame import Frame
from console.store.kept import Kept

Value = TypeVar("Value", bound=np.generic)
_Columns = tuple[npt.NDArray[np.generic], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Renewal:
    """The scene of now, and what looks other than before.

    units bool[n] themselves, dimmed bool[n] units of which another part is dimmed, bands bool[b] of
    floors.
    """

    scene: SectionScene
    units: Bools
    dimmed: Bools
    bands: Bools


def renewed(
    before: SectionScene,
    street: Street,
    frame: Frame,
    recolouring: Recolouring,
    kept: Kept | None = None,
) -> Renewal:
    """The scene `build_section` gives for the same view of the building at the frame's instant.

    Its totals are of those whom `kept` holds, the others are dimmed.
    """
    people = people_of(frame, before.plan)
    moved = moved_units(before.people, people, before.plan.units)
    units = changed_units(before.people, people, moved, dated=before.places.measures.is_dated)
    stood, floors = before, before.floors
    if moved.any():
        stood = _moved(before, street, people, moved, recolouring)
    here, is_sifted = sifted(before.plan, people, kept), kept is not None or floors.of_kept
    if stood is not before or is_sifted:
        floors = recounted(floors, before.plan, people, None if kept is None else here.people)
    scene = replace(stood, as_of_us=frame.as_of_us, people=people, floors=floors, sifted=here)
    dimmed = _changed_dimming(before, scene, moved) if is_sifted else moved
    return Renewal(scene, units, dimmed, _changed_bands(before.floors, floors))


def _moved(
    before: SectionScene,
    street: Street,
    people: SectionPeople,
    moved: Bools,
    recolouring: Recolouring,
) -> SectionScene:
    """The scene with what follows from who is where in which state, in the units bool[n]."""
    tags = badges = tags_of(street.tags, before.pack, people, before.plan.units)
    if recolouring in ("care", "roles"):
        badges = only(tags, care=recolouring == "care")
    if badges.keys != before.badges.keys:
        places = placed(before.layout, people, badges, list(before.rooms), recolouring)
    else:
        places = _places(before, people, badges, moved, eager=badges is not tags)
    facts = counted(before.facts, people)
    return replace(before, tags=tags, badges=badges, places=places, facts=facts)


def refiltered(before: SectionScene, kept: Kept | None) -> Renewal:
    """The same scene with the totals of those whom another filter keeps; None keeps everybody."""
    plan, people, nobody = before.plan, before.people, np.zeros(before.plan.units, np.bool_)
    here = sifted(plan, people, kept)
    floors = recounted(before.floors, plan, people, None if kept is None else here.people)
    scene = replace(before, floors=floors, sifted=here)
    dimmed = _changed_dimming(before, scene, nobody)
    return Renewal(scene, nobody, dimmed, _changed_bands(before.floors, floors))


def _changed_dimming(before: SectionScene, now: SectionScene, moved: Bools) -> Bools:
    """Units that are `moved` bool[n] or of which a filter keeps another part."""
    was, here = before.sifted, now.sifted
    others = moved | (was.units != here.units)
    return _differing(before.people, now.people, others, (was.people,), (here.people,))


def _changed_bands(before: SectionFloors, now: SectionFloors) -> Bools:
    """Bands whose totals are others, bool[b]."""
    changed: Bools = now.active != before.active
    changed |= now.complete != before.complete
    changed |= now.people != before.people
    return changed


def changed_units(
    before: SectionPeople, people: SectionPeople, moved: Bools, *, dated: bool
) -> Bools:
    """Units that are `moved` bool[n] or whose people look other than they did.

    The day of a clock tells them apart where the cells are `dated`.
    """
    told = _days if dated else _looks
    return _differing(before, people, moved, told(before), told(people))


def moved_units(before: SectionPeople, people: SectionPeople, units: int) -> Bools:
    """Units whose people are others or in another state, bool[units]: they stand otherwise.

    Another day of the same people moves nobody.
    """
    number, other = (np.bincount(one.unit, minlength=units) for one in (before, people))
    return _differing(before, people, number != other, _standing(before), _standing(people))


def _differing(
    before: SectionPeople, people: SectionPeople, others: Bools, was: _Columns, now: _Columns
) -> Bools:
    """Units that hold `others`, and those whose people are told apart by columns [p] of them."""
    old, new = ~others[before.unit], ~others[people.unit]
    differs = np.zeros(int(new.sum()), np.bool_)
    for one, other in zip(was, now, strict=True):
        differs |= one[old] != other[new]
    changed = others.copy()
    changed[people.unit[new][differs]] = True
    return changed


def _standing(people: SectionPeople) -> _Columns:
    """What decides where people stand."""
    return people.resident, people.state


def _looks(people: SectionPeople) -> _Columns:
    """What people in one state are told apart by wherever they are large enough."""
    return people.colour_class, people.early


def _days(people: SectionPeople) -> _Columns:
    """The same and the day, as long as it is counted."""
    dated = (people.state == State.ACTIVE) | (people.state == State.DUE)
    return *_looks(people), people.length, np.where(dated, people.day, 0)


def _places(
    before: SectionScene, people: SectionPeople, badges: UnitTags, units: Bools, *, eager: bool
) -> SectionPlaces:
    """The places there were, those in `units` bool[n] made anew."""
    number = (np.cumsum(units) - 1).astype(np.int32)
    mine, kept = units[people.unit], ~units[before.people.unit]
    layout, known = before.layout, before.places
    some = places_in(
        known.measures,
        layout.boxes[units],
        least_px(layout),
        people.only(mine, number[people.unit[mine]]),
        UnitTags(badges.keys, badges.has[:, units], badges.care),
        [before.rooms[unit] for unit in np.flatnonzero(units).tolist()] if before.rooms else [],
        eager=eager,
    )
    boxes = np.zeros((len(people), 4), np.float32)
    boxes[mine], boxes[~mine] = some.boxes, known.boxes[kept]
    worded = np.zeros(len(people), np.bool_)
    worded[mine], worded[~mine] = some.worded, known.worded[kept]
    return SectionPlaces(
        measures=known.measures,
        boxes=boxes,
        worded=worded,
        numbered=_put(known.numbered, units, some.numbered),
        raised=_put(known.raised, units, some.raised),
        hidden=_put(known.hidden, units, some.hidden),
        pressing=_put(known.pressing, units, some.pressing),
        plus=_put(known.plus, units, some.plus),
        badges=_badges(known.badges, units, some.badges),
    )


def _badges(known: SectionBadges, units: Bools, some: SectionBadges) -> SectionBadges:
    """The badges in the order of tags, then units."""
    kept = ~units[known.unit]
    rows = np.flatnonzero(units).astype(np.int32)
    unit: I32 = np.concatenate((known.unit[kept], rows[some.unit]))
    tag: I32 = np.concatenate((known.tag[kept], some.tag))
    order = np.lexsort((unit, tag))
    return SectionBadges(
        unit=unit[order],
        tag=tag[order],
        at=np.concatenate((known.at[kept], some.at))[order],
        more=_put(known.more, units, some.more),
        more_at=_put(known.more_at, units, some.more_at),
    )


def _put(known: npt.NDArray[Value], units: Bools, some: npt.NDArray[Value]) -> npt.NDArray[Value]:
    """Rows of which some are replaced."""
    rows = known.copy()
    rows[units] = some
    return rows
