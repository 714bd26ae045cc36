"""One list of what changed: its rows with their cells, their marks, and what keeps them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from console.changes.people import place_of_people
from console.changes.records import side_of
from console.domain.conditions import Condition
from console.domain.records import dataclass
from console.state.changes.columns import Columns
from console.state.changes.model import Change, names_of, sign_of
from console.state.changes.values import Told
from console.state.lists.cells import Cells
from console.state.lists.link import is_one_of
from console.state.lists.where import buildings_of, estates_of, people_of, units_of
from console.state.marking import Marks, marks_at
from console.store.columns import I32
from console.store.condition_ids import ids_of
from console.store.lists import ENTITIES, Kind

if TYPE_CHECKING:
    from console.changes.difference import Difference
    from console.state.look import Appearance
    from console.store.frame import Frame

_KINDS: dict[str, Kind] = {
    "committees": "committees",
    "estates": "estates",
    "buildings": "buildings",
    "units": "units",
    "residents": "people",
    "episodes": "episodes",
    "checks": "all_checks",
    "facilities": "facilities",
    "events": "events",
}
"""The list whose columns the rows of a table have."""


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Rows of a list of `kind`, in the order of the street, with their cells.

    `columns` stand beside those of the kind; `since_us` is since when.
    """

    change: Change
    kind: Kind
    cells: Cells
    rows: I32
    columns: Columns
    since_us: int

    @property
    def side(self) -> Frame:
        """The snapshot in which the rows are."""
        return self.cells.frame

    def marks(self) -> Marks:
        """The marks at the places of the rows."""
        rows, cells, street = self.rows, self.cells, self.cells.street
        if isinstance(self.change, str):
            units = place_of_people(self.side)[rows]
            found = marks_at(street, sign_of(self.change), units)
        else:
            places = (units_of(rows, cells), buildings_of(rows, cells), estates_of(rows, cells))
            found = marks_at(street, sign_of(self.change), *places)
        return replace(found, names=names_of(self.change), since_us=self.since_us)

    @property
    def can_be_kept(self) -> bool:
        """Whether a filter can keep the people or places of the rows alone."""
        return bool(self._field) and bool(len(self._told_apart()))

    def keeping(self) -> Condition:
        """What keeps them alone, where it can be; as long as there are rows."""
        table = ids_of(self.cells.street, self._field)
        assert table is not None
        return is_one_of(self._field, _texts(table[0], self._told_apart()))

    @property
    def is_of_people(self) -> bool:
        """Whether it is people who are kept alone."""
        return self._field == "resident"

    @property
    def _field(self) -> str:
        """The field of conditions that tells the rows apart, "" for none."""
        entity = self.cells.entity
        if entity in ("person", "episode"):
            return "resident"
        return entity if entity in ("unit", "building", "estate", "committee") else ""

    def _told_apart(self) -> I32:
        """The people of the rows, once each, or the places."""
        if not self.is_of_people:
            return self.rows
        people = people_of(self.rows, self.cells)
        return np.unique(people[people >= 0])


def listed(
    found: Difference, change: Change, look: Appearance, people: I32 | None = None
) -> Listed:
    """A list as it is on screen; of a kind of people those of `people` alone, where given."""
    language, masked = look.language, look.masked
    since_us = found.old.as_of_us
    if isinstance(change, str):
        side = found.old if change == "gone" else found.new
        rows: I32 = getattr(found.people, change) if people is None else people
        cells = Cells(side, "person", language, masked=masked)
        return Listed(change, "people", cells, rows, (), since_us)
    kind, told = _KINDS.get(change.table, "records"), Told(found, change, language)
    cells = Cells(side_of(found, change), ENTITIES[kind], language, masked=masked, beside=told)
    return Listed(change, kind, cells, told.rows, told.columns, since_us)


def _texts(ids: Sequence[str | None], rows: I32) -> tuple[str, ...]:
    return tuple(ids[row] or "" for row in rows.tolist())
