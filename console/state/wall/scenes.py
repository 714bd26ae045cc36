"""The scenes of the wall as frozen values: everything that is painted, and no person in it.

Counts are exact for the street and its committees; of smaller places they are codes of
console.domain.banding.
"""

from __future__ import annotations

from typing import Literal

from console.domain import banding
from console.domain.banding import Amount
from console.domain.records import dataclass
from console.state.map.ground import MapGround
from console.state.map.shading import Shading
from console.store.columns import I32
from console.store.query_days import DayCounts
from console.store.stamps import ARRIVED, RECEIVED, SEEN

Kind = Literal["street", "estate", "section", "trend", "committees", "exceptions", "alarms"]
KINDS: tuple[Kind, ...] = (
    "street", "estate", "section", "trend", "committees", "exceptions", "alarms",
)  # fmt: skip
STEPS = range(RECEIVED, SEEN + 1)
"""The stamps that tell how far help has come, from the centre to the person."""
AT_DOOR, LAST_STEP = ARRIVED, SEEN
DOOR_WITHIN_S = 15 * 60
"""Seconds from the device to the door within which somebody is to stand there."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the street with its name's key; `before` a day ago, None where not told."""

    key: str
    count: int | None
    before: int | None = None
    is_urgent: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class StreetScene:
    """The street: its estates shaded by bands, its labels' codes, the numbers of the day.

    Under a filter the `fullest` estates with their codes stand in place of the numbers and days.
    """

    ground: MapGround
    shading: Shading
    codes: I32
    hero: Figure
    total: Amount
    figures: tuple[Figure, ...]
    days: DayScene | None
    fullest: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Silhouette:
    """A building: name, height in metres, storeys, code of people under the clock, its class."""

    name: str
    height_m: float
    floors: int
    code: int
    level: int


@dataclass(frozen=True, slots=True)
class EstateScene:
    """One estate with its buildings in order of number; counts are codes.

    `unlisted` are buildings without anybody under the clock that found no room. Under a filter
    `with_people` are those with 8 people or more.
    """

    name: str
    committee: str
    code: int
    buildings: int
    with_people: int
    shapes: tuple[Silhouette, ...]
    unlisted: int
    classes: tuple[str, ...]
    is_filtered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SectionScene:
    """One building: codes of its floors from the lowest up, None where they would tell too much.

    ground is the index of floor 1; cores are shares of the width, left to right; neighbours are
    the other buildings of its estate.
    """

    name: str
    estate: str
    committee: str
    code: int
    floors: tuple[int, ...]
    codes: I32 | None
    levels: I32
    ground: int
    storey_m: float
    units: int
    cores: tuple[tuple[float, float], ...]
    columns: int
    neighbours: tuple[Silhouette, ...]
    classes: tuple[str, ...]
    is_filtered: bool = False

    @property
    def floors_above(self) -> int:
        """How many floors stand above ground."""
        return len(self.floors) - self.ground

    @property
    def floors_with_people(self) -> int:
        """On how many floors somebody is under the clock; under a filter, 8 people or more."""
        return 0 if self.codes is None else int((banding.order(self.codes) > 0).sum())


@dataclass(frozen=True, slots=True, eq=False)
class DayScene:
    """The days up to a fortnight after `today`: arrivals and active by class, releases to come.

    releases int32[15] by day from today on: episodes whose last day it is and that have not ended.
    """

    days: DayCounts
    today: int
    active: Amount
    roles: tuple[str, ...]
    labels: tuple[dict[str, str], ...]
    releases: I32


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """What one committee has to do, and how many are under the clock there as it may be told."""

    name: str
    due: int
    complete: int
    checks: int
    active: Amount

    @property
    def to_do(self) -> int:
        """Everything together."""
        return self.due + self.complete + self.checks


@dataclass(frozen=True, slots=True)
class CommitteesScene:
    """One page of ten committees, those with most to do first, and the others in sum.

    nowhere is what no committee has; None where that is nothing, or would tell too much.
    """

    rows: tuple[CommitteeRow, ...]
    first: int
    page: int
    pages: int
    others: CommitteeRow | None
    others_count: int
    most: int
    nowhere: CommitteeRow | None = None


@dataclass(frozen=True, slots=True)
class ExceptionsScene:
    """The standing exceptions in numbers."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class OpenAlarm:
    """An alarm that is not closed: its kind, committee, when it was raised and how far help is.

    steps are its stamps 0 to 7, None where one is missing; `waits` while nobody has acknowledged.
    """

    kind: str
    committee: str
    raised_us: int
    steps: tuple[int | None, ...]
    waits: bool
    key: tuple[int, int]

    @property
    def last_step(self) -> int:
        """The step of STEPS that was reached last; 0 for none."""
        return max((step for step in STEPS if self.steps[step] is not None), default=0)


@dataclass(frozen=True, slots=True)
class ClosedAlarm:
    """An alarm that was closed: when it was raised, and how long it took to the door."""

    kind: str
    committee: str
    raised_us: int
    to_door_s: float | None


@dataclass(frozen=True, slots=True)
class AlarmsScene:
    """Alarms not closed, the latest first, those closed last, and how the day has gone."""

    open: tuple[OpenAlarm, ...]
    recent: tuple[ClosedAlarm, ...]
    unlisted: int
    today: int
    closed_today: int
    to_door_s: float | None
    seen_by_hour: tuple[int, ...]
    as_of_us: int
    zone: str


Scene = (
    StreetScene
    | EstateScene
    | SectionScene
    | DayScene
    | CommitteesScene
    | ExceptionsScene
    | AlarmsScene
)
