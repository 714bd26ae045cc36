"""Commands on a real folder: what they print is the contract's, and damage never passes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console import cli
from tests.snapshot.builders import columns, publish, tables, tiny_street
from tests.test_floors import HEAVY

Json = Any
SUMMARY = ("snapshot", "as_of", "where", "totals", "clock", "categories", "occupancy", "tags", "by")
CLOCK = {"episode", "resident", "rule", "anchor", "counting", "days", "extension_days", "first_day"}
CLOCK |= {"last_day", "complete_from", "state", "day", "of", "other_counting", "sentence"}
STATES = {"planned", "active", "due", "complete", "released", "broken", "none"}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_street(tmp_path_factory.mktemp("a place") / "tiny.street")


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Callable[..., Json]:
    """Runs a command with --json that must succeed, and gives what it printed."""

    def ran(*words: str, status: int = 0) -> Json:
        assert cli.main([*words, "--json"]) == status
        out, err = capsys.readouterr()
        assert err == ""
        return json.loads(out)

    return ran


def test_a_summary_has_the_contracts_keys(tiny: Path, answer: Callable[..., Json]) -> None:
    told = answer("summary", str(tiny), "--by", "building")
    assert tuple(told) == SUMMARY
    assert told["snapshot"] == str(tiny)
    assert told["as_of"] == "2020-03-18T08:00:00+08:00"
    assert set(told["clock"]) == STATES
    kept = sum(count for state, count in told["clock"].items() if state != "due")
    assert kept == told["totals"]["residents"]
    assert set(told["by"][0]) == {"id", "name", "residents", "units", "active", "complete"}


def test_the_path_is_told_as_given(
    tiny: Path, answer: Callable[..., Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny.parent)
    assert answer("summary", f"./{tiny.name}/")["snapshot"] == f"./{tiny.name}/"


def test_a_clock_has_the_contracts_keys(tiny: Path, answer: Callable[..., Json]) -> None:
    (episode, *_) = columns()["episodes"]["episode_id"]
    told = answer("clock", str(tiny), "--episode", episode)
    assert set(told) == CLOCK
    assert set(told["sentence"]) == {"zh", "en"}


def test_a_sound_snapshot_checks_with_status_0(tiny: Path, answer: Callable[..., Json]) -> None:
    assert answer("check", str(tiny)) == {"ok": True, "faults": [], "notes": []}


def test_a_faulty_snapshot_checks_with_status_1_and_opens_nowhere(
    tmp_path: Path, answer: Callable[..., Json], capsys: pytest.CaptureFixture[str]
) -> None:
    whole = columns()
    whole["units"]["building_id"] = ["B9", *whole["units"]["building_id"][1:]]
    faulty = publish(tmp_path / "faulty.street", tables(whole))
    told = answer("check", str(faulty), status=1)
    assert not told["ok"]
    assert {"units"} <= {fault["table"] for fault in told["faults"]}
    assert cli.main(["summary", str(faulty), "--lang", "en"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_byte_flipped_after_the_first_opening_is_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_street(tmp_path / "s.street")
    assert cli.main(["summary", str(folder)]) == 0
    file = folder / "units.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x10
    file.chmod(0o600)
    file.write_bytes(bytes(content))
    capsys.readouterr()
    for command in (["summary"], ["clock", "--resident", "R1"], ["check"]):
        assert cli.main([command[0], str(folder), *command[1:], "--lang", "en"]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert "units.parquet" in err


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("by", ["street", "committee", "estate", "building", "unit"])
def test_a_summary_reads_as_text(
    tiny: Path, capsys: pytest.CaptureFixture[str], language: str, by: str
) -> None:
    assert cli.main(["summary", str(tiny), "--by", by, "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "{" not in out
    assert len(out.splitlines()) > 5


def test_a_demo_is_written_where_it_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answer: Callable[..., Json]
) -> None:
    out = tmp_path / "a.street"
    words = ["demo", str(out), "--residents", "300", "--seed", "7", "--lang", "en"]
    assert cli.main(words) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"Written: {out}"
    assert answer("check", str(out))["ok"]
    assert answer("summary", str(out))["totals"]["residents"] == 300
    assert cli.main(words) == 2
    assert str(out) in capsys.readouterr().err


def test_a_demo_that_is_interrupted_leaves_nothing(tmp_path: Path, repo: Path) -> None:
    out = tmp_path / "whole.street"
    running = subprocess.Popen(
        [sys.executable, "-P", "-m", "console", "demo", str(out), "--lang", "en"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(repo)},
    )
    while not any(tmp_path.iterdir()):
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (2, "Cancelled; nothing of it was kept.\n")
    assert not list(tmp_path.iterdir())


def test_data_commands_never_import_qt(tiny: Path, repo: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(repo)!r})\n"
        "from console import cli\n"
        "for words in (['check'], ['summary'], ['clock', '--resident', 'R1']):\n"
        f"    cli.main([words[0], {str(tiny)!r}, *words[1:]])\n"
        "print([one for one in sys.modules if one.startswith(('PySide6', 'pandas'))])\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_opening_again_imports_nothing_heavy(tiny: Path, repo: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(repo)!r})\n"
        "from pathlib import Path\n"
        "from console.store.frame import frame\n"
        "from console.store.load import load_street\n"
        f"street = load_street(Path({str(tiny)!r}))\n"
        "frame(street, street.as_of_us)\n"
        "print([one for one in sys.modules if one.split('.')[0] in sys.argv])\n"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *HEAVY], capture_output=True, text=True, check=True
        )
    assert done.stdout == "[]\n"
