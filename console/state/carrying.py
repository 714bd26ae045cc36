"""Places and visits carried from one snapshot of a street to another: by ids, row by row."""

from __future__ import annotations

from dataclasses import replace

from console.domain.records import dataclass
from console.state import places
from console.state.history import Visit
from console.state.section.viewpoint import SectionViewpoint
from console.state.selection import Place
from console.store.columns import Street, Strings


@dataclass(frozen=True, slots=True)
class Carrying:
    """From the rows of `before` to those of `now`."""

    before: Street
    now: Street

    def visit(self, visit: Visit) -> Visit:
        """The same view; what the section showed of a building that is gone is forgotten."""
        seen = visit.section_viewpoint
        if isinstance(seen, SectionViewpoint):
            there = self._row(self.before.buildings.id, self.now.buildings.id, seen.building)
            seen = replace(seen, building=there) if there >= 0 else None
        return replace(visit, place=self.place(visit.place), section_viewpoint=seen)

    def place(self, place: Place) -> Place:
        """The same place and person; the place above where it is there no more."""
        if self._is_same(place):
            return place
        found = places.find(self.now, places.ids_of(self.before, place))
        if place.resident < 0 or found.unit < 0 <= place.unit:
            return found
        there = self._row(self.before.residents.id, self.now.residents.id, place.resident)
        return replace(found, resident=there)

    def _is_same(self, place: Place) -> bool:
        """Whether its rows are the same in both."""
        rows = (
            (place.committee, self.before.committees.id, self.now.committees.id),
            (place.estate, self.before.estates.id, self.now.estates.id),
            (place.building, self.before.buildings.id, self.now.buildings.id),
            (place.unit, self.before.units.id, self.now.units.id),
            (place.resident, self.before.residents.id, self.now.residents.id),
        )
        return all(row < 0 or _stays(before, now, row) for row, before, now in rows)

    @staticmethod
    def _row(before: Strings, now: Strings, row: int) -> int:
        if row < 0 or _stays(before, now, row):
            return row
        return places.row_of_id(now, before.text(row))


def _stays(before: Strings, now: Strings, row: int) -> bool:
    """Whether the id at a row is the same in both."""
    return row < min(len(before), len(now)) and before.text(row) == now.text(row)
