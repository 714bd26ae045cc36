"""Going about the street: up, next, previous, back and forward to the exact view."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.state import places
from console.state.filtering import NO_FILTER, Filtering
from console.state.history import History, Visit
from console.state.selection import STREET, Place, Selection
from console.state.session import Session
from console.state.situation import Fill


class Viewed(Protocol):
    """A view whose viewpoint, a frozen value, can be read and restored exactly."""

    @property
    def viewpoint(self) -> object:
        """What part of its world the view shows."""

    def restore(self, viewpoint: object) -> None:
        """Show that part again."""


class Navigator(QObject):
    """Moves the selection and keeps the history of views; `fill_changed` says what to show.

    Visits carry the filter of `filtering` where it is given. It must be made before the views, so
    that it hears of a choice while they still stand where the choice was made; `attach` gives it
    the views once they are there.
    """

    fill_changed = Signal(object)

    def __init__(
        self,
        session: Session,
        selection: Selection,
        parent: QObject | None = None,
        *,
        filtering: Filtering | None = None,
    ) -> None:
        super().__init__(parent)
        self.history = History(self)
        self._filtering = filtering
        self._session = session
        self._selection = selection
        self._map: Viewed | None = None
        self._section: Viewed | None = None
        self._fill = Fill.BOTH
        self._place = selection.place
        self._returning = False
        selection.changed.connect(self._chosen)
        self._street = session.street
        session.street_changed.connect(self._suit_street)

    def attach(self, map_view: Viewed | None, section_view: Viewed | None) -> None:
        """The views whose viewpoints belong to a visit."""
        self._map, self._section = map_view, section_view

    @property
    def fill(self) -> Fill:
        """What fills the centre."""
        return self._fill

    def show(self, fill: Fill) -> None:
        """Fill the centre with `fill`, as a new visit."""
        if fill is self._fill:
            return
        self.history.leave(self._visit())
        self._fill = fill
        self.fill_changed.emit(fill)
        self.history.enter(self._visit())

    def start_anew(self) -> None:
        """Forget the visits: another street is open, and nothing of it is chosen yet."""
        self._place = STREET
        self._selection.choose(STREET, self)
        self.begin_here()

    def begin_here(self) -> None:
        """What is on show now is the first visit: there is nothing to go back to."""
        self.history.clear()
        self.history.enter(self._visit())

    def back(self) -> None:
        """The view before, exactly."""
        self.history.leave(self._visit())
        self._return(self.history.back())

    @property
    def here(self) -> Visit:
        """The view on show."""
        return self._visit()

    def visit(self, visit: Visit) -> None:
        """Show another view as a visit of its own: Back returns from it."""
        self.history.leave(self._visit())
        self._return(visit)
        self.history.enter(self._visit())

    def forward(self) -> None:
        """The view after, exactly."""
        self.history.leave(self._visit())
        self._return(self.history.forward())

    def go(self, place: Place) -> None:
        """Choose a place, from the breadcrumb, the locator or a key."""
        self._selection.choose(place, self)

    def up(self) -> None:
        """Choose the place one level up."""
        if self._session.street is not None:
            self.go(places.above(self._session.street, self._selection.place))

    def whole_street(self) -> None:
        """Choose the street itself."""
        self.go(STREET)

    def next(self) -> None:
        """Choose the next place of the same level, from the last to the first."""
        self._step(1)

    def previous(self) -> None:
        """Choose the place before on the same level, from the first to the last."""
        self._step(-1)

    def _suit_street(self) -> None:
        """Another snapshot of the same street keeps place and visits, another street neither."""
        before, now = self._street, self._session.street
        self._street = now
        if before is None or now is None or not self._session.runs_on:
            self.start_anew()
            return
        from console.state.carrying import Carrying

        carrying = Carrying(before, now)
        self.history.carry(carrying.visit)
        self._place = carrying.place(self._selection.place)
        self._selection.carry(self._place)

    def _step(self, by: int) -> None:
        street, place = self._session.street, self._selection.place
        if street is None or place == STREET:
            return
        rows, row = places.siblings(street, place), places.row_of(place)
        following = rows[(rows.index(row) + by) % len(rows)]
        self.go(places.place_at(street, places.level_of(place), following))

    def _chosen(self, place: Place, source: object) -> None:
        before, self._place = self._place, place
        if self._returning or self._session.frame is None or _same_view(before, place):
            return
        self.history.leave(self._visit(before))
        self.history.enter(self._visit())

    def _visit(self, place: Place | None = None) -> Visit:
        return Visit(
            place=self._place if place is None else place,
            as_of_us=self._session.aim_us,
            fill=self._fill,
            map_viewpoint=self._map.viewpoint if self._map else None,
            section_viewpoint=self._section.viewpoint if self._section else None,
            filter=self._filtering.filter if self._filtering else NO_FILTER,
        )

    def _return(self, visit: Visit | None) -> None:
        if visit is None:
            return
        self._returning = True
        if self._filtering is not None:
            self._filtering.revisit(visit.filter, self)
        self._session.move_to(visit.as_of_us)
        if visit.fill is not self._fill:
            self._fill = visit.fill
            self.fill_changed.emit(visit.fill)
        self._selection.choose(visit.place, self)
        for view, viewpoint in (
            (self._map, visit.map_viewpoint),
            (self._section, visit.section_viewpoint),
        ):
            if view is not None and viewpoint is not None:
                view.restore(viewpoint)
        self._returning = False


def _same_view(one: Place, other: Place) -> bool:
    """Whether only the person in the unit differs."""
    return (one.committee, one.estate, one.building, one.unit) == (
        other.committee,
        other.estate,
        other.building,
        other.unit,
    )
