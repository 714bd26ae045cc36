"""Which units of a building and whom of its people a filter keeps."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.state.section.people import SectionPeople
from console.state.section.plan import SectionPlan
from console.store.kept import Kept, Mask


@dataclass(frozen=True, slots=True, eq=False)
class SectionSifted:
    """Units bool[n] and people bool[p] that are kept: all of them without a filter."""

    units: Mask
    people: Mask


def sifted(plan: SectionPlan, people: SectionPeople, kept: Kept | None = None) -> SectionSifted:
    """What a filter keeps of the people of a plan's building; None keeps everybody."""
    if kept is None:
        return SectionSifted(np.ones(plan.units, np.bool_), np.ones(len(people), np.bool_))
    who = kept.crowd.holds(people.asked)
    units = kept.homes.within(plan.first_unit, plan.end_unit, people.unit[who])
    return SectionSifted(units, who)
