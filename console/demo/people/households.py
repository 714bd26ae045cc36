"""Households: how every unit is occupied, by how many, and where its people are registered."""

from __future__ import annotations

import numpy as np

from console.demo.options import Stage, generator
from console.demo.terrain.homes import Homes
from console.domain.arrays import F64, I32, I64, U8
from console.domain.records import dataclass

OCCUPANCIES = ("owner", "rented", "lent", "vacant", "shared", "business", "unknown")
OWNER, RENTED, LENT, VACANT, SHARED, BUSINESS, UNKNOWN = range(7)
_OCCUPANCY_SHARES = np.array([0.648, 0.256, 0.003, 0.088, 0.003, 0.0, 0.002])
"""Of homes; shops and stores are all business."""

LOCAL, INCOMING, OVERSEAS, NOT_KNOWN = range(4)
REGISTRATIONS = ("local", "incoming", "overseas", "unknown")
_REGISTRATION_SHARES = np.array(
    [[0.590, 0.372, 0.018, 0.020], [0.080, 0.850, 0.045, 0.025]],
)
"""By household: in homes lived in by their owners, and in all others."""

_SIZE_SHARES = np.array([0.02, 0.12, 0.25, 0.32, 0.17, 0.08, 0.04])
"""Of occupied homes: how many people live there, 0 to 6."""
MOST_IN_A_HOME = 6
HELD_A_HOME = 3.0
"""Residents a home holds on average when everybody asked for does not find room."""
UNPLACED_SHARE = 0.0006
"""Of residents: those not placed in a unit yet."""


@dataclass(slots=True)
class Households:
    """Occupancy of every unit and the households in order of unit.

    occupancy uint8[u] into OCCUPANCIES; unit int32[h]; size uint8[h]; registration uint8[h];
    unplaced: how many residents have no unit; they come after all others.
    """

    occupancy: U8
    unit: I32
    size: U8
    registration: U8
    unplaced: int

    @property
    def placed(self) -> int:
        """How many residents live in a unit."""
        return int(self.size.sum(dtype=np.int64))

    @property
    def residents(self) -> int:
        """How many residents there are in all."""
        return self.placed + self.unplaced


def settle(homes: Homes, residents: int, seed: int) -> Households:
    """Households of exactly `residents` people, or of as many as the homes hold."""
    rng = generator(seed, Stage.HOMES)
    occupancy = np.where(homes.trade, BUSINESS, _drawn(_OCCUPANCY_SHARES, len(homes), rng))
    occupancy[homes.trade & (rng.random(len(homes)) < 0.04)] = VACANT
    lived_in = np.flatnonzero((occupancy != VACANT) & ~homes.trade)
    residents = min(residents, int(HELD_A_HOME * np.count_nonzero(~homes.trade)))
    unplaced = round(residents * UNPLACED_SHARE) if residents >= 1000 else 0
    people = _drawn(_SIZE_SHARES, len(lived_in), rng).astype(np.int64)
    _adjust(people, residents - unplaced, rng)
    unit, size = _split_shared(lived_in, people, occupancy)
    own = occupancy[unit] == OWNER
    registration = np.where(
        own,
        _drawn(_REGISTRATION_SHARES[0], len(unit), rng),
        _drawn(_REGISTRATION_SHARES[1], len(unit), rng),
    )
    registration[occupancy[unit] == SHARED] = INCOMING
    return Households(
        occupancy.astype(np.uint8),
        unit.astype(np.int32),
        size.astype(np.uint8),
        registration.astype(np.uint8),
        unplaced,
    )


def _drawn(shares: F64, count: int, rng: np.random.Generator) -> I64:
    edges = np.cumsum(shares / shares.sum())[:-1]
    drawn: I64 = np.searchsorted(edges, rng.random(count), side="right")
    return drawn


def _adjust(people: I64, wanted: int, rng: np.random.Generator) -> None:
    """Moves household sizes by one here and there until they sum to `wanted`, where they can."""
    while (gap := wanted - int(people.sum())) != 0:
        if gap > 0:
            may = np.flatnonzero((people > 0) & (people < MOST_IN_A_HOME))
        else:
            may = np.flatnonzero(people > 1) if (people > 1).any() else np.flatnonzero(people > 0)
        if not len(may):
            return
        people[rng.permutation(may)[: abs(gap)]] += 1 if gap > 0 else -1


def _split_shared(
    lived_in: I64,
    people: I64,
    occupancy: I64,
) -> tuple[I64, I64]:
    """One household a home, but in shared homes everybody keeps house alone."""
    households = np.where(occupancy[lived_in] == SHARED, people, np.minimum(people, 1))
    unit = np.repeat(lived_in, households)
    size = np.repeat(np.where(occupancy[lived_in] == SHARED, 1, people), households)
    return unit, size
