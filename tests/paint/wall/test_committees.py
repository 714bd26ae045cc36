"""What a committee has to do on the wall: every count has its place, the bar keeps its length."""

from __future__ import annotations

import pytest

from console.domain.banding import Amount
from console.paint import theme as themes
from console.paint.map.ink import contrast
from console.paint.wall.committees import part_widths
from console.paint.wall.look import wall_look
from console.state.wall.scenes import CommitteeRow

pytestmark = pytest.mark.usefixtures("qapp")
WHOLE, MOST = 900.0, 60


def row(complete: int, due: int, checks: int) -> CommitteeRow:
    return CommitteeRow("", due, complete, checks, Amount(40, is_exact=True))


@pytest.mark.parametrize("counts", [(1, 1, 58), (0, 12, 36), (1, 0, 0), (0, 0, 60), (20, 20, 20)])
def test_every_count_fits_its_part_and_the_bar_is_as_long_as_the_sum(
    counts: tuple[int, int, int],
) -> None:
    look = wall_look(themes.load("wall"), "zh", 25.0)
    shown = row(*counts)
    widths = part_widths(shown, WHOLE, MOST, look)
    parts = dict(zip(("complete", "due", "checks"), counts, strict=True))
    assert list(widths) == [part for part, count in parts.items() if count]
    for part, wide in widths.items():
        assert wide > look.width(f"{parts[part]}", "body", bold=True)
    least = sum(look.width(f"{parts[part]}", "body", bold=True) + 12.5 for part in widths)
    wanted = max(least, WHOLE * shown.to_do / MOST)
    assert sum(widths.values()) == pytest.approx(wanted)


def test_what_waits_longest_stands_out_most_from_the_ground() -> None:
    theme = themes.load("wall")
    chrome, quiet = theme.chrome, theme.section.track
    strengths = [contrast(one, chrome.ground) for one in (chrome.replay, chrome.muted, quiet)]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[-1] >= 3
    for ink, fill in ((chrome.ground, chrome.replay), (chrome.ground, chrome.muted)):
        assert contrast(ink, fill) >= 4.5
    assert contrast(chrome.ink, quiet) >= 4.5
