"""The home-quarantine list a government published gives back its own counts and days."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from console import cli
from console.snapshot.manifest import ManifestDraft
from console.snapshot.write import write_snapshot
from tests.real import confinees
from tests.real.confinees import DAYS, ZONE, Confinee

FEBRUARY = [date(2020, 2, 1) + timedelta(day) for day in range(29)]


@pytest.fixture(scope="module", params=["zh", "en"])
def listed(request: pytest.FixtureRequest, shared_data: Path) -> list[Confinee]:
    file = shared_data / "hk_home_confinees_2020" / f"20200211-{request.param}-HK.txt"
    return confinees.read_list(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def street(listed: list[Confinee], tmp_path_factory: pytest.TempPathFactory) -> Path:
    draft = ManifestDraft(
        street_code="HK",
        street_name={"zh": "香港", "en": "Hong Kong"},
        as_of="2020-02-11T00:00:00+08:00",
        timezone=ZONE,
    )
    folder = tmp_path_factory.mktemp("confinees") / "confinees-20200211.street"
    return write_snapshot(folder, draft, confinees.tables(listed))


def _asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert cli.main([*words, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def _state(row: Confinee, day: date) -> str:
    if day < row.last_day - timedelta(DAYS):
        return "planned"
    if day == row.last_day:
        return "due"
    return "complete" if day > row.last_day else "active"


def test_both_editions_are_the_same_nineteen_rows(shared_data: Path) -> None:
    folder = shared_data / "hk_home_confinees_2020"
    chinese, english = (
        confinees.read_list((folder / f"20200211-{language}-HK.txt").read_text("utf-8"))
        for language in ("zh", "en")
    )
    assert [row.number for row in chinese] == list(range(1, 20))
    assert [(row.number, row.last_day) for row in english] == [
        (row.number, row.last_day) for row in chinese
    ]


def test_a_row_broken_over_three_lines_is_one_row(shared_data: Path) -> None:
    file = shared_data / "hk_home_confinees_2020" / "20200211-en-HK.txt"
    row = confinees.read_list(file.read_text("utf-8"))[17]
    assert (row.district, row.building) == (
        "Central and Western",
        "Hai Kwang Mansion, 71-77 Hill Road",
    )


def test_each_day_of_february_counts_what_the_list_says(
    listed: list[Confinee], street: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in FEBRUARY:
        states = [_state(row, day) for row in listed]
        clock = _asked(capsys, "summary", str(street), "--as-of", day.isoformat())["clock"]
        assert clock == {
            "planned": states.count("planned"),
            "active": states.count("active") + states.count("due"),
            "due": states.count("due"),
            "complete": states.count("complete"),
            "released": 0,
            "broken": 0,
            "none": 0,
        }, day


def test_each_clock_ends_on_the_published_day(
    listed: list[Confinee], street: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for row in listed:
        clock = _asked(capsys, "clock", str(street), "--episode", f"E{row.number:02d}")
        assert clock["last_day"] == row.last_day.isoformat()


def test_the_list_of_a_district_is_its_rows(
    listed: list[Confinee], street: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by = _asked(capsys, "summary", str(street), "--by", "estate")["by"]
    assert isinstance(by, list)
    districts = [row.district for row in listed]
    assert {one["id"]: one["residents"] for one in by} == {
        district: districts.count(district) for district in set(districts)
    }
