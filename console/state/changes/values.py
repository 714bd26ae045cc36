"""What the lists of what changed say beside a row: its key, how it was, how it is, which fields."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.changes.difference import Difference
from console.changes.records import Records, changed_columns, places_of, street_rows
from console.domain import instants, packs
from console.domain.column_titles import title
from console.domain.spoken import capped
from console.domain.words import say
from console.state.changes.columns import AFTER, BEFORE, FIELDS, KEY, Columns
from console.state.lists import texts_places
from console.state.lists.cells import Cells
from console.state.lists.texts_work import said_kind
from console.store.arrow import rows_of, texts_of
from console.store.columns import I32, I64, Strings
from console.store.frame import Frame
from console.store.lists import Entity

_ROOMS = {
    ("residents", "sex"): "card.sex",
    ("residents", "registration"): "facet.registration",
    ("units", "occupancy"): "section.occupancy",
    ("episodes", "outcome"): "lists.ending",
    ("events", "outcome"): "lists.outcome",
}
"""Where the words of some columns stand."""
_PLACES: dict[str, Entity] = {
    "unit_id": "unit",
    "building_id": "building",
    "estate_id": "estate",
    "committee_id": "committee",
}
_JOINT = "\x1f"


class Told:
    """The columns beside a list of records; a row is one of the street, or of a table without one.

    What may not be seen says that it changed, on either side.
    """

    def __init__(self, found: Difference, records: Records, language: str) -> None:
        self._found, self._records, self._language = found, records, language
        self._change = found.tables[records.table]
        self.rows = street_rows(found, records)
        self._order = np.argsort(self.rows, kind="stable")
        self._ascending = self.rows[self._order]
        self._places = places_of(found, records)
        self.columns = _columns(records, has_list=records.table in LISTED)
        column, change = records.column, self._change
        self._sides = {
            "before": _Side(found.old, change.before, records, language),
            "after": _Side(found.new, change.after, records, language),
        }
        self._is_seen = column in change.before.column_names

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its columns."""
        return tuple(one.key for one in self.columns)

    def text(self, row: int, key: str) -> str:
        """A cell."""
        place = self._place(row)
        if key == "key":
            return self._key(place)
        if key == "fields":
            names = changed_columns(self._change, place)
            between = say("changes.gap", self._language)
            return between.join(self._title(name) for name in names)
        if not self._is_seen:
            return say("changes.hidden", self._language)
        return self._sides[key].text(place)

    def order(self, rows: I32, key: str) -> I64:
        """By what stood in the file; fields by how many they are."""
        places = self._places[self._order[np.searchsorted(self._ascending, rows)]]
        if key == "fields":
            return self._fields_of()[places]
        if key == "key" or not self._is_seen:
            return places
        return self._sides[key].ranks()[places]

    def _place(self, row: int) -> int:
        """Where a row stands among those of its part."""
        return int(self._places[self._order[np.searchsorted(self._ascending, row)]])

    def _key(self, place: int) -> str:
        table = self._change.keys.get(self._records.part)
        if table is None or not table.num_columns:
            row = int(self._change.rows(self._records.part)[place])
            return say("changes.row", self._language, number=row + 1)
        return " · ".join(capped(str(column[place].as_py())) for column in table.columns)

    def _title(self, column: str) -> str:
        return capped(title(column, self._records.table, self._language))

    def _fields_of(self) -> I64:
        counts = np.zeros(len(self._change.changed), np.int64)
        for places in self._change.fields.values():
            counts[places] += 1
        return counts


LISTED = (
    "committees",
    "estates",
    "buildings",
    "units",
    "residents",
    "episodes",
    "checks",
    "facilities",
    "events",
)
"""The tables whose rows have lists of their own."""


def _columns(records: Records, *, has_list: bool) -> Columns:
    key = () if has_list else (KEY,)
    if records.column:
        return (*key, BEFORE, AFTER)
    return (*key, FIELDS) if records.part == "changed" else key


class _Side:
    """The values of one column as they were, or as they are."""

    def __init__(self, frame: Frame, values: pa.Table, records: Records, language: str) -> None:
        self._frame, self._language = frame, language
        self._table, self._name = records.table, records.column
        is_there = records.column in values.column_names
        self._column = values[records.column].combine_chunks() if is_there else pa.nulls(0)
        self._refers: I32 | None = None

    def text(self, place: int) -> str:
        """The value of a row in words."""
        value = self._column[place].as_py()
        if value is None or value == []:
            return say("changes.none", self._language)
        row = self._place_row(place)
        return self._at(row) if row >= 0 else self._said(value)

    def ranks(self) -> I64:
        """Where each value stands among the others, null last: int64[n]."""
        column = self._column
        if pa.types.is_list(column.type):
            column = pc.binary_join(column, _JOINT)
        ranks = np.empty(len(column), np.int64)
        ranks[pc.sort_indices(column).to_numpy()] = np.arange(len(column))
        return ranks

    def _place_row(self, place: int) -> int:
        """The row of the place that is named, -1 where none is or it is not there."""
        entity = _PLACES.get(self._name)
        if entity is None:
            return -1
        if self._refers is None:
            self._refers = rows_of(self._column.cast(pa.string()), texts_of(self._ids(entity)))
        return int(self._refers[place])

    def _ids(self, entity: Entity) -> Strings:
        street = self._frame.street
        ids = {
            "unit": street.units.id,
            "building": street.buildings.id,
            "estate": street.estates.id,
            "committee": street.committees.id,
        }
        return ids[entity]

    def _at(self, row: int) -> str:
        """What a place is called."""
        entity = _PLACES[self._name]
        cells = Cells(self._frame, entity, self._language, masked=True)
        if entity == "unit":
            return texts_places.address(cells, row)
        named = {
            "building": texts_places.building,
            "estate": texts_places.estate,
            "committee": texts_places.committee,
        }
        return named[entity](cells, row)

    def _said(self, value: object) -> str:
        if isinstance(value, datetime):
            tz = instants.zone(self._frame.street.zone)
            return f"{value.astimezone(tz):%Y-%m-%d %H:%M}"
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, float):
            return f"{value:.7g}"
        if isinstance(value, list):
            return say("changes.gap", self._language).join(self._word(str(one)) for one in value)
        return self._word(value) if isinstance(value, str) else str(value)

    def _word(self, word: str) -> str:
        """A word of a closed list, of the scenario pack, or as it stands."""
        language, pack = self._language, packs.load(self._frame.street.scenario)
        if self._name == "kind":
            return said_kind(word, language)
        room = _ROOMS.get((self._table, self._name))
        if room is not None:
            return say(f"{room}.{word}", language)
        labels = {
            "category": {one.key: one.label for one in pack.classes},
            "rule": {key: one.label for key, one in pack.rules.items()},
            "tags": {key: one.label for key, one in pack.tags.items()},
        }.get(self._name, {})
        return capped(labels[word][language] if word in labels else word)
