"""The project's own files are parsed once, and read anew when they change."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from console.domain import resources

TEXT = 'name = "街道"\n[rule]\nbefore = 2020-04-08\ncodes = ["KR", 2, true]\n'
PARSED = {"name": "街道", "rule": {"before": date(2020, 4, 8), "codes": ["KR", 2, True]}}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    found = tmp_path / "one.toml"
    found.write_text(TEXT, "utf-8")
    return found


def kept(file: Path) -> Path:
    return file.parent / "__pycache__" / "one.json"


def test_what_was_kept_says_what_the_file_says(file: Path) -> None:
    assert resources.read_toml("one.toml") == PARSED
    assert kept(file).is_file()
    file.write_bytes(b"#" * file.stat().st_size)
    os.utime(file, ns=(0, 0))
    assert resources.read_toml("one.toml") == {}
    file.write_text(TEXT, "utf-8")
    resources.read_toml("one.toml")
    assert resources.read_toml("one.toml") == PARSED


def test_the_file_is_not_parsed_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resources.read_toml("one.toml")
    monkeypatch.setitem(sys.modules, "tomllib", None)
    assert resources.read_toml("one.toml") == PARSED


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"of": 1}', b"\xff\xfe"])
def test_a_damaged_copy_is_made_again(file: Path, damage: bytes) -> None:
    resources.read_toml("one.toml")
    kept(file).write_bytes(damage)
    assert resources.read_toml("one.toml") == PARSED
    assert kept(file).read_bytes() != damage


def test_nothing_is_written_where_python_keeps_no_bytecode(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert resources.read_toml("one.toml") == PARSED
    assert not kept(file).exists()


def test_every_file_of_the_project_survives_being_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    root = resources.root()
    found = [one.relative_to(root) for one in root.rglob("*.toml")]
    import tomllib

    for one in found:
        assert resources.read_toml(*one.parts) == tomllib.loads((root / one).read_text("utf-8"))
