"""Preferences come back, survive a crash, and a damaged file is an empty one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from console.state.preferences import MOST_RECENT, PlaceIds, Preferences

pytestmark = pytest.mark.usefixtures("qapp")


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "console.ini")
    kept.keep({"language": "en", "layout/docks": QByteArray(b"\x00\x01\xff")})
    kept.keep_place(PlaceIds("C1", "E1", "B1", "U1"))
    kept.flush()
    found = Preferences(tmp_path / "console.ini")
    assert found.text("language") == "en"
    assert found.bytes("layout/docks") == QByteArray(b"\x00\x01\xff")
    assert found.place == PlaceIds("C1", "E1", "B1", "U1")


def test_a_change_reaches_the_disk_by_itself(tmp_path: Path, qtbot: QtBot) -> None:
    kept = Preferences(tmp_path / "console.ini")
    kept.keep({"theme": "day"})
    file = tmp_path / "console.ini"
    qtbot.waitUntil(lambda: file.exists() and "theme=day" in file.read_text(), timeout=3000)
    assert Preferences(tmp_path / "console.ini").text("theme") == "day"


def test_recent_folders_are_each_there_once_the_last_first(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "console.ini")
    for number in [*range(MOST_RECENT + 5), 7]:
        kept.opened(f"/streets/{number}.street")
    assert kept.recent[:2] == ("/streets/7.street", "/streets/14.street")
    assert len(kept.recent) == len(set(kept.recent)) == MOST_RECENT
    kept.flush()


def test_a_damaged_file_reads_as_empty(tmp_path: Path) -> None:
    file = tmp_path / "console.ini"
    file.write_bytes(b"\xff\xfe[[[=\n\x00version=9\nlayout\\docks=@Invalid()")
    found = Preferences(file)
    assert found.recent == ()
    assert found.text("language", "zh") == "zh"
    assert found.choice("theme", ("night", "day")) == "night"


def test_an_unknown_choice_is_the_first_one(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "console.ini")
    kept.keep({"theme": "disco"})
    assert kept.choice("theme", ("night", "day")) == "night"
    kept.flush()


def test_a_path_in_chinese_comes_back_whole(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "console.ini")
    kept.opened("/快照/花木 街道.street")
    kept.flush()
    assert Preferences(tmp_path / "console.ini").recent == ("/快照/花木 街道.street",)
