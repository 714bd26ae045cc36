"""The report: an aligned table in both languages, and one object for programs."""

from __future__ import annotations

import json

import pytest

from console.bench import report
from console.bench.goals import GOALS_MS
from console.bench.report import Found
from console.bench.rounds import Act, Peer, row_of
from console.bench.run import EFFORT, machine
from console.bench.streets import RESIDENTS
from console.store.summary_text import width

LEAVING = ("xlsx", "diff")
"""What leaves is measured at the street and the district."""


@pytest.fixture
def found() -> Found:
    """Two acts, one of them over its gate, and all figures."""
    quick = Act("hover_map", int, int, "repaint", goal_ms=2, floor_gate=0.1, rounds=3)
    slow = Act("section_33x8", int, int, "fill_and_copy", (Peer("graphics_items", int, 0.6),), 8)
    made = Found("street")
    made.rows = [
        row_of(quick, [{"ours": 1.0, "floor": 20.0}] * 3),
        row_of(slow, [{"ours": 9.0, "floor": 1.0, "peer graphics_items": 10.0}] * 3),
    ]
    made.figures = {
        "memory_mb": 300.0,
        "memory_allowed_mb": 282.0,
        "columns_mb": 10.7,
        "stall_ms": 70.0,
        "own_stall_ms": 20.0,
        "own_over": 0,
    }
    return made


@pytest.mark.parametrize(("language", "over"), [("zh", "超出"), ("en", "over")])
def test_the_table_says_what_is_over(found: Found, language: str, over: str) -> None:
    said = list(report.lines(found, machine(), language))
    verdicts = [line for line in said if over in line and "0.9" in line]
    assert len(verdicts) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_columns_stand_below_each_other(found: Found, language: str) -> None:
    said = list(report.lines(found, machine(), language))
    head, first = said[3], said[4]
    label = {"zh": "用时", "en": "took"}[language]
    start = width(head[: head.index(label)])
    assert width(first[: first.index("1 (1–1)")]) == start


def test_without_qgis_the_report_says_so(found: Found) -> None:
    assert "QGIS" in list(report.lines(found, machine(), "en"))[-1]


def test_the_object_is_json_with_every_act(found: Found) -> None:
    said = json.loads(json.dumps(report.as_json(found, machine())))
    assert [one["act"] for one in said["acts"]] == ["hover_map", "section_33x8"]
    assert [one["within"] for one in said["acts"]] == [True, False]
    assert said["acts"][1]["peers"][0]["over"]["median"] == 0.9


def test_a_city_has_goals_and_rounds_of_its_own() -> None:
    assert all("city" in of_scale for name, of_scale in GOALS_MS.items() if name not in LEAVING)
    assert set(EFFORT) == set(RESIDENTS)
