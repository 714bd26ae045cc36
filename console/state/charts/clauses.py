"""Bins as conditions and back: what a brush over a chart asks of the filter."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain import packs
from console.domain.conditions import Condition, Operator, parse_all
from console.domain.instants import day_date
from console.state.charts.scene import Charts, Lane, Mark
from console.state.filtering import Filter
from console.store.query_ages import BIN_YEARS, BINS

SOURCES: dict[Lane, str] = {
    "arrivals": "arrived",
    "coming": "left",
    "ages": "age",
    "committees": "committee",
}
"""Under which name each lane that can be brushed asks; the others cannot."""

WAITING = "state"
"""The name under which those who are complete and wait are asked for: they have no days left."""

_WAITING_TEXT = "state=complete"
_ANY_AGE = "age<=199"


def conditions_of(charts: Charts, lane: Lane, bins: Sequence[int]) -> tuple[Condition, ...]:
    """What the bins of a lane ask for, joined by "and"; nothing for no bins."""
    pack = packs.load(charts.frame.street.scenario)
    return parse_all(_texts(charts, lane, bins) if bins else (), pack)


def waiting_condition(charts: Charts) -> tuple[Condition, ...]:
    """What the bin of those who are complete and wait asks for."""
    return parse_all((_WAITING_TEXT,), packs.load(charts.frame.street.scenario))


def is_waiting(asked: Sequence[Condition]) -> bool:
    """Whether that, and nothing else, is asked for."""
    return [one.text for one in asked] == [_WAITING_TEXT]


def arrived_between(first: int, last: int) -> tuple[str, ...]:
    """The texts for those who came on the day numbers `first` to `last`."""
    days = day_date(first).isoformat(), day_date(last).isoformat()
    return f"arrived>={days[0]}", f"arrived<={days[1]}"


def bins_of(charts: Charts, lane: Lane, filter_: Filter) -> tuple[int, ...]:
    """The bins of a lane that its clause in a filter stands for; none where it means others."""
    if lane == "coming" and is_waiting(filter_.of(WAITING)):
        return (0,)
    source = SOURCES.get(lane)
    asked = filter_.of(source) if source is not None else ()
    if not asked:
        return ()
    if lane == "committees":
        return _committee_bins(charts, asked)
    return _between(charts, lane, asked)


def toggled(charts: Charts, mark: Mark, bins: Sequence[int], *, added: bool) -> tuple[int, ...]:
    """The bins of a lane after one was picked: it alone, or none when it was alone.

    With `added`, of committees, it is put to the others or taken from them.
    """
    if added and mark.lane == "committees":
        return tuple(sorted({*bins} ^ {mark.at}))
    return () if tuple(bins) == (mark.at,) else (mark.at,)


def _texts(charts: Charts, lane: Lane, bins: Sequence[int]) -> tuple[str, ...]:
    low, high = bins[0], bins[-1]
    if lane == "arrivals":
        first = charts.strip.days.first
        return arrived_between(first + low, first + high)
    if lane == "coming":
        return f"left>={low - 1}", f"left<={high - 1}"
    if lane == "ages":
        lower = (f"age>={BIN_YEARS * low}",) if low else ()
        upper = (f"age<={BIN_YEARS * high + BIN_YEARS - 1}",) if high < BINS - 1 else ()
        return lower + upper or (_ANY_AGE,)
    ids = charts.frame.street.committees.id
    rows = [charts.committees[at].row for at in bins if charts.committees[at].row >= 0]
    return (f"committee={','.join(ids.text(row) for row in rows)}",) if rows else ()


def _between(charts: Charts, lane: Lane, asked: Sequence[Condition]) -> tuple[int, ...]:
    """The bins between the numbers of `>=` and `<=`, where these are ends of bins."""
    least, most = (1 if lane == "coming" else 0), charts.bins(lane) - 1
    low, high = least, most
    for one in asked:
        if one.operator not in (Operator.AT_LEAST, Operator.AT_MOST):
            return ()
        at = _bin_at(charts, lane, one.numbers[0], is_end=one.operator is Operator.AT_MOST)
        if at is None:
            return ()
        low, high = (at, high) if one.operator is Operator.AT_LEAST else (low, at)
    low, high = max(low, least), min(high, most)
    return tuple(range(low, high + 1))


def _bin_at(charts: Charts, lane: Lane, number: int, *, is_end: bool) -> int | None:
    """The bin that begins (or ends) with a number; None where none does."""
    if lane == "arrivals":
        return number - charts.strip.days.first
    if lane == "coming":
        return number + 1
    number = max(number, 0)
    at, rest = divmod(number, BIN_YEARS)
    return at if rest == (BIN_YEARS - 1 if is_end else 0) else None


def _committee_bins(charts: Charts, asked: Sequence[Condition]) -> tuple[int, ...]:
    if len(asked) != 1 or asked[0].operator is not Operator.IS:
        return ()
    ids, wanted = charts.frame.street.committees.id, set(asked[0].values)
    return tuple(
        at
        for at, one in enumerate(charts.committees)
        if one.row >= 0 and ids.text(one.row) in wanted
    )
