"""Random streets under random conditions leave sound, and with as many as the summary counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.export.files import export_rows
from console.export.sheet import sheet
from console.export.snapshots import export_snapshot
from console.snapshot.check import examine
from console.store.answers import summary_of
from console.store.load import load_street
from tests.export import snapshots
from tests.store import tiny
from tests.store.random_street import RandomStreet

SEEDS = range(200, 208)


def written(made: RandomStreet, folder: Path) -> Path:
    as_of = made.as_of.astimezone(made.zone).isoformat()
    return tiny.write(folder, made.tables, timezone=made.zone.key, as_of=as_of)


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_are_as_many_as_the_summary_counts(own_home: Path, tmp_path: Path, seed: int) -> None:
    assert own_home
    made = RandomStreet(seed)
    folder = written(made, tmp_path / "a.street")
    for where in ([], made.conditions()):
        source = snapshots.source(folder, where)
        totals = summary_of(source.street, source.frame.as_of_us, None, where).totals
        for what in source.tables:
            rows = sheet(source, what, located=True).facts.rows
            if what in totals:
                assert rows == totals[what], (what, where)
    export_rows(source, "units", tmp_path / "a.xlsx")
    export_rows(source, "units", tmp_path / "a.gpkg")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("aggregate", [False, True])
def test_a_part_is_sound_and_counts_the_same(
    own_home: Path, tmp_path: Path, seed: int, aggregate: bool
) -> None:
    assert own_home
    made = RandomStreet(seed)
    folder, where = written(made, tmp_path / "a.street"), made.conditions()
    source = snapshots.source(folder, where, masked=False)
    export_snapshot(source, tmp_path / "b.street", aggregate=aggregate)
    assert not examine(tmp_path / "b.street").report.faults
    part = load_street(tmp_path / "b.street")
    if aggregate:
        small = summary_of(part, part.as_of_us).clock.values()
        assert all(one is None or one % 5 == 0 for one in small)
        return
    asked = summary_of(source.street, source.frame.as_of_us, None, where)
    found = summary_of(part, part.as_of_us, None, where)
    assert (found.clock, found.totals, found.tags) == (asked.clock, asked.totals, asked.tags)
