"""The report of a check: JSON to the letter, and text a person reads with profit."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from console.domain.errors import UserError
from console.snapshot.read import open_snapshot
from console.snapshot.report import run_check
from tests.snapshot import builders
from tests.snapshot.refusals import retold


def faulty(folder: Path) -> Path:
    columns = builders.columns()
    columns["units"]["floor"][3] = 30
    columns["units"]["occupancy"][1] = "empty\x1b[31m"
    columns["residents"]["phone"][1] = "-"
    return builders.publish(folder / "s.street", builders.tables(columns))


def test_json_is_what_the_contract_says(tmp_path: Path) -> None:
    text, status = run_check(faulty(tmp_path), True, "zh")
    told = json.loads(text)
    assert status == 1
    assert list(told) == ["ok", "faults", "notes"]
    assert told["ok"] is False
    shapes = {tuple(finding) for finding in told["faults"] + told["notes"]}
    assert shapes == {("table", "column", "rule", "rows", "first_rows", "sentence")}
    assert {tuple(finding["sentence"]) for finding in told["faults"]} == {("zh", "en")}
    assert [(one["column"], one["rule"], one["rows"], one["first_rows"]) for one in told["faults"]]
    assert told["notes"][0]["rule"] == "missing"


def test_json_is_the_same_in_either_language(tmp_path: Path) -> None:
    folder = faulty(tmp_path)
    assert run_check(folder, True, "zh") == run_check(folder, True, "en")


@pytest.mark.parametrize(("language", "verdict"), [("zh", "有 2 处错误"), ("en", "mended before")])
def test_text_counts_groups_and_says_how_to_mend(
    tmp_path: Path, language: str, verdict: str
) -> None:
    text, status = run_check(faulty(tmp_path), False, language)
    assert status == 1
    assert verdict in text
    assert text.index("  units\n") < text.index("  residents\n")
    assert "floors_above" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("language", "verdict"), [("zh", "可以打开。"), ("en", "follows the format and opens.")]
)
def test_text_says_when_all_is_well(tiny: Path, language: str, verdict: str) -> None:
    text, status = run_check(tiny, False, language)
    assert status == 0
    assert text.endswith(verdict)
    assert "2020-03-18 08:00" in text


def test_notes_do_not_hinder_opening(tmp_path: Path) -> None:
    columns = builders.columns()
    columns["buildings"]["kind"][0] = "gym"
    folder = builders.publish(tmp_path / "s.street", builders.tables(columns))
    text, status = run_check(folder, False, "zh")
    assert status == 0
    assert "另有 1 条提示" in text


def test_what_has_faults_is_refused_with_the_first_and_the_number_of_others(
    tmp_path: Path,
) -> None:
    with pytest.raises(UserError) as caught:
        open_snapshot(faulty(tmp_path))
    assert "units" in caught.value.say("zh")
    assert "另有 1 处" in caught.value.say("zh")
    assert "And 1 more" in caught.value.say("en")


def test_what_has_one_fault_is_refused_with_it_alone(tmp_path: Path) -> None:
    columns = builders.columns()
    columns["units"]["floor"][3] = 30
    with pytest.raises(UserError) as caught:
        open_snapshot(builders.publish(tmp_path / "s.street", builders.tables(columns)))
    assert "另有" not in caught.value.say("zh")


def test_files_without_checksums_or_zstd_are_noted_by_table(tmp_path: Path) -> None:
    folder = builders.publish(tmp_path / "s.street", builders.tables(builders.columns()))
    pq.write_table(pq.read_table(folder / "units.parquet"), folder / "units.parquet")
    told = json.loads(run_check(retold(folder, "units"), True, "zh")[0])
    notes = [(one["table"], one["column"], one["rule"], one["rows"]) for one in told["notes"]]
    assert notes == [("units", None, "checksum", 0), ("units", None, "compression", 0)]


def test_the_same_of_several_files_is_told_once(tmp_path: Path) -> None:
    folder = builders.publish(tmp_path / "s.street", builders.tables(builders.columns()))
    for table in ("units", "buildings"):
        path = folder / f"{table}.parquet"
        pq.write_table(pq.read_table(path), path, compression="zstd")
        retold(folder, table)
    text, _ = run_check(folder, False, "zh")
    assert text.count("页校验和") == 1
    assert "buildings、units 的文件没有页校验和" in text
