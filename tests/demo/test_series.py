"""A series: daily snapshots, each the parent of the next, none knowing its future."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.snapshot.check import examine
from console.snapshot.read import Snapshot, open_snapshot

DAYS = 5


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> list[Snapshot]:
    """Five days of a street of 9,000, in order."""
    out = tmp_path_factory.mktemp("series") / "week"
    write_demo(out, DemoOptions(seed=2, residents=9_000, days=DAYS))
    return [open_snapshot(folder) for folder in sorted(out.iterdir())]


def by_id(one: Snapshot, table: str, key: str) -> dict[str, dict[str, object]]:
    """The rows of a table by id."""
    rows: list[dict[str, object]] = one.tables[table].to_pylist()
    return {str(row[key]): row for row in rows}


def test_each_day_is_the_parent_of_the_next(series: list[Snapshot]) -> None:
    assert len(series) == DAYS
    assert series[0].manifest.parent is None
    for before, after in pairwise(series):
        assert after.manifest.parent == before.key
        assert after.manifest.as_of_day == before.manifest.as_of_day + 1


def test_every_day_is_clean(series: list[Snapshot]) -> None:
    for one in series:
        report = examine(one.folder).report
        assert (report.faults, report.notes) == ((), ())


def test_the_last_day_is_what_a_single_day_gives(series: list[Snapshot], tmp_path: Path) -> None:
    alone = open_snapshot(
        write_demo(tmp_path / "alone.street", DemoOptions(seed=2, residents=9_000))
    )
    for name, table in series[-1].tables.items():
        assert table.equals(alone.tables[name]), name


def test_a_series_of_one_day_is_a_folder_too(tmp_path: Path) -> None:
    out = write_demo(tmp_path / "day", DemoOptions(residents=200, days=1))
    alone = write_demo(tmp_path / "alone.street", DemoOptions(residents=200))
    (day,) = out.iterdir()
    assert day.name == "huamu-20200318T0800.street"
    assert (day / "manifest.json").read_bytes() == (alone / "manifest.json").read_bytes()


def test_no_day_knows_what_has_not_happened(series: list[Snapshot]) -> None:
    stamps = {
        "episodes": ("ended_at",),
        "checks": ("done_at",),
        "facilities": ("serviced_at",),
        "events": ("raised_at", "received_at", "acknowledged_at", "arrived_at", "closed_at"),
    }
    for one in series:
        for table, names in stamps.items():
            for name in names:
                latest = pc.max(one.tables[table][name].cast(pa.int64())).as_py()
                assert latest is None or latest <= one.manifest.as_of_us


def test_arrivals_appear_on_their_day_or_the_day_before(series: list[Snapshot]) -> None:
    for before, after in pairwise(series):
        earlier = by_id(before, "episodes", "episode_id")
        for key, row in by_id(after, "episodes", "episode_id").items():
            if key not in earlier and row["outcome"] != "cancelled":
                anchored = row["anchored_at"]
                known_since = before.manifest.as_of_us
                assert pa.scalar(anchored, pa.timestamp("us", "UTC")).value > known_since


MAY_FOLLOW = {
    "episodes": ("ended_at", "outcome"),
    "checks": ("done_at", "result", "by"),
    "events": ("received_at", "acknowledged_at", "accepted_at", "left_at", "arrived_at",
               "seen_at", "closed_at", "outcome", "handler"),
}  # fmt: skip
"""What may still be unknown of a row, and is never changed once it is known."""


@pytest.mark.parametrize("table", MAY_FOLLOW)
def test_what_was_known_stays_as_it_was(series: list[Snapshot], table: str) -> None:
    key = f"{table[:-1]}_id"
    for before, after in pairwise(series):
        later = by_id(after, table, key)
        for row in by_id(before, table, key).values():
            now = later.get(str(row[key]))
            for name, value in row.items() if now is not None else ():
                follows = name in MAY_FOLLOW[table] and value is None
                assert follows or (now is not None and now[name] == value), (row[key], name)


def test_people_buildings_and_homes_stay(series: list[Snapshot]) -> None:
    for name in ("committees", "estates", "buildings", "units", "residents", "basemap"):
        assert all(one.tables[name].equals(series[0].tables[name]) for one in series)


def test_long_before_the_story_nobody_is_there_who_was_not_born(tmp_path: Path) -> None:
    write_demo(tmp_path / "year", DemoOptions(residents=1_500, days=120))
    first = min((tmp_path / "year").iterdir())
    report = examine(first).report
    assert (report.faults, report.notes) == ((), ())
    assert open_snapshot(first).tables["episodes"].num_rows == 0
    assert open_snapshot(first).tables["residents"].num_rows < 1_500
