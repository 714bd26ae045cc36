"""One row of people in a low cell: how large they stand, how many, and where "+n" follows."""

from __future__ import annotations

import numpy as np

from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.state.section.measures import Measures
from console.store.columns import F64, I32

_GAP_PX = 1.0
"""Avatars stand no closer where one of them is hollow: overlapped it would read as solid."""
CLOSEST = 0.7
"""Solid ones without rings may overlap until this share of each is seen."""
_SIZES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Who wants a place in n cells.

    large, small int32[n] how many; plus float64[n] the pixels of their "+n"; solid bool[n] none of
    the large ones is hollow.
    """

    large: I32
    small: I32
    plus: F64
    solid: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """The rows of n cells.

    side, step float64[n] of the large ones; large, small int32[n] how many are shown; reach,
    taken float64[n] how far the large ones reach, and all, with the gap after them.
    """

    side: F64
    step: F64
    large: I32
    small: I32
    reach: F64
    taken: F64


def least_wide(sizes: Measures, crowd: Crowd, plus: F64) -> F64:
    """What a row needs for everybody at the least size, or for one with "+n" of `plus` pixels."""
    first = np.where(crowd.large > 0, sizes.least + _GAP_PX, sizes.small_step)
    wide: F64 = np.minimum(_everybody(sizes, crowd), first + plus)
    return wide


def ample_wide(sizes: Measures, crowd: Crowd, plus: F64) -> F64:
    """What a row needs for all its large ones at the least size, and for others or "+n"."""
    some = np.where(crowd.large > 0, plus, sizes.small_step + plus)
    others = np.where(crowd.small > 0, some, 0.0)
    large_px = _reach(crowd.large, _closest(sizes, crowd), sizes.least + _GAP_PX)
    wide: F64 = np.minimum(_everybody(sizes, crowd), large_px + others)
    return wide


def row_in(sizes: Measures, wide: F64, crowd: Crowd, plus: F64) -> Row:
    """As many people as stand in `wide` float64[n] pixels, the large ones before the others.

    Everybody, as large as may be; else those who leave `plus` float64[n] pixels for "+n".
    """
    large, small = crowd.large, crowd.small
    gap = sizes.small_step - sizes.small
    all_fit = _everybody(sizes, crowd) <= wide
    alone = _GAP_PX * (small == 0)
    room = np.where(all_fit, wide - _quiet(sizes, crowd) + alone, wide - plus)
    close, one = _closest(sizes, crowd), sizes.least + _GAP_PX
    fitting = np.maximum((room - one) // close + 1, 0.0)
    shown_large = np.where(all_fit, large, np.minimum(large, fitting)).astype(np.int32)
    step = np.minimum(room // np.maximum(shown_large, 1), sizes.large_step)
    side = _side(sizes, step - _GAP_PX)
    overlapping = (room - one) // np.maximum(shown_large - 1, 1)
    step = np.where(
        step < one, overlapping, np.minimum(step, side + sizes.large_step - sizes.large)
    )
    reach = _reach(shown_large, step, np.maximum(step, side + _GAP_PX))
    rest = wide - plus - reach + np.where(plus > 0, 0.0, gap)
    some = np.where(shown_large < large, 0.0, np.clip(rest // sizes.small_step, 0, small))
    shown_small = np.where(all_fit, small, some).astype(np.int32)
    taken = reach + shown_small * sizes.small_step
    return Row(side, step, shown_large, shown_small, reach, taken)


def _closest(sizes: Measures, crowd: Crowd) -> F64:
    """The least step from one large avatar to the next."""
    apart = sizes.least + _GAP_PX
    step: F64 = np.where(crowd.solid & (not sizes.ringed), np.ceil(CLOSEST * sizes.least), apart)
    return step


def _reach(many: I32, step: F64, last: F64 | float) -> F64:
    """How far avatars reach, of which the last takes `last` pixels."""
    reach: F64 = np.where(many > 0, (many - 1) * step + last, 0.0)
    return reach


def _everybody(sizes: Measures, crowd: Crowd) -> F64:
    """What a row with everybody at the least size takes."""
    last = np.where((crowd.small == 0) & (crowd.large > 0), _GAP_PX, 0.0)
    large_px = _reach(crowd.large, _closest(sizes, crowd), sizes.least + _GAP_PX)
    return large_px - last + _quiet(sizes, crowd)


def _quiet(sizes: Measures, crowd: Crowd) -> F64:
    """What the quiet ones take, without the gap after the last."""
    gap = sizes.small_step - sizes.small
    wide: F64 = np.maximum(crowd.small * sizes.small_step - gap, 0.0)
    return wide


def _side(sizes: Measures, most: F64) -> F64:
    """One of a few sizes, so that cells alike in what they hold look alike."""
    side = sizes.least * np.ones_like(most)
    for larger in reversed(sizes_between(sizes.large, sizes.least)):
        side = np.where(most >= larger, larger, side)
    return side


def sizes_between(large: float, least: float) -> list[float]:
    """The sizes of large avatars that are in use, the largest first."""
    grown = (large - least) / (_SIZES - 1)
    return [float(np.floor(least + number * grown)) for number in range(_SIZES - 1, 0, -1)] + [
        least
    ]
