"""The situation: what commands ask about before they are enabled or shown as checked."""

from __future__ import annotations

from enum import StrEnum

from console.domain.datums import Datum
from console.domain.records import dataclass
from console.state.look import Recolouring
from console.state.selection import STREET, Place
from console.state.tools.trace import Tool


class Fill(StrEnum):
    """What fills the centre of the window."""

    BOTH = "both"
    MAP = "map"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a command's `enabled_when` and `checked_when` may look at.

    `docks` are the names of the docks on show; `moved` says that the as-of instant is not the
    snapshot's own; `snapshot_before` and `snapshot_after` that another snapshot of the series lies
    before or after it; `live_possible` that the snapshot is young enough to be shown by wall time.
    """

    street_open: bool = False
    place: Place = STREET
    can_go_back: bool = False
    can_go_forward: bool = False
    filtered: bool = False
    can_undo_filter: bool = False
    can_redo_filter: bool = False
    moved: bool = False
    live: bool = False
    live_possible: bool = False
    playing: bool = False
    newer_found: bool = False
    snapshot_before: bool = False
    snapshot_after: bool = False
    recent_known: bool = False
    busy: bool = False
    fill: Fill = Fill.BOTH
    docks: frozenset[str] = frozenset()
    full_screen: bool = False
    theme: str = "night"
    language: str = "zh"
    recolouring: Recolouring = "clock"
    tool: Tool = Tool.NONE
    datum: Datum = Datum.WGS84
    measurable: bool = False
    filterable: bool = False
    outgoing: bool = False
