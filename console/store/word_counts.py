"""How many people, or units, of a frame each known word would keep by itself."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from console.domain import packs
from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES, REGISTRATIONS, SEXES
from console.store.columns import I64
from console.store.frame import Frame
from console.store.kept import Mask

_LISTED = {"sex": SEXES, "registration": REGISTRATIONS, "occupancy": OCCUPANCIES}


class WordCounts:
    """Counts of the people a frame keeps, and of units for an occupancy; each found once."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._street = frame, frame.street

    def of(self, field: str) -> dict[str, int]:
        """Counts by the known words of a field."""
        counts = {
            "state": self._states,
            "category": self._classes,
            "sex": self._sexes,
            "registration": self._registrations,
            "occupancy": self._occupancies,
        }
        return counts[field]

    @cached_property
    def _people(self) -> Mask:
        kept = self._frame.kept
        return np.ones(len(self._street.residents.unit), np.bool_) if kept is None else kept.people

    @cached_property
    def _states(self) -> dict[str, int]:
        by_state = self._frame.total.by_state[0]
        counts = {state.name.lower(): int(by_state[state]) for state in State}
        counts["active"] += counts["due"]
        return counts

    @cached_property
    def _classes(self) -> dict[str, int]:
        pack = packs.load(self._street.scenario)
        by_class = self._frame.total.by_class[0].tolist()
        return {one.key: by_class[row] for row, one in enumerate(pack.classes)}

    @cached_property
    def _sexes(self) -> dict[str, int]:
        codes = self._street.residents.sex[self._people]
        return _named("sex", np.bincount(codes, minlength=1))

    @cached_property
    def _registrations(self) -> dict[str, int]:
        codes = self._street.residents.registration[self._people]
        return _named("registration", np.bincount(codes, minlength=1))

    @cached_property
    def _occupancies(self) -> dict[str, int]:
        kept, codes = self._frame.kept, self._street.units.occupancy
        codes = codes if kept is None else codes[kept.units]
        return _named("occupancy", np.bincount(codes, minlength=1))

    def with_tag(self, tag: str) -> int:
        """People with a tag."""
        street = self._street
        if tag in street.tags:
            bit = np.uint64(1 << street.tags.index(tag))
            return int(np.count_nonzero((street.residents.tags & bit)[self._people]))
        rows = street.rare.people_with(street.rare.tags.index(tag))
        return int(np.count_nonzero(self._people[rows]))

    def people_at(self, kind: str, row: int) -> int | None:
        """People at an estate, a committee or a building by row; None beyond the last."""
        frame = self._frame
        counts = {
            "estate": frame.estates,
            "committee": frame.committees,
            "building": frame.buildings,
        }
        people = counts[kind].people
        return int(people[row]) if row < len(people) else None


def _named(field: str, counted: I64) -> dict[str, int]:
    found = counted.tolist()
    return {
        word: found[code] if code < len(found) else 0 for code, word in enumerate(_LISTED[field])
    }
