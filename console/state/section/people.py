"""Who is in a building at an instant, the most pressing first, and what their homes' badges are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from console.domain.clock import Outcome, State
from console.domain.lazily import lazily
from console.domain.packs import CARE, Pack
from console.domain.records import dataclass
from console.state.section.plan import SectionPlan
from console.state.standing import PRESSING_RANK, standing
from console.store.columns import I32, U8, U64
from console.store.frame import Frame, day_of

if TYPE_CHECKING:
    from console.store.bits import Cuts

LARGE = frozenset((State.DUE, State.ACTIVE, State.COMPLETE, State.PLANNED, State.RELEASED))
"""States that are drawn as a large avatar; all others are small and quiet."""

_IS_LARGE = np.zeros(len(State), np.bool_)
_IS_LARGE[list(LARGE)] = True


@dataclass(frozen=True, eq=False)
class SectionPeople:
    """The p people whose place is in a building, by unit, then the most pressing first.

    resident int32[p] row; unit int32[p] counted from the building's first; state uint8[p];
    colour_class uint8[p] into the pack's classes (meaningless for small ones); day, length
    int32[p] k and n of "day k of n"; early bool[p] released before complete; large bool[p];
    tags uint64[p]; last_day int32[p] day number, 0 without an episode.
    """

    resident: I32
    unit: I32
    state: U8
    colour_class: U8
    day: I32
    length: I32
    early: npt.NDArray[np.bool_]
    large: npt.NDArray[np.bool_]
    tags: U64
    last_day: I32

    def __len__(self) -> int:
        return len(self.resident)

    @lazily
    def asked(self) -> Cuts:
        """Their bits, for asking who of them is kept; imported with the first filter."""
        from console.store.bits import Cuts

        return Cuts.at(self.resident)

    def only(self, who: npt.NDArray[np.bool_], unit: I32) -> SectionPeople:
        """Some of them, bool[p], with the numbers of their units given anew."""
        return SectionPeople(
            resident=self.resident[who],
            unit=unit,
            state=self.state[who],
            colour_class=self.colour_class[who],
            day=self.day[who],
            length=self.length[who],
            early=self.early[who],
            large=self.large[who],
            tags=self.tags[who],
            last_day=self.last_day[who],
        )

    def span_of(self, unit: int) -> tuple[int, int]:
        """Where the people of a unit begin and end; its number in the column's own type, uncast."""
        start, end = self.unit.searchsorted(np.array((unit, unit + 1), self.unit.dtype)).tolist()
        return start, end

    def first_of_units(self, units: int) -> I32:
        """Where each unit's people begin, int32[units + 1]."""
        return np.searchsorted(self.unit, np.arange(units + 1)).astype(np.int32)


def people_of(frame: Frame, plan: SectionPlan) -> SectionPeople:
    """The people of a plan's building at the frame's instant; cost follows their number."""
    rows = frame.people_in_units(plan.first_unit, plan.end_unit)
    stands = standing(frame, rows)
    state, shown, unit = stands.state, stands.shown, stands.place - plan.first_unit
    order = np.lexsort((PRESSING_RANK[state], unit))
    rows, state, shown, unit = rows[order], state[order], shown[order], unit[order]
    episodes, details = frame.street.episodes, frame.street.details
    has = shown >= 0
    at = np.where(has, shown, 0)
    spread = len(episodes) > 0
    outcome = episodes.outcome[at] if spread else np.zeros(len(rows), np.uint8)
    last_day = np.where(has, episodes.last_day[at], 0) if spread else np.zeros(len(rows))
    ended_day = episodes.ended_day[at] if spread else last_day
    early = (state == State.RELEASED) & (outcome == Outcome.RELEASED) & (ended_day <= last_day)
    zero = np.zeros(len(rows), np.int32)
    return SectionPeople(
        resident=rows,
        unit=unit.astype(np.int32),
        state=state,
        colour_class=(details.category[at] if spread else zero).astype(np.uint8),
        day=np.where(has, day_of(frame, at), 0).astype(np.int32) if spread else zero,
        length=np.where(has, episodes.length[at], 0).astype(np.int32) if spread else zero,
        early=early,
        large=_IS_LARGE[state],
        tags=frame.street.residents.tags[rows],
        last_day=last_day.astype(np.int32),
    )


@dataclass(frozen=True, slots=True, eq=False)
class UnitTags:
    """Badges of a building's n units in the pack's order, care before roles.

    `keys` are the pack's tags that occur there; has bool[t, n]; care bool[t] which are care.
    """

    keys: tuple[str, ...]
    has: npt.NDArray[np.bool_]
    care: npt.NDArray[np.bool_]

    @property
    def count(self) -> I32:
        """How many badges each unit has, int32[n]."""
        counted: I32 = self.has.sum(axis=0, dtype=np.int32)
        return counted


def only(tags: UnitTags, *, care: bool) -> UnitTags:
    """The tags of one kind."""
    kept = np.flatnonzero(tags.care == care)
    keys = tuple(tags.keys[index] for index in kept.tolist())
    return UnitTags(keys, tags.has[kept], tags.care[kept])


def tags_of(
    street_tags: tuple[str, ...], pack: Pack, people: SectionPeople, units: int
) -> UnitTags:
    """The tags of each unit's people that the pack has a badge for."""
    in_unit = np.zeros(units, np.uint64)
    if len(people):
        starts = np.flatnonzero(np.diff(people.unit, prepend=-1))
        in_unit[people.unit[starts]] = np.bitwise_or.reduceat(people.tags, starts)
    ordered = sorted(pack.tags.values(), key=lambda tag: tag.kind != CARE)
    known = [tag for tag in ordered if tag.key in street_tags[:64]]
    bits = np.array([street_tags.index(tag.key) for tag in known], np.uint64)
    has = (in_unit >> bits[:, None] & np.uint64(1)).astype(np.bool_)
    occurs = np.flatnonzero(has.any(axis=1))
    some = [known[row] for row in occurs.tolist()]
    care = np.array([tag.kind == CARE for tag in some], np.bool_)
    return UnitTags(tuple(tag.key for tag in some), has[occurs], care)
