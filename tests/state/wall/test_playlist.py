"""The playlist: a good one ships, a bad one gets a sentence that names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.domain.errors import UserError
from console.state.wall.lens import Lens
from console.state.wall.playlist import parsed, read, standard
from console.state.wall.scenes import KINDS
from console.state.wall.sight import Sight


def test_the_one_that_ships_shows_every_scene() -> None:
    assert {one.show for one in standard().entries} == set(KINDS)
    assert standard().sight == Sight(5.0, None)


def test_everything_that_can_be_said_is_read() -> None:
    said = parsed(
        "[wall]\ndistance_m = 7\nwidth_m = 4.5\nstale_hours = 3\n"
        '[[scene]]\nshow = "section"\nseconds = 9\nplaces = ["B0001"]\n',
        "mine.toml",
    )
    assert said.sight == Sight(7.0, 4.5)
    assert said.stale_hours == 3
    (only,) = said.entries
    assert (only.show, only.seconds, only.places) == ("section", 9, ("B0001",))


def test_scenes_may_ask_for_some_people() -> None:
    (one, other) = parsed(
        '[[scene]]\nshow = "street"\nwhere = ["tag=lives_alone age>=80"]\n'
        '[[scene]]\nshow = "section"\nwhere = ["sex=f"]\n',
        "mine.toml",
    ).entries
    assert one.lens == Lens(("tag=lives_alone age>=80",))
    assert other.lens == Lens(("sex=f",))


SLIPS = {
    "no TOML": ('[[scene]]\nshow = "street\n', "Line 2"),
    "no scenes": ("[wall]\n", "no scenes"),
    "a scene that is none": ('[[scene]]\nshow = "street"\n\n[[scene]]\nshow = "stret"\n', "Line 5"),
    "a scene without a name": ('[[scene]]\nshow = "street"\n[[scene]]\nseconds = 5\n', "Line 3"),
    "too short": ('[[scene]]\nshow = "street"\nseconds = 1\n', "Line 3"),
    "no number": ('[[scene]]\nshow = "street"\nseconds = "long"\n', "Line 3"),
    "an unknown word": ('[[scene]]\nshow = "street"\ncolour = 1\n', "Line 3"),
    "places of the street": ('[[scene]]\nshow = "street"\nplaces = ["E1"]\n', "Line 3"),
    "places that are numbers": ('[[scene]]\nshow = "estate"\n# ids\nplaces = [1]\n', "Line 4"),
    "a filter that is none": (
        '[[scene]]\nshow = "street"\nwhere = ["agee>=60"]\n',
        "Line 3 of the playlist mine.toml: ",
    ),
    "a filter of alarms": ('[[scene]]\nshow = "alarms"\nwhere = ["age>=60"]\n', "Line 3"),
    "a filter that is no list": ('[[scene]]\nshow = "street"\nwhere = "age>=60"\n', "Line 3"),
    "a filter by a home": ('[[scene]]\nshow = "street"\nwhere = ["unit=U1"]\n', "Line 3"),
    "filters that clash": (
        '[[scene]]\nshow = "street"\nwhere = ["age>=60"]\n'
        '[[scene]]\nshow = "estate"\nwhere = ["age>=61"]\n',
        "Line 6",
    ),
    "a wall at the moon": (
        '[[scene]]\nshow = "street"\n[wall]\ndistance_m = 1e9\n',
        "Line 4",
    ),
    "an unknown table": ('[[scene]]\nshow = "street"\n[people]\n', "Line 3"),
}


@pytest.mark.parametrize(("text", "said"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UserError) as found:
        parsed(text, "mine.toml")
    assert said in found.value.say("en")
    assert "mine.toml" in found.value.say("zh")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "no text"])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match="cannot be read"):
        read(path)
