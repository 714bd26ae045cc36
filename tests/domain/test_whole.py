"""A file is written whole or not at all, and what cannot be read is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.domain import whole


def test_a_file_and_its_folder_are_made_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "a.json"
    for text in ("一", "二\udcff"):
        whole.put(file, text, flushed=text == "一")
    assert file.read_text("utf-8") == "二\\udcff"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("refusing", ["os.fsync", "pathlib.Path.replace"])
def test_what_the_disk_refuses_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusing: str
) -> None:
    file = tmp_path / "a.json"
    whole.put(file, "old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(refusing, refuse)
    with pytest.raises(OSError, match="No space"):
        whole.put(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_put_aside_keeps_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"\xff")
    whole.put_aside(file)
    (aside,) = tmp_path.iterdir()
    assert (aside.suffix, aside.read_bytes()) == (".unreadable", b"\xff")


def test_a_file_is_another_once_somebody_else_has_written_it(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    seen = whole.Seen(file)
    assert not seen.is_other
    for text in ("one", "and two"):
        whole.put(file, text)
        assert seen.is_other
        seen.note()
        assert not seen.is_other
    file.unlink()
    assert not seen.is_other
