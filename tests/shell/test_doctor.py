"""The doctor speaks where the console cannot start, and says how to mend it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from console import doctor
from console.doctor import Finding
from console.domain.words import LANGUAGES


def doctor_run(repo: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([*environment.pop("PYTHONPATH", "").split(os.pathsep), str(repo)])
    return subprocess.run(
        [sys.executable, "-P", "-m", "console", "doctor", "--lang", "en"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": path.strip(os.pathsep), **environment},
    )


def test_a_machine_the_tests_run_on_is_well(repo: Path) -> None:
    done = doctor_run(repo)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ DuckDB" in done.stdout
    assert "✓ Qt 6" in done.stdout
    assert not done.stderr


@pytest.mark.parametrize("reason", ["raise ImportError('libGL.so.1')", "import os; os.abort()"])
def test_without_qt_it_says_so_and_goes_on(repo: Path, tmp_path: Path, reason: str) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text(reason)
    done = doctor_run(repo, PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "✗ Qt does not start" in done.stdout
    assert "Free memory" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stdout + done.stderr


def test_a_platform_that_cannot_start_stops_the_console(repo: Path) -> None:
    done = doctor_run(repo, QT_QPA_PLATFORM="nonesuch")
    assert done.returncode == 2
    assert "✗ Qt does not start" in done.stdout


def test_a_missing_library_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", {"libnonesuch.so.9": "libnonesuch9"})
    (found,) = doctor._libraries()
    assert found.stops
    assert "apt-get install libnonesuch9" in found.say("zh")


def test_it_lists_as_each_language_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", {"libone.so.9": "one", "libtwo.so.9": "two"})
    (found,) = doctor._libraries()
    assert "libone.so.9、libtwo.so.9" in found.say("zh")
    assert "libone.so.9, libtwo.so.9" in found.say("en")


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert not doctor._writable(blocked)
    assert doctor._writable(tmp_path / "not" / "yet")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("is_well", "mark"), [(True, "✓"), (False, "✗")])
def test_a_finding_opens_with_its_mark(language: str, is_well: bool, mark: str) -> None:
    assert Finding("libraries", is_well).say(language).startswith(mark)
