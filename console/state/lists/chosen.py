"""Which columns each list shows, in which order and how sorted: chosen by hand, remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.state.lists.columns import COLUMNS, FIRST_SORT, Column, Sort, shown_at_first
from console.state.preferences import Preferences
from console.store.lists import ENTITIES, KINDS, Kind

MOST_SORTS = 3
_DOWN, _UP = "-", "+"


class ChosenColumns(QObject):
    """`columns_changed` and `sorts_changed` carry the list; remembered where there are preferences.

    What was remembered and is no column any more is left out.
    """

    columns_changed = Signal(str)
    sorts_changed = Signal(str)

    def __init__(
        self, preferences: Preferences | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._keys: dict[Kind, tuple[str, ...]] = {}
        self._sorts: dict[Kind, tuple[Sort, ...]] = {}
        for kind in KINDS if preferences is not None else ():
            self._recall(kind)

    def every(self, kind: Kind) -> tuple[Column, ...]:
        """The columns a list can have, in the order in which they are offered."""
        return COLUMNS[ENTITIES[kind]]

    def at_first(self, kind: Kind) -> tuple[str, ...]:
        """The keys of the columns that a list has until others are chosen."""
        return shown_at_first(kind)

    def first_sorts(self, kind: Kind) -> tuple[Sort, ...]:
        """What a list is sorted by until that is chosen."""
        return (FIRST_SORT[kind],) if kind in FIRST_SORT else ()

    def columns(self, kind: Kind) -> tuple[Column, ...]:
        """The columns a list shows, from left to right."""
        by_key = {one.key: one for one in self.every(kind)}
        return tuple(by_key[key] for key in self.keys(kind))

    def keys(self, kind: Kind) -> tuple[str, ...]:
        """Their keys."""
        return self._keys.get(kind) or self.at_first(kind)

    def sorts(self, kind: Kind) -> tuple[Sort, ...]:
        """What a list is sorted by, the most important last."""
        return self._sorts.get(kind, self.first_sorts(kind))

    def rank(self, kind: Kind, key: str) -> int:
        """How important a column is to the order: 1 the first, 0 not at all."""
        keys = [one for one, _ in reversed(self.sorts(kind))]
        return keys.index(key) + 1 if key in keys else 0

    def turn(self, kind: Kind, key: str) -> None:
        """Show a column or put it away; the last one stays."""
        keys = self.keys(kind)
        if key not in keys:
            every = [one.key for one in self.every(kind)]
            after = [one for one in every[: every.index(key)] if one in keys]
            at = keys.index(after[-1]) + 1 if after else 0
            self._keep(kind, (*keys[:at], key, *keys[at:]))
        elif len(keys) > 1:
            self._keep(kind, tuple(one for one in keys if one != key))

    def move(self, kind: Kind, key: str, to: int) -> None:
        """Let a column stand at another place, as near as there is one."""
        rest = [one for one in self.keys(kind) if one != key]
        to = min(max(to, 0), len(rest))
        self._keep(kind, (*rest[:to], key, *rest[to:]))

    def reset(self, kind: Kind) -> None:
        """Columns and order as they were at first."""
        self._sorts.pop(kind, None)
        self._keep(kind, self.at_first(kind))
        self._sorted(kind)

    def sort(self, kind: Kind, key: str, *, also: bool = False) -> None:
        """Sort by a column alone, or `also` within those before; the same again turns it round."""
        before = self.sorts(kind)
        first = next(one for one in self.every(kind) if one.key == key).largest_first
        if also and any(one == key for one, _ in before):
            sorts = tuple((one, way if one != key else not way) for one, way in before)
        elif also:
            sorts = ((key, first), *before[-MOST_SORTS + 1 :])
        elif before and before[-1][0] == key:
            sorts = (*before[:-1], (key, not before[-1][1]))
        else:
            sorts = ((key, first),)
        self.order(kind, sorts)

    def order(self, kind: Kind, sorts: tuple[Sort, ...]) -> None:
        """Sort by these, the most important last; by none in the order of the places."""
        self._sorts[kind] = sorts
        self._sorted(kind)

    def _keep(self, kind: Kind, keys: tuple[str, ...]) -> None:
        if keys == self.keys(kind):
            return
        self._keys[kind] = keys
        if self._preferences is not None:
            self._preferences.keep({f"lists/columns/{kind}": " ".join(keys)})
        self.columns_changed.emit(kind)

    def _sorted(self, kind: Kind) -> None:
        if self._preferences is not None:
            said = [f"{_DOWN if way else _UP}{key}" for key, way in self.sorts(kind)]
            self._preferences.keep({f"lists/sorts/{kind}": " ".join(said) or "none"})
        self.sorts_changed.emit(kind)

    def _recall(self, kind: Kind) -> None:
        assert self._preferences is not None
        every = {one.key for one in self.every(kind)}
        said = self._preferences.text(f"lists/columns/{kind}").split()
        keys = tuple(dict.fromkeys(key for key in said if key in every))
        if keys:
            self._keys[kind] = keys
        sorts = self._preferences.text(f"lists/sorts/{kind}").split()
        if sorts:
            known = [(one[1:], one[0] == _DOWN) for one in sorts if one[1:] in every]
            self._sorts[kind] = tuple(known[-MOST_SORTS:])
