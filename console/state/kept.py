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

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.state.filtering import Filter, Filtering
from console.state.session import Session
from console.store.columns import Street
from console.store.frame import Frame

if TYPE_CHECKING:
    from console.store.facet_counts import FacetCounts, Scope
    from console.store.sieve import Sieve


class Keeping(QObject):
    """Follows session and filter; `changed` when what is on show is another.

    It must be made before the views, so that it is asked first. `filtering` is its own unless one
    is given. Nothing is computed before it is asked for, nor anything of people without a filter.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        filtering: Filtering | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.filtering = filtering or Filtering(self)
        self._sieve: Sieve | None = None
        self._narrowed: tuple[Frame, Filter, Frame] | None = None
        self._counts: dict[tuple[Scope | None, bool], FacetCounts] = {}
        self._street: Street | None = session.street
        session.street_changed.connect(self._suit_street)
        session.frame_changed.connect(self._tell)
        self.filtering.changed.connect(self._refilter)

    @property
    def frame(self) -> Frame | None:
        """The street at the instant, narrowed to what the filter keeps; None while none is open."""
        frame, wanted = self._session.frame, self.filtering.filter
        if frame is None or not wanted or not self.possible:
            return frame
        known = self._narrowed
        if known is None or known[0] is not frame or known[1] != wanted:
            known = self._narrowed = (frame, wanted, self._narrow(frame, wanted))
        return known[2]

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
        if (scope, filtered) not in self._counts:
            sieve = self._sieve if filtered else None
            found = count_facets(frame if filtered else frame.whole or frame, sieve, scope)
            self._counts[scope, filtered] = found
        return self._counts[scope, filtered]

    def _narrow(self, frame: Frame, wanted: Filter) -> Frame:
        """Imported late: the first map must not pay for it."""
        from console.store.narrow import narrowed
        from console.store.sieve import Sieve

        if self._sieve is None or self._sieve.street is not frame.street:
            self._sieve = Sieve(frame.street)
        self._sieve.sift(frame, [(one.source, one.conditions) for one in wanted.clauses])
        return narrowed(frame, self._sieve.kept())

    def _suit_street(self) -> None:
        """A later snapshot of the same street keeps the filter, another street does not."""
        before, self._street = self._street, self._session.street
        self._narrowed = self._sieve = None
        self._counts.clear()
        if before is None or not self.possible or not _alike(before, self._street):
            self.filtering.forget()

    def _tell(self) -> None:
        self._counts.clear()
        self.changed.emit()

    def _refilter(self, filter_: Filter, by: object) -> None:
        for scope, filtered in list(self._counts):
            if filtered:
                del self._counts[scope, filtered]
        self.changed.emit()


def _alike(one: Street, other: Street | None) -> bool:
    """Whether conditions written for one street mean the same in the other."""
    return other is not None and (one.code, one.scenario) == (other.code, other.scenario)
