"""The filter: the one set of conditions that map, legend, section, lists and charts all show.

A view that lets the user filter puts a clause under a name of its own and takes it away again:

    filtering.put("age", (condition,), self)        # replaces what "age" asked for before
    filtering.put("age", (condition,), self, passing=True)    # while a range is being dragged
    filtering.without("age", self)

Clauses are joined by "and". What a filter keeps is not here but in state/kept.py: a view that shows
the street reads it there and hears of it there, so that it never sees a filter before its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.domain.records import dataclass
from console.state.trail import Trail

if TYPE_CHECKING:
    from console.domain.conditions import Condition
    from console.state.pace import Pace

AGE = "age"
"""Who asks for a range of ages, wherever it is dragged."""
MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Clause:
    """What one source asks for: all of its conditions hold."""

    source: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Clauses that all hold, in the order in which they were first asked for; one a source."""

    clauses: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions, as `summary --where` takes them."""
        return tuple(one for clause in self.clauses for one in clause.conditions)

    @property
    def texts(self) -> tuple[str, ...]:
        """The conditions as the command line writes them."""
        return tuple(one.text for one in self.conditions)

    def of(self, source: str) -> tuple[Condition, ...]:
        """What a source asks for; nothing when it has no clause."""
        for one in self.clauses:
            if one.source == source:
                return one.conditions
        return ()

    def put(self, source: str, conditions: Iterable[Condition]) -> Filter:
        """The filter with the clause of `source` replaced; without it when there is no condition.

        A clause that is replaced stays where it was.
        """
        wanted = Clause(source, tuple(conditions))
        if not wanted.conditions:
            return Filter(tuple(one for one in self.clauses if one.source != source))
        if any(one.source == source for one in self.clauses):
            return Filter(tuple(wanted if one.source == source else one for one in self.clauses))
        return Filter((*self.clauses, wanted))


NO_FILTER = Filter()


class Filtering(QObject):
    """Holds one Filter; `changed(filter, by)` carries who changed it, so nobody echoes itself.

    Silent when the filter is so already. Every settled change is a step that `undo` takes back;
    `passing` ones, while something is being dragged, are one step together with the next settled.
    """

    changed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = NO_FILTER
        self._trail = Trail[Filter](MOST_STEPS + 1)
        self._before_passing: Filter | None = None
        self._pace: Pace | None = None

    def pace_by(self, pace: Pace) -> None:
        """Let `pace` say when what is being dragged comes in force; without one it does at once."""
        self._pace = pace

    @property
    def filter(self) -> Filter:
        """What is in force."""
        return self._filter

    @property
    def before_passing(self) -> Filter | None:
        """What was in force before that which is being dragged; None while nothing is."""
        return self._before_passing

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._trail.can_go_back

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._trail.can_go_forward

    def put(
        self,
        source: str,
        conditions: Iterable[Condition],
        by: object = None,
        *,
        passing: bool = False,
    ) -> None:
        """Let `source` ask for `conditions`, all of them, and for nothing when there are none."""
        self.become(self._asked.put(source, conditions), by, passing=passing)

    def without(self, source: str, by: object = None) -> None:
        """Let `source` ask for nothing any more."""
        self.put(source, (), by)

    def clear(self, by: object = None) -> None:
        """Keep everything."""
        self.become(NO_FILTER, by)

    def become(self, filter_: Filter, by: object = None, *, passing: bool = False) -> None:
        """Put a whole filter in force: one that was saved, or that another view carries."""
        before = self._before_passing if self._before_passing is not None else self._filter
        if passing:
            self._before_passing = before
            if self._pace is not None:
                self._pace.offer(filter_, partial(self._enforce, filter_, by))
                return
        else:
            self._before_passing = None
            if filter_ != before:
                self._trail.leave(before)
                self._trail.enter(filter_)
        self._enforce(filter_, by)

    def undo(self) -> None:
        """Take the last step back; silent when there is none."""
        self._settle()
        self._step(self._trail.back)

    def redo(self) -> None:
        """Take a step again that was taken back; silent when there is none."""
        if self._before_passing is None:
            self._step(self._trail.forward)

    def revisit(self, filter_: Filter, by: object = None) -> None:
        """Put a filter in force without a step of its own: Back and Forward have their own."""
        self._before_passing = None
        self._enforce(filter_, by)

    def forget(self) -> None:
        """Keep everything, and forget the steps: another street has other words and places."""
        self._trail.clear()
        self._before_passing = None
        self._enforce(NO_FILTER, None)

    def _settle(self) -> None:
        """What was being dragged when something else came is a step as it stands."""
        if self._before_passing is not None:
            self.become(self._asked)

    @property
    def _asked(self) -> Filter:
        """What is in force, or will be in a moment."""
        held = None if self._pace is None else self._pace.held
        return self._filter if held is None else held

    def _step(self, go: Callable[[], Filter | None]) -> None:
        """To the step before or after, from what is in force now."""
        self._trail.leave(self._filter)
        filter_ = go()
        if filter_ is not None:
            self._enforce(filter_, None)

    def _enforce(self, filter_: Filter, by: object) -> None:
        if self._pace is not None:
            self._pace.drop()
        if filter_ != self._filter:
            self._filter = filter_
            self.changed.emit(filter_, by)
