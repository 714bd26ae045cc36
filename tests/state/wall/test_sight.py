"""Text sized by the eye: 25 to 30 minutes of arc for Chinese, a warning below 16."""

from __future__ import annotations

import pytest

from console.state.wall.sight import LEAST_ARC, Sight, farthest_m, sizes

SCREENS = [(1920, 1080), (3840, 2160), (5760, 1080), (1280, 1024)]


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_body_text_is_read_at_ease_from_five_metres(width: int, height: int) -> None:
    found = sizes(Sight(), width, height)
    assert 25 <= found.body_arc <= 30
    assert found.is_legible


def test_twice_the_pixels_make_twice_the_text() -> None:
    small, large = sizes(Sight(), 1920, 1080), sizes(Sight(), 3840, 2160)
    assert large.body_px == pytest.approx(2 * small.body_px)


def test_a_small_screen_far_away_is_warned_of_and_says_from_where_it_can_be_read() -> None:
    far = Sight(distance_m=12, width_m=1.2)
    found = sizes(far, 1920, 1080)
    assert not found.is_legible
    nearer = Sight(distance_m=farthest_m(far, found) * 0.99, width_m=1.2)
    assert sizes(nearer, 1920, 1080).label_arc >= LEAST_ARC


def test_text_leaves_the_scene_its_place() -> None:
    found = sizes(Sight(distance_m=60, width_m=3), 1920, 1080)
    assert found.body_px <= 1080 / 24
