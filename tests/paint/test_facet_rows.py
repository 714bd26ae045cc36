"""Rows of the facets whose look a count changes are painted again, and no others."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from console.paint import theme
from console.paint.facets.layout import lay_out, recounted
from console.state.facets.choice import Choice, Entry
from console.state.facets.model import Facets, Group, Row
from tests.store import tiny

NIGHT, WIDTH_PX = theme.load("night"), 260
STATES = ("active", "due", "complete")


def facets(
    counts: tuple[int, ...], *, kept: tuple[str, ...] = (), most: int | None = None
) -> Facets:
    rows = tuple(
        Row(Entry("state", state), {"zh": state, "en": state}, count, 2_000)
        for state, count in zip(STATES, counts, strict=True)
    )
    label = {"zh": "", "en": ""}
    group = Group(
        "state", label, rows, choice=Choice(kept), most=max(counts) if most is None else most
    )
    return Facets(label, sum(counts), 0, (group,))


@pytest.mark.parametrize(
    ("counts", "kept", "painted"),
    [
        ((1_000, 500, 0), (), ()),
        ((1_001, 500, 0), (), ("active",)),
        ((1_000, 501, 0), (), ("due",)),
        ((900, 500, 0), (), ("active", "due")),
        ((1_000, 500, 1), (), ("complete",)),
        ((1_000, 500, 0), ("planned",), STATES),
        ((1_000, 2_000, 0), (), ("active", "due")),
    ],
)
def test_only_rows_that_look_other_are_painted_again(
    qapp: QApplication, counts: tuple[int, ...], kept: tuple[str, ...], painted: tuple[str, ...]
) -> None:
    scenario = tiny.head().scenario
    before = lay_out(facets((1_000, 500, 0)), WIDTH_PX, NIGHT, "zh", scenario)
    after, changed = recounted(before, facets(counts, kept=kept), NIGHT)
    found = [one.row.entry.value for one in after.rows if one.at in changed]
    assert tuple(found) == painted
    assert [one.row.count for one in after.rows] == list(counts)
    fresh = lay_out(facets(counts, kept=kept), WIDTH_PX, NIGHT, "zh", scenario)
    assert after.rows == fresh.rows


def test_bars_are_as_long_as_counts_and_one_beyond_the_measure_has_none(
    qapp: QApplication,
) -> None:
    found = lay_out(facets((11, 2, 461), most=11), WIDTH_PX, NIGHT, "zh", tiny.head().scenario)
    active, due, none = found.rows
    assert active.bar_px == round(active.most_px)
    assert due.bar_px == round(due.most_px * 2 / 11)
    assert none.bar_px == 0
