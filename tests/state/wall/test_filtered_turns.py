"""Filtered scenes in turn with others: each says its own filter, and one that fails is skipped."""

from __future__ import annotations

import pytest

from console.state.wall.board import Board, board
from console.state.wall.director import Director, Stage
from console.state.wall.lens import boards_through
from console.state.wall.playlist import Entry, Playlist, lenses_of
from console.state.wall.scenes import EstateScene
from console.store.alarms import NO_ALARMS
from console.store.columns import Street
from console.store.frame import frame

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def plain(street: Street) -> Board:
    return board(frame(street, street.as_of_us), NO_ALARMS)


def stages(plain: Board, *entries: Entry) -> tuple[Director, list[Stage]]:
    """A director over some entries, with everything they look through counted."""
    found: list[Stage] = []
    playlist = Playlist(entries)
    director = Director(playlist, "en", follows=True, clock=lambda: plain.frame.as_of_us)
    director.staged.connect(found.append)
    street = plain.frame.street
    director.put(plain, boards_through(lenses_of(entries), street, plain, NO_ALARMS))
    return director, found


def test_each_scene_says_its_own_filter(plain: Board) -> None:
    filtered = Entry("estate", 10, where=("sex=f",))
    director, seen = stages(plain, Entry("estate", 10), filtered)
    director.step(1)
    first, second = seen[0].notice, seen[-1].notice
    assert (first.filtered, first.notes[0]) == ("", "No filter")
    assert "Female" in second.filtered
    assert second.notes[0] == "Filtered"
    scene = seen[-1].scene
    assert isinstance(scene, EstateScene)
    assert scene.is_filtered


def test_a_filter_that_keeps_hardly_anybody_shows_the_fullest_place_of_all(plain: Board) -> None:
    _, seen = stages(plain, Entry("estate", 10, where=("tag=nobody_has_this",)))
    scene, fullest = seen[-1].scene, int(plain.busiest_estates()[0])
    assert isinstance(scene, EstateScene)
    assert scene.name == plain.frame.street.estates.name.text(fullest)
    assert scene.with_people == 0


def test_a_filter_of_another_pack_is_skipped_and_said_in_the_corner(plain: Board) -> None:
    director, seen = stages(plain, Entry("trend", 10), Entry("street", 10, where=("category=x",)))
    director.step(1)
    assert "Street" in seen[-1].notice.corner
    assert director.entry.show == "trend"
