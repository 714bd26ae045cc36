"""Sizes inside a cell at each height: avatars, their words, badges, the room number's column."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.state.section.layout import Tier
from console.store.columns import F64, I32

TEXT_PX = 11.0
BADGE_PX, BADGE_STEP_PX = 14.0, 16.0
PLUS_PX = 15.0
"""Room for "+n" of one digit."""
_DIGIT_PX = 7.0
CHIP_TEXT_PX = 66.0
"""Room for a name and "第 13/14 天" beside an avatar."""
SMALL_TEXT_PX = 38.0
"""Room for a name beside a small avatar."""
_ROOMY_PX, _ROOMY_COLUMN_PX = 70, 140.0
"""Cells from this height and width name everybody and write their badges out."""
BELOW_TEXT_PX, BELOW_CHIP_PX = 15.0, 62.0
"""Height and width for "第 13/14 天" below an avatar, in cells too narrow for it beside."""
MOST_NUMBER_PX = 46.0
MOST_BADGES = {Tier.MARK: 0, Tier.PLAIN: 0, Tier.RING: 3, Tier.NAMED: 7}
_PAD_PX = 4.0
_LEAST_AVATAR_PX, _LEAST_RING_PX = 6.0, 20.0
_CLOSE_AVATAR_PX = 11.0
"""Avatars without rings shrink to this where several live together."""
_FAMILY = 3
"""So many stand beside a home's number at one size, which is every cell's then."""
_NUMBERED_COLUMN_PX = 48.0
"""Cells from this width always write their room number; the people have what it leaves."""
_FAMILY_RING_PX = 26.0
"""Rings become as small as this so that a family has room beside its number."""
_HEADER_PX = 19.0
_CLOSE_COLUMN_PX = 40.0
"""In cells narrower than this the quiet ones stand a pixel closer, so that two have room."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes inside a cell of one building at one floor height, pixels.

    large, small: sizes of avatars (with their ring); _step: from one to the next; line the height
    of a row of large ones; number the column for room numbers at the left, 0 without; header the
    line above people, 0 without; header_number what the widest number takes of it; words at the
    "right" of avatars, "below" them, or "" for none; small_words whether the quiet ones have
    room for their names.
    """

    tier: Tier
    large: float
    large_step: float
    small: float
    small_step: float
    line: float
    number: float
    header: float
    pad: float = _PAD_PX
    words: str = ""
    small_words: bool = False
    header_number: float = 0.0

    @property
    def ringed(self) -> bool:
        """Whether the large ones have room for a ring whose steps can be counted."""
        return self.tier >= Tier.RING and self.large >= _LEAST_RING_PX

    @property
    def is_dated(self) -> bool:
        """Whether the day of a clock is to be seen: in the steps of a ring, or in words."""
        return self.ringed or bool(self.words)

    @property
    def least(self) -> float:
        """The size to which large avatars shrink, in a row, before one is left out."""
        return min(self.large, _LEAST_RING_PX if self.ringed else _CLOSE_AVATAR_PX)

    @property
    def worded_step(self) -> float:
        """From one large avatar with its words to the next."""
        beside = self.large_step + CHIP_TEXT_PX
        return {"right": beside, "below": max(self.large_step, BELOW_CHIP_PX - 2)}.get(
            self.words, self.large_step
        )


def plus_px(most: I32) -> F64:
    """Room for "+n" of no more than `most` int32[n] people."""
    digits = (most >= 10).astype(np.float64) + (most >= 100) + (most >= 1000)
    return PLUS_PX + _DIGIT_PX * digits


def measure(tier: Tier, floor_px: int, column_px: float, widest_number: float) -> Measures:
    """The sizes for cells of a floor height and column width."""
    inner = floor_px - (1 if floor_px < 26 else 2)
    if tier == Tier.MARK:
        high = max(1.0, inner - (2.0 if inner > 6 else 1.0))
        wide = float(np.clip(round(1.4 * high), 2, max(2.0, column_px - 3)))
        return Measures(tier, wide, wide + 1, 0, 0, high, 0, 0, pad=1.0)
    if tier == Tier.NAMED:
        return _large_measures(inner, column_px, widest_number)
    number = min(widest_number, MOST_NUMBER_PX) + 5.0
    large = float(min(inner - 3, 19) if tier == Tier.PLAIN else min(inner - 4, 36))
    large = max(_LEAST_AVATAR_PX, min(large, column_px - 2 * _PAD_PX))
    if tier == Tier.RING:
        side = np.floor((column_px - number - 2 * _PAD_PX) / _FAMILY) - 1
        large = min(large, max(float(side), _FAMILY_RING_PX))
    if column_px >= _NUMBERED_COLUMN_PX:
        number = min(number, column_px - 2 * _PAD_PX - 2 * _LEAST_AVATAR_PX)
        large = max(_LEAST_AVATAR_PX, min(large, column_px - number - 2 * _PAD_PX))
    fits = column_px - number - 2 * _PAD_PX >= large
    small = max(5.0, float(round(large * 0.42)))
    if tier == Tier.RING:
        small = float(round(np.clip(large * 0.36, 8, 11)))
    gap = 2 if tier == Tier.PLAIN else 4
    column = number if fits else 0.0
    return Measures(tier, large, large + gap, small, small + 2, inner, column, 0)


def _large_measures(inner: int, column_px: float, widest_number: float) -> Measures:
    """Cells with a header and room for words: at the right, or below where they are narrow."""
    room = inner - _HEADER_PX - 2
    below = column_px < 38 + CHIP_TEXT_PX and room >= 30 + BELOW_TEXT_PX
    line = min(38.0 + BELOW_TEXT_PX, room) if below else min(38.0, room)
    large = min(line - 2 - (BELOW_TEXT_PX if below else 0), column_px - 2 * _PAD_PX)
    named = inner >= _ROOMY_PX and column_px >= _ROOMY_COLUMN_PX
    return Measures(
        tier=Tier.NAMED,
        large=large,
        large_step=large + 6,
        small=11,
        small_step=(12 if column_px < _CLOSE_COLUMN_PX else 13) + (SMALL_TEXT_PX if named else 0),
        line=line,
        number=0,
        header=_HEADER_PX,
        words="below" if below else "right",
        small_words=named,
        header_number=min(widest_number, MOST_NUMBER_PX) + 3.0,
    )
