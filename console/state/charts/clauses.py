"""Bins as conditions and back: what a brush over a chart asks of the filter."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain import packs
from console.domain.conditions import Condition, Operator, parse_all
from console.domain.instants import day_date
from console.domain.packs import Pack
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
_ANY_AGE = 199
_FARTHEST = 2**31


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


def arrived_condition(first: int, low: int, high: int, pack: Pack) -> tuple[Condition, ...]:
    """What the rows `low` to `high` of the days from day number `first` ask for."""
    return parse_all((f"arrived={_days(first + low, first + high)}",), pack)


def arrived_rows(asked: Sequence[Condition], first: int, days: int) -> tuple[int, ...]:
    """The rows of the days from `first` that conditions on the arrival stand for."""
    ends = _ends(asked)
    if ends is None:
        return ()
    low, high = max(ends[0] - first, 0), min(ends[1] - first, days - 1)
    return tuple(range(low, high + 1))


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
        return (f"arrived={_days(first + low, first + high)}",)
    if lane == "coming":
        return (f"left={_run(low - 1, high - 1)}",)
    if lane == "ages":
        lower = f"{BIN_YEARS * low}" if low else ""
        upper = f"{BIN_YEARS * high + BIN_YEARS - 1}" if high < BINS - 1 else ""
        return (f"age={lower}..{upper}" if lower or upper else f"age=..{_ANY_AGE}",)
    ids = charts.frame.street.committees.id
    rows = [charts.committees[at].row for at in bins if charts.committees[at].row >= 0]
    return (f"committee={','.join(ids.text(row) for row in rows)}",) if rows else ()


def _run(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}..{high}"


def _days(first: int, last: int) -> str:
    days = day_date(first).isoformat(), day_date(last).isoformat()
    return days[0] if first == last else "..".join(days)


def _between(charts: Charts, lane: Lane, asked: Sequence[Condition]) -> tuple[int, ...]:
    """The bins a run of numbers stands for, where its ends are ends of bins."""
    if lane == "arrivals":
        return arrived_rows(asked, charts.strip.days.first, charts.bins(lane))
    ends = _ends(asked)
    if ends is None:
        return ()
    if lane == "coming":
        low, high = max(ends[0] + 1, 1), min(ends[1] + 1, charts.bins(lane) - 1)
        return tuple(range(low, high + 1))
    low, rest = divmod(max(ends[0], 0), BIN_YEARS)
    high, over = divmod(min(ends[1], _ANY_AGE), BIN_YEARS)
    if rest or over != BIN_YEARS - 1:
        return ()
    return tuple(range(low, min(high, BINS - 1) + 1))


def _ends(asked: Sequence[Condition]) -> tuple[int, int] | None:
    """The ends of the one run of numbers that conditions keep; None where it is not one run."""
    low, high = -_FARTHEST, _FARTHEST
    for one in asked:
        runs = [*one.ranges, *((number, number) for number in one.numbers)]
        if one.operator is Operator.AT_LEAST:
            runs = [(one.numbers[0], _FARTHEST)]
        elif one.operator is Operator.AT_MOST:
            runs = [(-_FARTHEST, one.numbers[0])]
        if one.operator is Operator.IS_NOT or len(runs) != 1:
            return None
        low, high = max(low, runs[0][0]), min(high, runs[0][1])
    return (low, high) if asked and low <= high else None


def _committee_bins(charts: Charts, asked: Sequence[Condition]) -> tuple[int, ...]:
    if len(asked) != 1 or asked[0].operator is not Operator.IS:
        return ()
    ids, wanted = charts.frame.street.committees.id, set(asked[0].values)
    return tuple(
        at
        for at, one in enumerate(charts.committees)
        if one.row >= 0 and ids.text(one.row) in wanted
    )
