"""The README says what is so: its commands are read, its files exist, its floors are the floors."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from console.arguments import read
from tests.test_floors import FLOORS

LAUNCHER_WORDS = ("test", "wheelhouse", "--wheelhouse")


@pytest.fixture(scope="module")
def readme(repo: Path) -> str:
    return (repo / "README.md").read_text("utf-8")


def commands(readme: str) -> list[list[str]]:
    """The words of every ./street-console line in a block of code."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", readme, re.DOTALL))
    lines = [shlex.split(line, comments=True) for line in blocks.splitlines()]
    return [words[1:] for words in lines if words[:1] == ["./street-console"]]


def test_every_command_in_it_is_one_that_is_understood(readme: str) -> None:
    assert len(commands(readme)) > 5
    for words in commands(readme):
        if not words or words[0] not in LAUNCHER_WORDS:
            read(words)


def test_every_file_it_shows_or_names_exists(readme: str, repo: Path) -> None:
    shown = re.findall(r"\]\(([^)#:]+)\)", readme)
    named = re.findall(r"`((?:tests|console|resources|data)/[\w/]+\.\w+)`", readme)
    missing = [name for name in (*shown, *named) if not (repo / name).exists()]
    assert not missing


def test_its_table_of_floors_is_the_one_that_is_tested(readme: str) -> None:
    rows = re.findall(r"^\| (\d) \w+ \| ([^|]+) \|", readme, re.MULTILINE)
    told = {room: int(floor) for floor, rooms in rows for room in re.findall(r"`(\w+)/`", rooms)}
    told.pop("console", None)
    assert told == FLOORS


def test_the_changes_open_with_this_release(repo: Path) -> None:
    from console import VERSION

    changes = (repo / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == VERSION
    assert f'version = "{VERSION}"' in (repo / "pyproject.toml").read_text("utf-8")
