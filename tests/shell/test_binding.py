"""Qt's binding brought in: what is kept from one start to the next, and what stays as it was."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from pathlib import Path

import pytest

from console import binding

_BRINGING_IN = """
import builtins, sys
from pathlib import Path
compiled = builtins.compile
calls = []
builtins.compile = lambda *given, **named: calls.append(given) or compiled(*given, **named)
watched = builtins.compile
from console import binding
binding._kept_file = lambda: Path(sys.argv[1])
binding.bring_in()
assert builtins.compile is watched and builtins.__import__ is builtins.__orig_import__
from PySide6.QtCore import QPoint, Qt
assert not QPoint(2, 3).isNull() and Qt.Key.Key_A.value == 65
try:
    QPoint("x", "y")
except TypeError as fault:
    assert "Supported signatures" in str(fault), str(fault)
print(len([one for one in calls if "shibokensupport" in str(one[1:2])]))
"""


def sources_compiled(repo: Path, kept: Path, **environment: str) -> int:
    """How many of the binding's own sources a process compiles to bring it in."""
    plain = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", _BRINGING_IN, str(kept)],
        env=plain | {"PYTHONPATH": str(repo)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_what_the_binding_carries_as_source_is_compiled_once(repo: Path, tmp_path: Path) -> None:
    kept = tmp_path / "cache" / "binding.kept"
    assert sources_compiled(repo, kept) > 5
    assert sources_compiled(repo, kept) == 0
    assert [one.name for one in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize("harm", ["cut", "of another Python", "no such thing"])
def test_what_was_kept_badly_is_made_again(repo: Path, tmp_path: Path, harm: str) -> None:
    kept = tmp_path / "binding.kept"
    sources_compiled(repo, kept)
    whole = kept.read_bytes()
    harmed = {
        "cut": whole[: len(whole) // 2],
        "of another Python": b"\0\0\0\0" + whole[4:],
        "no such thing": whole[:4] + b"N",
    }
    kept.write_bytes(harmed[harm])
    assert sources_compiled(repo, kept) > 5
    assert sources_compiled(repo, kept) == 0


def test_nothing_is_kept_where_nothing_may_be_written(repo: Path, tmp_path: Path) -> None:
    kept = tmp_path / "binding.kept"
    assert sources_compiled(repo, kept, PYTHONDONTWRITEBYTECODE="1") > 5
    assert not kept.exists()
    (tmp_path / "file").write_text("")
    assert sources_compiled(repo, tmp_path / "file" / "binding.kept") > 5


def test_only_a_source_of_the_very_same_text_and_name_is_remembered() -> None:
    kept: binding.Kept = {}
    with binding._remembering(kept) as fresh:
        first = builtins.compile(b"a = 1", "one.py", "exec")
    with binding._remembering(dict(fresh)) as later:
        assert builtins.compile(b"a = 1", "one.py", "exec") is first
        assert builtins.compile(b"a = 2", "one.py", "exec") is not first
        assert builtins.compile(b"a = 1", "two.py", "exec").co_filename == "two.py"
        assert eval(builtins.compile("1 + 1", "one.py", "eval")) == 2
    assert {name for _, name in later} == {"one.py", "two.py"}
