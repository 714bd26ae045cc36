"""What each committee has to do: people under the clock, complete and waiting, checks open."""

from __future__ import annotations

import numpy as np

from console.domain.clock import State, are_in
from console.domain.records import dataclass
from console.store.baseline import baseline
from console.store.columns import I32, I64
from console.store.frame import Frame, under_clock
from console.store.kept import Kept
from console.store.open_checks import open_checks
from console.store.rows import follow


@dataclass(frozen=True, slots=True)
class CommitteeCounts:
    """m committees in the street's order, and a last row for what lies in none.

    active    int32[m + 1]  people under the clock
    complete  int32[m + 1]  complete and not released
    checks    int32[m + 1]  checks due and not done
    """

    active: I32
    complete: I32
    checks: I32

    def ranked(self) -> I64:
        """Rows with anything to do, those with most people under the clock first.

        Ties go to who has most waiting, then most checks open, then the street's order.
        """
        busy = np.flatnonzero(self.active + self.complete + self.checks)
        keys = (-self.checks[busy], -self.complete[busy], -self.active[busy])
        return busy[np.lexsort((busy, *keys))]


def by_committee(frame: Frame, counted: Kept | None = None) -> CommitteeCounts:
    """The committees at the frame's instant: of what is `counted` people, and checks at units."""
    street, rows = frame.street, len(frame.street.committees.id)
    state, place = frame.holder_state, frame.holder_place
    check_unit = street.checks.unit[open_checks(street, frame.as_of_us)]
    if counted is not None:
        held = np.flatnonzero(counted.people.take(frame.holders))
        state, place = state.take(held), place.take(held)
        check_unit = check_unit[counted.homes.hold(check_unit)]
    at = _committee_of(frame, place)
    return CommitteeCounts(
        active=_counted(at[under_clock(state)], rows),
        complete=_counted(at[are_in(state, (State.COMPLETE,))], rows),
        checks=_counted(_committee_of(frame, check_unit), rows),
    )


def _committee_of(frame: Frame, unit: I32) -> I32:
    """The committee's row of each unit's row, -1 for none."""
    base = baseline(frame.street)
    return follow(base.committee_of_building, follow(base.building_of_unit, unit))


def _counted(at: I32, rows: int) -> I32:
    """How many lie in each committee, then in none."""
    return np.bincount(np.where(at < 0, rows, at), minlength=rows + 1).astype(np.int32)
