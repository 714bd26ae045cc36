"""Filters saved are there again, are handed on as a file, and bad files are refused in words."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from console.domain.errors import UserError
from console.state.expression.saved import SavedFilter, SavedFilters, read_filters


def kept(folder: Path) -> SavedFilters:
    return SavedFilters(folder / "filters.toml")


def test_what_is_saved_is_there_at_the_next_start(tmp_path: Path) -> None:
    filters = kept(tmp_path)
    filters.save("独居 80+", "tag=lives_alone age>=80")
    filters.save("今日期满", "state=due")
    assert kept(tmp_path).filters == (
        SavedFilter("独居 80+", "tag=lives_alone age>=80"), SavedFilter("今日期满", "state=due")
    )  # fmt: skip


def test_the_same_name_is_saved_over_where_it_stands(tmp_path: Path) -> None:
    filters = kept(tmp_path)
    filters.save("a", "state=due")
    filters.save("b", "age>=60")
    filters.save("a", "state=active")
    assert [(one.name, one.text) for one in filters.filters] == [
        ("a", "state=active"), ("b", "age>=60")
    ]  # fmt: skip


def test_a_filter_needs_a_name_and_something_to_say(tmp_path: Path) -> None:
    for name, text in (("", "age>=60"), ("  \n", "age>=60"), ("a", " ")):
        with pytest.raises(UserError):
            kept(tmp_path).save(name, text)


def test_a_name_that_another_has_is_refused(tmp_path: Path) -> None:
    filters = kept(tmp_path)
    filters.save("a", "state=due")
    filters.save("b", "age>=60")
    with pytest.raises(UserError):
        filters.rename("a", "b")
    filters.rename("a", "c")
    filters.remove("b")
    assert [one.name for one in filters.filters] == ["c"]


def test_filters_handed_on_are_taken_in_once(tmp_path: Path) -> None:
    mine, theirs = SavedFilters(tmp_path / "mine.toml"), SavedFilters(tmp_path / "theirs.toml")
    mine.save("a", "state=due")
    mine.save("b", "age>=60")
    theirs.save("a", "state=active")
    theirs.save("b", "age>=60")
    assert mine.hand_on(tmp_path / "shared.toml") == 2
    assert theirs.take_in(tmp_path / "shared.toml") == 1
    assert [(one.name, one.text) for one in theirs.filters] == [
        ("a", "state=active"), ("b", "age>=60"), ("a 2", "state=due")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"not toml [",
        b'format = "street-filters"\nfilter = 3\n',
        b'format = "street-filters"\n[[filter]]\nname = "a"\n',
        b'format = "street-filters"\n[[filter]]\nname = 1\ntext = "age>=60"\n',
        b'format = "street-filters"\n[[filter]]\nname = "a"\ntext = "' + b"x" * 5000 + b'"\n',
        b'format = "other"\n',
        b"#" * 1_000_001,
    ],
)
def test_another_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.toml"
    file.write_bytes(content)
    with pytest.raises(UserError) as refused:
        kept(tmp_path).take_in(file)
    assert "other.toml" in refused.value.say("zh")


def test_a_file_that_cannot_be_read_is_kept_beside_what_is_saved_next(tmp_path: Path) -> None:
    (tmp_path / "filters.toml").write_text("broken [")
    filters = kept(tmp_path)
    assert filters.filters == ()
    assert not filters.is_sound
    filters.save("a", "state=due")
    (aside,) = tmp_path.glob("filters.*.unreadable")
    assert aside.read_text() == "broken ["
    assert filters.is_sound
    assert kept(tmp_path).filters == filters.filters


def test_a_folder_that_is_not_to_be_written_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    filters = SavedFilters(tmp_path / "file" / "filters.toml")
    with pytest.raises(UserError):
        filters.save("a", "state=due")
    assert filters.filters == ()


@given(name=some.text(min_size=1, max_size=80), text=some.text(min_size=1, max_size=80))
def test_any_name_and_text_come_back_from_the_file(name: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "filters.toml"
        filters = SavedFilters(file)
        try:
            filters.save(name, text)
        except UserError:
            return
        assert read_filters(file) == filters.filters


def test_what_was_forgotten_comes_back_where_it_stood(tmp_path: Path) -> None:
    filters = kept(tmp_path)
    for name in "abc":
        filters.save(name, f"age>={ord(name)}")
    before = filters.filters
    for name in ("b", "a", "no such"):
        filters.remove(name)
    assert [filters.restore(), filters.restore()] == ["a", "b"]
    assert filters.filters == before == kept(tmp_path).filters
    assert not filters.can_restore
    filters.remove("b")
    filters.rename("a", "b")
    assert filters.restore() == "b 2"


def test_two_consoles_do_not_lose_what_the_other_saved(tmp_path: Path) -> None:
    here, there = kept(tmp_path), kept(tmp_path)
    here.save("老人", "age>=80")
    there.save("隔离", "state=active")
    here.rename("老人", "高龄")
    assert [one.name for one in here.filters] == ["高龄", "隔离"]
    there.remove("高龄")
    assert [one.name for one in there.filters] == ["隔离"]
    here.freshen()
    assert here.filters == there.filters == kept(tmp_path).filters


def test_what_another_console_left_unreadable_costs_nothing(tmp_path: Path) -> None:
    here = kept(tmp_path)
    here.save("老人", "age>=80")
    here.file.write_text("not = [toml", "utf-8")
    here.freshen()
    assert [one.name for one in here.filters] == ["老人"]
    here.save("隔离", "state=active")
    assert [one.name for one in kept(tmp_path).filters] == ["老人", "隔离"]
    assert len(list(tmp_path.glob("*.unreadable"))) == 1
