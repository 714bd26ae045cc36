"""Which columns each list has, how wide they like to be, and how a list is sorted at first."""

from __future__ import annotations

from dataclasses import dataclass

from console.store.lists import Entity, Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names its words, `width_px` what it needs at 1x.

    In English it needs `english_px` at least. `stretches` takes what is left; `numeric` stands
    right; `collated` is text in Chinese order; `marked` has the person's mark before its text.
    """

    key: str
    width_px: int
    stretches: bool = False
    numeric: bool = False
    collated: bool = False
    marked: bool = False
    english_px: int = 0

    def wide(self, language: str) -> int:
        """What it needs in a language, in pixels at 1x."""
        return max(self.width_px, self.english_px if language == "en" else 0)


_ADDRESS = Column("address", 130, stretches=True, collated=True)
_NAME = Column("name", 58, collated=True)
_CLASS = Column("class", 100, marked=True, english_px=128)
_DAY = Column("day", 54, numeric=True)
_LAST = Column("last", 88, numeric=True)
_STATE = Column("state", 90)
_COUNTS = (
    Column("people", 74, numeric=True),
    Column("active", 84, numeric=True),
    Column("complete", 80, numeric=True),
)

COLUMNS: dict[Entity, tuple[Column, ...]] = {
    "person": (
        _NAME,
        Column("sex", 46, english_px=60),
        Column("age", 44, numeric=True),
        _ADDRESS,
        _CLASS,
        _DAY,
        _LAST,
        _STATE,
    ),
    "unit": (_ADDRESS, Column("occupancy", 90), *_COUNTS),
    "building": (
        Column("building", 120, stretches=True, collated=True),
        Column("estate", 120, stretches=True, collated=True),
        Column("floors", 62, numeric=True),
        Column("units", 66, numeric=True),
        *_COUNTS,
    ),
    "estate": (
        Column("estate", 120, stretches=True, collated=True),
        Column("committee", 120, stretches=True, collated=True),
        Column("buildings", 76, numeric=True),
        Column("units", 72, numeric=True),
        *_COUNTS,
    ),
    "episode": (
        _NAME,
        _ADDRESS,
        Column("rule", 112, english_px=150),
        _CLASS,
        Column("anchored", 124, numeric=True),
        _LAST,
        _STATE,
    ),
    "check": (
        _ADDRESS,
        Column("due", 128, numeric=True),
        Column("late", 84, numeric=True),
        Column("active", 84, numeric=True),
    ),
}

Sort = tuple[str, bool]
"""A column's key, and whether the largest come first."""

FIRST_SORT: dict[Kind, Sort] = {
    "complete": ("last", False),
    "unchecked": ("last", False),
    "checks": ("due", False),
    "estates": ("active", True),
    "buildings": ("active", True),
}
"""Lists that are not simply in the order of the places, and how they stand at first."""


def column_of(entity: Entity, key: str) -> Column:
    """The column of an entity with a key; StopIteration is a bug of the caller."""
    return next(one for one in COLUMNS[entity] if one.key == key)
