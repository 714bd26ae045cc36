"""What of a facet is chosen, values to keep and to leave out: read from a filter, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from console.domain.conditions import Condition, Operator, known_words
from console.domain.packs import CARE, ROLE, Pack
from console.domain.records import dataclass
from console.state.filtering import Filter

How = Literal["only", "add", "exclude"]
NOTHING = ""
"""The value of a row that stands for null."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a facet: its facet, and the value as the command line writes it."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The values of a facet that are asked for and those that are excluded, in the order chosen."""

    kept: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kept or self.excluded)

    def with_value(self, value: str, how: How) -> Choice:
        """The choice after a gesture on a value; the same gesture again undoes it."""
        if how == "only":
            return Choice() if self == Choice((value,)) else Choice((value,))
        if how == "add":
            return Choice(_toggled(self.kept, value), _without(self.excluded, value))
        return Choice(_without(self.kept, value), _toggled(self.excluded, value))


NO_CHOICE = Choice()


def field_of(facet: str) -> str:
    """The field a facet's conditions are on."""
    return "tag" if facet in (CARE, ROLE) else facet


def choice_of(filter_: Filter, facet: str, pack: Pack) -> Choice:
    """What of a facet a filter asks for; excluding every known word is asking for null."""
    conditions = filter_.of(facet)
    if not conditions:
        return NO_CHOICE
    kept: list[str] = []
    excluded: list[str] = []
    for condition in conditions:
        values = condition.values
        if condition.operator is Operator.AT_LEAST:
            values = (f"{values[0]}..",)
        elif condition.operator is Operator.AT_MOST:
            values = (f"..{values[0]}",)
        (excluded if condition.operator is Operator.IS_NOT else kept).extend(values)
    known = known_words(field_of(facet), pack)
    if known is not None and not kept and set(excluded) == set(known):
        return Choice((NOTHING,))
    return Choice(tuple(kept), tuple(excluded))


def conditions_of(facet: str, choice: Choice, pack: Pack) -> tuple[Condition, ...]:
    """The conditions that keep by a choice; with null among the kept, all words but the others.

    Where a facet has no closed list of words null cannot be asked for, and is left out.
    """
    field, kept = field_of(facet), choice.kept
    excluded = choice.excluded
    if NOTHING in kept:
        others = [word for word in known_words(field, pack) or () if word not in kept]
        kept, excluded = (), tuple(dict.fromkeys((*excluded, *others)))
    found = []
    if kept:
        found.append(_condition(field, Operator.IS, kept, pack))
    if excluded:
        found.append(_condition(field, Operator.IS_NOT, excluded, pack))
    return tuple(found)


def _condition(field: str, operator: Operator, values: Iterable[str], pack: Pack) -> Condition:
    from console.domain.conditions import parse

    return parse(f"{field}{operator.value}{','.join(values)}", pack)


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return _without(values, value) if value in values else (*values, value)


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(one for one in values if one != value)
