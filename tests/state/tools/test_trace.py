"""A trace goes on, goes back and ends as people expect, whatever the tool."""

from __future__ import annotations

import pytest

from console.state.tools.trace import Tool, Trace

A, B, C = (0.0, 0.0), (10.0, 0.0), (10.0, 10.0)


def traced(tool: Tool, *points: tuple[float, float]) -> Trace:
    trace = Trace(tool)
    for point in points:
        trace = trace.put(point)
    return trace


def test_the_line_runs_to_the_pointer() -> None:
    trace = traced(Tool.DISTANCE, A, B).reach(C)
    assert trace.line == (A, B, C)
    assert trace.reach(None).line == (A, B)


def test_backspace_takes_the_last_point_and_then_nothing() -> None:
    trace = traced(Tool.DISTANCE, A, B)
    assert trace.back().points == (A,)
    assert trace.back().back() == Trace(Tool.DISTANCE)
    assert trace.back().back().back() == Trace(Tool.DISTANCE)


def test_an_ended_line_goes_on_after_backspace() -> None:
    ended = traced(Tool.DISTANCE, A, B).end()
    assert ended.ended
    assert ended.reach(C) == ended
    assert ended.back().reach(C).line == (A, B, C)


def test_a_point_after_the_end_begins_another() -> None:
    assert traced(Tool.AREA, A, B, C).end().put(B).points == (B,)


@pytest.mark.parametrize(("tool", "points"), [(Tool.DISTANCE, (A,)), (Tool.AREA, (A, B))])
def test_what_is_too_short_is_gone_when_it_ends(
    tool: Tool, points: tuple[tuple[float, float], ...]
) -> None:
    assert traced(tool, *points).end() == Trace(tool)


def test_a_band_has_four_corners_wherever_it_began() -> None:
    band = traced(Tool.BAND, C).reach(A)
    assert set(band.line) == {A, B, C, (0.0, 10.0)}
    assert set(band.end().line) == set(band.line)


def test_a_double_click_puts_no_point_twice() -> None:
    assert traced(Tool.DISTANCE, A, B, B).points == (A, B)
