"""Eleven daily lists of a government as a series: each day differs by the pairs that differ."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from console.changes.answer import answer_diff
from console.changes.beside import earlier_beside
from console.snapshot.check import examine
from console.snapshot.manifest import ManifestDraft, read_manifest
from console.snapshot.write import write_snapshot
from console.state.series import Asked, read_series
from tests.real import building_lists
from tests.real.building_lists import DailyList

pytestmark = pytest.mark.real

DAYS = 11


@pytest.fixture(scope="module")
def lists(shared_data: Path) -> list[DailyList]:
    files = sorted((shared_data / "hk_building_lists_2020").glob("*.csv"))
    return [building_lists.read_list(file) for file in files]


@pytest.fixture(scope="module")
def series(lists: list[DailyList], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A snapshot a day, each the child of the day before."""
    home, parent, written = tmp_path_factory.mktemp("lists"), None, []
    for one in lists:
        draft = ManifestDraft(
            street_code="HK",
            street_name={"zh": "香港", "en": "Hong Kong"},
            as_of=f"{one.day[:4]}-{one.day[4:6]}-{one.day[6:]}T20:00:00+08:00",
            timezone="Asia/Hong_Kong",
            parent=parent,
        )
        folder = write_snapshot(home / f"{one.day}.street", draft, building_lists.tables(one))
        parent = read_manifest(folder).key
        written.append(folder)
    return written


def test_every_line_is_read_or_named(lists: list[DailyList], shared_data: Path) -> None:
    assert len(lists) == DAYS
    assert any(one.unread for one in lists), "the first day has lines without a district"
    files = sorted((shared_data / "hk_building_lists_2020").glob("*.csv"))
    for file, one in zip(files, lists, strict=True):
        lines = file.read_text("utf-8-sig").splitlines()
        assert one.pairs.total() + len(one.unread) == len(lines) - 1
        for number, text in one.unread.items():
            assert lines[number - 1].replace('"', "") == text.replace('"', "")


def test_every_day_is_sound_and_follows_the_one_before(series: list[Path]) -> None:
    for before, after in pairwise(series):
        assert not examine(after).report.faults
        assert earlier_beside(after) == before


def test_the_days_are_one_timeline(series: list[Path]) -> None:
    last = read_manifest(series[-1])
    home, code = series[-1].parent, last.street_code
    asked = Asked(str(home), str(series[-1]), code, last.masking, last.as_of_us)
    found = read_series(asked, lambda: False)
    assert [one.folder for one in found.stops] == [str(folder) for folder in series]
    assert all(one.is_whole for one in found.stops)
    for before, after in pairwise(found.stops):
        assert found.after(before.as_of_us) == after
        assert found.due(after.as_of_us - 1, after.as_of_us) == before


def test_each_day_s_difference_is_that_of_its_pairs(
    own_home: Path, lists: list[DailyList], series: list[Path]
) -> None:
    assert own_home
    days = zip(pairwise(lists), pairwise(series), strict=True)
    for (before, after), (old, new) in days:
        text, status = answer_diff(str(old), str(new), as_json=True)
        told = json.loads(text)["tables"]["buildings"]
        both = before.pairs.keys() & after.pairs.keys()
        again = sum(before.pairs[pair] != after.pairs[pair] for pair in both)
        assert status == 1
        assert told["added"] == len(after.pairs.keys() - before.pairs.keys())
        assert told["removed"] == len(before.pairs.keys() - after.pairs.keys())
        assert told["changed"] == again
        assert told["columns"] == ({"listed": again} if again else {})
