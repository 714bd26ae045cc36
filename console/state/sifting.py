"""What the filter keeps at an instant: found at once, or aside with all that views ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import TYPE_CHECKING
from weakref import WeakMethod

from console.domain.progress import never
from console.domain.records import dataclass
from console.state.narrowing import narrow
from console.store.by_age import MAKING
from console.store.facet_counts import facets_of
from console.store.frame import Frame, frame_beside

if TYPE_CHECKING:
    from console.state.filtering import Filter
    from console.store.sieve import Sieve

Wish = Callable[[Frame], object]
"""Finds something of a frame, narrowed or whole, where it stays until it is asked for."""
Foresee = Callable[["Filter"], Wish | None]
"""Says in the window what a view will want under a filter; None while it shows nothing."""


_FIRST_RANGES = ("age=20..40", "age=20..50")
_LEAST_RECENT, _MOST_RECENT, _BUILDINGS = 3, 12, 600_000
"""How many frames are kept, as far as they have so many buildings together."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for an instant and a filter: the whole frame, and the one to be shown."""

    whole: Frame
    filter: Filter
    shown: Frame
    took_ms: float


@dataclass(frozen=True, slots=True)
class Sifting:
    """The work done aside; only one at a time uses the sieve. `known` are whole frames.

    Where none of them is of the instant wanted, that one is found first.
    """

    sieve: Sieve
    known: tuple[Frame, ...]
    as_of_us: int
    filter: Filter
    wishes: tuple[Wish, ...]

    def __call__(self, stopped: Callable[[], bool]) -> Found:
        """Find it; what views want is left out once nobody waits any more."""
        begun_s = perf_counter()
        whole = frame_beside(self.known, self.as_of_us)
        shown = narrow(whole, self.filter, self.sieve) if self.filter else whole
        count(shown)
        for wish in self.wishes:
            if stopped():
                break
            wish(shown)
        return Found(whole, self.filter, shown, (perf_counter() - begun_s) * 1e3)

    def at_once(self) -> Found:
        """Find it where one waits for it, with all that views want."""
        return self(never)


@dataclass(frozen=True, slots=True)
class Readying:
    """Some steps made before anybody wants them: what they find besides what they show stays."""

    steps: tuple[Sifting, ...]

    def __call__(self, stopped: Callable[[], bool]) -> None:
        """Make them one after the other, and alone: a step that is waited for goes without."""
        with MAKING.here_alone():
            for step in self.steps:
                if not stopped():
                    step(stopped)


@dataclass(frozen=True, slots=True)
class Counting:
    """The facets of the whole street, which another place on show leaves uncounted."""

    shown: Frame

    def __call__(self, stopped: Callable[[], bool]) -> None:
        """Count them of the frame on show, then of everybody."""
        for frame in (self.shown, self.shown.whole or self.shown):
            if not stopped() and not frame.street.is_aggregate:
                facets_of(frame)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one view wants of a frame on show."""

    shown: Frame
    wish: Wish

    def __call__(self, stopped: Callable[[], bool]) -> None:
        """Find it."""
        self.wish(self.shown)


def first_steps(
    sieve: Sieve, whole: Frame, beside: Filter, views: Iterable[WeakMethod[Foresee]]
) -> Readying:
    """A drag over the ages beside what else is filtered.

    They are two steps, since some things are kept with the second range alone.
    """
    from console.domain import packs
    from console.domain.conditions import parse
    from console.state.filtering import AGE

    pack, at_us = packs.load(whole.street.scenario), whole.as_of_us
    steps = []
    for text in _FIRST_RANGES:
        wanted = beside.put(AGE, (parse(text, pack),))
        steps.append(Sifting(sieve, (whole,), at_us, wanted, wishes_of(views, wanted)))
    return Readying(tuple(steps))


def recent(whole: Frame, before: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """The whole frames shown last, the latest first: to and fro the handle finds them again."""
    buildings = max(len(whole.street.buildings.estate), 1)
    most = max(_LEAST_RECENT, min(_MOST_RECENT, _BUILDINGS // buildings))
    return (whole, *(one for one in before if one is not whole))[:most]


def wishes_of(views: Iterable[WeakMethod[Foresee]], filter_: Filter) -> tuple[Wish, ...]:
    """What views that are still there will want under a filter, to be carried to a worker."""
    asked = [foresee(filter_) for one in views if (foresee := one()) is not None]
    return tuple(wish for wish in asked if wish is not None)


def count(shown: Frame) -> object:
    """Count what nearly every view says of a frame: the people in all places, and the homes."""
    counts = shown.buildings, shown.estates, shown.committees, shown.total
    if shown.kept is None or shown.whole is None:
        return counts
    return counts, shown.kept.homes.number, shown.whole.total
