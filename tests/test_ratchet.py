"""The share of lines that tests run may rise and never fall."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests import ratchet
from tests.run import rooms_measured


def report(**rooms: tuple[int, int]) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    """What coverage says of one file a room: lines run and lines there, half of them branches."""
    return {
        "files": {
            f"console/{room}/a.py": {
                "summary": {
                    "covered_lines": run // 2,
                    "covered_branches": run - run // 2,
                    "num_statements": there // 2,
                    "num_branches": there - there // 2,
                }
            }
            for room, (run, there) in rooms.items()
        }
    }


def test_a_room_of_which_less_is_run_is_a_fault_and_others_are_not() -> None:
    found = ratchet.shares(report(domain=(96, 100), store=(90, 100)))
    assert found == {"domain": 96.0, "store": 90.0}
    (said,) = ratchet.faults(found, {"domain": 96.0, "store": 90.5})
    assert said.startswith("console/store: 90.0 %")
    assert ratchet.faults({}, {"domain": 1.0}), "a room that was not measured has fallen"


def test_what_has_risen_is_to_be_held() -> None:
    assert not ratchet.raises({"domain": 95.4}, {"domain": 95.0})
    (said,) = ratchet.raises({"domain": 99.0}, {"domain": 95.0})
    assert "raise it" in said


def test_every_room_that_is_measured_is_there_with_tests_of_its_own() -> None:
    assert rooms_measured() == list(ratchet.least())
    for room in rooms_measured():
        assert (ratchet.REPO / "console" / room / "__init__.py").is_file()
        assert (ratchet.REPO / "tests" / room).is_dir()


def test_measurements_are_put_together_and_a_fallen_room_ends_with_1(tmp_path: Path) -> None:
    python = [sys.executable, "-P"]
    for part in ("distinct", "instants"):
        script, where = tmp_path / f"{part}.py", f"--data-file={tmp_path / 'measured'}.{part}"
        script.write_text(f"import console.domain.{part}\n")
        run = ["-m", "coverage", "run", "--branch", "--source=console.domain", where]
        subprocess.run([*python, *run, str(script)], check=True, cwd=ratchet.REPO)
    read = [*python, str(ratchet.REPO / "tests" / "ratchet.py"), str(tmp_path)]
    ended = subprocess.run(read, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "console/domain:" in ended.stdout
    assert "write a test for what is new" in ended.stdout
    assert not ended.stderr
