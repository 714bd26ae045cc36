"""The log of what left: it only grows, names nobody, and survives whatever befalls it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from console import cli
from console.domain.errors import UserError
from console.export import log
from console.export.log import Export, remember, without_people
from tests.store import tiny

ONE = Export(
    at="2020-03-18T09:00:00+08:00",
    what="residents",
    named={"zh": "居民", "en": "Residents"},
    file="a.xlsx",
    street="310115016",
    as_of="2020-03-18T08:00:00+08:00",
    where=("age>=60",),
    spoken={"zh": "年龄：60 岁及以上", "en": "Age: 60 and over"},
    snapshot="ab" * 32,
    masking="masked",
    rows=12,
    road="window",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "exports.db"


def test_what_is_remembered_comes_back_the_newest_first(file: Path) -> None:
    assert log.read(file) == log.Kept(())
    picture = replace(ONE, what="map", file="", rows=None, where=(), spoken={})
    assert remember(ONE, file)
    assert remember(picture, file)
    assert log.read(file) == log.Kept((picture, ONE), is_whole=True)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_it_is_the_users_alone(file: Path) -> None:
    before = os.umask(0o022)
    try:
        assert remember(ONE, file)
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_oldest_go_when_there_are_too_many(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_ENTRIES", 3)
    for number in range(5):
        assert remember(replace(ONE, rows=number), file)
    kept = log.read(file)
    assert [one.rows for one in kept.exports] == [4, 3, 2]
    assert kept.is_whole


def test_residents_are_counted_and_long_conditions_cut() -> None:
    told = without_people(["resident=R1,R2,R3", "resident!=R9", "estate=E1", "tag=" + "x" * 999])
    assert told[:3] == ("resident=(3)", "resident!=(1)", "estate=E1")
    assert len(told[3]) == 200
    assert len(without_people(["age>=1"] * 99)) == 24


@pytest.mark.parametrize(
    "altering",
    [
        "drop trigger exports_stay; update exports set entry = replace(entry, '12', '13')",
        "delete from exports where number = 2",
    ],
)
def test_what_is_altered_shows(file: Path, altering: str) -> None:
    for _ in range(3):
        remember(ONE, file)
    with sqlite3.connect(file) as opened:
        opened.executescript(altering)
    opened.close()
    assert not log.read(file).is_whole


def test_an_entry_cannot_be_written_over(file: Path) -> None:
    remember(ONE, file)
    with sqlite3.connect(file) as opened, pytest.raises(sqlite3.IntegrityError):
        opened.execute("update exports set entry = ''")
    opened.close()


def test_what_is_no_log_is_put_aside_and_never_written_over(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no log at all, but long enough to be looked at" * 40)
    with pytest.raises(UserError) as caught:
        log.read(file)
    assert caught.value.key == "export_log.unreadable"
    assert remember(ONE, file)
    assert log.read(file).exports == (ONE,)
    (aside,) = file.parent.glob("*.unreadable")
    assert aside.read_bytes().startswith(b"no log at all")


def test_where_it_cannot_be_written_is_said_and_the_rest_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    street = tiny.write(tmp_path / "a.street")
    (tmp_path / "no folder").write_text("")
    monkeypatch.setattr(log, "log_file", lambda: tmp_path / "no folder" / "exports.db")
    out = tmp_path / "a.csv"
    words = ["export", str(street), "--what", "units", "-o", str(out), "--lang", "en"]
    assert cli.main(words) == 0
    told = capsys.readouterr()
    assert "not noted in the export log" in told.err
    assert str(out) in told.out
    assert out.is_file()


def test_an_id_that_is_not_there_is_told_and_an_empty_list_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    street = tiny.write(tmp_path / "a.street")
    monkeypatch.setattr(log, "log_file", lambda: tmp_path / "exports.db")
    words = [
        "export",
        str(street),
        "--what",
        "units",
        "--lang",
        "en",
        "-o",
        str(tmp_path / "a.csv"),
    ]
    for where, told in (
        ("estate=E1,E77", ("E77",)),
        ("tag=none estate=E2", ("none",)),
        ("age>=1", ()),
    ):
        assert cli.main([*words, "--where", where]) == 0
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == len(told)
        assert all(one in line for one, line in zip(told, lines, strict=True))


def test_many_at_once_lose_nothing_and_a_killed_one_harms_nobody(file: Path, repo: Path) -> None:
    code = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from tests.export.test_log import ONE\n"
        "from console.export.log import remember\n"
        "for _ in range(int(sys.argv[2])):\n"
        "    assert remember(ONE, Path(sys.argv[1]))\n"
        "    time.sleep(0.005)\n"
    )

    def begun(times: int) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-c", code, str(file), str(times)]
        return subprocess.Popen(words, cwd=repo)

    both, endless = [begun(20), begun(20)], begun(1_000_000)
    try:
        assert [one.wait(60) for one in both] == [0, 0]
        before = time.monotonic() + 30
        while not file.exists() and time.monotonic() < before:
            time.sleep(0.01)
    finally:
        endless.kill()
        endless.wait()
    kept = log.read(file)
    assert kept.is_whole
    assert len(kept.exports) >= 40
    assert remember(ONE, file)
    assert log.read(file).is_whole
