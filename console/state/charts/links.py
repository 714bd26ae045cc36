"""The lists behind the charts' figures: whom a head, a bar, or a committee's column counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from console.domain.closed_lists import SEXES
from console.domain.conditions import Condition, Operator
from console.state.charts.scene import Charts, CommitteeRow, Lane
from console.state.lists.link import ListLink, is_at_least, is_number, is_one_of
from console.store.lists import Kind

COLUMNS: tuple[Kind, ...] = ("active", "complete", "checks")
"""The figures of a committee, as the lists they are of."""


def head_link(charts: Charts, lane: Lane) -> ListLink | None:
    """Whom the figure in a lane's head counts; None for a lane without one."""
    if lane == "active":
        return _of(charts, "coming", "active")
    if lane == "coming":
        days = range(len(charts.coming.days))
        return _of(charts, lane, "active", is_number("left", days))
    if lane == "ages":
        return _of(charts, lane, "people")
    if lane == "committees":
        return _of_committees(charts, "committees", charts.committees)
    return None


def arrivals_link(charts: Charts, row: int) -> ListLink:
    """The episodes a day's bar counts: somebody may have arrived more than once."""
    number = charts.strip.days.first + row
    return replace(_of(charts, "arrivals", "episodes"), days=(number, number))


def later_link(charts: Charts) -> ListLink:
    """Whose stay is complete after the days that are drawn."""
    after = is_at_least("left", len(charts.coming.days))
    return _of(charts, "coming", "active", after)


def class_link(charts: Charts, column: int) -> ListLink:
    """Who is under the clock in a class."""
    key = charts.strip.classes[column].key
    return _of(charts, "coming", "active", is_one_of("category", (key,)))


def coming_link(charts: Charts, row: int) -> ListLink:
    """Who waits, for row 0, or whose stay is complete on a day to come."""
    if row == 0:
        return _of(charts, "coming", "complete")
    return _of(charts, "coming", "active", is_number("left", (row - 1,)))


def sex_link(charts: Charts, side: int) -> ListLink:
    """Everybody of a sex."""
    return _of(charts, "ages", "people", is_one_of("sex", (SEXES[side],)))


def unknown_sex_link(charts: Charts) -> ListLink:
    """People whose age is known and whose sex is not."""
    neither = Condition(f"sex!={','.join(SEXES)}", "sex", Operator.IS_NOT, tuple(SEXES))
    return _of(charts, "ages", "people", neither, is_at_least("age", 0))


def committee_link(charts: Charts, kind: Kind, rows: Sequence[CommitteeRow]) -> ListLink | None:
    """A column's figure of a committee, or of several; None for what lies in no committee."""
    if any(one.row < 0 for one in rows):
        return None
    return _of_committees(charts, kind, rows)


def _of_committees(charts: Charts, kind: Kind, rows: Sequence[CommitteeRow]) -> ListLink | None:
    ids = charts.frame.street.committees.id
    named = tuple(ids.text(one.row) for one in rows if one.row >= 0)
    return _of(charts, "committees", kind, is_one_of("committee", named)) if named else None


def _of(charts: Charts, lane: Lane, kind: Kind, *where: Condition) -> ListLink:
    return ListLink(kind, where=where, without=charts.without.get(lane, ""))
