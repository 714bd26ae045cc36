"""Bookmarks outlive the program and the snapshot, and never overwrite what they cannot read."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.domain import packs
from console.domain.conditions import parse_all
from console.domain.errors import UserError
from console.state.bookmarks import Bookmark, Bookmarks, bookmark_of, visit_of
from console.state.filtering import NO_FILTER
from console.state.history import Visit
from console.state.map.viewport import Viewport
from console.state.selection import place_of_building
from console.state.situation import Fill
from console.store.columns import Projection
from tests.store import tiny

STREET = tiny.street()
VIEW = Viewport(120.25, -80.5, 1.75, 700, 500)
PACK = packs.load(STREET.scenario)
FILTER = NO_FILTER.put("tag", parse_all(["tag=lives_alone"], PACK)).put(
    "map", parse_all([f"building={STREET.buildings.id.text(0)}"], PACK)
)
VISIT = Visit(
    place=place_of_building(STREET, 0),
    as_of_us=STREET.as_of_us - 3_600_000_000,
    fill=Fill.MAP,
    map_viewpoint=VIEW,
    filter=FILTER,
)


def bookmark(name: str = "早上") -> Bookmark:
    return bookmark_of(name, STREET, VISIT, "care", "rate")


@pytest.fixture
def kept(qapp: QApplication, tmp_path: Path) -> Bookmarks:
    return Bookmarks(tmp_path / "deep" / "bookmarks.json")


def test_a_view_comes_back_exactly(kept: Bookmarks, tmp_path: Path) -> None:
    kept.add(bookmark())
    (again,) = Bookmarks(tmp_path / "deep" / "bookmarks.json").all
    assert again == bookmark()
    assert visit_of(again, STREET, VIEW) == VISIT


def test_it_fits_a_snapshot_with_another_origin() -> None:
    plane = STREET.projection
    assert plane is not None
    moved: Projection = replace(plane, origin_x_m=plane.origin_x_m + 10)
    there = visit_of(bookmark(), replace(STREET, projection=moved), VIEW).map_viewpoint
    assert isinstance(there, Viewport)
    assert there.centre_x_m == pytest.approx(VIEW.centre_x_m - 10)


def test_another_street_is_a_sentence() -> None:
    other = replace(bookmark(), street="310115017")
    with pytest.raises(UserError) as refused:
        visit_of(other, STREET, VIEW)
    assert "早上" in refused.value.say("zh")


def test_names_are_there_once(kept: Bookmarks) -> None:
    kept.add(bookmark("甲"))
    kept.add(bookmark("乙"))
    assert [one.name for one in kept.all] == ["乙", "甲"]
    assert kept.free_name("甲") == "甲 2"
    assert kept.rename("乙", "甲") == "甲 2"
    assert kept.rename("甲", "  ") == "甲"
    kept.add(bookmark("甲"))
    assert [one.name for one in kept.all] == ["甲", "甲 2"]
    kept.remove("甲")
    assert [one.name for one in kept.all] == ["甲 2"]


def test_they_are_found_by_a_part_of_their_name(kept: Bookmarks) -> None:
    kept.add(bookmark("Morning round"))
    assert [one.name for one in kept.like("ROUND")] == ["Morning round"]
    assert kept.like("evening") == ()


def written(**changes: object) -> str:
    """The file of one bookmark in which something was changed."""
    return json.dumps({"version": 1, "bookmarks": [asdict(bookmark()) | changes]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "[" * 100_000,
        '{"version": 2}',
        '{"version": 1, "bookmarks": [{"name": "x"}]}',
        written(as_of_us=float("inf")),
        written(as_of_us=10**30),
        written(x_m=float("nan")),
        written(metres_per_px=0),
        written(origin_x_m="here"),
        written(fill="everything"),
        written(place=["E1"]),
        written(place={"estate": "E1", "planet": "Mars"}),
        written(filter=[["age"]]),
        written(filter=7),
    ],
)
def test_a_file_that_cannot_be_read_is_put_aside(
    qapp: QApplication, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "bookmarks.json"
    file.write_text(text)
    kept = Bookmarks(file)
    assert kept.all == ()
    assert not kept.is_sound
    assert file.read_text() == text
    kept.add(bookmark())
    assert kept.is_sound
    (aside,) = tmp_path.glob("bookmarks.*.unreadable")
    assert aside.read_text() == text
    assert len(json.loads(file.read_text("utf-8"))["bookmarks"]) == 1


def test_a_folder_that_cannot_be_written_is_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Bookmarks(tmp_path / "file" / "bookmarks.json")
    with pytest.raises(UserError) as refused:
        kept.add(bookmark())
    assert refused.value.key == "bookmarks.not_written"
    assert kept.all == ()


def test_what_cannot_be_written_down_is_as_it_was(
    kept: Bookmarks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.add(bookmark())
    told: list[object] = []
    kept.changed.connect(lambda: told.append(kept.all))

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    for act in (lambda: kept.remove("早上"), lambda: kept.rename("早上", "晚上")):
        with pytest.raises(UserError):
            act()
    assert [one.name for one in kept.all] == ["早上"]
    assert not told
    assert [one.name for one in (tmp_path / "deep").iterdir()] == ["bookmarks.json"]


def test_what_was_forgotten_comes_back_where_it_stood(kept: Bookmarks, tmp_path: Path) -> None:
    for name in "丙乙甲":
        kept.add(bookmark(name))
    before = kept.all
    for name in ("乙", "甲", "no such"):
        kept.remove(name)
    assert [kept.restore(), kept.restore()] == ["甲", "乙"]
    assert kept.all == before == Bookmarks(tmp_path / "deep" / "bookmarks.json").all
    assert not kept.can_restore
    kept.remove("乙")
    kept.rename("甲", "乙")
    assert kept.restore() == "乙 2"


def test_what_cannot_be_restored_can_still_be_later(
    kept: Bookmarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.add(bookmark())
    kept.remove("早上")
    with monkeypatch.context() as refusing:
        refusing.setattr("os.fsync", _refuse)
        with pytest.raises(UserError):
            kept.restore()
    assert not kept.all
    assert kept.restore() == "早上"


def test_two_consoles_do_not_lose_what_the_other_kept(kept: Bookmarks, tmp_path: Path) -> None:
    other = Bookmarks(kept.file)
    assert other.all == ()
    kept.add(bookmark("早上"))
    assert other.free_name("早上") == "早上 2"
    other.add(bookmark("晚上"))
    kept.rename("早上", "早班")
    assert [one.name for one in kept.all] == ["晚上", "早班"]
    other.remove("早班")
    kept.freshen()
    assert (
        [one.name for one in kept.all] == ["晚上"] == [one.name for one in Bookmarks(kept.file).all]
    )
    kept.file.write_text("{", "utf-8")
    kept.freshen()
    assert [one.name for one in kept.all] == ["晚上"]


def _refuse(_: int) -> None:
    raise OSError(28, "No space left on device")
