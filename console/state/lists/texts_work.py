"""What a list says of the work: checks, events and facilities, and what any row's kind and id are.

What is not read yet is "".
"""

from __future__ import annotations

from console.domain import instants, words
from console.domain.instants import NEVER_US
from console.domain.spoken import capped
from console.state.card.log import kind_said
from console.state.lists.cells import Cells
from console.store.columns import Strings
from console.store.list_details import Coded
from console.store.stamps import ACCEPTED, ACKNOWLEDGED, ARRIVED, CLOSED, RAISED, SEEN

HOUR_US, MINUTE_US = 3_600_000_000, 60_000_000
STAGES = (RAISED, ACKNOWLEDGED, ACCEPTED, ARRIVED, SEEN, CLOSED)
"""The stamps that an event's stage is told by; the last one passed counts."""


def what(cells: Cells, row: int) -> str:
    """What kind of building, estate, check, facility or event it is."""
    return said_kind(kind_of(cells, row), cells.language)


def kind_of(cells: Cells, row: int) -> str:
    """The kind as the snapshot has it."""
    street, details = cells.street, cells.details
    match cells.entity:
        case "building":
            return street.buildings.kind.text(row)
        case "estate":
            return street.estates.kind.text(row)
        case "facility":
            return street.facilities.kinds[int(street.facilities.kind[row])]
        case "check" if details.checks is not None:
            return details.checks.kind.text(row)
        case "event" if details.events is not None:
            return details.events.kind.text(row)
    return ""


def said_kind(kind: str, language: str) -> str:
    """The word for a kind; an unknown one stands as it is."""
    try:
        return words.say(f"lists.what.{kind}", language) if kind else ""
    except (KeyError, TypeError):
        return kind_said(kind, language)


def due(cells: Cells, row: int) -> str:
    """When a check is due."""
    return cells.moment(int(cells.street.checks.due_us[row]))


def done(cells: Cells, row: int) -> str:
    """When a check was done, where it was by now."""
    return cells.happened(int(cells.street.checks.done_us[row]))


def late(cells: Cells, row: int) -> str:
    """Hours since a check was due."""
    past_us = cells.frame.as_of_us - int(cells.street.checks.due_us[row])
    return f"{past_us // HOUR_US:,}"


def result(cells: Cells, row: int) -> str:
    """What a check that was done came to."""
    return _of_done(cells, row, "result")


def by(cells: Cells, row: int) -> str:
    """Who did a check."""
    return _of_done(cells, row, "by")


def _of_done(cells: Cells, row: int, column: str) -> str:
    checks = cells.details.checks
    if checks is None or cells.street.checks.done_us[row] > cells.frame.as_of_us:
        return ""
    coded: Coded = getattr(checks, column)
    return capped(coded.text(row))


def raised(cells: Cells, row: int) -> str:
    """When an event was raised."""
    events = cells.details.events
    return "" if events is None else cells.moment(int(events.stamps_us[row, RAISED]))


def stage(cells: Cells, row: int) -> str:
    """How far an event has come by now."""
    events = cells.details.events
    if events is None:
        return ""
    passed = [one for one in STAGES if events.stamps_us[row, one] <= cells.frame.as_of_us]
    return cells.word(f"stage.{STAGES.index(passed[-1]) if passed else 0}")


def waited(cells: Cells, row: int) -> str:
    """Minutes from the alarm to its close, or to now while it is open."""
    events = cells.details.events
    if events is None:
        return ""
    until_us = min(int(events.stamps_us[row, CLOSED]), cells.frame.as_of_us)
    return f"{max(0, until_us - int(events.stamps_us[row, RAISED])) // MINUTE_US:,}"


def outcome(cells: Cells, row: int) -> str:
    """What an event turned out to be, once it is closed."""
    events = cells.details.events
    if events is None or events.stamps_us[row, CLOSED] > cells.frame.as_of_us:
        return ""
    found = events.outcome.text(row)
    return cells.word(f"outcome.{found}") if found else ""


def handler(cells: Cells, row: int) -> str:
    """Who took an event."""
    events = cells.details.events
    return "" if events is None else capped(events.handler.text(row))


def facility(cells: Cells, row: int) -> str:
    """A facility's name, or else its id."""
    facilities = cells.street.facilities
    return capped(facilities.name.text(row) or facilities.id.text(row))


def serviced(cells: Cells, row: int) -> str:
    """When a facility was last serviced, as far as is known by now."""
    at_us = int(cells.street.facilities.serviced_us[row])
    return cells.moment(at_us) if is_serviced(cells, at_us) else ""


def next_service(cells: Cells, row: int) -> str:
    """The day on which a facility is to be serviced next."""
    day = next_day(cells, row)
    return "" if day is None else instants.day_date(day).isoformat()


def overdue(cells: Cells, row: int) -> str:
    """Days since a facility was to be serviced, "" while that is to come."""
    day = next_day(cells, row)
    return "" if day is None or day >= cells.frame.today else str(cells.frame.today - day)


def next_day(cells: Cells, row: int) -> int | None:
    """The day number of a facility's next service; None where nobody can say."""
    facilities = cells.street.facilities
    at_us, interval = int(facilities.serviced_us[row]), int(facilities.interval_days[row])
    if not is_serviced(cells, at_us) or interval <= 0:
        return None
    return cells.day_of(at_us) + interval


def is_serviced(cells: Cells, at_us: int) -> bool:
    """Whether a service is known at the instant shown."""
    return at_us != NEVER_US and at_us <= cells.frame.as_of_us


def interval(cells: Cells, row: int) -> str:
    """How many days there are between two services."""
    days = int(cells.street.facilities.interval_days[row])
    return str(days) if days > 0 else ""


def status(cells: Cells, row: int) -> str:
    """How a facility is."""
    facilities = cells.details.facilities
    return "" if facilities is None else capped(facilities.status.text(row))


def own_id(cells: Cells, row: int) -> str:
    """The row's own id in the snapshot."""
    return capped(ids_of(cells).text(row))


def ids_of(cells: Cells) -> Strings:
    """The ids of everything that the rows are rows of."""
    street = cells.street
    ids: dict[str, Strings] = {
        "person": street.residents.id,
        "unit": street.units.id,
        "building": street.buildings.id,
        "estate": street.estates.id,
        "committee": street.committees.id,
        "episode": street.details.id,
        "facility": street.facilities.id,
    }
    return ids[cells.entity]
