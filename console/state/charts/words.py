"""The charts in words: heads and their figures, what a bin tells, and what an empty chart says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from console.domain.instants import day_date
from console.domain.records import dataclass
from console.domain.spoken import day
from console.domain.words import say
from console.state.charts.links import head_link, later_link, unknown_sex_link
from console.state.charts.scene import (
    ENLARGED,
    HEAD,
    LANES,
    ChartKind,
    Charts,
    CommitteeRow,
    Lane,
    Mark,
)
from console.state.lists.linked import Count, Linked, joined, linked
from console.state.lists.linked import figure as figure_of
from console.store.columns import I32
from console.store.query_ages import BIN_YEARS, BINS

ELDERS_FROM = 60


@dataclass(frozen=True, slots=True)
class HeadText:
    """A lane's head: what it is, its figure, and a quiet note at the right."""

    name: str
    figure: Linked
    note: Linked


def head_text(
    charts: Charts, lane: Lane, language: str, at: int = HEAD, brushed: Sequence[int] = ()
) -> HeadText:
    """The head of a lane; the note reads the bin pointed at, else what is brushed."""
    name, figure = say(f"charts.name.{lane}", language), _figure(charts, lane)
    if at != HEAD:
        return HeadText(name, figure, Linked(_reading(charts, lane, at, language)))
    there = [row for row in brushed if row < charts.bins(lane)]
    if there:
        return HeadText(name, figure, Linked(range_told(charts, lane, there, language)))
    return HeadText(name, figure, _note(charts, lane, language))


def range_told(charts: Charts, lane: Lane, bins: Sequence[int], language: str) -> str:
    """What is brushed in words: from when to when, how many days, how many people."""
    count = sum(count_of(charts, Mark(lane, at)) for at in bins)
    first = bin_name(charts, Mark(lane, bins[0]), language)
    if lane == "committees":
        first = say("charts.some_committees", language, count=len(bins)) if bins[1:] else first
        return say("charts.on_day", language, date=first, count=count)
    if not bins[1:]:
        return say("charts.on_day", language, date=first, count=count)
    if lane == "ages":
        ages = age_range(bins[0], bins[-1], language)
        return say("charts.on_day", language, date=ages, count=count)
    first, last = (_month_day(charts, lane, at) for at in (bins[0], bins[-1]))
    said = {"first": first, "last": last, "days": len(bins), "count": count}
    return say(f"charts.range.{lane}", language, **said)


def count_of(charts: Charts, mark: Mark) -> int:
    """The number a bin stands for; of a committee its people under the clock."""
    lane, at = mark.lane, mark.at
    if lane == "committees":
        return charts.committees[at].active
    days = charts.strip.days
    counts = {
        "active": days.active,
        "arrivals": days.arrivals,
        "coming": charts.waits,
        "ages": charts.ages.bins,
    }
    return int(counts[lane][at].sum())


def told(charts: Charts, mark: Mark, language: str) -> str:
    """What the tool tip says of a bin or a head."""
    lane, at = mark.lane, mark.at
    if at == HEAD:
        name = "charts.tip.head" if lane in ENLARGED else "charts.tip.list"
        return say(name, language, name=say(f"charts.name.{lane}", language))
    act = say(f"charts.act.{'active' if lane == 'active' else 'other'}", language)
    return f"{bin_told(charts, mark, language)}\n{act}"


def bin_told(charts: Charts, mark: Mark, language: str) -> str:
    """A bin's numbers in plain lines."""
    lane, at = mark.lane, mark.at
    if lane == "committees":
        one = charts.committees[at]
        counts = {"active": one.active, "complete": one.complete, "checks": one.checks}
        return say("charts.tip.committees", language, name=committee_name(one, language), **counts)
    count = count_of(charts, mark)
    if lane == "ages":
        return _age_told(charts, at, count, language)
    by_class = {
        "active": charts.strip.days.active,
        "arrivals": charts.strip.days.arrivals,
        "coming": charts.waits,
    }[lane]
    said = {"count": count, "classes": _classes(charts, by_class[at], language)}
    if lane == "coming" and at == 0:
        return say("charts.tip.waiting", language, **said).strip()
    date = bin_name(charts, mark, language)
    return say(f"charts.tip.{lane}", language, date=date, **said).strip()


def spoken(charts: Charts, mark: Mark, language: str) -> str:
    """What is heard on a bin or a head, in one line."""
    name = say(f"charts.name.{mark.lane}", language)
    if mark.at == HEAD:
        head = head_text(charts, mark.lane, language)
        return f"{head.name} {head.figure.text} {head.note.text}".strip()
    line = " · ".join(bin_told(charts, mark, language).splitlines())
    return say("charts.spoken", language, chart=name, told=line)


def bin_name(charts: Charts, mark: Mark, language: str) -> str:
    """What a bin is called: a date, an age, a committee."""
    lane, at = mark.lane, mark.at
    if lane in ("active", "arrivals"):
        return day(charts.strip.days.first + at, language)
    if lane == "coming":
        return day(charts.frame.today + at - 1, language) if at else say("charts.waiting", language)
    if lane == "ages":
        return age_name(at, language)
    return committee_name(charts.committees[at], language)


def age_name(at: int, language: str) -> str:
    """A bin of ages: 60–64 岁."""
    return age_range(at, at, language)


def age_range(low: int, high: int, language: str) -> str:
    """Several bins of ages together: 60–79 岁."""
    lower, upper = BIN_YEARS * low, BIN_YEARS * high + BIN_YEARS - 1
    name = "charts.age_open" if high == BINS - 1 else "charts.age"
    return say(name, language, lower=lower, upper=upper)


def committee_name(one: CommitteeRow, language: str) -> str:
    """A committee's name, or that it is none."""
    return one.name if one.row >= 0 else say("charts.no_committee", language)


def empty_text(charts: Charts | None, kind: ChartKind, language: str) -> str:
    """The sentence instead of a chart that has nothing to draw, "" where there is something."""
    if charts is None:
        return say("charts.closed", language)
    if not charts.is_given:
        return say("charts.not_given", language)
    days = charts.strip.days
    drawn = {
        "days": bool(days.active.any() or days.arrivals.any()),
        "coming": bool(charts.waits.any()),
        "ages": charts.ages.people > 0,
        "committees": bool(charts.committees),
    }
    why = "kept" if charts.without else LANES[kind][0]
    return "" if drawn[kind] else say(f"charts.none.{why}", language)


def _figure(charts: Charts, lane: Lane) -> Linked:
    figures = {
        "active": int(charts.under_clock.sum()),
        "coming": int(charts.coming.days.sum()),
        "ages": charts.ages.people,
        "committees": sum(one.row >= 0 for one in charts.committees),
    }
    return figure_of(Count(figures[lane], head_link(charts, lane))) if lane in figures else Linked()


def _note(charts: Charts, lane: Lane, language: str) -> Linked:
    days = charts.strip.days
    if lane in ("active", "arrivals"):
        totals = (days.active if lane == "active" else days.arrivals).sum(axis=1)
        at = int(totals.argmax())
        date = f"{day_date(days.first + at):%m-%d}"
        count = int(totals[at])
        return Linked(say("charts.most", language, count=count, date=date) if count else "")
    if lane == "coming":
        later = int(charts.coming.later.sum())
        every = Count(later, later_link(charts))
        return linked("charts.later", language, count=every) if later else Linked()
    return _age_note(charts, language) if lane == "ages" else Linked()


def _age_note(charts: Charts, language: str) -> Linked:
    bins = charts.ages.bins
    known, elders = int(bins.sum()), int(bins[ELDERS_FROM // BIN_YEARS :].sum())
    unknown = int(bins[:, 2].sum())
    said = []
    if known:
        said.append(linked("charts.elders", language, share=f"{100 * elders / known:.1f}"))
    if unknown:
        every = Count(unknown, unknown_sex_link(charts))
        said.append(linked("charts.sex_unknown", language, count=every))
    return joined(" · ", said)


def _reading(charts: Charts, lane: Lane, at: int, language: str) -> str:
    mark = Mark(lane, at)
    return say(
        "charts.on_day",
        language,
        date=bin_name(charts, mark, language),
        count=count_of(charts, mark),
    )


def _month_day(charts: Charts, lane: Lane, at: int) -> str:
    first = charts.frame.today - 1 if lane == "coming" else charts.strip.days.first
    return f"{day_date(first + at):%m-%d}"


def _age_told(charts: Charts, at: int, count: int, language: str) -> str:
    women, men, unknown = charts.ages.bins[at].tolist()
    more = " · " + say("charts.sex_unknown", language, count=unknown) if unknown else ""
    return say(
        "charts.tip.ages",
        language,
        ages=age_name(at, language),
        count=count,
        women=women,
        men=men,
        unknown=more,
    )


def _classes(charts: Charts, counts: I32, language: str) -> str:
    """The classes of a bin that have anybody, in the pack's order."""
    said = [
        say(
            "charts.by_class",
            language,
            label=charts.strip.classes[column].label[language],
            count=int(counts[column]),
        )
        for column in np.flatnonzero(counts).tolist()
    ]
    return " · ".join(said)
