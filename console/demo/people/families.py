"""Families: who lives together, as roles from which ages, sexes and relations follow."""

from __future__ import annotations

import numpy as np

from console.demo.people.households import INCOMING, LOCAL, OVERSEAS
from console.domain.arrays import F64, I64, U8, Bools
from console.domain.records import dataclass

HEAD, SPOUSE, CHILD, SECOND, GRAND, GRAND2, GROWN, INLAW, GRANDCHILD, MATE = range(10)
"""Roles: the head's children, parents, and grown child with spouse and child."""
RELATIONS = ("户主", "配偶", "子女", "子女", "父母", "父母", "子女", "子女配偶", "孙辈", "同住人")

_NONE = -1
ELDER = 60


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of household: who is in it, the head's age (low, mode, high), its weights."""

    roles: tuple[int, ...]
    head: tuple[float, float, float]
    weight: tuple[float, float, float]
    """For local, incoming and overseas registration."""


TEMPLATES = (
    Template((HEAD,), (22, 42, 60), (0.35, 0.55, 0.6)),
    Template((HEAD,), (19, 26, 38), (0.10, 0.55, 0.4)),
    Template((HEAD,), (60, 76, 98), (0.55, 0.0, 0.0)),
    Template((HEAD, SPOUSE), (60, 70, 94), (0.62, 0.02, 0.05)),
    Template((HEAD, SPOUSE), (23, 36, 56), (0.16, 0.60, 0.70)),
    Template((HEAD, SPOUSE), (46, 55, 63), (0.20, 0.12, 0.10)),
    Template((HEAD, CHILD), (33, 44, 56), (0.06, 0.07, 0.10)),
    Template((HEAD, GROWN), (48, 68, 96), (0.20, 0.03, 0.0)),
    Template((HEAD, MATE), (19, 25, 40), (0.0, 0.18, 0.05)),
    Template((HEAD, SPOUSE, CHILD), (25, 40, 58), (0.32, 0.70, 0.85)),
    Template((HEAD, SPOUSE, GROWN), (45, 54, 66), (0.26, 0.16, 0.1)),
    Template((HEAD, SPOUSE, GROWN), (56, 68, 86), (0.34, 0.0, 0.0)),
    Template((HEAD, SPOUSE, GRAND), (35, 50, 62), (0.12, 0.03, 0.0)),
    Template((HEAD, GROWN, GRANDCHILD), (54, 68, 84), (0.08, 0.0, 0.0)),
    Template((HEAD, MATE, MATE), (19, 24, 36), (0.0, 0.14, 0.10)),
    Template((HEAD, SPOUSE, CHILD, GRAND), (29, 42, 58), (0.36, 0.12, 0.10)),
    Template((HEAD, SPOUSE, CHILD, SECOND), (29, 40, 54), (0.14, 0.75, 0.90)),
    Template((HEAD, SPOUSE, GROWN, INLAW), (50, 64, 82), (0.48, 0.10, 0.0)),
    Template((HEAD, SPOUSE, CHILD, GRAND, GRAND2), (28, 40, 54), (0.45, 0.45, 0.5)),
    Template((HEAD, SPOUSE, GROWN, INLAW, GRANDCHILD), (50, 62, 78), (0.50, 0.12, 0.0)),
    Template((HEAD, SPOUSE, CHILD, SECOND, GRAND), (30, 39, 50), (0.05, 0.43, 0.5)),
    Template((HEAD, SPOUSE, CHILD, SECOND, GRAND, GRAND2), (30, 39, 50), (0.45, 0.9, 1.0)),
    Template((HEAD, SPOUSE, GROWN, INLAW, GRANDCHILD, GRANDCHILD), (52, 62, 76), (0.55, 0.1, 0.0)),
)
_ROLES = np.array([one.roles + (_NONE,) * (6 - len(one.roles)) for one in TEMPLATES])
_HEAD_AGES = np.array([one.head for one in TEMPLATES])


@dataclass(slots=True)
class Persons:
    """People of some households in order, as columns of n.

    household int64: row among those given; role, age, size of the household int64; male bool;
    registration uint8.
    """

    household: I64
    role: I64
    age: I64
    male: Bools
    registration: U8
    size: I64
    start: I64
    """First person of each household, int64[h]."""


def people_of(size: U8, registration: U8, rng: np.random.Generator) -> Persons:
    """The people of households of the given sizes and registrations."""
    template = _templates(size, registration, rng)
    sizes = size.astype(np.int64)
    household = np.repeat(np.arange(len(size)), sizes)
    start = np.cumsum(sizes) - sizes
    place = np.arange(len(household)) - start[household]
    role = _ROLES[template[household], place]
    head_age = rng.triangular(*_HEAD_AGES[template].T)
    age = _ages(role, head_age[household], rng)
    persons = Persons(
        household=household,
        role=role,
        age=np.clip(age, 0, 103).astype(np.int64),
        male=_sexes(role, age, household, sizes, rng),
        registration=registration[household],
        size=sizes[household],
        start=start,
    )
    _keep_incomers_young(persons)
    _meet_elder_share(persons, rng)
    return persons


def _templates(size: U8, registration: U8, rng: np.random.Generator) -> I64:
    group = np.select(
        [registration == LOCAL, registration == INCOMING, registration == OVERSEAS], [0, 1, 2], 1
    )
    members = np.array([len(one.roles) for one in TEMPLATES])
    weights = np.array([one.weight for one in TEMPLATES])
    chosen = np.zeros(len(size), np.int64)
    for count in range(1, 7):
        rows = np.flatnonzero(members == count)
        for one in range(3):
            here = (size == count) & (group == one)
            edges = np.cumsum(weights[rows, one]) / weights[rows, one].sum()
            chosen[here] = rows[
                np.searchsorted(edges[:-1], rng.random(int(here.sum())), side="right")
            ]
    return chosen


_YEARS_FROM_HEAD = np.array(
    [
        (0, 0), (-6, 3), (-34, -23), (-39, -27), (22, 31),
        (21, 30), (-31, -23), (-33, -24), (-60, -50), (-5, 6),
    ],
    np.float64,
)  # fmt: skip


def _ages(role: I64, head_age: F64, rng: np.random.Generator) -> F64:
    low, high = _YEARS_FROM_HEAD[role].T
    age = np.floor(head_age + rng.uniform(low, high + 1e-9))
    age[role == HEAD] = np.floor(head_age[role == HEAD])
    youngest = np.where(np.isin(role, (SPOUSE, GROWN, INLAW, MATE)), 20, 0)
    aged: F64 = np.maximum(age, youngest)
    return aged


def _sexes(role: I64, age: F64, household: I64, sizes: I64, rng: np.random.Generator) -> Bools:
    """Heads are men rather than women, spouses the other sex, old people alone mostly women."""
    draw = rng.random(len(role))
    alone_old = (sizes[household] == 1) & (age >= ELDER)
    head_male = draw < np.where(alone_old, 0.33, 0.60)
    first = np.flatnonzero(role == HEAD)
    of_head = head_male[first][household]
    male = draw < 0.515
    male = np.where(role == HEAD, head_male, male)
    male = np.where(role == SPOUSE, ~of_head, male)
    male = np.where(role == GRAND, draw < 0.38, male)
    male = np.where(role == GRAND2, draw < 0.62, male)
    result: Bools = male
    return result


def _keep_incomers_young(persons: Persons) -> None:
    """Nobody but registered people is old and alone, so that the tag and the household agree."""
    odd = (persons.size == 1) & (persons.registration != LOCAL) & (persons.age >= ELDER)
    persons.age[odd] = 30 + persons.age[odd] % 29


ELDER_SHARE, ALONE_SHARE = 0.35, 0.061


def _meet_elder_share(persons: Persons, rng: np.random.Generator) -> None:
    """Of registered people 35 in 100 are 60 or older, and of these 61 in 1,000 live alone."""
    local = persons.registration == LOCAL
    wanted = round(ELDER_SHARE * int(local.sum()))
    alone = round(ALONE_SHARE * wanted)
    _move_ages(persons, np.flatnonzero(local & (persons.size == 1)), alone, rng)
    _move_ages(persons, np.flatnonzero(local & (persons.size > 1)), wanted - alone, rng)


def _move_ages(persons: Persons, rows: I64, wanted: int, rng: np.random.Generator) -> None:
    """Takes people nearest to 60 over or under it until `wanted` of `rows` are elders."""
    age = persons.age[rows]
    old = age >= ELDER
    gap = wanted - int(old.sum())
    moving = rows[~old] if gap > 0 else rows[old]
    grown = persons.age[moving] >= 40
    moving = moving[grown]
    distance = np.abs(persons.age[moving] - ELDER) + rng.random(len(moving)) * 14
    chosen = moving[np.argsort(distance, kind="stable")[: abs(gap)]]
    spread = rng.integers(0, 12, len(chosen))
    persons.age[chosen] = ELDER + spread if gap > 0 else ELDER - 1 - spread % 8
