"""The counts of an aggregate snapshot: people by place, measure and key, small ones hidden."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from console.domain import packs
from console.domain.banding import rounded
from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES
from console.domain.records import dataclass
from console.export.source import Source
from console.export.suppression import Nesting, hidden_cells
from console.snapshot.schema import table_of
from console.store.ages import ages
from console.store.columns import I32, I64, MISSING
from console.store.frame import Frame
from console.store.rows import follow

AGE_BANDS = (("0-6", 6), ("7-17", 17), ("18-34", 34), ("35-59", 59), ("60-69", 69), ("70-79", 79))
"""Bands by their last year of age; then those older, and those of whom it is not known."""
_OLDEST, _AGE_UNKNOWN = "80+", "unknown"

_LEVELS = ("building", "estate", "committee", "street")


@dataclass(frozen=True, slots=True)
class Cube:
    """True counts int64[places, keys] of the places of every level, the buildings first.

    keys are pairs of measure and key; nesting says how places and keys add up.
    """

    level: npt.NDArray[np.object_]
    id: npt.NDArray[np.object_]
    keys: tuple[tuple[str, str], ...]
    values: I64
    nesting: Nesting


def counts_table(source: Source, units: npt.NDArray[np.bool_]) -> pa.Table:
    """The contract's counts of the kept people, and of `units` bool[u], as they may be published.

    1 to 7 are hidden, others rounded to 5, and a few more hidden so that no subtraction over levels
    and keys gives a small one back. What is not there is 0.
    """
    cube = cube_of(source, units)
    hidden = hidden_cells(cube.values, cube.nesting)
    place, key = np.nonzero((cube.values > 0) | hidden)
    shown = rounded(cube.values)
    measures = np.array([measure for measure, _ in cube.keys], object)
    words = np.array([word for _, word in cube.keys], object)
    value = pa.array(shown[place, key], pa.int32(), mask=hidden[place, key])
    return table_of(
        "counts",
        {
            "level": cube.level[place],
            "id": cube.id[place],
            "measure": measures[key],
            "key": words[key],
            "value": value,
        },
    )


def cube_of(source: Source, units: npt.NDArray[np.bool_]) -> Cube:
    """The true counts of the kept people by their places at the instant."""
    street = source.street
    ids = (street.buildings.id, street.estates.id, street.committees.id)
    sizes = [len(one) for one in ids]
    starts = np.cumsum([0, *sizes])
    estate = street.buildings.estate
    parent = np.full(starts[3] + 2, starts[3], np.int64)
    parent[: sizes[0]] = np.where(estate >= 0, estate + starts[1], starts[3])
    committee = street.estates.committee
    parent[starts[1] : starts[2]] = np.where(committee >= 0, committee + starts[2], starts[3])
    parent[starts[3]] = -1
    keys, coded = _coded(source, units)
    leaf, key = _leaves(source, units, coded, int(starts[3]) + 1)
    values = np.zeros((len(parent), len(keys)), np.int64)
    np.add.at(values, (leaf, key), 1)
    _sum_up(values, parent, starts)
    level = np.repeat(np.array([*_LEVELS, ""], object), [*sizes, 1, 1])
    named = [one.text(row) for one in ids for row in range(len(one))]
    return Cube(
        level,
        np.array([*named, street.code, ""], object),
        keys,
        values,
        Nesting(parent, *_sums(keys)),
    )


Coded = dict[str, tuple[I32, I32]]
"""By measure: the rows of people (of units for occupancy) and the key each of them counts for."""


def _coded(
    source: Source, units: npt.NDArray[np.bool_]
) -> tuple[tuple[tuple[str, str], ...], Coded]:
    """All keys in order, and who counts for which of them."""
    frame, street = source.frame, source.street
    people = np.flatnonzero(source.kept.people).astype(np.int32)
    classes = [one.key for one in packs.load(street.scenario).classes]
    parts = {
        "clock": _clock(frame, people),
        "category": _of_code(frame.category[people], people, classes),
        "age_band": _age_bands(frame, people),
        "tag": _tags(source, people),
        "occupancy": _of_code(
            street.units.occupancy[units], np.flatnonzero(units).astype(np.int32), OCCUPANCIES
        ),
    }
    keys: list[tuple[str, str]] = []
    coded: Coded = {}
    for measure, (words, rows, codes) in parts.items():
        coded[measure] = (rows, (codes + len(keys)).astype(np.int32))
        keys += [(measure, word) for word in words]
    return tuple(keys), coded


_Part = tuple[tuple[str, ...], I32, I32]


def _clock(frame: Frame, people: I32) -> _Part:
    """The seven states; the due are in the active and again by themselves."""
    state = frame.state[people].astype(np.int32)
    due = state == State.DUE
    codes = np.concatenate((np.where(due, State.ACTIVE, state), state[due]))
    rows = np.concatenate((people, people[due]))
    return tuple(one.name.lower() for one in State), rows, codes.astype(np.int32)


def _of_code(codes: npt.NDArray[np.uint8], rows: I32, words: object) -> _Part:
    known = codes != MISSING
    return tuple(words), rows[known], codes[known].astype(np.int32)  # type: ignore[arg-type]


def _age_bands(frame: Frame, people: I32) -> _Part:
    age = ages(frame.street.residents.born[people], frame.today)
    words = (*(word for word, _ in AGE_BANDS), _OLDEST, _AGE_UNKNOWN)
    codes = np.searchsorted([last for _, last in AGE_BANDS], age)
    codes[age < 0] = len(words) - 1
    return words, people, codes.astype(np.int32)


def _tags(source: Source, people: I32) -> _Part:
    residents, rare = source.street.residents, source.street.rare
    rows, codes = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for place in range(len(source.street.tags)):
        has = people[(residents.tags[people] >> np.uint64(place)) & np.uint64(1) != 0]
        rows.append(has)
        codes.append(np.full(len(has), place, np.int32))
    kept = source.kept.people[rare.resident]
    rows.append(rare.resident[kept])
    codes.append((rare.tag[kept] + len(source.street.tags)).astype(np.int32))
    return (*source.street.tags, *rare.tags), np.concatenate(rows), np.concatenate(codes)


def _leaves(
    source: Source, units: npt.NDArray[np.bool_], coded: Coded, nowhere: int
) -> tuple[I64, I64]:
    """The building of everybody who counts for a key, `nowhere` for none, and the key."""
    building = source.street.units.building
    of_person = follow(building, source.frame.place)
    places, keys = [], []
    for measure, (rows, codes) in coded.items():
        at = building[rows] if measure == "occupancy" else of_person[rows]
        places.append(np.where(at < 0, nowhere, at))
        keys.append(codes)
    return np.concatenate(places).astype(np.int64), np.concatenate(keys).astype(np.int64)


def _sum_up(values: I64, parent: I64, starts: npt.NDArray[np.int64]) -> None:
    """Add the counts of every place to the place above it, level by level."""
    for level in range(3):
        rows = slice(int(starts[level]), int(starts[level + 1]))
        np.add.at(values, parent[rows], values[rows])
    values[-2] += values[-1]


def _sums(
    keys: tuple[tuple[str, str], ...],
) -> tuple[tuple[tuple[I64, I64], ...], tuple[tuple[int, int], ...]]:
    """What adds up within a place: sums that are equal, and a part of a whole.

    The states make the people as the age bands do, the classes the active, of whom are the due.
    """
    at = {one: place for place, one in enumerate(keys)}
    of = {
        measure: np.array([place for (found, _), place in at.items() if found == measure], np.int64)
        for measure, _ in keys
    }
    due, active = at["clock", "due"], at["clock", "active"]
    states = of["clock"][of["clock"] != due]
    equal = ((states, of["age_band"]), (np.array([active]), of["category"]))
    return equal, ((due, active),)
