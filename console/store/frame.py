"""The street at one instant: every person's state, place and class, and the counts by place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from console.domain import clock, instants
from console.domain.distinct import distinct
from console.domain.instants import MICROS_A_DAY
from console.domain.records import dataclass
from console.store.baseline import Baseline, baseline
from console.store.columns import I32, I64, MISSING, U8, Street
from console.store.kept import Kept
from console.store.place_counts import Holders, Levels, PlaceCounts, Present

if TYPE_CHECKING:
    from console.store.bits import Cuts, Rows

_BEFORE = "a day before"
T = TypeVar("T")
Code = TypeVar("Code", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Showing:
    """Everybody who shows an episode at an instant, ascending: int32[h] each, state uint8[h]."""

    holders: I32
    shown: I32
    state: U8
    place: I32


class _OfHolders:
    """Those who show an episode, or the kept ones of them: each column when first asked for."""

    showing: Showing
    kept: Kept | None

    @cached_property
    def holders(self) -> I32:
        """Residents who show an episode, int32[h], ascending."""
        return self._column(self.showing.holders)

    @cached_property
    def holder_shown(self) -> I32:
        """The episode each of them shows, int32[h]."""
        return self._column(self.showing.shown)

    @cached_property
    def holder_state(self) -> U8:
        """clock.State of each of them, uint8[h]."""
        return self._column(self.showing.state)

    @cached_property
    def holder_place(self) -> I32:
        """Unit that is the place of each of them, int32[h], -1 for none."""
        return self._column(self.showing.place)

    def _column(self, column: npt.NDArray[Code]) -> npt.NDArray[Code]:
        return column if self.kept is None else column.take(self._held)

    @cached_property
    def _held(self) -> I64:
        assert self.kept is not None
        return np.flatnonzero(self.kept.crowd.held)


@dataclass(frozen=True, eq=False)
class Frame(_OfHolders):
    """Everything the screen shows of `street` at `as_of_us`; computed fast, never stored.

    Computed at once, at a cost that follows the number of episodes:

    today             local day number of the instant
    episode_state     uint8[e]  clock.State of each episode
    showing           everybody who shows an episode, by which holders, holder_shown, holder_state
                      and holder_place are those of the frame
    moved             int32[m]  residents whose place is not their own unit, sorted by place, id
    moved_place       int32[m]  the unit that is their place
    present           them and everybody else by place, as yet uncounted

    Counted when first asked for: buildings, estates, committees, total.

    Spread over all residents when first asked for:

    shown             int32[r]  row of the episode a resident shows, -1 for none
    state             uint8[r]  clock.State by the shown episode
    place             int32[r]  unit that is a resident's place, -1 for none
    category          uint8[r]  class of a person under the clock, MISSING for all others
    at_home           rows of r whose place is their own unit

    A frame may be narrowed to what a filter keeps (store/narrow.py): then `kept` says what that is,
    holders, moved, counts and `people_in_units` are of the kept people alone, and `whole` is the
    frame of everybody. The arrays over all residents always are of everybody.
    """

    street: Street
    as_of_us: int
    today: int
    episode_state: U8
    showing: Showing
    moved: I32
    moved_place: I32
    present: Present = field(repr=False)
    baseline: Baseline = field(repr=False)
    kept: Kept | None = field(default=None, repr=False)
    whole: Frame | None = field(default=None, repr=False)
    _known: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, what: Hashable, find: Callable[[], T]) -> T:
        """What `find` gives of this frame, found when `what` is first asked for, and kept."""
        try:
            known: T = self._known[what]
        except KeyError:
            known = self._known[what] = find()
        return known

    def knows(self, what: Hashable) -> bool:
        """Whether `what` was found `once`."""
        return what in self._known

    @property
    def before(self) -> Frame | None:
        """The whole frame of a day before, where it was asked for."""
        known: Frame | None = self._known.get(_BEFORE)
        return known

    def day_before(self) -> Frame:
        """The whole frame of a day before; found when it is first asked for, and kept."""
        return self.once(_BEFORE, lambda: frame(self.street, self.as_of_us - MICROS_A_DAY))

    def follow(self, before: Frame | None) -> None:
        """Take a known frame for that of a day before, which lets go of the one before itself."""
        if before is not None and self.before is None:
            before._known.pop(_BEFORE, None)
            self._known[_BEFORE] = before

    @cached_property
    def buildings(self) -> PlaceCounts:
        """The people in every building."""
        return self.present.in_buildings()

    @cached_property
    def estates(self) -> PlaceCounts:
        """The people in every estate."""
        return self._above[0]

    @cached_property
    def committees(self) -> PlaceCounts:
        """The people in every committee's estates."""
        return self._above[1]

    @cached_property
    def total(self) -> PlaceCounts:
        """Everybody, wherever they are: one row."""
        return self._above[2]

    @cached_property
    def _above(self) -> tuple[PlaceCounts, PlaceCounts, PlaceCounts]:
        return self.present.above()

    @cached_property
    def shown(self) -> I32:
        """Row of the episode each resident shows, int32[r], -1 for none."""
        if self.whole is not None:
            return self.whole.shown
        spread = np.full(len(self.street.residents.unit), -1, np.int32)
        spread[self.holders] = self.holder_shown
        return spread

    @cached_property
    def state(self) -> U8:
        """clock.State of each resident, uint8[r]."""
        if self.whole is not None:
            return self.whole.state
        spread = np.zeros(len(self.street.residents.unit), np.uint8)
        spread[self.holders] = self.holder_state
        return spread

    @cached_property
    def place(self) -> I32:
        """Unit that is each resident's place, int32[r], -1 for none."""
        if self.whole is not None:
            return self.whole.place
        spread = np.array(self.street.residents.unit, np.int32)
        spread[self.holders] = self.holder_place
        return spread

    @cached_property
    def category(self) -> U8:
        """Class of each resident under the clock, uint8[r], else MISSING."""
        if self.whole is not None:
            return self.whole.category
        spread = np.full(len(self.street.residents.unit), MISSING, np.uint8)
        under = under_clock(self.holder_state)
        spread[self.holders[under]] = self.street.details.category[self.holder_shown[under]]
        return spread

    def holder_of(self, rows: I32) -> I64:
        """Where some residents stand among the holders, int64[n], -1 for who is none of them."""
        if not len(self.holders):
            return np.full(len(rows), -1, np.int64)
        at = np.minimum(np.searchsorted(self.holders, rows), len(self.holders) - 1)
        return np.where(self.holders[at] == rows, at, -1)

    def place_of(self, rows: I32) -> I32:
        """The unit that is the place of some residents, int32[n], -1 for none."""
        place: I32 = self.street.residents.unit[rows]
        at = (self.whole or self).holder_of(rows)
        place[at >= 0] = (self.whole or self).holder_place[at[at >= 0]]
        return place

    @cached_property
    def at_home(self) -> Rows:
        """The residents whose place is their own unit, or who have neither.

        Bits are imported late: the first map must not pay for them.
        """
        from console.store.bits import Rows, bits_at, every_bit

        if self.whole is not None:
            return self.whole.at_home
        residents = len(self.street.residents.unit)
        return Rows(every_bit(residents) ^ bits_at(self.moved, residents), residents)

    @cached_property
    def moved_cuts(self) -> Cuts:
        """The rows of `moved`, for asking bits of residents."""
        from console.store.bits import Cuts

        return Cuts.at(self.moved)

    def people_in_units(self, first_unit: int, end_unit: int) -> I32:
        """Residents whose place lies in the unit rows [first_unit, end_unit), sorted by place, id.

        Costs what it returns, plus two searches.
        """
        if self.whole is not None and self.kept is not None:
            everybody = self.whole.people_in_units(first_unit, end_unit)
            return everybody[self.kept.people_of(everybody)]
        first_resident = self.street.units.first_resident
        start, end = int(first_resident[first_unit]), int(first_resident[end_unit])
        at_home = np.ones(end - start, np.bool_)
        left, right = np.searchsorted(self._moved_by_row, (start, end))
        at_home[self._moved_by_row[left:right] - start] = False
        own = (np.flatnonzero(at_home) + start).astype(np.int32)
        left, right = np.searchsorted(self.moved_place, (first_unit, end_unit))
        if left == right:
            return own
        arrived, units = self.moved[left:right], self.moved_place[left:right]
        return np.insert(own, _slots(self.street, own, arrived, units), arrived).astype(np.int32)

    @cached_property
    def _moved_by_row(self) -> I32:
        return np.sort(self.moved)


def frame(street: Street, as_of_us: int) -> Frame:
    """The street at `as_of_us`; cost follows the episodes, after a first call for the street."""
    base = baseline(street)
    today = instants.local_day(as_of_us, instants.zone(street.zone))
    states = clock.states(street.episodes, as_of_us, today)
    shown = _shown_episodes(base, as_of_us)
    state = states.take(shown)
    place, moved = _places(street, base, shown, state)
    moved = moved[_by_place_and_id(street, base.holders[moved], place[moved])]
    return Frame(
        street=street,
        as_of_us=int(as_of_us),
        today=today,
        episode_state=states,
        showing=Showing(base.holders, shown, state, place),
        moved=base.holders[moved],
        moved_place=place[moved],
        present=_present(street, base, shown, state, place, moved),
        baseline=base,
    )


def day_of(frame: Frame, episodes: I32 | int) -> I32:
    """K of "day k of n" of some episodes, int32[n]; meaningless for planned ones."""
    return clock.days_done(frame.street.episodes, frame.today, episodes)


def frame_beside(known: Sequence[Frame], as_of_us: int) -> Frame:
    """The whole frame of an instant, of the street of some known ones.

    Each of these, or that of a day before it, is given where it is of the instant; one of a day
    before the instant is known to what is given.
    """
    beside = [one.before for one in known if one.before is not None]
    at = {one.as_of_us: one for one in (*beside, *known)}
    found = at.get(as_of_us) or frame(known[0].street, as_of_us)
    found.follow(at.get(as_of_us - MICROS_A_DAY))
    return found


def _present(
    street: Street, base: Baseline, shown: I32, state: U8, place: I32, moved: I64
) -> Present:
    category = clock.either(
        under_clock(state), street.details.category.take(shown), np.uint8(MISSING)
    )
    came = base.slots_of(place[moved])
    holders = Holders(state, category, base.classes)
    levels = Levels(holders, base.at_home, moved, came, base.ends)
    return Present(base.own, levels, base.at_home.take(moved), came)


def under_clock(state: U8) -> npt.NDArray[np.bool_]:
    """Which of the states mean under the clock: active, the due included."""
    return clock.are_in(state, clock.UNDER_CLOCK)


def _shown_episodes(base: Baseline, as_of_us: int) -> I32:
    """The one episode each holder shows at an instant, int32[h]; only those with several choose."""
    if not len(base.several):
        return base.first
    shown = base.first.copy()
    few = clock.shown(base.of_several, as_of_us)
    shown[base.several] = base.theirs[few]
    return shown


def _places(street: Street, base: Baseline, shown: I32, state: U8) -> tuple[I32, I64]:
    """The shown episode's unit while it runs and has one, else the resident's; for whom it does."""
    unit = street.episodes.unit.take(shown)
    there = clock.are_in(state, clock.RUNNING)
    there &= unit >= 0
    there &= unit != base.home
    moved, place = np.flatnonzero(there), base.home.copy()
    place[moved] = unit[moved]
    return place, moved


def _by_place_and_id(street: Street, rows: I32, place: I32) -> I64:
    """The order of moved residents by place, then id."""
    order = np.lexsort((rows, place))
    place, rows = place[order], rows[order]
    home = street.residents.unit[rows]
    mixed = (place[1:] == place[:-1]) & (home[1:] != home[:-1])
    for unit in distinct(place[1:][mixed])[0].tolist():
        start, end = np.searchsorted(place, (unit, unit + 1))
        order[start:end] = order[start:end][_order_of_ids(street, rows[start:end])]
    return order


def _order_of_ids(street: Street, rows: I32) -> Sequence[int]:
    ids = [street.residents.id.text(row) for row in rows.tolist()]
    return sorted(range(len(ids)), key=ids.__getitem__)


def _slots(street: Street, own: I32, arrived: I32, units: I32) -> I64:
    """Where in `own` each arrived person stands by place and id."""
    first_resident, ids = street.units.first_resident, street.residents.id
    slots = np.zeros(len(arrived), np.int64)
    for index, (row, unit) in enumerate(zip(arrived.tolist(), units.tolist(), strict=True)):
        start, end = np.searchsorted(own, first_resident[unit : unit + 2])
        name = ids.text(row)
        earlier = sum(ids.text(one) < name for one in own[start:end].tolist())
        slots[index] = start + earlier
    return slots
