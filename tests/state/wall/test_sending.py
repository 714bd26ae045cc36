"""A view that was sent becomes a scene of its own, outlives a crash, and may not tell too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.domain.errors import UserError
from console.state.wall.board import Board, board
from console.state.wall.director import Director, Stage
from console.state.wall.lens import Lens, board_through
from console.state.wall.memory import Memory
from console.state.wall.notice import Age
from console.state.wall.playlist import Entry, Playlist
from console.state.wall.scenes import EstateScene
from console.state.wall.sending import View, entry_of, with_sent, without_sent
from console.state.wall.spot import Spot
from console.store.alarms import NO_ALARMS
from console.store.columns import Street
from console.store.frame import frame

LIST = Playlist((Entry("trend"), Entry("street", where=("age>=60",))))
DAY_US = 86_400_000_000


@pytest.fixture(scope="module")
def plain(street: Street) -> Board:
    return board(frame(street, street.as_of_us), NO_ALARMS)


def view(street: Street, *where: str, as_of_us: int | None = None) -> View:
    return View(street.code, "estate", street.estates.id.text(0), where, as_of_us)


def test_a_view_takes_its_turn_after_the_playlist_and_goes_when_it_is_withdrawn(
    plain: Board, street: Street
) -> None:
    entry = entry_of(view(street), plain, LIST, Spot(0, (4, 2)))
    sent = with_sent(Spot(0, (4, 2)), entry, LIST, plain)
    assert (sent.entry, sent.visits, sent.sent) == (2, (4, 2, 0), entry)
    again = with_sent(sent, entry, LIST, plain)
    assert again.visits == (4, 2, 0)
    gone = without_sent(sent, LIST)
    assert (gone.entry, gone.visits, gone.sent) == (0, (4, 2), None)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (View("1"), "wall.other_street"),
        (View("", "estate", "E-nowhere"), "wall.no_place"),
        (View("", where=("unit=U1",)), "wall.where_field"),
        (View("", where=("age>=61",)), "wall.where_clash"),
        (View("", where=("nonsense",)), "condition.unreadable"),
    ],
)
def test_what_may_not_be_shown_is_refused(
    plain: Board, street: Street, said: View, key: str
) -> None:
    asked = View(said.street or street.code, said.show, said.place, said.where)
    with pytest.raises(UserError) as found:
        entry_of(asked, plain, LIST, Spot(0, (0, 0)))
    assert found.value.key == key


def test_a_filter_sent_before_binds_the_next_until_another_snapshot(
    plain: Board, street: Street
) -> None:
    first = entry_of(view(street, "sex=f"), plain, LIST, Spot(0, (0, 0)))
    spot = without_sent(with_sent(Spot(0, (0, 0)), first, LIST, plain), LIST)
    with pytest.raises(UserError, match="same trait"):
        entry_of(view(street, "sex=m"), plain, LIST, spot)
    assert entry_of(view(street, "sex=f"), plain, LIST, spot) == first
    later = board(frame(street, street.as_of_us + DAY_US), NO_ALARMS)
    assert entry_of(view(street, "sex=m"), later, LIST, spot).where == ("sex=m",)


def test_a_sent_view_and_what_was_asked_outlive_the_process(
    plain: Board, street: Street, tmp_path: Path
) -> None:
    entry = entry_of(view(street, "sex=f", as_of_us=5), plain, LIST, Spot(0, (0, 0)))
    spot = with_sent(Spot(0, (0, 0), message="十点开会"), entry, LIST, plain)
    Memory(tmp_path).keep_spot(spot)
    assert Memory(tmp_path).spot() == spot


@pytest.mark.usefixtures("qapp")
def test_a_view_of_another_instant_says_so_while_the_clock_goes_on(
    plain: Board, street: Street
) -> None:
    stages: list[Stage] = []
    before = street.as_of_us - DAY_US
    entry = entry_of(view(street, as_of_us=before), plain, LIST, Spot(0, (0, 0)))
    director = Director(LIST, "en", follows=True, clock=lambda: street.as_of_us)
    director.staged.connect(stages.append)
    director.put(plain)
    director.through[entry.lens] = board_through(Lens((), before), street, plain, NO_ALARMS)
    director.take(with_sent(director.spot, entry, LIST, plain))
    assert isinstance(stages[-1].scene, EstateScene)
    assert stages[-1].notice.age is Age.REPLAY
    assert stages[-1].notice.as_of != stages[0].notice.as_of
    assert stages[-1].notice.time == stages[0].notice.time


@pytest.mark.parametrize(
    "said",
    [
        "[" * 100_000,
        '{"entry": Infinity, "visits": [], "paused": 0, "acknowledged": []}',
        '{"entry": 0, "visits": [], "paused": 0, "acknowledged": [], "sent": {"show": "x"}}',
        '{"pid": "x", "keeper": null, "alarms": 7}',
    ],
)
def test_a_file_of_the_wall_that_is_none_is_as_if_not_there(tmp_path: Path, said: str) -> None:
    for name in ("spot", "snapshot", "running"):
        (tmp_path / f"{name}.json").write_text(said)
    memory = Memory(tmp_path)
    assert (memory.spot(), memory.last(), memory.running()) == (None, None, (0, 0))
