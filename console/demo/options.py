"""What a synthetic street is asked to be, and the numbers that follow from how many live in it."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

import numpy as np

from console.domain.records import dataclass

STREET_RESIDENTS = 250_000
"""Residents of one whole street; every other number scales with them."""

MOST_RESIDENTS = 25_000_000


"""Hears how much of a stage is done, 0 to 1; raises Cancelled when the user has had enough."""


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What `street-console demo` is asked for.

    With `days` the result is a folder of that many daily snapshots, without it one snapshot.
    `boundary` is a GeoJSON file whose first feature gives the outline; `buildings` a GeoJSON or
    .osm.pbf of footprints.
    """

    seed: int = 1
    residents: int = STREET_RESIDENTS
    days: int | None = None
    boundary: Path | None = None
    buildings: Path | None = None


SAMPLE = DemoOptions(seed=3, residents=6_200)
"""What data/sample.street was written with."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything a street of `residents` people has."""

    residents: int

    @property
    def factor(self) -> float:
        """1.0 for one whole street."""
        return self.residents / STREET_RESIDENTS

    def count(self, of_a_street: float, least: int = 0) -> int:
        """A number of a whole street, scaled and rounded, never under `least`."""
        return max(least, round(of_a_street * self.factor))

    @property
    def estates(self) -> int:
        """Estates: 130 in a street."""
        return self.count(130, 1)

    @property
    def committees(self) -> int:
        """Residents' committees: 60 in a street."""
        return self.count(60, 1)

    @property
    def area_m2(self) -> float:
        """Ground: 21 km² in a street."""
        return 21.0e6 * self.factor


class Stage(IntEnum):
    """The stages of making a street; each draws from a generator of its own."""

    FABRIC = 0
    LAND_USE = 1
    ESTATES = 2
    BUILDINGS = 3
    HOMES = 4
    PEOPLE = 5
    STORY = 6
    ROUNDS = 7
    ALARMS = 8
    POINTS = 9
    NAMES = 10


def generator(seed: int, stage: Stage, part: int = 0) -> np.random.Generator:
    """The random numbers of one part of one stage: the same for a seed whatever else runs."""
    return np.random.default_rng([seed, int(stage), part])
