"""Every command in one table: menus, locator, shortcut sheet and tests come from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from console.domain import words
from console.domain.datums import Datum
from console.domain.records import dataclass
from console.state.situation import Fill, Situation
from console.state.tools.trace import Tool

Claim = Callable[[Situation], bool]


def _always(_: Situation) -> bool:
    return True


def _street_open(now: Situation) -> bool:
    return now.street_open


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can ask for.

    `id` names its sentence (command.<id>) and its handler; `menu` the menu it stands in, in the
    order of the table; `keys` its shortcuts in Qt's portable text; `begins_group` draws a line
    above it; `checked_when` is None for what is not a switch; `submenu` is filled by the window.
    """

    id: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled_when: Claim = _street_open
    checked_when: Claim | None = None
    begins_group: bool = False
    submenu: bool = False

    def text(self, language: str) -> str:
        """What it is called in menus, locator and shortcut sheet."""
        return words.say(f"command.{self.id}", language)


MENUS = ("snapshot", "go", "filter", "time", "map", "view", "help")


def _dock(name: str) -> Claim:
    def shown(now: Situation) -> bool:
        return name in now.docks

    return shown


def _filled(fill: Fill) -> Claim:
    def so(now: Situation) -> bool:
        return now.fill is fill

    return so


def _recoloured(by: str) -> Claim:
    def so(now: Situation) -> bool:
        return now.recolouring == by

    return so


def _in_hand(tool: Tool) -> Claim:
    def so(now: Situation) -> bool:
        return now.tool is tool

    return so


def _written_in(datum: Datum) -> Claim:
    def so(now: Situation) -> bool:
        return now.datum is datum

    return so


def _measurable(now: Situation) -> bool:
    return now.street_open and now.measurable


def _filterable(now: Situation) -> bool:
    return now.street_open and now.filterable


def _below_street(now: Situation) -> bool:
    return now.place.committee >= 0 or now.place.estate >= 0 or now.place.building >= 0


def _in_building(now: Situation) -> bool:
    return now.street_open and now.place.building >= 0


def _may_leave(now: Situation) -> bool:
    return now.street_open and not now.outgoing


def _estate_may_leave(now: Situation) -> bool:
    return _may_leave(now) and now.place.estate >= 0


def _idle(now: Situation) -> bool:
    return not now.busy


def menu_text(menu: str, language: str) -> str:
    """The title of a menu, with its mnemonic."""
    return words.say(f"command.menu.{menu}", language)


COMMANDS: tuple[Command, ...] = (
    Command("snapshot.open", "snapshot", ("Ctrl+O",), "folder-open", _idle),
    Command(
        "snapshot.recent", "snapshot", (), "history", lambda now: now.recent_known, submenu=True
    ),
    Command(
        "snapshot.reload", "snapshot", ("F5",), "", lambda now: now.street_open and not now.busy
    ),
    Command("snapshot.newer", "snapshot", ("Shift+F5",), "bell", lambda now: now.newer_found),
    Command("snapshot.demo", "snapshot", (), "home", _idle),
    Command("snapshot.cancel", "snapshot", ("Ctrl+.",), "x", lambda now: now.busy or now.outgoing),
    Command(
        "snapshot.export_list",
        "snapshot",
        ("Ctrl+E",),
        "download",
        _may_leave,
        begins_group=True,
    ),
    Command("snapshot.export", "snapshot", ("Ctrl+Shift+E",), "", _may_leave),
    Command("snapshot.pages", "snapshot", ("Ctrl+P",), "photo", _may_leave, begins_group=True),
    Command("snapshot.booklet", "snapshot", ("Ctrl+Shift+P",), "buildings", _estate_may_leave),
    Command("snapshot.copy_picture", "snapshot", ("Ctrl+Alt+P",), "copy", _may_leave),
    Command("snapshot.export_log", "snapshot", ("Ctrl+H",), "", _always),
    Command("snapshot.yesterday", "snapshot", ("F7",), "history", _may_leave, begins_group=True),
    Command("snapshot.compare", "snapshot", ("Shift+F7",), "", _may_leave),
    Command("snapshot.copy_as_of", "snapshot", ("Ctrl+Shift+C",), "copy", begins_group=True),
    Command("snapshot.quit", "snapshot", ("Ctrl+Q",), "", _always, begins_group=True),
    Command("go.find", "go", ("Ctrl+K",), "search", _always),
    Command(
        "go.back", "go", ("Alt+Left",), "arrow-left", lambda now: now.can_go_back, begins_group=True
    ),
    Command("go.forward", "go", ("Alt+Right",), "arrow-right", lambda now: now.can_go_forward),
    Command("go.up", "go", ("Alt+Up",), "chevron-up", _below_street, begins_group=True),
    Command("go.next", "go", ("Alt+PgDown",), "chevron-right", _below_street),
    Command("go.previous", "go", ("Alt+PgUp",), "chevron-left", _below_street),
    Command("go.street", "go", ("Ctrl+Shift+F", "Alt+Home"), "map", begins_group=True),
    Command("go.selection", "go", ("Ctrl+J",), "focus-centered", _below_street),
    Command("go.next_pane", "go", ("Ctrl+PgDown",), "", begins_group=True),
    Command("go.previous_pane", "go", ("Ctrl+PgUp",), ""),
    Command("filter.expression", "filter", ("Ctrl+F",), "filter"),
    Command("filter.recall", "filter", (), "history", submenu=True),
    Command("filter.saved", "filter", ("Ctrl+Shift+S",), "folder"),
    Command(
        "filter.undo",
        "filter",
        ("Ctrl+Z",),
        "",
        lambda now: now.can_undo_filter,
        begins_group=True,
    ),
    Command("filter.redo", "filter", ("Ctrl+Shift+Z",), "", lambda now: now.can_redo_filter),
    Command(
        "filter.clear",
        "filter",
        ("Ctrl+Backspace",),
        "x",
        lambda now: now.filtered,
        begins_group=True,
    ),
    Command("time.snapshot", "time", ("Ctrl+T",), "history", lambda now: now.moved or now.live),
    Command(
        "time.live",
        "time",
        ("Ctrl+Shift+T",),
        "clock",
        lambda now: now.live_possible,
        lambda now: now.live,
    ),
    Command("time.earlier", "time", ("Ctrl+[",), "player-skip-back", begins_group=True),
    Command("time.later", "time", ("Ctrl+]",), "player-skip-forward"),
    Command(
        "time.previous_snapshot",
        "time",
        ("Alt+[",),
        "arrow-left",
        lambda now: now.snapshot_before,
        begins_group=True,
    ),
    Command(
        "time.next_snapshot", "time", ("Alt+]",), "arrow-right", lambda now: now.snapshot_after
    ),
    Command("time.play", "time", ("F8",), "player-play", checked_when=lambda now: now.playing),
    Command(
        "map.identify",
        "map",
        ("Ctrl+Shift+I",),
        "info-circle",
        checked_when=_in_hand(Tool.IDENTIFY),
    ),
    Command(
        "map.distance",
        "map",
        ("Ctrl+Shift+M",),
        "ruler-measure",
        _measurable,
        _in_hand(Tool.DISTANCE),
    ),
    Command("map.area", "map", ("Ctrl+Shift+J",), "polygon", _measurable, _in_hand(Tool.AREA)),
    Command("map.band", "map", ("Ctrl+Shift+B",), "shape", _filterable, _in_hand(Tool.BAND)),
    Command("map.lasso", "map", ("Ctrl+Shift+O",), "lasso", _filterable, _in_hand(Tool.LASSO)),
    Command("map.bookmark", "map", ("Ctrl+B",), "bookmark", begins_group=True),
    Command("map.bookmarks", "map", (), "bookmark", submenu=True),
    Command("map.edit_bookmarks", "map", ("Ctrl+Alt+B",), "pencil"),
    Command("map.add_layer", "map", ("Ctrl+L",), "file-plus", begins_group=True),
    Command("map.copy_point", "map", ("Ctrl+Alt+C",), "copy", _measurable, begins_group=True),
    *(
        Command(
            f"map.{datum}",
            "map",
            enabled_when=_measurable,
            checked_when=_written_in(datum),
            begins_group=datum is Datum.WGS84,
        )
        for datum in Datum
    ),
    Command(
        "view.both", "view", ("Alt+3",), "layout-sidebar-right", checked_when=_filled(Fill.BOTH)
    ),
    Command("view.map", "view", ("Alt+1",), "map", checked_when=_filled(Fill.MAP)),
    Command("view.section", "view", ("Alt+2",), "building", checked_when=_filled(Fill.SECTION)),
    Command(
        "view.clock",
        "view",
        ("Ctrl+Alt+1",),
        "clock",
        checked_when=_recoloured("clock"),
        begins_group=True,
    ),
    Command(
        "view.occupancy", "view", ("Ctrl+Alt+2",), "home", checked_when=_recoloured("occupancy")
    ),
    Command("view.care", "view", ("Ctrl+Alt+3",), "hand-stop", checked_when=_recoloured("care")),
    Command("view.roles", "view", ("Ctrl+Alt+4",), "users", checked_when=_recoloured("roles")),
    Command(
        "view.legend",
        "view",
        ("Ctrl+1",),
        "layout-sidebar",
        _always,
        _dock("legend"),
        begins_group=True,
    ),
    Command("view.card", "view", ("Ctrl+2",), "layout-sidebar-right", _always, _dock("card")),
    Command("view.days", "view", ("Ctrl+3",), "layout-bottombar", _always, _dock("days")),
    Command("view.lists", "view", ("Ctrl+4",), "table", _always, _dock("lists")),
    Command("view.list_scope", "view", ("Ctrl+Shift+4",), "", lambda now: "lists" in now.docks),
    Command("view.charts", "view", ("Ctrl+5",), "chart-bar", _always, _dock("charts")),
    Command("view.layers", "view", ("Ctrl+6",), "stack-2", _always, _dock("layers")),
    Command("view.layer_table", "view", ("Ctrl+7",), "table", _always, _dock("layer_table")),
    Command("view.bare", "view", ("Ctrl+Tab", "Ctrl+0"), "", _always),
    Command("view.reset", "view", ("Ctrl+Shift+R",), "", _always),
    Command(
        "view.full_screen",
        "view",
        ("F11",),
        "maximize",
        _always,
        lambda now: now.full_screen,
        begins_group=True,
    ),
    Command("view.pair", "view", ("Ctrl+N",), "external-link", _in_building),
    Command("view.wall", "view", ("Ctrl+Shift+W",), "photo"),
    Command(
        "view.day_theme",
        "view",
        ("Ctrl+Shift+D",),
        "sun",
        _always,
        lambda now: now.theme == "day",
        begins_group=True,
    ),
    Command(
        "view.english",
        "view",
        ("Ctrl+Shift+L",),
        "language",
        _always,
        lambda now: now.language == "en",
    ),
    Command("help.shortcuts", "help", ("F1", "?"), "command", _always),
    Command("help.about", "help", ("Shift+F1",), "info-circle", _always),
)
"""In the order of the menus."""

BY_ID = {command.id: command for command in COMMANDS}


def of_menu(menu: str) -> tuple[Command, ...]:
    """The commands of one menu, in order."""
    return tuple(command for command in COMMANDS if command.menu == menu)


def conflicts(commands: Iterable[Command] = COMMANDS) -> tuple[str, ...]:
    """The keys that more than one command asks for."""
    asked = Counter(keys.casefold() for command in commands for keys in command.keys)
    return tuple(keys for keys, times in asked.items() if times > 1)
