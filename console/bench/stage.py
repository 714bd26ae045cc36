"""The stage: a whole console with every view on a street, moved by hand and painted at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from console.arguments import Wishes
from console.assembly.collecting import Collecting
from console.assembly.panels import Panels
from console.assembly.running import Console
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.paint.style import STYLE
from console.state.preferences import Preferences
from console.state.section.scene import busiest_building
from console.state.selection import place_of_building, place_of_unit
from console.state.situation import Fill

_SIZE_PX = (1600, 1000)
_PATIENCE_MS, _TURN_MS = 120_000, 20


@dataclass(frozen=True, slots=True)
class Stage:
    """A console that stands still: nothing happens but what an act does."""

    console: Console
    panels: Panels

    def paint(self) -> None:
        """Deliver what was posted, so that everything an act changed is painted on return."""
        QCoreApplication.sendPostedEvents(None, 0)

    def paint_kept(self) -> None:
        """Paint what is wanted; in a large street once a worker has found it."""
        keeping = self.console.keeping
        while keeping.is_waiting:
            loop = QEventLoop()
            keeping.changed.connect(loop.quit)
            patience = QTimer(loop)
            patience.setSingleShot(True)
            patience.timeout.connect(loop.quit)
            patience.start(_PATIENCE_MS)
            loop.exec()
            if not patience.isActive():
                raise UserError("bench.no_end")
            patience.stop()
        self.paint()

    def settle(self) -> None:
        """Let timers and workers do what is left, until the map stands finished."""
        rest(60)
        until(lambda: not self.console.map.canvas.drawing.busy)

    def fill(self, fill: Fill) -> None:
        """Give the window's middle to the map, the section or both."""
        self.console.navigator.show(fill)
        self.settle()
        self.console.map.canvas.drawing.finish()
        self.paint()


@contextmanager
def staged(snapshot: Path, folder: Path) -> Iterator[Stage]:
    """A console on the street in `snapshot`, its busiest building and a unit in it chosen.

    `folder` takes its preferences. Everything is loaded, the database too;
    garbage is looked for as in the bare command.
    """
    made = QApplication.instance() is None
    application = application_of()
    console = Console(application, Wishes(str(snapshot)), Preferences(folder / "stage.ini"))
    collecting = Collecting(console)
    try:
        console.start()
        console.window.showNormal()
        console.window.resize(*_SIZE_PX)
        console.window.size_docks()
        until(lambda: console.panels is not None and console.panels.ready)
        collecting.begin()
        assert console.panels is not None
        stage = Stage(console, console.panels)
        _choose(stage)
        stage.settle()
        yield stage
    finally:
        collecting.end()
        console.close()
        console.window.hide()
        if not made:
            console.dresser.deleteLater()
            console.preferences.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        Shiboken.delete(console.window)
        Shiboken.delete(console)


def application_of() -> QApplication:
    """The application of this process; made where there is none."""
    there = QApplication.instance()
    return there if isinstance(there, QApplication) else QApplication(["street-console", *STYLE])


def rest(wait_ms: int) -> None:
    """Let the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(wait_ms, loop.quit)
    loop.exec()


def until(is_so: Callable[[], bool], patience_ms: int = _PATIENCE_MS) -> None:
    """Let the event loop run until something is so; UserError when it never is."""
    waited_ms = 0
    while not is_so():
        if waited_ms > patience_ms:
            raise UserError("bench.no_end")
        rest(_TURN_MS)
        waited_ms += _TURN_MS


def _choose(stage: Stage) -> None:
    session, selection = stage.console.session, stage.console.selection
    assert session.street is not None
    assert session.frame is not None
    building = busiest_building(session.frame)
    if building < 0:
        return
    first, end = session.street.buildings.first_unit[building : building + 2].tolist()
    place = place_of_building(session.street, building)
    if end > first:
        place = place_of_unit(session.street, (first + end) // 2, -1)
    selection.choose(place, None)


class Paints(QObject):
    """Counts paints in a window; stale ones where a section or map shows another instant."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.paints = self.stale = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count; nothing is kept from anybody."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.paints += 1
            self.stale += self._is_stale(watched)
        return False

    def _is_stale(self, painted: QWidget) -> bool:
        console, section = self._stage.console, self._stage.panels.section.canvas
        frame = console.session.frame
        if painted is section:
            scene = section.scene
            return scene is not None and frame is not None and scene.as_of_us != frame.as_of_us
        if painted is console.map.canvas:
            content = console.map.canvas.content
            return content is not None and content.shading is not console.map.model.shading
        return False

    def of(self, act: Callable[[], object]) -> dict[str, int]:
        """How often an act paints, and how many of the paints were stale."""
        application = QApplication.instance()
        assert application is not None
        self.paints = self.stale = 0
        application.installEventFilter(self)
        try:
            act()
        finally:
            application.removeEventFilter(self)
        return {"paints": self.paints, "stale": self.stale}
