"""The list behind a number: of which kind, in which place, and what else narrows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from console.domain.conditions import Condition, Operator
from console.domain.records import dataclass
from console.state.filtering import NO_FILTER, Filter
from console.store.columns import Street
from console.store.condition_ids import ids_of

if TYPE_CHECKING:
    from console.store.lists import Kind

EVERYTHING = "*"
"""As `without`: the whole filter does not count."""


@dataclass(frozen=True, slots=True)
class ListLink:
    """Opens a list of `kind`, of what the filter in force and `where` leave in a place.

    The place is a level and a row of it; -1 is the whole street. The filter's clauses of `without`,
    a word each, do not count: a facet's numbers stand under every clause but its own. `days`, the
    first and the last by day number, keep of episodes those anchored on them.
    """

    kind: Kind
    level: str = ""
    row: int = -1
    where: tuple[Condition, ...] = ()
    without: str = ""
    days: tuple[int, int] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is the list of its kind as it stands."""
        return self.row < 0 and not (self.where or self.without or self.days)

    def conditions(self, street: Street, filter_: Filter) -> tuple[Condition, ...]:
        """All the conditions that leave what is counted."""
        for source in self.without.split():
            filter_ = NO_FILTER if source == EVERYTHING else filter_.put(source, ())
        return (*filter_.conditions, *self.own(street))

    def own(self, street: Street) -> tuple[Condition, ...]:
        """The conditions that the number adds to the filter."""
        table = ids_of(street, self.level) if self.row >= 0 else None
        if table is None:
            return self.where
        return (is_one_of(self.level, (table[0].text(self.row),)), *self.where)


def is_one_of(field: str, values: Iterable[str]) -> Condition:
    """The condition that a field is one of some words or ids, which may hold any sign."""
    listed = tuple(values)
    return Condition(f"{field}={','.join(listed)}", field, Operator.IS, listed)


def is_number(field: str, numbers: Iterable[int]) -> Condition:
    """The condition that a number is one of some."""
    listed = tuple(numbers)
    values = tuple(map(str, listed))
    return Condition(f"{field}={','.join(values)}", field, Operator.IS, values, listed)


def is_at_least(field: str, number: int) -> Condition:
    """The condition that a number is no less than another."""
    value = str(number)
    return Condition(f"{field}>={value}", field, Operator.AT_LEAST, (value,), (number,))
