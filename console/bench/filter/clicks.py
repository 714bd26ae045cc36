"""A click of the filter, counting only: ours, the floor nobody can go below, and the peers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path

import numpy as np

from console.bench.filter.elsewhere import ENGINES, Elsewhere, running, write_columns
from console.bench.filter.engines import HERE, Engine, Sqlite
from console.bench.filter.workload import Case, Click, Workload, brush, cases, differs, workload
from console.bench.goals import goal_ms
from console.bench.rounds import Act, Peer
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.state.filtering import NO_FILTER
from console.state.kept import Keeping
from console.state.session import Session
from console.store.columns import I64, Street
from console.store.facet_counts import facets_of

FLOOR_GATE = 6.0
GATES = {"duckdb_one": 0.2}
_BRUSH_GATE = 0.5
_GATES_AT = {"district": {"polars": 0.5}}
_MOST_IN_SQLITE, _MOST_IN_NODE = 1_000_000, 6_000_000
"""People beyond whom an engine would take minutes to fill, or more memory than there is."""
_COMPARED = ("age", "sex", "registration", "estate", "committee")


@dataclass(frozen=True, eq=False)
class Desk:
    """Our engine and the peers on one street."""

    street: Street
    work: Workload
    keeping: Keeping
    here: Sequence[Engine]
    elsewhere: Sequence[Elsewhere]
    missing: Sequence[str]

    def click(self, click: Click) -> dict[str, I64]:
        """Filter as the facets do, and count what they and every place on the map show."""
        wanted = NO_FILTER
        for source, condition in click.conditions:
            wanted = wanted.put(source, (condition,))
        self.keeping.filtering.revisit(wanted)
        shown = self.keeping.frame
        assert shown is not None
        counts = facets_of(shown)
        for places in (shown.buildings, shown.estates, shown.committees, shown.total):
            assert len(places.people)
        return counts.of


@contextmanager
def desk(street: Street, folder: Path) -> Iterator[Desk]:
    """A desk whose engines all hold the street's columns; `folder` takes what is written."""
    session = Session()
    session.open(street)
    keeping = Keeping(session, parent=session)
    assert session.frame is not None
    work = workload(session.frame)
    makers: list[Callable[[Workload], Engine]] = [
        *HERE,
        *([Sqlite] if work.people <= _MOST_IN_SQLITE else []),
    ]
    with ExitStack() as stack:
        here: list[Engine] = []
        for make in makers:
            here.append(make(work))
            stack.callback(here[-1].close)
        write_columns(work, folder)
        tried = {name: stack.enter_context(_tried(name, work, folder)) for name in ENGINES}
        there = [one for one in tried.values() if one is not None]
        known = {one.name for one in here} | {one.name for one in there}
        missing = [name for name in (Sqlite.name, *ENGINES) if name not in known]
        yield Desk(street, work, keeping, here, there, missing)
        session.deleteLater()


@contextmanager
def _tried(name: str, work: Workload, folder: Path) -> Iterator[Elsewhere | None]:
    if name == "crossfilter2" and work.people > _MOST_IN_NODE:
        yield None
        return
    with running(name, work, folder) as engine:
        yield engine


def click_acts(desk: Desk, scale: str, rounds: int) -> Iterator[Act]:
    """An act a case; UserError when an engine counts otherwise than the plain reading."""
    for case in cases(desk.work, desk.street):
        _compare(desk, case)
        yield _act(desk, case, scale, rounds, GATES | _GATES_AT.get(scale, {}))
    brushed = brush(desk.work, desk.street)
    _compare(desk, brushed)
    yield _act(desk, brushed, scale, rounds, {"crossfilter2": _BRUSH_GATE})


def _act(desk: Desk, case: Case, scale: str, rounds: int, gates: Mapping[str, float]) -> Act:
    peers = [
        *((one.name, _counting(one, case)) for one in desk.here),
        *((one.name, _timing(one, case)) for one in desk.elsewhere),
    ]
    clicks = cycle(case.clicks)
    share = case.clicks[0].share
    return Act(
        name=f"click_{case.name}",
        ours=lambda: desk.click(next(clicks)),
        floor=lambda: scan(desk.work),
        floor_name="scan",
        peers=tuple(Peer(name, run, gates.get(name)) for name, run in peers),
        goal_ms=goal_ms("click", scale),
        floor_gate=FLOOR_GATE,
        before=None if case.before is None else partial(desk.click, case.before),
        rounds=rounds,
        counters=lambda: {"filters": case.filters, "per_mille": round(share * 1000)},
    )


def _counting(engine: Engine, case: Case) -> Callable[[], object]:
    clicks = cycle(case.clicks)
    return lambda: engine.counts(next(clicks).wanted)


def _timing(engine: Elsewhere, case: Case) -> Callable[[], object]:
    clicks = cycle(case.clicks)

    def timed() -> float:
        if case.before is not None:
            engine.milliseconds(case.before.wanted)
        return engine.milliseconds(next(clicks).wanted)

    return timed


def scan(work: Workload) -> int:
    """The floor: every byte of every column read once."""
    return sum(int(np.bitwise_or.reduce(column)) for column in work.columns.values())


def _compare(desk: Desk, case: Case) -> None:
    click = case.clicks[-1]
    plain = desk.work.counts(click.wanted)
    ours = {name: found for name, found in desk.click(click).items() if name in _COMPARED}
    for level in ("estate", "committee"):
        ours[level] = np.concatenate(([plain[level][0]], ours[level]))
    slipped = [("console", differs(ours, plain, _COMPARED))]
    every = tuple(desk.work.sizes)
    engines: list[Engine | Elsewhere] = [*desk.here, *desk.elsewhere]
    slipped += [(one.name, differs(one.counts(click.wanted), plain, every)) for one in engines]
    for name, column in slipped:
        if column:
            raise UserError("bench.miscounted", engine=name, column=column)
