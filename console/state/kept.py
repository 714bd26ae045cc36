"""What the filter keeps of the street at the instant shown: where every view reads it.

A view that counts or lists is given `keeping`, shows `keeping.frame` instead of `session.frame`
and connects `keeping.changed` instead of `session.frame_changed`:

    keeping.changed.connect(self._show)       # another instant, street or filter
    frame = keeping.frame                     # of the kept people; the session's own without filter

A narrowed frame counts, lists and finds the kept people alone (store/narrow.py), so most views need
nothing else. A view that shows everybody and dims the rest shows `frame.whole or frame` and looks
into `frame.kept`: people bool[r] and units bool[u], None when everything is kept. A view that lets
the user filter puts its clause into `keeping.filtering`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.domain.records import dataclass
from console.state.filtering import Filter, Filtering
from console.state.session import Session
from console.store.columns import Street
from console.store.frame import Frame

if TYPE_CHECKING:
    from console.state.coordinator import Coordinator
    from console.store.facet_counts import FacetCounts
    from console.store.passing import Scope
    from console.store.sieve import Sieve


AT_ONCE = 1_000_000
"""With so many residents or fewer what is kept is found while one waits: within a frame."""
_LANE = "keeping"


class Keeping(QObject):
    """Follows session and filter; `changed` when what is on show is another.

    It must be made before the views, so that it is asked first. `filtering` is its own unless one
    is given. Nothing is computed before it is asked for, nor anything of people without a filter.

    In a street with more than `at_once` residents the work is done aside once `work_aside` gave it
    workers: the frame before stays until the new one is whole, and the newest wins.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        filtering: Filtering | None = None,
        parent: QObject | None = None,
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.filtering = filtering or Filtering(self)
        self._at_once = at_once
        self._workers: Coordinator | None = None
        self._warm: Callable[[Frame], object] | None = None
        self._is_waiting = False
        self._sieve: Sieve | None = None
        self._narrowed: tuple[Frame, Filter, Frame] | None = None
        self._counts: dict[tuple[Scope | None, bool], FacetCounts] = {}
        self._street: Street | None = session.street
        session.street_changed.connect(self._suit_street)
        session.frame_changed.connect(self._move)
        self.filtering.changed.connect(self._refilter)

    def work_aside(self, workers: Coordinator, warm: Callable[[Frame], object]) -> None:
        """Let `workers` do what is too much to wait for; `warm` prepares what views ask for."""
        self._workers, self._warm = workers, warm

    @property
    def frame(self) -> Frame | None:
        """The street at the instant, narrowed to what the filter keeps; None while none is open.

        While that is being found aside it is the one before.
        """
        frame, wanted, known = self._session.frame, self.filtering.filter, self._narrowed
        if known is not None and known[0] is frame and known[1] is wanted:
            return known[2]
        if frame is None or not wanted or not self.possible:
            return frame
        if self._is_waiting:
            return frame if known is None else known[2]
        if known is None or known[0] is not frame or known[1] != wanted:
            known = (frame, wanted, narrow(frame, wanted, self._sieve_of(frame.street)))
            self._narrowed = known
        return known[2]

    @property
    def is_waiting(self) -> bool:
        """Whether what the filter keeps is being found aside; `changed` says when it is there."""
        return self._is_waiting

    @property
    def possible(self) -> bool:
        """Whether the street can be filtered: an aggregate snapshot holds no people."""
        from console.store.aggregate import MASKING

        street = self._session.street
        return street is not None and street.masking != MASKING

    def counts(self, scope: Scope | None = None, *, filtered: bool = True) -> FacetCounts | None:
        """The facets' counts inside a scope, each under all clauses but its own; kept.

        Not `filtered`, of everybody at the instant. None while no street is open.
        """
        from console.store.facet_counts import count_facets

        frame = self.frame
        if frame is None:
            return None
        filtered = filtered and frame.kept is not None
        known = self._counts.get((scope, filtered))
        if known is None and self._is_waiting and filtered:
            known = self._counts.get((None, filtered))
        if known is None:
            known = count_facets(frame if filtered else frame.whole or frame, scope)
            self._counts[scope, filtered] = known
        return known

    def _sieve_of(self, street: Street) -> Sieve:
        """Imported late: the first map must not pay for it."""
        from console.store.sieve import Sieve

        if self._sieve is None or self._sieve.street is not street:
            self._sieve = Sieve(street)
        return self._sieve

    def _suit_street(self) -> None:
        """A later snapshot of the same street keeps the filter, another street does not."""
        before, self._street = self._street, self._session.street
        self._drop()
        self._narrowed = self._sieve = None
        self._counts.clear()
        if before is None or not self.possible or not _alike(before, self._street):
            self.filtering.forget()

    def _move(self) -> None:
        if not self._ask_aside():
            self._counts.clear()
            self.changed.emit()

    def _refilter(self, filter_: Filter, by: object) -> None:
        if not self._ask_aside():
            for scope, filtered in list(self._counts):
                if filtered:
                    del self._counts[scope, filtered]
            self.changed.emit()

    def _ask_aside(self) -> bool:
        """Have the work done aside, where it is too much; False when it is to be done now."""
        frame, wanted, workers = self._session.frame, self.filtering.filter, self._workers
        if frame is None or not wanted or workers is None or not self.possible:
            self._drop()
            return False
        if len(frame.street.residents.unit) <= self._at_once:
            return False
        self._is_waiting = True
        same = self._narrowed is not None and self._narrowed[0] is frame
        totals = self._counts.get((None, False)) if same else None
        job = _Sifting(self._sieve_of(frame.street), frame, wanted, totals, self._warm)
        workers.do(_LANE, job, self._take, self._fail)
        return True

    def _take(self, found: Sifted) -> None:
        """What was found aside is on show from now on."""
        self._is_waiting = False
        self._narrowed = (found.whole, found.filter, found.narrowed)
        self._counts = {(None, True): found.counts, (None, False): found.totals}
        self.changed.emit()

    def _fail(self, fault: Exception) -> None:
        self._is_waiting = False
        raise fault

    def _drop(self) -> None:
        if self._is_waiting and self._workers is not None:
            self._workers.forget(_LANE)
        self._is_waiting = False


@dataclass(frozen=True, slots=True)
class Sifted:
    """What was found aside: a narrowed frame with its counts, for one frame and filter."""

    whole: Frame
    filter: Filter
    narrowed: Frame
    counts: FacetCounts
    totals: FacetCounts


@dataclass(frozen=True, slots=True)
class _Sifting:
    """The work done aside; only one at a time uses the sieve. `totals` where they are known."""

    sieve: Sieve
    frame: Frame
    filter: Filter
    totals: FacetCounts | None
    warm: Callable[[Frame], object] | None

    def __call__(self, stopped: Callable[[], bool]) -> Sifted:
        from console.store.facet_counts import count_facets

        narrowed = narrow(self.frame, self.filter, self.sieve)
        counts = count_facets(narrowed)
        totals = self.totals or count_facets(self.frame)
        if self.warm is not None and not stopped():
            self.warm(narrowed)
        return Sifted(self.frame, self.filter, narrowed, counts, totals)


def narrow(frame: Frame, wanted: Filter, sieve: Sieve | None = None) -> Frame:
    """A whole frame narrowed to what a filter keeps; a sieve finds again only what changed."""
    from console.store.narrow import narrowed
    from console.store.sieve import Sieve

    sieve = sieve or Sieve(frame.street)
    kept = sieve.sift(frame, [(one.source, one.conditions) for one in wanted.clauses])
    return narrowed(frame, kept)


def _alike(one: Street, other: Street | None) -> bool:
    """Whether conditions written for one street mean the same in the other."""
    return other is not None and (one.code, one.scenario) == (other.code, other.scenario)
