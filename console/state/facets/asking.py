"""What a gesture in the facets asks of the filter: a value, a range of bars, nothing any more."""

from __future__ import annotations

from console.domain import packs
from console.domain.packs import Pack
from console.state.facets.bars import Bars, Range
from console.state.facets.choice import NO_CHOICE, Choice, Entry, How, choice_of, conditions_of
from console.state.filtering import NO_FILTER
from console.state.kept import Keeping
from console.state.session import Session


class Asking:
    """Puts what is chosen in the facets into the filter, in the name of `owner`."""

    def __init__(self, session: Session, keeping: Keeping, owner: object) -> None:
        self._session, self._filtering, self._owner = session, keeping.filtering, owner

    def choose(self, entry: Entry, how: How) -> None:
        """Filter by a value; the same gesture again undoes it."""
        after = self._choice(entry.facet).with_value(entry.value, how)
        self._put(entry.facet, after, passing=False)

    def choose_alone(self, entry: Entry) -> None:
        """Filter by a value, and by nothing else."""
        pack = self._pack()
        if pack is not None:
            conditions = conditions_of(entry.facet, Choice((entry.value,)), pack)
            self._filtering.become(NO_FILTER.put(entry.facet, conditions), self._owner)

    def brush(self, bars: Bars, dragged: Range, *, excluded: bool, passing: bool) -> None:
        """Filter by a range of values; `passing` while it is still being dragged."""
        value = (bars.written(dragged),)
        self._put(bars.facet, Choice((), value) if excluded else Choice(value), passing=passing)

    def pick(self, bars: Bars, bin_: Range, how: How) -> None:
        """Filter by one bar; a click within the only range that is chosen undoes it."""
        before = self._choice(bars.facet)
        inside = [one for one in bars.kept if one[0] <= bin_[0] and bin_[1] <= one[1]]
        if how == "only" and inside and len(bars.kept) == 1 and not bars.excluded:
            after = NO_CHOICE
        else:
            after = before.with_value(bars.written(bin_), how)
        self._put(bars.facet, after, passing=False)

    def clear(self, facet: str) -> None:
        """Do not filter by a facet any more."""
        self._filtering.without(facet, self._owner)

    def _choice(self, facet: str) -> Choice:
        pack = self._pack()
        return NO_CHOICE if pack is None else choice_of(self._filtering.filter, facet, pack)

    def _put(self, facet: str, choice: Choice, *, passing: bool) -> None:
        pack = self._pack()
        if pack is not None:
            conditions = conditions_of(facet, choice, pack)
            self._filtering.put(facet, conditions, self._owner, passing=passing)

    def _pack(self) -> Pack | None:
        street = self._session.street
        return None if street is None else packs.load(street.scenario)
