"""The main window: it composes top bar, centre, docks and status bar, and owns no logic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QMouseEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QStatusBar, QWidget

from console.domain import words
from console.domain.spoken import capped
from console.paint import theme
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.navigation import Navigator
from console.state.preferences import Preferences
from console.state.selection import Selection, level_of
from console.state.session import Session
from console.views.bottom_room import BottomRoom
from console.views.breadcrumb_view import BreadcrumbView
from console.views.centre_view import CentreView
from console.views.status_view import StatusView
from console.views.top_bar_view import TopBarView
from console.views.window_memory import WindowMemory
from console.widgets.action_table import ActionTable
from console.widgets.dock import Dock, relabel_tabs, share_room
from console.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from console.views.opening_view import OpeningView

DOCKS = {
    "legend": Qt.DockWidgetArea.LeftDockWidgetArea,
    "layers": Qt.DockWidgetArea.LeftDockWidgetArea,
    "card": Qt.DockWidgetArea.RightDockWidgetArea,
    "lists": Qt.DockWidgetArea.BottomDockWidgetArea,
    "charts": Qt.DockWidgetArea.BottomDockWidgetArea,
    "layer_table": Qt.DockWidgetArea.BottomDockWidgetArea,
    "days": Qt.DockWidgetArea.BottomDockWidgetArea,
}
_LEAST_PX = (960, 600)
_WIDTHS_PX = {"legend": 0.15, "card": 0.185}
_NARROWEST_PX, _WIDEST_PX = 232, 400
_TABBED = ("lists", "charts", "layer_table")


class Window(QMainWindow):
    """`dropped(path)` when something is dropped on it, `closed` when it goes, `docks_changed`.

    Map, locator and the other views are made outside and handed in as they come.
    """

    dropped = Signal(str)
    closed = Signal()
    docks_changed = Signal()
    back_pressed = Signal()
    forward_pressed = Signal()

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping,
        navigator: Navigator,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._session, self._selection, self._look = session, selection, look
        metrics = theme.load(look.appearance.theme).metrics
        self.table = actions = ActionTable(self)
        self.top_bar = TopBarView(session=session, look=look, actions=actions, parent=self)
        self.message = MessageBar(metrics, self)
        self.breadcrumb = BreadcrumbView(
            session=session,
            selection=selection,
            look=look,
            navigator=navigator,
            keeping=keeping,
            actions=actions,
            parent=self,
        )
        self.centre = CentreView(self.breadcrumb, self.message, self)
        self._opening: OpeningView | None = None
        self.status = StatusView(look=look, parent=self)
        self.docks = {name: Dock(name, metrics, self) for name in DOCKS}
        self._stack = QStackedWidget(self)
        self._compose()
        tabbed = tuple(self.docks[name] for name in _TABBED)
        self.room = BottomRoom(self, tabbed, self.docks["days"])
        self.memory = WindowMemory(self, self.centre, tuple(self.docks.values()), preferences)
        self._connect(navigator)
        self.relabel(look.appearance)

    def put_map(self, view: QWidget) -> None:
        """Take the map, which is all there is at the first paint."""
        self.centre.put_map(view)

    def show_first(self) -> None:
        """Show the window where it was, or filling the screen at the first start."""
        if self.memory.restore():
            self.room.remember()
            self.show()
            return
        self.resize(QGuiApplication.primaryScreen().availableGeometry().size())
        self.size_docks()
        self.showMaximized()

    def size_docks(self) -> None:
        """Give the docks their share of the window."""
        for name, share in _WIDTHS_PX.items():
            wide = min(max(round(self.width() * share), _NARROWEST_PX), _WIDEST_PX)
            share_room(self, {self.docks[name]: wide}, Qt.Orientation.Horizontal)
        self.size_lists()

    def bring(self, name: str) -> None:
        """Show a dock, in front of those it shares its place with."""
        dock = self.docks[name]
        if dock.isHidden():
            dock.show()
        dock.raise_()

    def size_lists(self) -> None:
        """Give lists, charts and tables, where they are shown, and the day strip their heights."""
        self.room.share()

    @property
    def opening(self) -> OpeningView:
        """What stands in for the street's views while nothing is open; made when first needed."""
        if self._opening is None:
            from console.views.opening_view import OpeningView

            self._opening = OpeningView(look=self._look, actions=self.table, parent=self)
            self._stack.addWidget(self._opening)
        return self._opening

    def show_street(self, is_open: bool) -> bool:
        """Show the street's views, or what stands in for them; whether others were on show."""
        wanted, before = self.centre if is_open else self.opening, self._stack.currentWidget()
        self._stack.setCurrentWidget(wanted)
        return before is not wanted

    def relabel(self, appearance: Appearance) -> None:
        """Say everything of the window's own in the language of `appearance`."""
        language = appearance.language
        self.table.relabel(language)
        self.table.retint(theme.load(appearance.theme).chrome.muted)
        self.message.relabel(words.say("window.close", language))
        for name, dock in self.docks.items():
            dock.relabel(
                words.say(f"window.dock.{name}", language),
                words.say("window.dock_float", language),
                words.say("window.dock_close", language),
            )
        relabel_tabs(self, language)
        self.retitle()
        self.retitle_card()

    def retitle_card(self) -> None:
        """Name the card's dock after what the card is about: of a committee, the street."""
        level = level_of(self._selection.place) if self._session.street is not None else ""
        level = "street" if level == "committee" else level
        name = f"window.dock.card_{level}" if level else "window.dock.card"
        self.docks["card"].retitle(words.say(name, self._look.appearance.language))

    def retitle(self) -> None:
        """Name the window after the street."""
        street, language = self._session.street, self._look.appearance.language
        if street is None:
            self.setWindowTitle(words.say("window.program", language))
        else:
            self.setWindowTitle(
                words.say("window.title", language, street=capped(street.name[language]))
            )

    def panes(self) -> tuple[QWidget, ...]:
        """What the keyboard walks through, in reading order."""
        left = [self.docks[name].widget() for name in ("legend", "layers")]
        found = [*left, *self.centre.panes()]
        rest = ("card", "lists", "layer_table", "charts", "days")
        found += [self.docks[name].widget() for name in rest]
        return tuple(pane for pane in found if pane is not None)

    def open_submenu(self, command_id: str) -> None:
        """Open a menu that hangs below another, under the top bar."""
        corner = self.top_bar.menus.mapToGlobal(self.top_bar.menus.rect().bottomLeft())
        self.table.submenus[command_id].popup(corner)

    def shown_docks(self) -> frozenset[str]:
        """The names of the docks on show."""
        return frozenset(name for name, dock in self.docks.items() if not dock.isHidden())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, then go."""
        self.memory.keep()
        self.closed.emit()
        super().closeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of the mouse go back and forward."""
        if event.button() == Qt.MouseButton.BackButton:
            self.back_pressed.emit()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.forward_pressed.emit()
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Anything may be dropped: what cannot be opened gets a sentence."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped, one after the other: paths, then "" for what is no file."""
        paths = [one.toLocalFile() for one in event.mimeData().urls()]
        for path in sorted(paths, key=bool, reverse=True) or [""]:
            self.dropped.emit(path)
        event.acceptProposedAction()

    def _compose(self) -> None:
        self.setMinimumSize(*_LEAST_PX)
        self.setAcceptDrops(True)
        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        for corner in (Qt.Corner.TopLeftCorner, Qt.Corner.BottomLeftCorner):
            self.setCorner(corner, Qt.DockWidgetArea.LeftDockWidgetArea)
        for corner in (Qt.Corner.TopRightCorner, Qt.Corner.BottomRightCorner):
            self.setCorner(corner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.setMenuWidget(self.top_bar)
        self._stack.addWidget(self.centre)
        self.setCentralWidget(self._stack)
        for name, area in DOCKS.items():
            self.addDockWidget(area, self.docks[name])
        lists, days = self.docks["lists"], self.docks["days"]
        self.splitDockWidget(lists, days, Qt.Orientation.Vertical)
        self.tabifyDockWidget(self.docks["legend"], self.docks["layers"])
        for name in _TABBED[1:]:
            self.tabifyDockWidget(lists, self.docks[name])
        for name in (*_TABBED, "layers"):
            self.docks[name].hide()
        bar = QStatusBar(self)
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status, 1)
        self.setStatusBar(bar)

    def _connect(self, navigator: Navigator) -> None:
        self._session.street_changed.connect(self.retitle)
        self._session.street_changed.connect(self.retitle_card)
        self._selection.changed.connect(self.centre.suit)
        self._selection.changed.connect(self.retitle_card)
        self._look.changed.connect(self.relabel)
        navigator.fill_changed.connect(self.centre.fill_with)
        self.back_pressed.connect(navigator.back)
        self.forward_pressed.connect(navigator.forward)
        for dock in self.docks.values():
            dock.visibilityChanged.connect(self.docks_changed)
