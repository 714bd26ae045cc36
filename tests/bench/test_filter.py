"""The filter's bench: every engine counts the same, and what is measured is what was asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from console.bench import opening
from console.bench.filter import clicks, dragged, elsewhere
from console.bench.filter.clicks import click_acts, desk, scan
from console.bench.filter.dragged import EVENTS
from console.bench.filter.engines import DuckInMany, DuckInOne, Sqlite
from console.bench.filter.painted import FilterDesk
from console.bench.filter.workload import MOST_FILTERS, SHARES, Workload, brush, cases, workload
from console.bench.rounds import measure
from console.bench.stage import staged
from console.domain import resources
from console.domain.errors import UserError
from console.state.narrowing import narrow
from console.store.columns import Street
from console.store.frame import frame
from console.store.sieve import Sieve


@pytest.fixture
def work(street: Street) -> Workload:
    return workload(frame(street, street.as_of_us))


def test_every_share_and_every_number_of_filters_is_there(work: Workload, street: Street) -> None:
    made = {case.name: case for case in cases(work, street)}
    assert len(made) == len(SHARES) + MOST_FILTERS + 1
    for case in made.values():
        assert all(len(click.wanted) == case.filters for click in case.clicks)
        assert all(len(click.conditions) == case.filters for click in case.clicks)
    shares = [made[f"share_{round(100 * share)}"].clicks[0].share for share in SHARES]
    assert shares == sorted(shares)
    assert shares == pytest.approx(SHARES, abs=0.06)


def test_clicks_that_follow_one_another_differ(work: Workload, street: Street) -> None:
    for case in (*cases(work, street), brush(work, street)):
        following = [case.before, *case.clicks] if case.before else list(case.clicks)
        assert all(one != other for one, other in pairwise(following))


@pytest.mark.parametrize("make", [DuckInOne, DuckInMany, Sqlite])
def test_engines_here_count_as_the_plain_reading(
    work: Workload, street: Street, make: type[DuckInOne]
) -> None:
    engine = make(work)
    try:
        for case in cases(work, street)[-2:]:
            wanted = case.clicks[-1].wanted
            plain, found = work.counts(wanted), engine.counts(wanted)
            assert {name: one.tolist() for name, one in found.items()} == {
                name: one.tolist() for name, one in plain.items()
            }
    finally:
        engine.close()


def test_every_case_is_measured_with_ours_counting_the_same(
    qapp: QApplication, street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clicks, "ENGINES", ())
    monkeypatch.setattr(clicks, "_MOST_IN_SQLITE", 0)
    with desk(street, tmp_path) as engines:
        acts = list(click_acts(engines, "street", 1))
        row = measure(acts[-1])
    assert len(acts) == len(SHARES) + MOST_FILTERS + 2
    assert [one.peer.name for one in row.peers] == ["duckdb_one", "duckdb_many"]
    assert row.counters["filters"] == len(engines.work.sizes.keys() & {"age", "registration"})


def test_an_engine_that_counts_otherwise_stops_the_bench(
    qapp: QApplication, street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clicks, "ENGINES", ())
    plain = DuckInMany.counts

    def wrong(engine: DuckInMany, wanted: dict[str, list[int]]) -> object:
        found = plain(engine, wanted)
        found["sex"] = found["sex"] + 1
        return found

    monkeypatch.setattr(DuckInMany, "counts", wrong)
    with desk(street, tmp_path) as engines, pytest.raises(UserError) as refused:
        next(click_acts(engines, "street", 1))
    assert "duckdb_many" in refused.value.say("en")


def test_an_engine_that_is_not_to_be_had_is_said_to_be_missing(
    qapp: QApplication, street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "_command", lambda name: None)
    with desk(street, tmp_path) as engines:
        assert tuple(engines.missing) == elsewhere.ENGINES


def test_the_floor_reads_every_column(work: Workload) -> None:
    assert scan(work) > 0
    assert all(np.issubdtype(column.dtype, np.unsignedinteger) for column in work.columns.values())


def test_the_script_for_other_engines_is_sound(work: Workload, tmp_path: Path) -> None:
    """What runs in another environment can at least be compiled and its columns read back here."""
    script = resources.root() / "bench" / "count_elsewhere.py"
    elsewhere.write_columns(work, tmp_path)
    code = (
        "import runpy, sys, json; from pathlib import Path;"
        f"found = runpy.run_path({str(script)!r})['columns'](Path({str(tmp_path)!r}));"
        "print(json.dumps({name: int(one.sum()) for name, one in found[0].items()}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        name: int(column.sum()) for name, column in work.columns.items()
    }


@pytest.fixture
def filtered(
    qapp: QApplication, own_home: Path, tmp_path: Path, sample_street: Path
) -> Iterator[FilterDesk]:
    before = qapp.styleSheet(), qapp.palette(), qapp.font()
    opening.keep(sample_street)
    with staged(sample_street, tmp_path) as stage:
        shown = stage.console.session.frame
        assert shown is not None
        yield FilterDesk(stage, workload(shown), "street", 1)
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])


def test_a_click_is_measured_until_everything_is_painted_and_a_drag_to_its_end(
    filtered: FilterDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dragged, "_DRAGS", 2)
    row = measure(next(filtered.acts()))
    assert row.counters["paints"] > 0
    drag = filtered.drag()
    assert 1 <= drag.kept <= drag.drags == 2
    assert 0 < drag.pictures <= drag.pictures + drag.superseded < EVENTS * drag.kept
    assert drag.p50_ms <= drag.p95_ms <= drag.p99_ms <= drag.worst_ms
    assert not filtered.stage.console.keeping.filtering.filter


def test_a_click_that_is_counted_aside_is_waited_for(filtered: FilterDesk) -> None:
    console = filtered.stage.console
    keeping, street, shown = console.keeping, console.session.street, console.session.frame
    assert street is not None
    assert shown is not None
    keeping._at_once = 0
    act = next(one for one in filtered.acts() if one.name == "painted_filters_2")
    for _ in range(3):
        act.ours()
        found, wanted = keeping.frame, keeping.filtering.filter
        assert not keeping.is_waiting
        assert found is not None
        assert len(wanted.conditions) == 2
        kept = narrow(shown, wanted, Sieve(street))
        assert found.total.people.tolist() == kept.total.people.tolist()
