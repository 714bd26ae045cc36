"""Residents: the people of all households, drawn a stretch of units at a time, as Arrow tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.demo.options import Stage, generator
from console.demo.people.families import RELATIONS, Persons, people_of
from console.demo.people.households import INCOMING, NOT_KNOWN, OVERSEAS, REGISTRATIONS, Households
from console.demo.people.naming import names
from console.demo.people.tags import ALONE, TAGS, tagged
from console.demo.terrain.homes import Homes
from console.domain.arrays import I64, Bools
from console.domain.records import dataclass

UNITS_A_STRETCH = 131_072
"""Units whose people are drawn at once; part of what makes a seed's values, so it never changes."""


@dataclass(slots=True)
class Stretch:
    """Some residents in order: their Arrow table, and what later stages need of them.

    first: number of the first of them; alone int64[k]: numbers of old people living alone;
    grown int64[n]: their ages.
    """

    table: pa.Table
    first: int
    alone: I64
    age: I64


def resident_ids(numbers: I64, total: int) -> pa.Array:
    """Arrow texts "R000001" … of resident numbers from 0; as wide as `total` needs."""
    return numbered("R", numbers, total)


def nullable(texts: pa.Array, row: I64) -> pa.Array:
    """The Arrow texts, null where `row` is below 0."""
    return pc.if_else(pa.array(row >= 0), texts, None)


def numbered(letter: str, numbers: I64, total: int) -> pa.Array:
    """Arrow texts: a letter and numbers from 1 on, as wide as `total` needs (at least four)."""
    width = max(4, len(str(total)))
    digits = pc.utf8_lpad(pc.cast(pa.array(numbers + 1), pa.string()), width, "0")
    return pc.binary_join_element_wise(letter, digits, "")


def stretches(homes: Homes, households: Households, today: date, seed: int) -> Iterator[Stretch]:
    """All residents in order of unit, then those without a unit, some at a time."""
    cuts = _cuts(homes)
    ends = np.searchsorted(households.unit, cuts)
    before = np.concatenate(([0], np.cumsum(households.size, dtype=np.int64)))
    for part in range(len(cuts) - 1):
        low, high = int(ends[part]), int(ends[part + 1])
        if low == high:
            continue
        rng = generator(seed, Stage.PEOPLE, part)
        persons = people_of(households.size[low:high], households.registration[low:high], rng)
        unit = households.unit[low:high].astype(np.int64)[persons.household]
        door, homes_at = _doors(homes, int(cuts[part]), int(cuts[part + 1]))
        tags = tagged(persons, door[unit - cuts[part]], homes_at, rng)
        drawn = _Drawn(persons, unit, tags, int(before[low]), low)
        yield _stretch(drawn, homes, households, today, rng)
    if households.unplaced:
        yield _unplaced(homes, households, today, seed)


@dataclass(slots=True)
class _Drawn:
    persons: Persons
    unit: I64 | None
    tags: Bools
    first: int
    first_household: int


def _cuts(homes: Homes) -> I64:
    """Units at which stretches begin, each at a building's first unit, and the end."""
    starts = np.flatnonzero(np.diff(homes.building, prepend=-1))
    wanted = np.arange(0, len(homes), UNITS_A_STRETCH)
    rows = np.minimum(np.searchsorted(starts, wanted), len(starts) - 1)
    cuts: I64 = np.unique(np.append(starts[rows], len(homes)))
    return cuts


def _doors(homes: Homes, low: int, high: int) -> tuple[I64, I64]:
    """For the units low to high: a number of their stairwell, and homes by that number."""
    key = homes.building[low:high].astype(np.int64) * 128 + homes.door[low:high]
    _, door = np.unique(key, return_inverse=True)
    return door.astype(np.int64), np.bincount(door, ~homes.trade[low:high]).astype(np.int64)


def _unplaced(homes: Homes, households: Households, today: date, seed: int) -> Stretch:
    """People announced or met without a home yet: single, mostly from elsewhere."""
    rng = generator(seed, Stage.PEOPLE, 1_000_000)
    count = households.unplaced
    registration = rng.choice([INCOMING, OVERSEAS, NOT_KNOWN], count, p=[0.6, 0.2, 0.2])
    persons = people_of(np.ones(count, np.uint8), registration.astype(np.uint8), rng)
    tags = np.zeros((count, len(TAGS)), bool)
    drawn = _Drawn(persons, None, tags, households.placed, len(households.unit))
    return _stretch(drawn, homes, households, today, rng)


def _stretch(
    drawn: _Drawn, homes: Homes, households: Households, today: date, rng: np.random.Generator
) -> Stretch:

    persons, total = drawn.persons, households.residents
    number = drawn.first + np.arange(len(persons.age))
    columns = {
        "resident_id": resident_ids(number, total),
        "unit_id": pa.nulls(len(number), pa.string())
        if drawn.unit is None
        else numbered("U", drawn.unit, len(homes)),
        "name": names(persons, rng),
        "sex": pa.array(["f", "m"]).take(pa.array(persons.male.astype(np.int8))),
        "born": pa.array(_born(persons.age, today, rng)),
        "phone": _phones(number, persons.age, rng),
        "registration": pa.array(REGISTRATIONS).take(pa.array(persons.registration)),
        "household": _household_ids(drawn, households),
        "relation": _relations(persons, alone=drawn.unit is None),
        "tags": _tag_lists(drawn.tags),
    }
    alone = number[drawn.tags[:, ALONE]]
    return Stretch(pa.table(columns), drawn.first, alone, persons.age)


def _born(age: I64, today: date, rng: np.random.Generator) -> npt.NDArray[np.datetime64]:
    """Birth dates that make people `age` whole years old on `today`, none in the last weeks."""
    year = (today.year - 1970 - age).astype("datetime64[Y]").astype("datetime64[M]")
    month = year + np.timedelta64(today.month - 1, "M")
    birthday = month.astype("datetime64[D]") + np.timedelta64(min(today.day, 28) - 1, "D")
    low = np.where(age == 0, 65, 0)
    born: npt.NDArray[np.datetime64]
    born = birthday - rng.integers(low, 364).astype("timedelta64[D]")
    return born


def _phones(number: I64, age: I64, rng: np.random.Generator) -> pa.Array:
    """Eleven digits beginning 100, where no mobile numbers are; the small have none."""
    scattered = (number * 48_271 + 12_345) % 100_000_000
    digits = pc.utf8_lpad(pc.cast(pa.array(scattered), pa.string()), 8, "0")
    none = (age < 12) | (rng.random(len(age)) < 0.06)
    return pc.if_else(pa.array(none), None, pc.binary_join_element_wise("100", digits, ""))


def _household_ids(drawn: _Drawn, households: Households) -> pa.Array:
    total = len(households.unit) + households.unplaced
    return numbered("H", drawn.first_household + drawn.persons.household, total)


def _relations(persons: Persons, *, alone: bool) -> pa.Array:

    if alone:
        return pa.nulls(len(persons.role), pa.string())
    return pa.array(RELATIONS).take(pa.array(persons.role))


def _tag_lists(tags: Bools) -> pa.Array:
    """Lists of tag words; null where there is none."""
    counts = tags.sum(axis=1)
    ends = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    words = pa.array(TAGS).take(pa.array(np.nonzero(tags)[1]))
    return pa.ListArray.from_arrays(pa.array(ends), words, mask=pa.array(counts == 0))
