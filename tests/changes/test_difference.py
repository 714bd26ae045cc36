"""What `diff` says of a small street's next day, written out; and of files that are the same."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from console import cli
from console.changes.answer import answer_diff
from console.changes.difference import difference
from console.changes.tables import table_change
from console.domain.errors import Cancelled, UserError
from console.store.load import load_street
from tests.changes.days import NEXT_DAY, next_day
from tests.export import snapshots
from tests.store import tiny


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    home = tmp_path_factory.mktemp("days")
    old = tiny.write(home / "old.street")
    return str(old), str(tiny.write(home / "new.street", next_day(), as_of=NEXT_DAY))


def test_the_next_day_is_told_in_json(days: tuple[str, str]) -> None:
    text, status = answer_diff(*days, level="estate", as_json=True)
    told = json.loads(text)
    assert status == 1
    assert list(told) == ["tables", "people", "by"]
    assert told["people"] == {
        "arrived": 1, "completed": 1, "released": 1, "broken": 0,
        "moved": 1, "appeared": 1, "gone": 1,
    }  # fmt: skip
    assert told["tables"]["episodes"] == {
        "added": 1, "removed": 0, "changed": 1, "columns": {"ended_at": 1, "outcome": 1},
    }  # fmt: skip
    assert told["tables"]["residents"] == {
        "added": 1, "removed": 1, "changed": 1, "columns": {"unit_id": 1},
    }  # fmt: skip
    assert told["tables"]["units"] == {"added": 0, "removed": 0, "changed": 0, "columns": {}}
    assert [row["id"] for row in told["by"]] == ["E1", "E2", None]
    assert (told["by"][0]["name"], told["by"][0]["moved"]) == ("丁香苑", 1)
    assert told["by"][2]["gone"] == 1, "R12 had no place"


def test_it_is_told_in_words_of_both_languages(days: tuple[str, str]) -> None:
    said, _ = answer_diff(*days, level="committee")
    assert "从 2020-03-18 周三 08:00 到 2020-03-19 周四 08:00" in said
    assert "新到 1 · 期满 1 · 解除 1 · 中止 0 · 换住处 1" in said
    assert "隔离记录  新增 1 · 改动 1（结束时刻 1、结果 1）" in said
    assert "C2 牡丹居委会  新到 1" in said
    english, _ = answer_diff(*days, language="en")
    assert "Residents  added 1 · removed 1 · changed 1" in english


def test_the_same_snapshot_does_not_differ(
    days: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["diff", days[0], days[0]]) == 0
    assert "没有不同" in capsys.readouterr().out
    assert cli.main(["diff", *days, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["by"] == []


def test_time_alone_makes_people_complete(tmp_path: Path) -> None:
    old = tiny.write(tmp_path / "old.street")
    new = tiny.write(tmp_path / "new.street", as_of="2020-03-26T08:00:00+08:00")
    found = difference(old, new)
    assert not any(one.differs for one in found.tables.values())
    assert found.people.counts()["completed"] == 2, "R01 on the 26th and R02 on the 19th"
    assert found.differs


def test_files_from_the_cache_are_compared_like_those_just_read(
    own_home: Path, days: tuple[str, str]
) -> None:
    assert own_home
    fresh = answer_diff(*days, as_json=True)
    for folder in days:
        load_street(Path(folder))
    assert answer_diff(*days, as_json=True) == fresh


def test_foreign_columns_and_tables_are_compared_too(folder: Path, tmp_path: Path) -> None:
    plain = tiny.write(tmp_path / "plain.street", snapshots.rows_of_everything())
    found = difference(folder, plain)
    assert found.tables["residents"].columns == {"bed": 12, "state": 12}
    assert len(found.tables["signs"].removed) == 2
    assert not any(found.people.counts().values())


def test_rows_without_a_key_are_told_apart_as_a_whole() -> None:
    old = pa.table({"sign": ["甲", "甲", "乙"], "n": [1, 1, 2]})
    new = pa.table({"n": [1, 2, 3], "sign": ["甲", "乙", "乙"]})
    change = table_change("signs", old, new)
    assert (change.added.tolist(), change.removed.tolist()) == ([2], [1])


def test_not_a_number_is_like_itself_and_null_is_not_like_zero() -> None:
    old = pa.table({"unit_id": ["a", "b", "c"], "x": [float("nan"), None, 0.0], "y": [1, 2, 3]})
    new = pa.table({"unit_id": ["c", "b", "a"], "x": [0.0, 0.0, float("nan")], "y": [3, 2, 1]})
    change = table_change("units", old, new)
    assert (change.changed.tolist(), change.columns) == ([1], {"x": 1})
    other = table_change("units", old, new.set_column(2, "y", pa.array(["3", "2", "1"])))
    assert other.columns == {"x": 1, "y": 3}, "a column of another type is another"


def test_a_snapshot_that_cannot_be_opened_is_a_sentence(days: tuple[str, str]) -> None:
    with pytest.raises(UserError, match="no folder"):
        difference(Path(days[0]), Path("no.street"))
    with pytest.raises(Cancelled):
        difference(Path(days[0]), Path(days[1]), cancelled=lambda: True)
