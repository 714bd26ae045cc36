"""Texts of a building are read in one go, and their widths are estimated on the safe side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from console.paint import theme
from console.state.section.texts import breadths_px, texts_between
from console.store.columns import Strings
from tests.store import tiny


def strings(texts: list[str | None]) -> Strings:
    rows = [{"unit_id": f"{row:04d}", "room": text} for row, text in enumerate(texts)]
    return tiny.street(
        {
            "buildings": [{"building_id": "B", "name": "B", "floors_above": 200}],
            "units": [
                {"building_id": "B", "floor": row + 1, "column": 0, "occupancy": "owner", **one}
                for row, one in enumerate(rows)
            ],
        }
    ).units.room


@given(st.lists(st.text(max_size=8), max_size=20), st.data())
def test_texts_are_those_of_the_rows(texts: list[str], data: st.DataObject) -> None:
    kept = strings([*texts])
    first = data.draw(st.integers(0, len(texts)))
    end = data.draw(st.integers(first, len(texts)))
    assert texts_between(kept, first, end) == [kept.text(row) for row in range(first, end)]


@pytest.mark.parametrize("text", ["1103", "101", "A-12", "商铺3", "全幢", "WM08", "i1l", ""])
def test_a_width_is_not_estimated_too_small(qapp: QApplication, text: str) -> None:
    font = theme.load("night").metrics.font("small", tabular=True)
    real = QFontMetricsF(font).horizontalAdvance(text)
    assert real - 4 <= breadths_px([text], 11)[0] <= 1.9 * real + 1


@given(st.lists(st.text(max_size=12), max_size=8))
def test_widths_add_up(texts: list[str]) -> None:
    together = breadths_px(["".join(texts)], 11)[0]
    assert breadths_px(texts, 11).sum() == pytest.approx(together)
