"""Acts upon the wall from a console: open its panel, start one in a process of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess
from PySide6.QtGui import QGuiApplication

from console.acts import Act
from console.acts.window import bring_forward
from console.domain.spoken import instant
from console.domain.words import say
from console.state import places
from console.state.filter_words import filter_text
from console.state.kept import Keeping
from console.state.look import Look
from console.state.selection import STREET, Selection
from console.state.session import Session
from console.state.wall.desk import Reach, WallDesk
from console.state.wall.sending import View
from console.walls.companion import Companion
from console.window import Window

if TYPE_CHECKING:
    from console.views.wall_view import WallView


class WallActs(QObject):
    """Each method is one act; `close()` hangs up. Nothing is called before the panel is opened."""

    def __init__(
        self,
        *,
        window: Window,
        session: Session,
        selection: Selection,
        keeping: Keeping,
        look: Look,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._selection = window, session, selection
        self._keeping, self._look = keeping, look
        self.desk = WallDesk(self)
        self.view: WallView | None = None
        self._caller: QObject | None = None
        self._started: Companion | None = None

    def table(self) -> dict[str, Act]:
        """The acts by command."""
        return {"view.wall": self.open}

    def open(self) -> None:
        """Show the panel."""
        from console.views.wall_view import WallView

        if self.view is None:
            self.view = WallView(desk=self.desk, look=self._look, parent=self._window)
            self.view.start_asked.connect(self.start)
            self.view.shown.connect(self._follow)
            self.view.view_asked.connect(self.send)
            for signal in (self._selection.changed, self._keeping.changed, self._look.changed):
                signal.connect(self._describe)
        self._describe()
        bring_forward(self.view)

    def start(self) -> None:
        """Start a wall with the street on show, on another monitor than the console's own."""
        from console.walls.keeper import Wishes

        street = self._session.street
        if street is None:
            return
        language = self._look.appearance.language
        wishes = Wishes(street.folder, screen=self._other_screen(), language=language)
        program, *words = wishes.words("console.walls.keeper")
        is_begun, pid = QProcess.startDetached(program, words)
        if is_begun:
            self._started = Companion(pid)
            self.desk.stand(Reach.STARTING)

    def send(self) -> None:
        """Send what is on show to the wall: place, filter and instant."""
        view = self.view_on_show()
        if view is not None:
            self.desk.send(view)

    def view_on_show(self) -> View | None:
        """The place that is chosen, or the street, with filter and instant; no unit, no person."""
        frame, place = self._session.frame, self._selection.place
        if frame is None:
            return None
        street = frame.street
        where = self._keeping.filtering.filter.texts if self._keeping.possible else ()
        as_of_us = None if frame.as_of_us == street.as_of_us else frame.as_of_us
        view = View(street.code, where=where, as_of_us=as_of_us)
        if place.building >= 0:
            return replace(view, show="section", place=street.buildings.id.text(place.building))
        if place.estate >= 0:
            return replace(view, show="estate", place=street.estates.id.text(place.estate))
        return view

    def _describe(self, *_: object) -> None:
        """Say in the panel what would be sent."""
        frame, language = self._session.frame, self._look.appearance.language
        if self.view is None or frame is None:
            return
        place = replace(self._selection.place, unit=-1, resident=-1)
        if place.estate < 0 and place.building < 0:
            place = STREET
        words = filter_text(self._keeping.filtering.filter, frame.street, language)
        key = "wall_panel.view_filtered" if words else "wall_panel.view"
        self.view.describe(
            say(
                key,
                language,
                place=places.steps(frame.street, place, language)[-1].name,
                instant=instant(frame.as_of_us, frame.street.zone, language),
                words=words,
            )
        )

    def close(self) -> None:
        """Hang up; a wall that was started goes on."""
        self._follow(False)

    def _follow(self, visible: bool) -> None:
        """Call the walls while the panel is on show."""
        if visible and self._caller is None:
            self._caller = self._made_caller()
        from console.walls.caller import WallCaller

        if isinstance(self._caller, WallCaller):
            self._caller.look() if visible else self._caller.close()

    def _made_caller(self) -> QObject | None:
        try:
            from console.walls.caller import WallCaller
        except ImportError:
            self.desk.stand(Reach.IMPOSSIBLE)
            return None
        caller = WallCaller(self.desk, self)
        caller.looked.connect(self._see_start)
        return caller

    def _see_start(self) -> None:
        """A wall that was started and is gone again will not come."""
        if self.desk.reach is Reach.STARTING and self._started and not self._started.lives:
            self.desk.stand(Reach.NONE)

    def _other_screen(self) -> int:
        """The number of a monitor the window is not on; of the only one where there is one."""
        own = self._window.screen()
        others = [at for at, one in enumerate(QGuiApplication.screens()) if one is not own]
        return others[0] if others else 0
