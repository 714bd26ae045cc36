"""A running console: the one place where its objects meet, in the order in which they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.domain import instants
from console.domain.errors import UserError
from console.domain.words import LANGUAGES
from console.paint import theme as themes
from console.reports import Reports
from console.state.live import Live
from console.state.locator import Locator
from console.state.look import Appearance, Look
from console.state.navigation import Navigator
from console.state.opening import Opening
from console.state.preferences import Preferences, data_folder
from console.state.selection import Selection
from console.state.session import Session
from console.state.situation import Situation
from console.state.streets import Streets
from console.store.columns import Street
from console.views.locator_view import LocatorView
from console.views.map_view import MapView
from console.widgets.dresser import Dresser
from console.window import Window

if TYPE_CHECKING:
    from console.panels import Panels
    from console.store.database import Database

DEMO = "demo.street"
SCREEN_THEMES = ("night", "day")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for at the start; None for what is remembered, or else the default."""

    snapshot: str | None = None
    as_of: str | None = None
    language: str | None = None
    theme: str | None = None


class Console(QObject):
    """`first_painted` when the first map has been painted, `completed` when all views are there.

    The window and its map come first; the other views follow while the map can be seen, the
    search index and the database when nothing else is to be done. `refused` is why the snapshot
    asked for could not be shown.
    """

    first_painted = Signal()
    completed = Signal()

    def __init__(
        self, application: QApplication, wishes: Wishes, preferences: Preferences | None = None
    ) -> None:
        super().__init__(application)
        self._application, self._wishes = application, wishes
        self.refused: UserError | None = None
        self.preferences = preferences or Preferences(parent=self)
        self.look = Look(_appearance(wishes, self.preferences), self)
        self.dresser = Dresser(application, self.look)
        self.session = Session(self)
        self.selection = Selection(self)
        self.navigator = Navigator(self.session, self.selection, self)
        self.live = Live(self.session, self)
        self.opening = Opening(self)
        self.streets = Streets(
            session=self.session,
            selection=self.selection,
            preferences=self.preferences,
            opening=self.opening,
            demo_folder=demo_folder(),
            make_demo=_make_demo,
            parent=self,
        )
        self.locator = Locator(
            session=self.session, look=self.look, situation=self.situation, parent=self
        )
        self.finder = LocatorView(locator=self.locator, look=self.look)
        self.window = Window(
            session=self.session,
            selection=self.selection,
            look=self.look,
            navigator=self.navigator,
            live=self.live,
            preferences=self.preferences,
            locator=self.finder,
        )
        self.map = MapView(session=self.session, selection=self.selection, look=self.look)
        self.window.put_map(self.map)
        self.panels: Panels | None = None
        self._database: Database | None = None
        self._connect()

    def start(self) -> None:
        """Show the window and open the street asked for, the last one, or the demo street."""
        self.window.show_first()
        self.map.setFocus()
        asked = self._wishes.snapshot
        remembered = next(iter(self.preferences.recent), None)
        if asked is not None:
            self.streets.open(asked, self._as_of)
        elif remembered is not None and Path(remembered, "manifest.json").is_file():
            self.streets.open(remembered, self._as_of)
        else:
            self.streets.open_demo(self._as_of)

    def close(self) -> None:
        """Write what is not written yet and let nothing go on."""
        self.streets.stop()
        self.locator.close()
        if self.panels is not None:
            self.panels.close()
        self.preferences.flush()

    def situation(self) -> Situation:
        """How things stand, for the commands; nothing is possible before the panels are there."""
        return self.panels.acts.situation() if self.panels is not None else Situation()

    def _connect(self) -> None:
        self._reports = Reports(self.streets, self.window, self.look)
        self.streets.opened.connect(self._show_street)
        self.streets.failed.connect(self._refuse)
        self.opening.database_loaded.connect(self._use)
        self.finder.place_asked.connect(self.navigator.go)
        self.look.changed.connect(self._keep_look)
        self.map.told_where.connect(self.window.status.tell_where)
        self.map.told_hovered.connect(self.window.status.tell_hovered)
        self.window.closed.connect(self._application.quit)
        self._first = FirstPaint(self.map, self)
        self._first.painted.connect(self._painted)

    def _show_street(self, street: Street) -> None:
        self.window.show_street(True)
        if self.panels is None:
            self._first.arm()

    def _painted(self) -> None:
        self.first_painted.emit()
        QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        from console.panels import Panels

        self.panels = Panels(self)
        if self._database is not None:
            self.panels.use(self._database)
        self.completed.emit()

    def _use(self, database: Database) -> None:
        if self.panels is None:
            self._database = database
        else:
            self.panels.use(database)

    def _refuse(self, fault: UserError) -> None:
        """A snapshot asked for by name that is refused ends a console that shows nothing."""
        if self._wishes.snapshot is not None and self.session.street is None:
            self.refused = fault
            self.window.close()

    def _as_of(self, street: Street) -> int | None:
        """The instant asked for at the start; UserError when it is none."""
        if self._wishes.as_of is None:
            return None
        return instants.parse(self._wishes.as_of, instants.zone(street.zone))

    def _keep_look(self, appearance: Appearance) -> None:
        self.preferences.keep({"language": appearance.language, "theme": appearance.theme})


class FirstPaint(QObject):
    """`painted` once, when what was armed has been painted for the first time."""

    painted = Signal()

    def __init__(self, watched: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._watched = watched

    def arm(self) -> None:
        """Wait for the next paint."""
        for widget in (self._watched, *self._watched.findChildren(QWidget)):
            widget.installEventFilter(self)
        self._watched.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint ends the waiting; what was painted is on the screen right after."""
        if event.type() == QEvent.Type.Paint:
            for widget in (self._watched, *self._watched.findChildren(QWidget)):
                widget.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return False


def _appearance(wishes: Wishes, preferences: Preferences) -> Appearance:
    """What was asked for, else what is remembered, else night and Chinese."""
    asked = themes.ALIASES.get(wishes.theme or "", wishes.theme)
    language = wishes.language or preferences.choice("language", LANGUAGES)
    shown = asked if asked in SCREEN_THEMES else preferences.choice("theme", SCREEN_THEMES)
    return Appearance(theme=shown, language=language)


def demo_folder() -> Path:
    """Where the demo street is kept."""
    return data_folder() / DEMO


def _make_demo(progress: Callable[[str, float], None], cancelled: Callable[[], bool]) -> None:
    from console.demo.options import DemoOptions
    from console.demo.street import write_demo

    folder = demo_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_demo(folder, DemoOptions(), progress=progress, cancelled=cancelled)
