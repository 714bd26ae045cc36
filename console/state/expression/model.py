"""The expression as it is typed: read at once, counted and completed on a worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from console.domain import packs
from console.domain.conditions import Condition
from console.domain.expression import Expression, hint, read, written
from console.domain.parts import Span
from console.domain.progress import Stopped, never
from console.domain.records import dataclass
from console.state.filtering import NO_FILTER
from console.state.kept import Keeping

if TYPE_CHECKING:
    from console.state.coordinator import Coordinator
    from console.store.completion import Completer, Offer
    from console.store.condition_ids import Missing
    from console.store.frame import Frame

SOURCE = "expression"
_COUNT, _OFFERS = "expression.count", "expression.offers"
_NOTHING = Expression("")


@dataclass(frozen=True, slots=True)
class Counted:
    """What an expression keeps together with the rest of the filter, and the ids it has not."""

    people: int
    homes: int
    missing: tuple[Missing, ...] = ()


class ExpressionModel(QObject):
    """Holds what is typed.

    `read` when it was read, at once; `counted` when `count` is another, `offered` when `offers`
    are. Without a coordinator everything is done at once.
    """

    read = Signal()
    counted = Signal()
    offered = Signal()

    def __init__(
        self,
        keeping: Keeping,
        coordinator: Coordinator | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeping, self._coordinator = keeping, coordinator
        self.expression = _NOTHING
        self.count: Counted | None = None
        self.offers: tuple[Offer, ...] = ()
        self._helper: _Helper | None = None

    def type(self, text: str, cursor: int, language: str) -> None:
        """Read a text; ask what it keeps and what may be written at the cursor."""
        street = self._keeping.frame.street if self._keeping.frame is not None else None
        pack = packs.load(street.scenario) if street is not None else None
        self.expression = read(text, pack) if pack is not None else Expression(text)
        self.count, self.offers = None, ()
        self.read.emit()
        if street is not None:
            self._ask_count()
            self.complete(cursor, language)

    def complete(self, cursor: int, language: str) -> None:
        """Ask what may be written at the cursor."""
        frame = self._whole()
        if frame is None:
            return
        known, others = self._helper, self._others()
        if known is None or not known.suits(frame, others, language):
            known = self._helper = _Helper(frame, others, language)
        work = _Offering(known, self.expression.text, cursor)
        self._do(_OFFERS, work, self._take_offers)

    def faults(self, language: str, writing_at: int = -1) -> tuple[str, ...]:
        """What is wrong, in sentences: slips first, then ids that the street does not have.

        Not what is still being written at the cursor.
        """
        slips = [one for one in self.expression.slips if one.at.end != writing_at]
        missing = self.count.missing if self.count is not None else ()
        return (
            *(hint(one, language) for one in slips),
            *(one.error.say(language) for one in missing),
        )

    def missing(self, language: str) -> tuple[str, ...]:
        """The ids that the street does not have, in sentences; asks the street itself."""
        from console.store.condition_ids import missing_ids

        frame = self._whole()
        if frame is None:
            return ()
        found = missing_ids(frame.street, self.expression.conditions)
        return tuple(one.error.say(language) for one in found)

    def wrong(self, writing_at: int = -1) -> tuple[Span, ...]:
        """The places of the slips; not of one that is still being written at the cursor."""
        return tuple(one.at for one in self.expression.slips if one.at.end != writing_at)

    def apply(self, by: object) -> bool:
        """Put the expression in force, or take it back when it is empty; False with a slip."""
        if not self.expression.is_whole or not self._keeping.possible:
            return False
        self._keeping.filtering.put(SOURCE, self.expression.conditions, by)
        return True

    def in_force(self) -> str:
        """The expression in force, as text."""
        return written(self._keeping.filtering.filter.of(SOURCE))

    def whole_filter(self) -> str:
        """Everything in force, as text."""
        return written(self._keeping.filtering.filter.conditions)

    def take_whole(self, by: object) -> None:
        """Let the expression be all there is: what the other sources ask for is written in it."""
        if self.expression.is_whole:
            self._keeping.filtering.become(NO_FILTER.put(SOURCE, self.expression.conditions), by)

    def _whole(self) -> Frame | None:
        """The frame of everybody; None where nothing can be filtered."""
        frame = self._keeping.frame if self._keeping.possible else None
        return frame if frame is None or frame.whole is None else frame.whole

    def _others(self) -> tuple[Condition, ...]:
        """What the other sources of the filter ask for."""
        return self._keeping.filtering.filter.put(SOURCE, ()).conditions

    def _ask_count(self) -> None:
        frame = self._whole()
        if frame is not None and self.expression.is_whole:
            work = _Counting(frame, self._others(), self.expression)
            self._do(_COUNT, work, self._take_count)

    def _do(self, lane: str, work: Work, answered: Callable[[object], None]) -> None:
        if self._coordinator is None:
            answered(work(never))
        else:
            self._coordinator.do(lane, work, answered, _fail)

    def _take_count(self, answer: object) -> None:
        expression, self.count = answer if isinstance(answer, tuple) else (None, None)
        if expression is self.expression:
            self.counted.emit()

    def _take_offers(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self.offers = answer
            self.offered.emit()


Work = Callable[[Stopped], object]


@dataclass(frozen=True, slots=True)
class _Counting:
    frame: Frame
    others: tuple[Condition, ...]
    expression: Expression

    def __call__(self, stopped: Stopped) -> tuple[Expression, Counted]:
        from console.store.condition_ids import missing_ids
        from console.store.conditions import keep

        conditions = self.expression.conditions
        kept = keep(self.frame, (*self.others, *conditions))
        people, homes = (int(np.count_nonzero(mask)) for mask in (kept.people, kept.units))
        missing = missing_ids(self.frame.street, conditions)
        return self.expression, Counted(people, homes, missing)


class _Helper:
    """Completes for one frame, narrowed by the other sources when it is first asked."""

    def __init__(self, frame: Frame, others: tuple[Condition, ...], language: str) -> None:
        self.frame, self.others, self.language = frame, others, language

    def suits(self, frame: Frame, others: tuple[Condition, ...], language: str) -> bool:
        """Whether it is the one for these."""
        return self.frame is frame and (self.others, self.language) == (others, language)

    @cached_property
    def completer(self) -> Completer:
        """Made on the worker: narrowing reads everybody."""
        from console.store.completion import Completer
        from console.store.conditions import keep
        from console.store.narrow import narrowed

        return Completer(narrowed(self.frame, keep(self.frame, self.others)), self.language)


@dataclass(frozen=True, slots=True)
class _Offering:
    helper: _Helper
    text: str
    cursor: int

    def __call__(self, stopped: Stopped) -> tuple[Offer, ...]:
        return () if stopped() else self.helper.completer.offers(self.text, self.cursor)


def _fail(fault: Exception) -> None:
    raise fault
