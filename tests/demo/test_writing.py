"""Writing: the same for the same arguments, stopped when asked, refused in a sentence."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from console.demo.options import SAMPLE, DemoOptions
from console.demo.street import write_demo
from console.domain import words
from console.domain.errors import Cancelled, UserError
from console.snapshot.check import examine
from console.snapshot.manifest import read_manifest
from console.snapshot.read import Snapshot, open_snapshot

SMALL = DemoOptions(seed=5, residents=2_000)


def said(folder: Path) -> dict[str, object]:
    """The manifest without what differs from one Parquet writer to the next."""
    manifest: dict[str, object] = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = manifest.pop("tables")
    assert isinstance(files, dict)
    manifest.pop("producer")
    return {**manifest, "rows": {name: one["rows"] for name, one in files.items()}}


def same(one: Snapshot, other: Snapshot) -> bool:
    """Whether every table holds the same values."""
    return one.tables.keys() == other.tables.keys() and all(
        one.tables[name].equals(other.tables[name]) for name in one.tables
    )


def test_the_same_arguments_give_the_same_values(tmp_path: Path) -> None:
    one = write_demo(tmp_path / "one.street", SMALL)
    other = write_demo(tmp_path / "other.street", SMALL)
    assert same(open_snapshot(one), open_snapshot(other))
    assert read_manifest(one).key == read_manifest(other).key


def test_another_seed_gives_another_street(tmp_path: Path) -> None:
    one = write_demo(tmp_path / "one.street", SMALL)
    other = write_demo(tmp_path / "other.street", DemoOptions(seed=6, residents=2_000))
    assert not same(open_snapshot(one), open_snapshot(other))


def test_the_committed_sample_is_what_its_command_writes(
    tmp_path: Path, sample_street: Path
) -> None:
    again = write_demo(tmp_path / "again.street", SAMPLE)
    assert said(again) == said(sample_street)
    assert same(open_snapshot(again), open_snapshot(sample_street))


def test_the_sample_is_one_committee_clean_and_small(sample_street: Path) -> None:
    report = examine(sample_street).report
    assert (report.faults, report.notes) == ((), ())
    assert open_snapshot(sample_street).tables["committees"].num_rows == 1
    assert sum(file.stat().st_size for file in sample_street.iterdir()) < 1_000_000


def test_the_manifest_says_that_it_is_synthetic_and_when_it_was_made(sample_street: Path) -> None:
    manifest = read_manifest(sample_street)
    assert manifest.synthetic
    assert manifest.scenario == "quarantine-2020"
    assert manifest.producer.startswith("street-console ")
    assert (manifest.as_of, manifest.created) == (
        "2020-03-18T08:00:00+08:00",
        "2020-03-18T08:02:00+08:00",
    )
    assert (manifest.street_code, manifest.street_name["zh"]) == ("310115016", "花木街道")


@pytest.mark.parametrize("residents", [1, 2, 137, 999, 1_000, 4_000, 20_000, 90_000])
def test_any_number_of_residents_makes_a_clean_street(tmp_path: Path, residents: int) -> None:
    folder = write_demo(tmp_path / "any.street", DemoOptions(seed=residents, residents=residents))
    report = examine(folder).report
    assert (report.faults, report.notes) == ((), ())
    assert open_snapshot(folder).tables["residents"].num_rows == residents


def test_estates_and_committees_grow_with_the_residents(tmp_path: Path) -> None:
    folder = write_demo(tmp_path / "more.street", DemoOptions(residents=50_000))
    tables = open_snapshot(folder).tables
    assert tables["estates"].num_rows == 26
    assert tables["committees"].num_rows == 12
    assert math.isclose(tables["units"].num_rows, 19_000, rel_tol=0.03)


def test_progress_names_stages_in_words_and_never_goes_back(tmp_path: Path) -> None:
    heard: list[tuple[str, float]] = []
    write_demo(tmp_path / "heard.street", SMALL, lambda stage, done: heard.append((stage, done)))
    parts = [done for _, done in heard]
    assert parts == sorted(parts)
    assert 0.0 <= parts[0] <= parts[-1] <= 1.0
    assert all(words.say(stage, "zh") and words.say(stage, "en") for stage, _ in heard)


@pytest.mark.parametrize("asked", [1, 3, 6, 9])
def test_cancelling_leaves_nothing(tmp_path: Path, asked: int) -> None:
    times = iter(range(10_000))
    with pytest.raises(Cancelled):
        write_demo(tmp_path / "never.street", SMALL, cancelled=lambda: next(times) >= asked)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "there.street").mkdir()
    with pytest.raises(UserError) as refused:
        write_demo(tmp_path / "there.street", SMALL)
    assert refused.value.key == "snapshot.exists"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_demo(tmp_path / "missing" / "one.street", SMALL)


@pytest.mark.parametrize("options", [DemoOptions(residents=0), DemoOptions(days=0)])
def test_impossible_numbers_are_refused_in_both_languages(
    tmp_path: Path, options: DemoOptions
) -> None:
    with pytest.raises(UserError) as refused:
        write_demo(tmp_path / "none.street", options)
    assert refused.value.say("zh")
    assert refused.value.say("en")
