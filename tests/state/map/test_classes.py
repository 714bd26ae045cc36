"""Classes: zero apart, round bounds that ascend, every value in exactly the class it is told in."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state.map.classes import FEWEST, MOST, Classes, _quantiles, classes_for, classes_from

counts = st.lists(st.integers(0, 3000), max_size=150).map(lambda one: np.array(one, np.float64))
rates = st.lists(st.floats(0, 900), max_size=150).map(lambda one: np.array(one, np.float64))
numbers = st.integers(FEWEST, MOST)


class TestDefaultClasses:
    @given(counts, numbers)
    def test_bounds_of_counts_ascend_from_one_in_whole_numbers(
        self, peak: np.ndarray[tuple[int], np.dtype[np.float64]], number: int
    ) -> None:
        classes = classes_for(peak, number)
        assert len(classes) == number
        assert classes.lower[0] == 1
        assert all(a < b for a, b in pairwise(classes.lower))
        assert all(bound == round(bound) for bound in classes.lower)

    @given(rates, numbers)
    def test_bounds_of_rates_ascend(
        self, peak: np.ndarray[tuple[int], np.dtype[np.float64]], number: int
    ) -> None:
        lower = classes_for(peak, number, whole=False).lower
        assert len(lower) == number - 1
        assert all(a < b for a, b in pairwise(lower))

    def test_the_strongest_colour_stays_rare(self) -> None:
        peak = np.random.default_rng(1).gamma(0.8, 14, 130).round()
        found = np.bincount(classes_for(peak).of(peak), minlength=5)
        assert 0 < found[-1] <= len(peak) * 0.2

    def test_a_season_like_huamu_gets_the_bounds_people_expect(self) -> None:
        peak = np.repeat([1, 3, 6, 9, 14, 25, 40], [20, 20, 20, 15, 15, 8, 4]).astype(np.float64)
        assert classes_for(peak).lower == (1, 5, 10, 20)

    def test_a_season_without_anybody_still_has_classes(self) -> None:
        assert classes_for(np.zeros(5)).lower == (1, 2, 3, 5)


class TestClassing:
    classes = Classes((1, 5, 10, 20))

    @pytest.mark.parametrize(
        ("value", "found"), [(0, 0), (1, 1), (4, 1), (5, 2), (19, 3), (20, 4), (999, 4)]
    )
    def test_a_value_falls_into_the_class_that_names_it(self, value: int, found: int) -> None:
        assert self.classes.of(np.array([value], np.float64))[0] == found

    @given(
        st.lists(st.integers(0, 40), max_size=50),
        st.lists(st.floats(0.1, 40), min_size=1, max_size=6),
    )
    def test_whole_numbers_are_classed_as_what_they_are(
        self, numbers: list[int], bounds: list[float]
    ) -> None:
        classes, whole = classes_from(bounds), np.array(numbers, np.int32)
        assert classes.of(whole).tolist() == classes.of(whole.astype(np.float64)).tolist()

    def test_what_is_above_zero_is_never_class_zero(self) -> None:
        assert Classes((5, 9)).of(np.array([0.2]))[0] == 1

    def test_figures_say_the_class(self) -> None:
        texts = [self.classes.text(index) for index in range(5)]
        assert texts == ["0", "1–4", "5–9", "10–19", "20+"]

    def test_a_class_of_one_number_says_just_that(self) -> None:
        assert Classes((1, 2, 3)).text(1) == "1"

    def test_figures_of_rates_meet_at_their_bounds(self) -> None:
        classes = Classes((0.5, 2, 8))
        assert [classes.text(index, whole=False) for index in range(4)] == ["0", "<2", "2–8", "8+"]


class TestBoundsOfTheUser:
    def test_they_are_put_in_order_and_doubles_fall_away(self) -> None:
        assert classes_from([9, 3, 3, 0, -1]).lower == (3, 9)

    def test_there_is_always_a_class(self) -> None:
        assert classes_from([]).lower == (1,)


@pytest.mark.parametrize("whole", [True, False])
def test_bounds_come_from_the_quantiles_of_what_is_above_zero(whole: bool) -> None:
    numbers = np.random.default_rng(7)
    for _ in range(200):
        values = numbers.integers(1, 300, numbers.integers(1, 60)).astype(np.float64)
        values = values if whole else values / 7
        shares = [0.0, *np.sort(numbers.random(4)).tolist()]
        found = _quantiles(values, shares, whole=whole)
        assert found == pytest.approx([float(np.quantile(values, share)) for share in shares])
