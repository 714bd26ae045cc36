"""The brush: drags begin, move and resize it within its lane; Shift and arrows extend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state.charts.brush import Drag, Grip, Span, extended

LEAST, MOST = 1, 20
bins = st.integers(LEAST, MOST)


@pytest.mark.parametrize(
    ("grip", "start", "at", "span"),
    [
        (Grip.NEW, 5, 9, Span(5, 9)),
        (Grip.NEW, 5, 2, Span(2, 5)),
        (Grip.NEW, 5, 5, Span(5, 5)),
        (Grip.LOW, 4, 6, Span(6, 8)),
        (Grip.LOW, 4, 11, Span(8, 11)),
        (Grip.HIGH, 8, 12, Span(4, 12)),
        (Grip.HIGH, 8, 2, Span(2, 4)),
        (Grip.WHOLE, 5, 8, Span(7, 11)),
        (Grip.WHOLE, 5, 99, Span(16, 20)),
        (Grip.WHOLE, 5, -99, Span(1, 5)),
    ],
)
def test_a_drag_goes_by_what_it_took_hold_of(grip: Grip, start: int, at: int, span: Span) -> None:
    assert Drag(grip, start, Span(4, 8), LEAST, MOST).to(at) == span


@given(st.sampled_from(Grip), bins, st.tuples(bins, bins), st.integers(-50, 50))
def test_a_drag_never_leaves_its_lane(
    grip: Grip, start: int, ends: tuple[int, int], at: int
) -> None:
    span = Drag(grip, start, Span(min(ends), max(ends)), LEAST, MOST).to(at)
    assert LEAST <= span.low <= span.high <= MOST


@given(st.tuples(bins, bins), bins, st.integers(-50, 50))
def test_moving_the_whole_keeps_its_length(ends: tuple[int, int], start: int, at: int) -> None:
    span = Span(min(ends), max(ends))
    moved = Drag(Grip.WHOLE, start, span, LEAST, MOST).to(at)
    assert moved.high - moved.low == span.high - span.low


def test_shift_and_arrows_extend_the_end_the_keyboard_stands_on() -> None:
    span, at = extended(None, 5, 1, LEAST, MOST)
    assert (span, at) == (Span(5, 6), 6)
    span, at = extended(span, at, 1, LEAST, MOST)
    assert (span, at) == (Span(5, 7), 7)
    span, at = extended(span, at, -1, LEAST, MOST)
    assert (span, at) == (Span(5, 6), 6)


def test_shift_and_arrows_go_through_the_other_end() -> None:
    span, at = Span(5, 5), 5
    for _ in range(2):
        span, at = extended(span, at, -1, LEAST, MOST)
    assert (span, at) == (Span(3, 5), 3)


def test_a_span_of_bins_with_a_gap_is_none() -> None:
    assert Span.of((3, 4, 5)) == Span(3, 5)
    assert Span.of((3, 5)) is None
    assert Span.of(()) is None
