"""Ids in conditions that a street does not have, with what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain import words
from console.domain.conditions import Condition
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.store.columns import Street, Strings
from console.store.texts import row_with, rows_with_any


@dataclass(frozen=True, slots=True)
class Missing:
    """An id that is not there: the condition's field, the id, and what may have been meant."""

    field: str
    value: str
    id: str = ""
    name: str = ""

    @property
    def error(self) -> UserError:
        """The sentence that says so."""
        level = words.both(f"expression.level.{self.field}")
        if self.id:
            return UserError(
                "expression.unknown_id_named",
                level=level,
                value=self.value[:80],
                name=self.name,
                id=self.id,
            )
        return UserError("expression.unknown_id", level=level, value=self.value[:80])


def missing_ids(street: Street, conditions: Iterable[Condition]) -> tuple[Missing, ...]:
    """Each id and tag in conditions that the street does not have, once, in order."""
    found: dict[tuple[str, str], Missing] = {}
    for condition in conditions:
        there = _there(street, condition)
        if there is None:
            continue
        for value in condition.values:
            key = (condition.field, value)
            if key not in found and value not in there:
                found[key] = _missing(street, *key)
    return tuple(found.values())


def ids_of(street: Street, field: str) -> tuple[Strings, Strings | None] | None:
    """The ids and the names that a field of ids is about; None for another field."""
    bare = street.bare
    committees = (street.committees.id, street.committees.name)
    tables: dict[str, tuple[Strings, Strings | None]] = {
        "committee": (bare.committees, None) if len(bare.committees) else committees,
        "estate": (bare.estates, None)
        if len(bare.estates)
        else (street.estates.id, street.estates.name),
        "building": (street.buildings.id, street.buildings.name),
        "unit": (street.units.id, None),
        "resident": (street.residents.id, None),
    }
    return tables.get(field)


def _there(street: Street, condition: Condition) -> frozenset[str] | None:
    """Which of a condition's ids or tags, among others, the street has; None where any may be."""
    if condition.field == "tag":
        return frozenset((*street.tags, *street.rare.tags))
    table = ids_of(street, condition.field)
    if table is None:
        return None
    return frozenset(map(table[0].text, rows_with_any(table[0], condition.values).tolist()))


def _missing(street: Street, field: str, value: str) -> Missing:
    """The id that is not there, with the one that bears the name it is, where one does."""
    table = ids_of(street, field)
    names = None if table is None else table[1]
    if table is None or names is None:
        return Missing(field, value)
    row = row_with(names, value)
    return Missing(field, value) if row < 0 else Missing(field, value, table[0].text(row), value)
