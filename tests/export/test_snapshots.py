"""A snapshot that leaves opens again, passes the check, and holds what was asked for alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.domain.errors import Cancelled, UserError
from console.export.snapshots import export_snapshot
from console.snapshot.check import examine
from console.snapshot.manifest import read_manifest
from console.snapshot.read import Snapshot, open_snapshot
from console.store.answers import summary_of
from console.store.load import load_street
from tests.export import snapshots


def left(folder: Path, out: Path, *where: str, **asked: Any) -> Snapshot:
    """The exported snapshot, opened again after its check found nothing."""
    aggregate = asked.pop("aggregate", False)
    source = snapshots.source(folder, where, **asked)
    export_snapshot(source, out, aggregate=aggregate)
    report = examine(out).report
    assert not report.faults
    return open_snapshot(out)


def ids(snapshot: Snapshot, table: str) -> set[str]:
    return set(snapshot.tables[table].column(0).to_pylist())


def test_the_whole_street_is_the_same_tables_chained_to_it(folder: Path, tmp_path: Path) -> None:
    made = left(folder, tmp_path / "a.street", masked=False)
    given = open_snapshot(folder)
    assert made.manifest.parent == given.key
    assert set(made.tables) == set(given.tables)
    for name, table in given.tables.items():
        assert made.tables[name].equals(table), name


def test_masked_it_names_nobody_and_keeps_every_count(folder: Path, tmp_path: Path) -> None:
    made = left(folder, tmp_path / "a.street")
    given = open_snapshot(folder)
    people = {row["resident_id"]: row for row in made.tables["residents"].to_pylist()}
    assert made.manifest.masking == "masked"
    assert people["R03"]["name"] == "欧阳**"
    assert people["R01"]["phone"] == "138****00"
    assert str(people["R02"]["born"]) == "1946-01-01"
    assert "id_hash" not in people["R01"]
    assert people["R01"]["bed"].startswith("床")
    raw = b"".join(path.read_bytes() for path in (tmp_path / "a.street").iterdir())
    assert "欧阳修文".encode() not in raw
    stays = made.tables["episodes"].to_pylist()
    assert [one["origin_code"] for one in stays if one["episode_id"] == "P03"] == ["420000"]
    assert {one["origin"] for one in stays} == {None}
    assert made.tables["events"]["note"].to_pylist()[0] == "欧阳**摔倒"
    assert made.tables["meals"].equals(given.tables["meals"])
    at_us = given.manifest.as_of_us
    before, after = (summary_of(load_street(one.folder), at_us) for one in (given, made))
    assert (after.clock, after.tags, after.totals) == (before.clock, before.tags, before.totals)
    assert after.categories == before.categories


@pytest.mark.parametrize(
    "where", [["committee=C2"], ["state=active"], ["tag=lives_alone"], ["unit=nowhere"]]
)
def test_a_filter_keeps_its_people_and_all_they_refer_to(
    folder: Path, tmp_path: Path, where: list[str]
) -> None:
    made = left(folder, tmp_path / "a.street", *where, masked=False)
    source = snapshots.source(folder, where)
    street = source.street
    kept = {street.residents.id.text(int(row)) for row in source.kept.people.nonzero()[0]}
    assert ids(made, "residents") == kept
    assert {row for row in made.tables["episodes"]["resident_id"].to_pylist()} <= kept
    asked = summary_of(street, street.as_of_us, None, where)
    found = summary_of(load_street(made.folder), street.as_of_us, None, where)
    assert (found.clock, found.totals, found.tags) == (asked.clock, asked.totals, asked.tags)
    assert made.manifest.extra["export"] == {"where": where}


def test_one_committee_leaves_with_its_estates_and_what_its_people_are_in(
    folder: Path, tmp_path: Path
) -> None:
    made = left(folder, tmp_path / "a.street", "committee=C2")
    assert ids(made, "committees") == {"C1", "C2"}, "R08 is there and lives in C1"
    assert ids(made, "residents") == {"R04", "R05", "R06", "R08", "R10", "R11"}
    assert ids(made, "checks") == {"K3"}
    assert ids(made, "meals") == {"R10"}
    assert made.tables["signs"].num_rows == 2, "a table about nobody travels along"


def test_an_earlier_instant_leaves_with_what_was_known_then(folder: Path, tmp_path: Path) -> None:
    made = left(folder, tmp_path / "a.street", as_of="2020-02-10")
    assert made.manifest.as_of == "2020-02-10T00:00:00+08:00"
    episodes = {row["episode_id"]: row for row in made.tables["episodes"].to_pylist()}
    assert (episodes["P04"]["ended_at"], episodes["P04"]["outcome"]) == (None, None)
    assert made.tables["events"].num_rows == 0


def test_a_later_instant_is_refused_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    source = snapshots.source(folder, as_of="2020-03-19")
    with pytest.raises(UserError, match="knows nothing after"):
        export_snapshot(source, tmp_path / "a.street")


def test_counts_leave_without_anybody(folder: Path, tmp_path: Path) -> None:
    made = left(folder, tmp_path / "a.street", aggregate=True)
    assert made.manifest.masking == "aggregate"
    assert not set(made.tables) & {"residents", "episodes", "checks", "events", "meals", "signs"}
    raw = b"".join(path.read_bytes() for path in (tmp_path / "a.street").iterdir())
    assert b"R01" not in raw
    assert "床".encode() not in raw
    summary = summary_of(load_street(made.folder), made.manifest.as_of_us)
    assert summary.clock["active"] is None, "four people are hidden"
    assert summary.occupancy == summary_of(load_street(folder), made.manifest.as_of_us).occupancy


def test_a_filter_of_people_never_shows_whose_homes_it_found(folder: Path, tmp_path: Path) -> None:
    made = left(folder, tmp_path / "a.street", "state=active", "committee=C1", aggregate=True)
    assert ids(made, "buildings") == {"B1", "B2"}
    assert made.tables["units"].num_rows == 23


def test_counts_are_rounded_and_small_ones_hidden(sample_street: Path, tmp_path: Path) -> None:
    source = snapshots.source(sample_street)
    export_snapshot(source, tmp_path / "a.street", aggregate=True)
    counts = open_snapshot(tmp_path / "a.street").tables["counts"]
    true = true_counts(source.street)
    for row in counts.to_pylist():
        known = true.get((row["level"], row["id"], row["key"]))
        assert row["value"] is None or (row["value"] % 5 == 0 and row["value"] >= 10)
        if row["measure"] == "clock" and row["value"] is not None and known is not None:
            assert abs(row["value"] - known) <= 2
        if row["measure"] == "clock" and known is not None and 1 <= known <= 7:
            assert row["value"] is None


def true_counts(street: Any) -> dict[tuple[str, str, str], int]:
    """What the summary counts by place: states of everybody, the plain way."""
    found: dict[tuple[str, str, str], int] = {}
    for level in ("street", "committee", "estate", "building"):
        for one in summary_of(street, street.as_of_us, level).by:
            if one.id is not None:
                found[level, one.id, "active"] = one.active or 0
                found[level, one.id, "complete"] = one.complete or 0
    return found


def test_an_aggregate_stays_one_and_a_masked_one_masked(folder: Path, tmp_path: Path) -> None:
    left(folder, tmp_path / "a.street", aggregate=True)
    again = left(tmp_path / "a.street", tmp_path / "b.street", masked=False)
    assert again.manifest.masking == "aggregate"
    left(folder, tmp_path / "c.street")
    once_more = left(tmp_path / "c.street", tmp_path / "d.street", masked=False)
    assert once_more.manifest.masking == "masked"


def test_a_folder_that_is_there_and_a_file_s_name_are_refused(folder: Path, tmp_path: Path) -> None:
    source = snapshots.source(folder)
    with pytest.raises(UserError, match="ends in"):
        export_snapshot(source, tmp_path / "a.csv")
    (tmp_path / "a.street").mkdir()
    with pytest.raises(UserError) as caught:
        export_snapshot(source, tmp_path / "a.street")
    assert caught.value.key == "snapshot.exists"
    with pytest.raises(Cancelled):
        export_snapshot(source, tmp_path / "b.street", cancelled=lambda: True)
    assert [one.name for one in tmp_path.iterdir()] == ["a.street"]


def test_the_manifest_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    folder = snapshots.write(tmp_path / "a.street", extra={"note": "甲"})
    export_snapshot(snapshots.source(folder), tmp_path / "b.street")
    assert read_manifest(tmp_path / "b.street").extra["note"] == "甲"
