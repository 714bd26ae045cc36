"""Distinct numbers are those numpy.unique finds, whether they lie close together or not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.distinct import distinct


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.int64])
@given(data=st.data())
def test_they_ascend_and_each_value_finds_its_place(
    data: st.DataObject, kind: type[np.integer]
) -> None:
    bounds = np.iinfo(kind)
    low = data.draw(st.integers(int(bounds.min), int(bounds.max)))
    span = data.draw(st.sampled_from((0, 5, 200, 10**6, 2**62)))
    numbers = st.integers(low, min(low + span, int(bounds.max)))
    values = np.array(data.draw(st.lists(numbers, max_size=80)), kind)
    found, place = distinct(values)
    wanted, inverse = np.unique(values, return_inverse=True)
    assert found.dtype == place.dtype == np.dtype(np.int64)
    assert found.tolist() == wanted.tolist()
    assert place.tolist() == inverse.tolist()
