"""Every theme can be read and told apart: contrast, colour vision, or else a shape."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtGui import QColor

from console.domain import packs
from console.paint import theme as themes
from console.paint.map.ink import estate_colours
from console.paint.theme import Theme
from console.paint.wall.classes import level_colours
from tests.colour_vision import EYES, contrast, delta_e, difference

TEXT, MARK, APART, STEP = 4.5, 3.0, 20.0, 3.5
FROM_NOBODY, A_CLASS = 1.5, 1.3
"""Least contrast of the wall's classes: of the first from nobody's, and of each from the next."""
CHECKED_CLASSES = ("key", "other", "domestic")
"""Classes that must be told apart; unknown is neutral and has no sign by intent."""


@pytest.fixture(params=themes.THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return themes.load(request.param)


def text_pairs(theme: Theme) -> list[tuple[str, QColor, QColor]]:
    """Ink and the ground it stands on, by what it is."""
    chrome, section, badges = theme.chrome, theme.section, theme.badges
    grounds = ("ground", "panel", "raised")
    pairs = [(f"ink on {on}", chrome.ink, chrome[on]) for on in grounds]
    pairs += [(f"muted on {on}", chrome.muted, chrome[on]) for on in grounds[:2]]
    pairs += [(f"{role} on panel", chrome[role], chrome.panel) for role in ("accent", "alarm")]
    pairs += [(f"number on {on}", section.number, section[on]) for on in ("owner", "rented")]
    pairs += [(f"badge of {on}", badges.ink, badges[on]) for on in ("care", "role")]
    pairs += [
        (f"count on class {step} of the ramp", ink, fill)
        for step, (ink, fill) in enumerate(zip(theme.ramp_ink, theme.ramp, strict=True))
    ]
    return pairs + [
        ("label of the map", theme.map.label, theme.map[on]) for on in ("street", "green")
    ]


def test_text_stands_out_from_its_ground(theme: Theme) -> None:
    weak = {
        what: round(contrast(ink, ground), 2)
        for what, ink, ground in text_pairs(theme)
        if contrast(ink, ground) < TEXT
    }
    assert not weak, f"{theme.name}: under {TEXT}: {weak}"


def test_a_mark_stands_out_from_the_panel_or_by_its_keyline(theme: Theme) -> None:
    grounds = {"panel": theme.chrome.panel, "owner": theme.section.owner}
    weak = {
        f"{role} on {on}": round(contrast(theme.classes[role], ground), 2)
        for role in theme.classes.names()
        for on, ground in grounds.items()
        if max(contrast(theme.classes[role], ground), contrast(theme.chrome.keyline, ground)) < MARK
    }
    assert not weak, f"{theme.name}: under {MARK}, keyline too: {weak}"


def test_the_focus_and_the_selection_can_be_seen(theme: Theme) -> None:
    chrome = theme.chrome
    for role in ("accent", "selected", "alarm"):
        assert contrast(chrome[role], chrome.panel) >= MARK, f"{theme.name}: {role}"


@pytest.mark.parametrize("eye", EYES)
def test_every_eye_tells_the_classes_apart_by_colour_or_by_sign(theme: Theme, eye: str) -> None:
    classes = [one for one in packs.load("quarantine-2020").classes if one.role in CHECKED_CLASSES]
    assert len(classes) == len(CHECKED_CLASSES)
    alike = {
        f"{one.key} and {other.key}": round(apart, 1)
        for one, other in combinations(classes, 2)
        if (apart := difference(theme.classes[one.role], theme.classes[other.role], eye)) < APART
        and one.sign == other.sign
    }
    assert not alike, f"{theme.name}, {eye}: alike in colour and in sign: {alike}"


@pytest.mark.parametrize("eye", ["normal", "protan", "deutan", "tritan"])
def test_colour_alone_tells_the_classes_apart_but_in_grey(theme: Theme, eye: str) -> None:
    apart = {
        f"{one} and {other}": difference(theme.classes[one], theme.classes[other], eye)
        for one, other in combinations(CHECKED_CLASSES, 2)
    }
    assert min(apart.values()) >= APART, f"{theme.name}, {eye}: {apart}"


@pytest.mark.parametrize("eye", EYES)
def test_every_step_of_the_ramp_can_be_seen(theme: Theme, eye: str) -> None:
    for ramp in (theme.ramp, theme.plain_ramp):
        steps = [difference(one, other, eye) for one, other in pairwise(ramp)]
        assert min(steps) >= STEP, f"{theme.name}, {eye}: neighbouring classes look alike: {steps}"


@pytest.mark.parametrize("eye", ["normal", "protan", "deutan", "tritan"])
def test_people_counted_whoever_they_are_never_look_like_people_under_the_clock(
    theme: Theme, eye: str
) -> None:
    pairs = list(zip(theme.ramp[2:], theme.plain_ramp[2:], strict=True))
    apart = [difference(one, other, eye) for one, other in pairs]
    assert min(apart) >= APART, f"{theme.name}, {eye}: {apart}"


def test_the_marks_of_the_wall_stand_out_from_its_ground_or_by_their_keyline() -> None:
    wall = themes.load("wall")
    fills = {f"class {at}": one for at, one in enumerate(level_colours(wall, 5)) if at}
    fills |= {f"class {at} under a filter": level_colours(wall, 4)[at] for at in (1, 2, 3)}
    fills |= {f"estates of class {at}": estate_colours(wall, 5)[at] for at in (1, 2, 3, 4)}
    keylines = {name: wall.section[name] for name in ("track", "ground_line")}
    marks = {"checks": wall.section.people, "complete": wall.chrome.replay, "due": wall.chrome.ink}
    weak = {
        what: round(contrast(colour, wall.chrome.ground), 2)
        for what, colour in (fills | keylines | marks).items()
        if contrast(colour, wall.chrome.ground) < MARK
    }
    assert not weak, f"under {MARK}: {weak}"
    assert contrast(wall.section.people, wall.chrome.ink) >= MARK, "checks beside due"


def test_neighbouring_classes_of_the_wall_differ_in_brightness_too() -> None:
    """From six metres hue is lost first."""
    wall = themes.load("wall")
    for fills in (estate_colours(wall, 5), level_colours(wall, 5)):
        steps = [round(contrast(one, other), 2) for one, other in pairwise(fills)]
        assert steps[0] >= FROM_NOBODY, steps
        assert min(steps[1:]) >= A_CLASS, steps


def test_the_difference_is_the_published_one() -> None:
    published = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, expected in published:
        assert delta_e(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)


def test_a_colour_seen_through_leaves_the_theme_s_own_as_it_is() -> None:
    solid = themes.load("night").chrome.panel
    thin = themes.translucent(solid, 0.62)
    assert thin.alphaF() == pytest.approx(0.62, abs=1e-4)
    assert (thin.rgb(), solid.alpha()) == (solid.rgb(), 255)
    assert themes.translucent(themes.load("day").chrome.panel, 0.62) != thin
