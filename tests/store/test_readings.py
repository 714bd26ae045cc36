"""How characters are read is kept from one start to the next, and never believed when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypinyin import Style, pinyin

from console.store import cache, readings

_SOME = "重庆单于乐㐀𠀀绿女"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setattr(cache, "home", lambda: tmp_path / "cache" / "streets")
    return tmp_path / "cache"


def _nothing() -> readings.Readings:
    raise AssertionError("the dictionary was read once more")


def test_every_reading_is_that_of_the_dictionary(home: Path) -> None:
    known = readings.known()
    assert len(known.codes) > 40_000
    for character in _SOME:
        plain = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
        assert set(known.of(character) or ()) == {one.replace("ü", "v") for one in plain}
    assert known.of("a") is None
    assert known.of("\U0010ffff") is None


def test_the_dictionary_is_read_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = readings.known()
    monkeypatch.setattr(readings, "_made", _nothing)
    kept = readings.known()
    assert [kept.of(one) for one in _SOME] == [made.of(one) for one in _SOME]
    assert kept.sounds == made.sounds
    assert (kept.codes == made.codes).all()
    assert (kept.kinds == made.kinds).all()


@pytest.mark.parametrize("hurt", [b"", b"x" * 31, None])
def test_a_damaged_file_is_made_anew(home: Path, hurt: bytes | None) -> None:
    readings.known()
    (file,) = home.glob("readings-*")
    content = file.read_bytes()
    flipped = content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]
    file.write_bytes(flipped if hurt is None else hurt)
    assert readings.known().of("街") == ("jie",)
    assert file.read_bytes() == content


def test_what_was_kept_of_another_edition_goes(home: Path) -> None:
    home.mkdir()
    (home / "readings-1-old").write_bytes(b"old")
    readings.known()
    assert [one.name for one in home.iterdir()] != ["readings-1-old"]
    assert len(list(home.iterdir())) == 1


def test_where_nothing_can_be_kept_they_are_there_all_the_same(home: Path) -> None:
    home.write_text("a file where the folder would be")
    assert readings.known().of("街") == ("jie",)
