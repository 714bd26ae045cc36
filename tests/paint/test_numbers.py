"""A number is meant by a pointer on its line, somewhat before and after its digits too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from console.paint.numbers import Number, number_at
from console.state.lists.link import ListLink

ONE = Number(QRectF(10, 20, 30, 16), "12", ListLink("people"))
OTHER = Number(QRectF(60, 20, 30, 16), "34", ListLink("active"))


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        ((25, 28), ONE),
        ((6, 20), ONE),
        ((44, 36), ONE),
        ((5.9, 28), None),
        ((44.1, 28), None),
        ((25, 19.9), None),
        ((25, 36.1), None),
        ((56, 28), OTHER),
        ((75, 28), OTHER),
    ],
)
def test_the_number_under_a_point_is_the_one_in_whose_reach_it_lies(
    at: tuple[float, float], meant: Number | None
) -> None:
    assert number_at((ONE, OTHER), QPointF(*at)) is meant
    assert meant is None or meant.reach.contains(QPointF(*at))
