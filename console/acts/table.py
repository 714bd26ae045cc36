"""What each command does: the one table from command to act, and the situation commands look at."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from console.acts import Act
from console.acts.expressions import ExpressionActs
from console.acts.map import MapActs
from console.acts.outgoing import OutgoingActs
from console.acts.pages import PageActs
from console.acts.street import MANIFEST, StreetActs
from console.acts.wall import WallActs
from console.acts.window import WindowActs
from console.domain.records import dataclass
from console.state.filtering import Filtering
from console.state.live import Live
from console.state.look import RECOLOURINGS, Look
from console.state.navigation import Navigator
from console.state.preferences import Preferences
from console.state.replay import Replay
from console.state.selection import Selection
from console.state.session import Session
from console.state.situation import Fill, Situation
from console.state.streets import Streets
from console.state.timeline import Timeline
from console.views.locator_view import LocatorView
from console.window import Window


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that commands act upon; `zoom` brings the selection into sight."""

    session: Session
    selection: Selection
    look: Look
    navigator: Navigator
    filtering: Filtering
    live: Live
    replay: Replay
    timeline: Timeline
    preferences: Preferences
    streets: Streets
    locator: LocatorView
    window: Window
    zoom: Act
    pair: Act
    list_scope: Act
    of_map: MapActs
    of_outgoing: OutgoingActs
    of_pages: PageActs
    of_expression: ExpressionActs
    of_wall: WallActs


class Acts(QObject):
    """Runs commands by id, and keeps every action enabled and checked as things stand."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.of_window = WindowActs(parts.window, parts.look)
        self.of_street = StreetActs(
            window=parts.window,
            session=parts.session,
            selection=parts.selection,
            look=parts.look,
            streets=parts.streets,
            preferences=parts.preferences,
        )
        self._does = self._street_acts() | self._going_acts() | self._time_acts()
        self._does |= self._filter_acts() | self._view_acts() | parts.of_map.table()
        self._does |= parts.of_outgoing.table() | parts.of_pages.table() | parts.of_wall.table()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.suit)
        self._connect()
        self.suit()

    def run(self, command_id: str) -> None:
        """Do what the command `command_id` says; an unknown one is a bug (KeyError)."""
        self._does[command_id]()
        self._settle.start()

    def ids(self) -> frozenset[str]:
        """The commands that can be run."""
        return frozenset(self._does)

    def suit(self) -> None:
        """Enable and check every command as things stand."""
        self._parts.window.table.suit(self.situation())

    def situation(self) -> Situation:
        """How things stand."""
        parts, appearance = self._parts, self._parts.look.appearance
        frame = parts.session.frame
        at_us = None if frame is None else frame.as_of_us
        return Situation(
            street_open=frame is not None,
            place=parts.selection.place,
            can_go_back=parts.navigator.history.can_go_back,
            can_go_forward=parts.navigator.history.can_go_forward,
            filtered=bool(parts.filtering.filter),
            can_undo_filter=parts.filtering.can_undo,
            can_redo_filter=parts.filtering.can_redo,
            moved=frame is not None and frame.as_of_us != frame.street.as_of_us,
            live=parts.live.running,
            live_possible=parts.live.possible,
            playing=parts.replay.playing,
            newer_found=bool(parts.streets.watch.newer),
            snapshot_before=at_us is not None and parts.timeline.series.before(at_us) is not None,
            snapshot_after=at_us is not None and parts.timeline.series.after(at_us) is not None,
            recent_known=bool(parts.preferences.recent),
            busy=parts.streets.busy,
            fill=parts.navigator.fill,
            docks=parts.window.shown_docks(),
            full_screen=parts.window.isFullScreen(),
            theme=appearance.theme,
            language=appearance.language,
            recolouring=appearance.recolouring,
            tool=parts.of_map.tool,
            datum=parts.of_map.datum,
            measurable=parts.of_map.measurable,
            filterable=parts.of_map.filterable,
            outgoing=parts.of_outgoing.outgoing.busy,
        )

    def _connect(self) -> None:
        parts = self._parts
        for signal in (
            parts.session.street_changed,
            parts.session.frame_changed,
            parts.selection.changed,
            parts.look.changed,
            parts.navigator.history.changed,
            parts.filtering.changed,
            parts.navigator.fill_changed,
            parts.live.changed,
            parts.replay.playing_changed,
            parts.streets.changed,
            parts.timeline.changed,
            parts.window.docks_changed,
            parts.of_map.changed,
            parts.of_outgoing.outgoing.changed,
        ):
            signal.connect(self._settle.start)
        parts.streets.stepping_on.connect(self.of_window.paint_in_turn)
        parts.window.table.asked.connect(self.run)
        parts.window.dropped.connect(self._take_drop)
        parts.of_map.layers.troubled.connect(parts.streets.troubled)
        parts.of_map.bookmarks.troubled.connect(parts.streets.troubled)
        parts.locator.bookmark_asked.connect(parts.of_map.bookmarks.go_to)
        parts.locator.command_asked.connect(self.run)
        parts.locator.filter_asked.connect(parts.of_expression.recall)

    def _cancel(self) -> None:
        self._parts.streets.cancel()
        self._parts.of_outgoing.cancel()

    def _take_drop(self, path: str) -> None:
        """A folder or a manifest is a snapshot to be opened, any other file a layer."""
        dropped = Path(path)
        if path and (dropped.is_dir() or dropped.name == MANIFEST):
            self.of_street.take_drop(path)
        else:
            self._parts.of_map.layers.take_drop(path)

    def _street_acts(self) -> dict[str, Act]:
        streets = self._parts.streets
        return {
            "snapshot.open": self.of_street.choose_folder,
            "snapshot.recent": partial(self._parts.window.open_submenu, "snapshot.recent"),
            "snapshot.reload": streets.reload,
            "snapshot.newer": self.of_street.open_newer,
            "snapshot.demo": streets.open_demo,
            "snapshot.cancel": self._cancel,
            "snapshot.copy_as_of": self.of_street.copy_as_of,
            "snapshot.quit": self._parts.window.close,
        }

    def _going_acts(self) -> dict[str, Act]:
        navigator = self._parts.navigator
        return {
            "go.find": self._parts.locator.open,
            "go.back": navigator.back,
            "go.forward": navigator.forward,
            "go.up": navigator.up,
            "go.next": navigator.next,
            "go.previous": navigator.previous,
            "go.street": navigator.whole_street,
            "go.selection": self._parts.zoom,
            "go.next_pane": partial(self.of_window.move_focus, 1),
            "go.previous_pane": partial(self.of_window.move_focus, -1),
        }

    def _filter_acts(self) -> dict[str, Act]:
        filtering, of = self._parts.filtering, self._parts.of_expression
        return {
            "filter.expression": of.open_field,
            "filter.recall": of.open_menu,
            "filter.saved": of.show_saved,
            "filter.undo": filtering.undo,
            "filter.redo": filtering.redo,
            "filter.clear": filtering.clear,
        }

    def _time_acts(self) -> dict[str, Act]:
        replay, timeline = self._parts.replay, self._parts.timeline
        return {
            "time.snapshot": replay.go_home,
            "time.live": self._parts.live.toggle,
            "time.earlier": partial(replay.step_days, -1),
            "time.later": partial(replay.step_days, 1),
            "time.previous_snapshot": timeline.previous,
            "time.next_snapshot": timeline.next,
            "time.play": replay.toggle,
        }

    def _view_acts(self) -> dict[str, Act]:
        of, parts = self.of_window, self._parts
        fills = {f"view.{fill}": partial(parts.navigator.show, fill) for fill in Fill}
        docks = {f"view.{name}": partial(of.turn_dock, name) for name in parts.window.docks}
        colours = {f"view.{by}": partial(parts.look.change, recolouring=by) for by in RECOLOURINGS}
        return {
            **fills,
            **docks,
            **colours,
            "view.bare": of.turn_docks,
            "view.reset": of.reset,
            "view.full_screen": of.turn_full_screen,
            "view.pair": parts.pair,
            "view.list_scope": parts.list_scope,
            "view.day_theme": of.turn_theme,
            "view.english": of.turn_language,
            "help.shortcuts": of.show_shortcuts,
            "help.about": of.show_about,
        }
