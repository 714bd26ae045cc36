"""The command render: pictures are written as asked, and what cannot be drawn is said at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import cli
from tests.snapshot.builders import columns, tiny_street

OPENINGS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}
(BUILDING, *_) = columns()["buildings"]["building_id"]
KINDS = (["map"], ["section"], ["section", "--building", BUILDING], ["wall"])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tiny_street(tmp_path_factory.mktemp("street") / "tiny.street"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ending", OPENINGS)
@pytest.mark.parametrize("kind", KINDS, ids=" ".join)
def test_a_picture_is_written_in_each_format(
    tiny: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: list[str], ending: str
) -> None:
    out = tmp_path / f"picture{ending}"
    words = ["render", kind[0], tiny, *kind[1:], "--size", "640x480", "-o", str(out)]
    assert cli.main([*words, "--theme", "light", "--lang", "en"]) == 0
    assert out.read_bytes().startswith(OPENINGS[ending])
    assert capsys.readouterr().out == f"Written: {out}\n"


SLIPS = {
    "a building that is not there": (["section", "--building", "B999"], "B999"),
    "a size that is none": (["map", "--size", "big"], "big"),
    "size and page": (["map", "--size", "800x600", "--page", "A4"], "--page"),
    "a scene that is none": (["wall", "--scene", "trends"], "trend"),
    "a scene of no wall": (["map", "--scene", "trend"], "render wall"),
    "a building of a map": (["map", "--building", "B1"], "render section"),
    "an instant that is none": (["map", "--as-of", "soon"], "soon"),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("words", "said"), SLIPS.values(), ids=SLIPS.keys())
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(
    tiny: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    out = tmp_path / "picture.png"
    asked = ["render", words[0], tiny, *words[1:], "-o", str(out), "--lang", "en"]
    assert cli.main(asked) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("qapp")
def test_an_ending_that_is_no_picture_is_refused_before_the_snapshot_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["render", "map", "nowhere", "-o", str(tmp_path / "map.jpg"), "--lang", "en"]
    assert cli.main(asked) == 2
    assert "map.jpg" in capsys.readouterr().err
