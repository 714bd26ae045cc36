"""The key of a printed section: what belongs together stands together, on every width."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from console.paint import lettering
from console.paint import theme as themes
from console.paint.section.key import KeyItem, key_items, key_lines
from console.state.section.scene import build_section
from console.store.frame import frame
from tests.store import tiny

THEME = themes.load("day")
WIDTHS = [380.0, 560.0, 868.0, 1500.0, 4000.0]


def items(language: str) -> list[KeyItem]:
    street = tiny.street()
    scene = build_section(street, frame(street, street.as_of_us), 0, 600.0, 800.0)
    return key_items(scene, THEME, language)


def boxes(line: list[tuple[float, KeyItem]]) -> list[QRectF]:
    font = THEME.metrics.font("small", tabular=True)
    return [
        QRectF(left, 0, item.width + lettering.width(item.words, font), 20) for left, item in line
    ]


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_item_stands_once_within_the_width_and_on_no_other(
    qapp: QApplication, width: float, language: str, torn: bool
) -> None:
    given = items(language)
    lines = key_lines(given, THEME, width, torn=torn)
    assert len(lines) <= len(key_lines(given, THEME, width))
    assert [item for line in lines for _, item in line] == given
    for line in lines:
        found = boxes(line)
        assert found[0].left() == 0
        assert found[-1].right() <= width
        assert all(one.right() + 5 < other.left() for one, other in pairwise(found))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_group_that_fits_a_line_is_never_torn(
    qapp: QApplication, width: float, language: str
) -> None:
    given = items(language)
    lines = key_lines(given, THEME, width)
    for name, members in groupby(given, key=lambda one: one.group):
        group = list(members)
        (alone,) = key_lines(group, THEME, 1e6)
        on = {number for number, line in enumerate(lines) for _, one in line if one in group}
        assert len(on) == 1 or boxes(alone)[-1].right() + 1 >= width, name
