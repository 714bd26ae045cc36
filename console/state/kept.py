"""What the filter keeps of the street at the instant shown: where every view reads it.

A view that counts or lists is given `keeping`, shows `keeping.frame` instead of `session.frame`
and connects `keeping.changed` instead of `session.frame_changed`:

    keeping.changed.connect(self._show)       # another instant, street or filter
    frame = keeping.frame                     # of the kept people; the session's own without filter
    keeping.foresee(self._foresee)            # what the view will ask of the frame that comes

A narrowed frame counts, lists and finds the kept people alone (store/narrow.py), so most views need
nothing else. A view that shows everybody and dims the rest shows `frame.whole or frame` and looks
into `frame.kept`: people bool[r] and units bool[u], None when everything is kept. A view that lets
the user filter puts its clause into `keeping.filtering`. What costs more than painting is asked of
the frame by `frame.once`, so that a worker can have found it already (state/sifting.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakMethod

from PySide6.QtCore import QObject, QTimer, Signal

from console.state.filtering import AGE, NO_FILTER, Filter, Filtering
from console.state.session import Session
from console.store.columns import Street
from console.store.frame import Frame

if TYPE_CHECKING:
    from console.state.coordinator import Coordinator
    from console.state.narrowing import Narrowing
    from console.state.sifting import Foresee, Found, Sifting, Wish


AT_ONCE = 1_000_000
"""With so many residents or fewer what is kept is found while one waits: within a frame."""
_LANE, _ASKED, _LATER = "keeping", "keeping, asked by", "keeping, later"
_READYING = "keeping, before a drag"
_REST_MS = 150
_SWIFT_MS = 8.0
"""A range of ages found in so little is found while one waits: a worker is no sooner done."""


class Keeping(QObject):
    """Follows session and filter; `changed` when what is on show is another.

    It must be made before the views, so that it is asked first. `filtering` is its own unless one
    is given. Nothing is computed before it is asked for, nor anything of people without a filter.

    In a street with more than `at_once` residents the work is done aside once `work_aside` gave it
    workers, another instant too: the frame before stays until the new one is whole with all that
    views foresee to ask of it. One is in the making and the newest waits, so that a long drag is
    followed all the way. Ranges of ages that are dragged are found at once from when a second one
    beside the same filter took hardly any time: all that they ask of the street is made by then.
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
        self._views: list[WeakMethod[Foresee]] = []
        self._lanes = {_LANE, _LATER, _READYING}
        self._is_waiting = self._is_busy = self._takes = False
        self._ready: Frame | None = session.frame
        self._shown: Frame | None = None
        self._recent: tuple[Frame, ...] = ()
        self._shown_filter = NO_FILTER
        self._narrowing: Narrowing | None = None
        self._narrowed: tuple[Frame, Filter, Frame] | None = None
        self._street: Street | None = session.street
        self._is_ready_for: tuple[Street, int, Filter] | None = None
        self._around: tuple[Frame, Filter] | None = None
        self._swift: tuple[Frame, Filter] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._count_on)
        session.street_changed.connect(self._suit_street)
        session.frame_changed.connect(self._move)
        self.filtering.changed.connect(self._move)

    def work_aside(self, workers: Coordinator | None) -> None:
        """Let `workers` do what is too much to wait for; None lets nothing go on."""
        self._drop()
        self._workers = workers
        self._shown, self._shown_filter = self.frame, self.filtering.filter
        self._session.move_aside(self._ask_aside)

    def foresee(self, foresee: Foresee) -> None:
        """Have a view's bound method say what it will want, whenever work begins aside."""
        self._views = [*(one for one in self._views if one() is not None), WeakMethod(foresee)]

    def get_ready(self, *, early: bool = False) -> None:
        """Have what a first range of ages asks of the street found aside before one is dragged.

        Once an instant and what else is filtered: the pointer has come to where ages are dragged, a
        range was asked for in another way, or, `early`, all of a street is there. That matters to a
        large one, where it takes long.
        """
        frame, workers = self._session.frame, self._workers
        if frame is None or workers is None or not self.possible:
            return
        if early and not self._is_much(frame.street):
            return
        from console.state.sifting import first_steps

        beside = self.filtering.filter.put(AGE, ())
        ready_for = frame.street, frame.as_of_us, beside
        if self._is_busy or ready_for == self._is_ready_for:
            return
        self._is_ready_for = ready_for
        narrowing = self._narrowing = _narrowing_of(frame.street, self._narrowing, self.filtering)
        steps = first_steps(narrowing.sieve, frame, beside, self._views)
        workers.do(_READYING, steps, _done, _fail)

    @property
    def frame(self) -> Frame | None:
        """The street at the instant, narrowed to what the filter keeps; None while none is open.

        While that is being found aside it is the one before.
        """
        if self._is_waiting:
            return self._shown
        frame, wanted, known = self._session.frame, self.filtering.filter, self._narrowed
        if known is not None and known[0] is frame and known[1] is wanted:
            return known[2]
        if frame is None or not wanted or not self.possible:
            return frame
        if known is None or known[0] is not frame or known[1] != wanted:
            narrowing = self._narrowing = _narrowing_of(
                frame.street, self._narrowing, self.filtering
            )
            known = self._narrowed = (frame, wanted, narrowing.frame(frame, wanted))
        return known[2]

    @property
    def filter(self) -> Filter:
        """The filter that `frame` is narrowed by: the one in force, or the one before it."""
        return self._shown_filter if self._is_waiting else self.filtering.filter

    @property
    def is_waiting(self) -> bool:
        """Whether what is wanted is being found aside; `changed` says when something is there."""
        return self._is_waiting

    @property
    def possible(self) -> bool:
        """Whether the street can be filtered: an aggregate snapshot holds no people."""
        street = self._session.street
        return street is not None and not street.is_aggregate

    def has(
        self, is_found: Callable[[Frame], bool], wish: Wish, then: Callable[[object], None]
    ) -> bool:
        """Whether `wish` may be asked of `frame` now; else `then` is called when it was, aside.

        That may never be where something else is on show before; a wish of the same `then` takes
        the place of that before it.
        """
        frame, workers = self.frame, self._workers
        if frame is None or workers is None or not self._is_much(frame.street) or is_found(frame):
            return True
        from console.state.sifting import Finding

        lane = f"{_ASKED} {then.__qualname__}"
        self._lanes.add(lane)
        workers.do(lane, Finding(frame, wish), then, _fail)
        return False

    def _suit_street(self) -> None:
        """A later snapshot of the same street keeps the filter, another street does not."""
        before, self._street = self._street, self._session.street
        self._drop()
        self._narrowed = self._narrowing = self._is_ready_for = None
        self._around = self._swift = None
        self._recent = ()
        self._ready = self._shown = self._session.frame
        self._shown_filter = NO_FILTER
        if before is None or not self.possible or not _alike(before, self._street):
            self.filtering.forget()

    def _move(self, *_: object) -> None:
        if self._takes or not self._ask_aside(self._session.aim_us):
            self.changed.emit()

    def _ask_aside(self, as_of_us: int) -> bool:
        """Have what is wanted at an instant found aside; False where it is there already."""
        frame, workers = self._session.frame, self._workers
        if frame is None or workers is None or not self._is_much(frame.street):
            self._drop(_READYING)
            return False
        if as_of_us == frame.as_of_us and self._is_there(frame):
            self._drop(_READYING)
            self._shown, self._shown_filter = self.frame, self.filtering.filter
            return False
        self._is_waiting = True
        if self._is_busy:
            return True
        job = self._job(frame, as_of_us, workers)
        around = frame, job.filter.put(AGE, ())
        is_dragged = self.filtering.before_passing is not None
        if is_dragged and as_of_us == frame.as_of_us and around == self._swift:
            try:
                found = job.at_once()
            except Exception:
                self._drop()
                raise
            self._take(found)
        else:
            workers.do(_LANE, job, self._take, self._fail)
        return True

    def _is_much(self, street: Street) -> bool:
        return len(street.residents.unit) > self._at_once and self.possible

    def _is_there(self, frame: Frame) -> bool:
        """Whether what the filter keeps at a frame is known, with what views ask of it."""
        wanted, known = self.filtering.filter, self._narrowed
        if not wanted:
            return frame is self._ready
        if known is not None and known[0] is frame and known[1] == wanted:
            return True
        return self._narrowing is not None and self._narrowing.knows(frame, wanted)

    def _job(self, frame: Frame, as_of_us: int, workers: Coordinator) -> Sifting:
        """The work of finding what is wanted, begun with: what nobody waits for gives way."""
        self._is_busy = True
        self._rest.stop()
        workers.forget(_LATER)
        wanted = self.filtering.filter
        if self._is_ready_for != (frame.street, as_of_us, wanted.put(AGE, ())):
            workers.forget(_READYING)
            self._is_ready_for = None
        from console.state.sifting import Sifting, wishes_of

        narrowing = self._narrowing = _narrowing_of(frame.street, self._narrowing, self.filtering)
        wishes = wishes_of(self._views, wanted)
        return Sifting(narrowing.sieve, (frame, *self._recent), as_of_us, wanted, wishes)

    def _take(self, found: Found) -> None:
        """What was found aside is on show from now on; what is wanted meanwhile comes next."""
        from console.state.sifting import recent

        self._is_busy = False
        around = found.whole, found.filter.put(AGE, ())
        is_range = bool(found.filter.of(AGE)) and around[1] == self._shown_filter.put(AGE, ())
        self._narrowed = (found.whole, found.filter, found.shown)
        self._ready = self._ready if found.filter else found.whole
        self._recent = recent(found.whole, self._recent)
        self._shown, self._shown_filter = found.shown, found.filter
        self._swift = around if around == self._around and found.took_ms < _SWIFT_MS else None
        self._around = around
        if self._narrowing is not None:
            self._narrowing.keep(found.whole, found.filter, found.shown)
        at_us = self._session.aim_us
        wanted = at_us, self.filtering.filter
        self._is_waiting = (found.whole.as_of_us, found.filter) != wanted
        if self._is_waiting and self._workers is not None:
            job = self._job(found.whole, at_us, self._workers)
            self._workers.do(_LANE, job, self._take, self._fail)
        self._rest.start()
        if found.whole is self._session.frame:
            self.changed.emit()
            if is_range:
                self.get_ready()
            return
        self._takes = True
        self._session.show(found.whole)
        self._takes = False

    def _count_on(self) -> None:
        """What nobody shows but a click away is counted while nobody waits."""
        from console.state.sifting import Counting

        if self._workers is not None and self._shown is not None:
            self._workers.do(_LATER, Counting(self._shown), _done, _fail)

    def _fail(self, fault: Exception) -> None:
        self._drop()
        self._session.stay()
        raise fault

    def _drop(self, *but: str) -> None:
        """Have nothing found any more, but in some lanes."""
        if self._workers is not None:
            for lane in self._lanes.difference(but):
                self._workers.forget(lane)
        self._rest.stop()
        self._is_waiting = self._is_busy = False


def _narrowing_of(street: Street, known: Narrowing | None, filtering: Filtering) -> Narrowing:
    """The known narrowing, or one of the street where it is of another."""
    if known is not None and known.street is street:
        return known
    from console.state.narrowing import Narrowing  # the first map must not pay for it

    return Narrowing(street, filtering)


def _done(_: object) -> None:
    """It is there when it is asked for."""


def _fail(fault: Exception) -> None:
    raise fault


def _alike(one: Street, other: Street | None) -> bool:
    """Whether conditions written for one street mean the same in the other."""
    return other is not None and (one.code, one.scenario) == (other.code, other.scenario)
