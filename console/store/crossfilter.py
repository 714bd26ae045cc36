"""The crossfilter: what passes every clause, and what would pass without some of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import reduce
from operator import and_
from typing import Generic, Protocol, Self, TypeVar

Sources = frozenset[str]


class Joined(Protocol):
    """What can be kept by two clauses at once."""

    def __and__(self, other: Self, /) -> Self:
        """What both keep."""
        ...


T = TypeVar("T", bound=Joined)

_FEW = 2
"""So few parts are joined at once."""


class Crossfilter(Generic[T]):
    """What each source keeps, and what any of them keep together; never changed, only replaced.

    A replacement knows already what was found without the source that is replaced: a range that is
    dragged is joined with the others once a step, and they with one another only once, whichever of
    them is left out.
    """

    def __init__(self, everything: T) -> None:
        self._everything = everything
        self._parts: Mapping[str, T] = {}
        self._last = ""
        self._known: dict[Sources, T] = {}

    def replaced(self, source: str, kept: T | None) -> Crossfilter[T]:
        """One in which `source` keeps `kept`, or everything for None."""
        before = self._parts.get(source)
        if kept is before:
            return self
        other: Crossfilter[T] = Crossfilter(self._everything)
        parts = {name: part for name, part in self._parts.items() if name != source}
        other._parts = parts if kept is None else {**parts, source: kept}
        other._last = source
        own = frozenset() if kept is None else frozenset({source})
        for left_out, known in list(self._known.items()):
            if before is None or source in left_out:
                other._known[left_out - {source} | own] = known
        return other

    @property
    def parts(self) -> Mapping[str, T]:
        """What each source alone keeps."""
        return self._parts

    def passing(self, sources: Collection[str]) -> T:
        """What some of the sources keep together."""
        left_out = frozenset(self._parts.keys() - sources)
        known = self._known.get(left_out)
        if known is None:
            known = self._known[left_out] = self._join(left_out)
        return known

    def _join(self, left_out: Sources) -> T:
        """What all but some keep; of many what is kept without the one replaced last is known."""
        wanted = {name: part for name, part in self._parts.items() if name not in left_out}
        if len(wanted) > _FEW and self._last in wanted:
            return self.passing(wanted.keys() - {self._last}) & wanted[self._last]
        return reduce(and_, wanted.values()) if wanted else self._everything
