"""A running console: the window with its map first, everything else once the map is on show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from console import process
from console.domain import instants
from console.domain.errors import UserError
from console.domain.words import LANGUAGES
from console.paint import theme as themes
from console.state import places
from console.state.kept import Keeping
from console.state.layers.base import BaseLayers
from console.state.look import RECOLOURINGS, Appearance, Look
from console.state.navigation import Navigator
from console.state.preferences import Preferences
from console.state.selection import Selection
from console.state.session import Session
from console.state.situation import Fill
from console.store.columns import Street
from console.views.map_view import MapView
from console.widgets.dresser import Dresser
from console.widgets.map.canvas import MapCanvas
from console.window import Window

if TYPE_CHECKING:
    from console.arguments import Wishes
    from console.assembly.ahead import Ahead
    from console.assembly.panels import Panels
    from console.state.given import Given
    from console.store.frame import Frame

SCREEN_THEMES = ("night", "day")


class Console(QObject):
    """`first_painted` when the first map has been painted, `completed` when everything is there.

    A street that was opened before is shown from its cache with the window's first frame; the
    other views, the commands and the opening of streets (`panels`) come right after. `refused` is
    why the snapshot asked for could not be shown.
    """

    first_painted = Signal()
    completed = Signal()

    def __init__(
        self, application: QApplication, wishes: Wishes, preferences: Preferences | None = None
    ) -> None:
        super().__init__(application)
        self.application = application
        self._wishes = wishes
        self.refused: UserError | None = None
        self.preferences = preferences or Preferences(parent=self)
        self._ahead = self._look_ahead()
        self.look = Look(_appearance(wishes, self.preferences), self)
        self.dresser = Dresser(application, self.look)
        self.session = Session(self)
        self.keeping = Keeping(self.session, parent=self)
        self.selection = Selection(self)
        self.navigator = Navigator(
            self.session, self.selection, self, filtering=self.keeping.filtering
        )
        given: Given = {
            "session": self.session,
            "selection": self.selection,
            "look": self.look,
            "keeping": self.keeping,
        }
        self.window = Window(**given, navigator=self.navigator, preferences=self.preferences)
        self.dresser.dress(self.window)
        self.map = MapView(**given, base=BaseLayers(self.preferences, self))
        self.window.put_map(self.map)
        self.panels: Panels | None = None
        self._first = FirstPaint(self.map.canvas, self)
        self._steps: Iterator[None] = iter(())
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._step)
        self._connect()
        self.window.closed.connect(application.quit)

    def start(self) -> None:
        """Show the window with the street asked for, the last one, or the demo street.

        `refused` is set at once when the instant asked for is none.
        """
        try:
            found = self._found_ahead()
            if found is not None:
                self.show_at_once(found.street, found)
        except UserError as slip:
            self.refused = slip
            return
        self.window.show_first()
        self.map.setFocus()
        if found is None:
            self.window.show_street(False)
            self.window.opening.show_begun()
            QTimer.singleShot(0, self, self._complete)

    def show_at_once(self, street: Street, known: Frame | None = None) -> None:
        """Show a loaded street, with the place that was chosen last, before anything else.

        `known` is its frame at the instant asked for, where that has been found.
        """
        self.session.open(street, self.as_of(street), known)
        self.selection.choose(places.find(street, self.preferences.place), self)
        self.navigator.show(Fill(self.preferences.choice("fill", tuple(Fill))))
        self.make_room()

    def make_room(self) -> None:
        """Bring the street's views forward: another street is open.

        The first one takes the keyboard to its map, unless somebody is typing meanwhile.
        """
        self.navigator.begin_here()
        if self.window.show_street(True) and not isinstance(
            self.application.focusWidget(), QLineEdit
        ):
            self.map.setFocus()
        self._first.arm()

    def note_fault(
        self, _kind: type[BaseException], fault: BaseException, _trace: TracebackType | None
    ) -> None:
        """Say in one line what the machine refused, or that the program made a mistake.

        Of a mistake, type and place go to the log.
        """
        if isinstance(fault, UserError):
            self.window.status.note(fault.key, **fault.values)
        elif isinstance(fault, MemoryError):
            self.window.status.note("cli.memory")
        elif isinstance(fault, OSError):
            from console.domain.reasons import reason

            self.window.status.note("cli.environment", reason=reason(fault))
        else:
            self._note_mistake(fault)

    def _note_mistake(self, fault: BaseException) -> None:
        process.note(fault)
        self.window.status.note(
            "status.bug", kind=type(fault).__name__, place=process.place_of(fault)
        )

    def close(self) -> None:
        """Write what is not written yet and let nothing go on."""
        self._turn.stop()
        if self.panels is not None:
            self.panels.close()
        self.preferences.flush()

    def as_of(self, street: Street) -> int | None:
        """The instant asked for at the start; UserError when it is none."""
        if self._wishes.as_of is None:
            return None
        return instants.parse(self._wishes.as_of, instants.zone(street.zone))

    def refuse(self, fault: UserError) -> None:
        """A snapshot asked for by name that is refused ends a console that shows nothing."""
        if self._wishes.snapshot is not None and self.session.street is None:
            self.refused = fault
            self.window.close()

    def folder(self) -> str | None:
        """The snapshot to begin with: the one asked for, else the last; None for the demo."""
        if self._wishes.snapshot is not None:
            return self._wishes.snapshot
        last = next(iter(self.preferences.recent), None)
        return last if last is not None and Path(last, "manifest.json").is_file() else None

    def _connect(self) -> None:
        self.look.changed.connect(self._keep_look)
        self.navigator.fill_changed.connect(self._keep_fill)
        self.map.told_where.connect(self.window.status.tell_where)
        self.map.told_hovered.connect(self.window.status.tell_hovered)
        self._first.painted.connect(self._painted)

    def _look_ahead(self) -> Ahead | None:
        """The search for the street to begin with, begun; None for the demo."""
        folder = self.folder()
        if folder is None:
            return None
        from console.assembly.ahead import Ahead

        return Ahead(folder, self.as_of)

    def _found_ahead(self) -> Frame | None:
        """The street to begin with, on show; None when it has to be opened first."""
        ahead, self._ahead = self._ahead, None
        return ahead.found() if ahead is not None else None

    def _painted(self) -> None:
        self.first_painted.emit()
        self._complete()

    def _complete(self) -> None:
        from console.assembly.panels import Panels

        if self.panels is None:
            self.panels = Panels(self)
            self._steps = self.panels.steps()
            self.panels.warm(self._go_on)

    def _go_on(self, _: object) -> None:
        """The street is warm: the views come, whether that went well or not."""
        self._turn.start()

    def _step(self) -> None:
        """Make one more piece; `completed` after the last."""
        if next(self._steps, self) is not self:
            return
        self._turn.stop()
        assert self.panels is not None
        self.panels.begin(self.folder())
        self.completed.emit()

    def _keep_look(self, appearance: Appearance) -> None:
        self.preferences.keep(
            {
                "language": appearance.language,
                "theme": appearance.theme,
                "recolouring": appearance.recolouring,
            }
        )

    def _keep_fill(self, fill: Fill) -> None:
        self.preferences.keep({"fill": fill.value})


class FirstPaint(QObject):
    """`painted` once, when the map's canvas has painted a street's picture for the first time."""

    painted = Signal()

    def __init__(self, canvas: MapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._is_over = False

    def arm(self) -> None:
        """Wait for the next paint; silent when the first is over."""
        if not self._is_over:
            self._canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is being painted now is on the screen at the next turn."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._look)
        return False

    def _look(self) -> None:
        if self._is_over or self._canvas.drawing.picture is None:
            return
        self._is_over = True
        self._canvas.removeEventFilter(self)
        self.painted.emit()


def _appearance(wishes: Wishes, preferences: Preferences) -> Appearance:
    """What was asked for, else what is remembered, else night and Chinese."""
    asked = themes.ALIASES.get(wishes.theme or "", wishes.theme)
    language = wishes.language or preferences.choice("language", LANGUAGES)
    shown = asked if asked in SCREEN_THEMES else preferences.choice("theme", SCREEN_THEMES)
    recolouring = next(
        one for one in RECOLOURINGS if one == preferences.choice("recolouring", RECOLOURINGS)
    )
    return Appearance(theme=shown, language=language, recolouring=recolouring)
