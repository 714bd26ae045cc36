"""What lists say of checks, events and facilities beyond the columns, once it was asked for."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from console.domain.records import dataclass
from console.store.columns import I32, I64, Street


@dataclass(frozen=True, slots=True)
class Coded:
    """n texts that recur: `codes` int32[n] into `words`, -1 for null."""

    codes: I32
    words: tuple[str, ...]

    def text(self, row: int) -> str:
        """The text at `row`, "" for null."""
        code = int(self.codes[row])
        return self.words[code] if code >= 0 else ""


@dataclass(frozen=True, slots=True)
class CheckDetails:
    """The checks, in the order of Street.checks; resident int32[n], -1 for none.

    `result` and `by` are those of a check that was done, whenever that was.
    """

    kind: Coded
    result: Coded
    by: Coded
    resident: I32


@dataclass(frozen=True, slots=True)
class EventDetails:
    """The events by raised_at and id; stamps int64[n, 8], NEVER_US where there is none.

    unit, building, resident int32[n], -1 for none; `unit` is the event's own, else its person's,
    `building` the unit's where it has one.
    """

    kind: Coded
    outcome: Coded
    handler: Coded
    stamps_us: I64
    unit: I32
    building: I32
    resident: I32


@dataclass(frozen=True, slots=True)
class FacilityDetails:
    """The facilities, in the order of Street.facilities; estate, committee int32[n], -1 none."""

    status: Coded
    estate: I32
    committee: I32


@dataclass
class Details:
    """What is there of a street; None for what was not asked for yet."""

    checks: CheckDetails | None = None
    events: EventDetails | None = None
    facilities: FacilityDetails | None = None


_known: WeakKeyDictionary[Street, Details] = WeakKeyDictionary()


def details_of(street: Street) -> Details:
    """The details of a street that are there; to be filled in by whoever asked for them."""
    return _known.setdefault(street, Details())
