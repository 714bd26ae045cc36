"""A building's section as a frozen scene: everything that is drawn or hit, in pixels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from console.domain import packs
from console.domain.clock import State
from console.domain.packs import Pack
from console.domain.records import dataclass
from console.state.look import Recolouring
from console.state.section.floors import SectionFloors, floors_of
from console.state.section.layout import SectionLayout, Tier, lay_out
from console.state.section.people import SectionPeople, UnitTags, only, people_of, tags_of
from console.state.section.places import SectionPlaces, place
from console.state.section.plan import SectionPlan, plan_section
from console.state.section.sifted import SectionSifted, sifted
from console.state.section.texts import texts_between
from console.store.columns import I32, U8, Street
from console.store.frame import Frame

NOTHING = (-1, -1)


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """What the title says of a building: texts of the data, and counts at the instant."""

    name: str
    estate: str
    address: str
    floors_above: int
    floors_below: int
    doors: int
    units: int
    people: int
    active: int
    due: int
    complete: int

    @property
    def title(self) -> str:
        """The building with its estate, unless its own name says that too."""
        return self.name if self.estate in self.name else f"{self.estate} {self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class SectionScene:
    """One building at one instant, laid out for one view; a scene is equal to itself alone.

    Units are counted from the building's first row, people as in `people`. rooms are "" where
    nothing is written; occupancy uint8[n] into store.columns.OCCUPANCIES.
    """

    building: int
    as_of_us: int
    layout: SectionLayout
    people: SectionPeople
    tags: UnitTags
    badges: UnitTags
    places: SectionPlaces
    floors: SectionFloors
    sifted: SectionSifted
    facts: SectionFacts
    occupancy: U8
    rooms: tuple[str, ...]
    pack: Pack

    @property
    def plan(self) -> SectionPlan:
        """The building's grid."""
        return self.layout.plan

    @property
    def tier(self) -> Tier:
        """How much a cell shows."""
        return self.layout.tier

    def unit_row(self, unit: int) -> int:
        """The street's row of a unit counted from the building's first; -1 stays -1."""
        return -1 if unit < 0 else self.plan.first_unit + unit

    def unit_of(self, row: int) -> int:
        """The unit counted from the building's first of a street's row; -1 when not in here."""
        inside = self.plan.first_unit <= row < self.plan.end_unit
        return row - self.plan.first_unit if inside else -1

    def people_in(self, unit: int) -> I32:
        """Which of `people` are in a unit, the most pressing first."""
        return np.arange(*self.people.span_of(unit), dtype=np.int32)

    def hit(self, x: float, y: float) -> tuple[int, int]:
        """The street's rows of the unit and the person at a point, -1 where there is none."""
        unit = self.layout.unit_at(x, y)
        if unit < 0:
            return NOTHING
        start, end = self.people.span_of(unit)
        for person, box in enumerate(self.places.boxes[start:end].tolist(), start):
            left, top, wide, high = box
            if left <= x < left + wide and top <= y < top + high:
                return self.unit_row(unit), int(self.people.resident[person])
        return self.unit_row(unit), -1


def build_section(
    street: Street,
    frame: Frame,
    building: int,
    width_px: float,
    height_px: float,
    floor_px: int | None = None,
    *,
    recolouring: Recolouring = "clock",
    whole: bool = False,
) -> SectionScene:
    """The section of a building's row for a view; `floor_px` None fits it into the view.

    Recoloured by care or roles, only badges of that kind are placed, and in smaller cells too.
    `whole` lets cells become too small to point at, for pages that nobody can scroll.
    """
    pack = packs.load(street.scenario)
    plan = plan_section(street, building)
    layout = lay_out(plan, width_px, height_px, floor_px, whole=whole)
    people = people_of(frame, plan)
    tags = tags_of(street.tags, pack, people, plan.units)
    badges = only(tags, care=recolouring == "care") if recolouring in ("care", "roles") else tags
    written = layout.tier > Tier.MARK
    rooms = texts_between(street.units.room, plan.first_unit, plan.end_unit) if written else []
    return SectionScene(
        building=building,
        as_of_us=frame.as_of_us,
        layout=layout,
        people=people,
        tags=tags,
        badges=badges,
        places=placed(layout, people, badges, rooms, recolouring),
        floors=floors_of(street, layout, people),
        sifted=sifted(plan, people),
        facts=_facts(street, plan, people),
        occupancy=street.units.occupancy[plan.first_unit : plan.end_unit],
        rooms=tuple(rooms),
        pack=pack,
    )


def placed(
    layout: SectionLayout,
    people: SectionPeople,
    badges: UnitTags,
    rooms: list[str],
    recolouring: Recolouring,
) -> SectionPlaces:
    """Places for everybody; recoloured by care or roles, their badges stand in small cells too."""
    return place(layout, people, badges, rooms, eager=recolouring in ("care", "roles"))


def busiest_building(frame: Frame) -> int:
    """The building with most people under the clock, else most people; -1 when there is none."""
    counts = frame.buildings
    if not len(counts.people):
        return -1
    most = np.lexsort((-np.arange(len(counts.people)), counts.people, counts.active))
    return int(most[-1])


def _facts(street: Street, plan: SectionPlan, people: SectionPeople) -> SectionFacts:
    buildings, row = street.buildings, plan.building
    estate = int(buildings.estate[row])
    return counted(
        SectionFacts(
            name=buildings.name.text(row) or buildings.id.text(row),
            estate=street.estates.name.text(estate) if estate >= 0 else "",
            address=buildings.address.text(row),
            floors_above=len(plan.floors) - plan.ground,
            floors_below=plan.ground,
            doors=sum(bool(door.label) for door in plan.doors),
            units=plan.units,
            people=0,
            active=0,
            due=0,
            complete=0,
        ),
        people,
    )


def counted(facts: SectionFacts, people: SectionPeople) -> SectionFacts:
    """The facts with the counts of a building's people."""
    states = np.bincount(people.state, minlength=len(State))
    return replace(
        facts,
        people=len(people),
        active=int(states[State.ACTIVE] + states[State.DUE]),
        due=int(states[State.DUE]),
        complete=int(states[State.COMPLETE]),
    )
