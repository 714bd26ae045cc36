"""Which columns each list can have, how wide they like to be, and how a list stands at first."""

from __future__ import annotations

from console.domain.records import dataclass
from console.store.lists import ENTITIES, Entity, Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names its words, `width_px` what it needs at 1x.

    In English it needs `english_px` at least. `stretches` takes what is left, and has `liked_px`
    where the list scrolls sideways anyway; `numeric` stands right; `dated` is a day or an instant,
    the earliest first; `collated` is text in Chinese order; `marked` has the person's mark before
    its text.
    """

    key: str
    width_px: int
    stretches: bool = False
    numeric: bool = False
    dated: bool = False
    collated: bool = False
    marked: bool = False
    english_px: int = 0
    liked_px: int = 0

    def wide(self, language: str) -> int:
        """What it needs in a language, in pixels at 1x."""
        return max(self.width_px, self.english_px if language == "en" else 0)

    @property
    def largest_first(self) -> bool:
        """Whether a first click brings the largest to the top."""
        return self.numeric and not self.dated


def _figure(key: str, width_px: int, english_px: int = 0) -> Column:
    return Column(key, width_px, numeric=True, english_px=english_px)


def _date(key: str, width_px: int) -> Column:
    return Column(key, width_px, numeric=True, dated=True)


_ADDRESS = Column("address", 136, stretches=True, collated=True, liked_px=216)
_BUILDING = Column("building", 120, stretches=True, collated=True)
_ESTATE = Column("estate", 120, stretches=True, collated=True)
_COMMITTEE = Column("committee", 120, stretches=True, collated=True)
_NAME = Column("name", 58, collated=True)
_CLASS = Column("class", 104, marked=True, english_px=134)
_RULE = Column("rule", 112, english_px=150)
_DAY = _figure("day", 50)
_LEFT = _figure("left", 66, 74)
_LAST = _date("last", 86)
_ANCHORED = _date("anchored", 124)
_STATE = Column("state", 90, english_px=94)
_OCCUPANCY = Column("occupancy", 90)
_KIND = Column("what", 96, english_px=124)
_ID = Column("id", 96)
_UNITS = _figure("units", 66)
_BUILDINGS = _figure("buildings", 76)
_ACTIVE = _figure("active", 84)
_COUNTS = (_figure("people", 74), _ACTIVE, _figure("complete", 80))

COLUMNS: dict[Entity, tuple[Column, ...]] = {
    "person": (
        *(_NAME, Column("sex", 46, english_px=58), _figure("age", 44), _ADDRESS, _CLASS, _DAY),
        *(_LAST, _STATE, Column("tags", 140, stretches=True, english_px=180), _LEFT, _RULE),
        *(_ANCHORED, Column("registration", 76, english_px=90), _OCCUPANCY, _COMMITTEE, _ID),
    ),
    "unit": (
        *(_ADDRESS, _OCCUPANCY, *_COUNTS, _figure("floor", 54), _figure("area", 72)),
        *(_COMMITTEE, _ID),
    ),
    "building": (
        *(_BUILDING, _ESTATE, _figure("floors", 62), _UNITS, *_COUNTS, _KIND),
        *(_figure("built", 62), _COMMITTEE, _ID),
    ),
    "estate": (_ESTATE, _COMMITTEE, _BUILDINGS, _figure("units", 72), *_COUNTS, _KIND, _ID),
    "committee": (
        *(_COMMITTEE, _figure("estates", 70), _BUILDINGS, _figure("units", 72), *_COUNTS, _ID),
    ),
    "episode": (
        *(_NAME, _ADDRESS, _RULE, _CLASS, _ANCHORED, _LAST, _STATE, _DAY, _date("ended", 124)),
        *(Column("ending", 76, english_px=96), _ID),
    ),
    "check": (
        *(_date("due", 128), _KIND, _ADDRESS, _date("done", 124), Column("result", 88)),
        *(Column("by", 128), _figure("late", 84), _ACTIVE, _NAME),
    ),
    "facility": (
        *(Column("facility", 130, stretches=True, collated=True), _KIND, _ESTATE, _COMMITTEE),
        *(_date("serviced", 124), _date("next", 92), _figure("overdue", 84, 96)),
        *(Column("status", 76), _figure("interval", 72), _ID),
    ),
    "event": (
        *(_date("raised", 124), _KIND, _ADDRESS, Column("stage", 120, english_px=124)),
        *(
            _figure("waited", 78),
            Column("outcome", 84, english_px=92),
            Column("handler", 96),
            _NAME,
        ),
    ),
    "record": (),
}
"""Every column a list of an entity can have, in the order in which they are offered."""

_SHOWN: dict[Entity, tuple[str, ...]] = {
    "person": ("name", "sex", "age", "address", "class", "day", "last", "state"),
    "unit": ("address", "occupancy", "people", "active", "complete"),
    "building": ("building", "estate", "floors", "units", "people", "active", "complete"),
    "estate": ("estate", "committee", "buildings", "units", "people", "active", "complete"),
    "committee": ("committee", "estates", "buildings", "units", "people", "active", "complete"),
    "episode": ("name", "address", "rule", "class", "anchored", "last", "state"),
    "check": ("due", "what", "address", "done", "result", "by"),
    "facility": ("facility", "what", "estate", "committee", "serviced", "next", "status"),
    "event": ("raised", "what", "address", "stage", "waited", "outcome", "handler"),
    "record": (),
}
_SHOWN_OF: dict[Kind, tuple[str, ...]] = {
    "checks": ("due", "what", "address", "late", "active"),
    "open_events": ("raised", "what", "address", "stage", "waited", "handler"),
    "unknown_tags": ("name", "sex", "age", "address", "tags"),
}

Sort = tuple[str, bool]
"""A column's key, and whether the largest come first."""

FIRST_SORT: dict[Kind, Sort] = {
    "complete": ("last", False),
    "unchecked": ("last", False),
    "checks": ("due", False),
    "all_checks": ("done", True),
    "events": ("raised", True),
    "open_events": ("raised", True),
    "committees": ("active", True),
    "estates": ("active", True),
    "buildings": ("active", True),
}
"""Lists that are not simply in the order of the places, and how they stand at first."""


def shown_at_first(kind: Kind) -> tuple[str, ...]:
    """The keys of the columns a list has until others are chosen."""
    return _SHOWN_OF.get(kind) or _SHOWN[ENTITIES[kind]]


def column_of(entity: Entity, key: str) -> Column:
    """The column of an entity with a key; StopIteration is a bug of the caller."""
    return next(one for one in COLUMNS[entity] if one.key == key)
