"""Names of the synthetic residents: surnames by rank, given names by sex and birth."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.demo.people.families import CHILD, GRAND, GRANDCHILD, GROWN, SECOND, Persons
from console.demo.people.households import OVERSEAS
from console.domain import resources
from console.domain.arrays import F64, I64
from console.domain.records import dataclass

_ONE_SHARE = 0.13
"""Of given names: those of one character."""
_LATIN_SHARE = 0.45
"""Of people registered overseas: those with a name in Latin letters."""


@dataclass(frozen=True, slots=True)
class _Pools:
    """Surnames with their shares, given names, and where each pool of them begins (ones, pairs)."""

    surnames: list[str]
    shares: F64
    given: list[str]
    ones: I64
    pairs: I64
    ends: I64
    latin: list[str]
    latin_men: int


def names(persons: Persons, rng: np.random.Generator) -> pa.Array:
    """The names of people as an Arrow string array of n; children bear the father's surname."""
    pools = _pools()
    surname = pa.array(pools.surnames).take(pa.array(_surnames(persons, pools, rng)))
    given = pa.array(pools.given).take(pa.array(_given(persons, pools, rng)))
    chinese = pc.binary_join_element_wise(surname, given, "")
    abroad = (persons.registration == OVERSEAS)[persons_heads(persons)]
    latin = abroad & (rng.random(len(persons.start)) < _LATIN_SHARE)[persons.household]
    if not latin.any():
        return chinese
    pick = rng.integers(0, 1 << 30, len(latin))
    men, women = pools.latin_men, len(pools.latin) - pools.latin_men
    row = np.where(persons.male, pick % men, men + pick % women)
    return pc.if_else(pa.array(latin), pa.array(pools.latin).take(pa.array(row)), chinese)


def persons_heads(persons: Persons) -> I64:
    """For each person the row of the head of the household, int64[n]."""
    return persons.start[persons.household]


def _surnames(persons: Persons, pools: _Pools, rng: np.random.Generator) -> I64:
    edges = np.cumsum(pools.shares)[:-1]
    of_line = np.searchsorted(edges, rng.random(len(persons.start)), side="right")
    own = np.searchsorted(edges, rng.random(len(persons.age)), side="right")
    head_male = persons.male[persons.start][persons.household]
    by_line = np.isin(persons.role, (CHILD, SECOND, GROWN, GRANDCHILD))
    by_line |= (persons.role <= 1) & persons.male
    by_line |= (persons.role == GRAND) & persons.male & head_male
    chosen: I64 = np.where(by_line, of_line[persons.household], own)
    return chosen


def _given(persons: Persons, pools: _Pools, rng: np.random.Generator) -> I64:
    era = np.select([persons.age >= 55, persons.age >= 22], [0, 1], 2)
    pool = era * 2 + persons.male
    one = rng.random(len(pool)) < _ONE_SHARE
    low = np.where(one, pools.ones[pool], pools.pairs[pool])
    high = np.where(one, pools.pairs[pool], pools.ends[pool])
    chosen: I64 = rng.integers(low, high)
    return chosen


@cache
def _pools() -> _Pools:
    words = resources.read_toml("demo", "people.toml")
    given: list[str] = []
    bounds = []
    for era in ("old", "mid", "new"):
        for sex in ("f", "m"):
            pool = words["given"][f"{era}_{sex}"]
            start = len(given)
            given += pool["one"]
            middle = len(given)
            given += [a + b for a in pool["head"] for b in pool["tail"] if a != b]
            bounds.append((start, middle, len(given)))
    ones, pairs, ends = np.array(bounds).T
    weights = np.array([weight for _, weight in words["surnames"]], np.float64)
    latin = words["abroad"]["m"] + words["abroad"]["f"]
    return _Pools(
        [name for name, _ in words["surnames"]],
        weights / weights.sum(),
        given,
        ones,
        pairs,
        ends,
        latin,
        len(words["abroad"]["m"]),
    )
