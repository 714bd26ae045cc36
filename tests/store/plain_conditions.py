"""A slow, plain reading of conditions: whom and what each keeps, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.store.plain import PlainStreet

Row = Mapping[str, Any]

PERSON_FIELDS = (
    "state", "category", "tag", "age", "sex", "registration",
    "arrived", "left", "checked", "resident",
)  # fmt: skip


def split(text: str) -> tuple[str, str, list[str]]:
    for operator in ("!=", ">=", "<=", "="):
        if operator in text:
            field, _, values = text.partition(operator)
            return field, operator, values.split(",")
    raise AssertionError(text)


def _holds(found: set[Any], operator: str, values: Sequence[Any]) -> bool:
    """Whether what a person or unit has (nothing for null) satisfies a condition."""
    if operator == "=":
        return bool(found & set(values))
    if operator == "!=":
        return not found & set(values)
    return any(one >= values[0] if operator == ">=" else one <= values[0] for one in found)


def keeps_person(street: PlainStreet, person: Row, text: str) -> bool:
    field, operator, values = split(text)
    found: set[Any]
    match field:
        case "state":
            state = street.state_of(person)
            found = {state, "active"} if state == "due" else {state}
        case "tag":
            found = set(person.get("tags") or ())
        case "age":
            return _holds(some(street.age_of(person)), operator, [int(v) for v in values])
        case "category":
            found = some(street.category_of(person))
        case "arrived":
            return _holds(
                some(street.arrived_of(person)), operator, [date.fromisoformat(v) for v in values]
            )
        case "left":
            return _holds(some(street.left_of(person)), operator, [int(v) for v in values])
        case "checked":
            hours = street.checked_of(person)
            if operator in (">=", "<="):
                found = set() if hours == "never" else some(hours)
                return _holds(found, operator, [int(v) for v in values])
            return _holds(some(hours), operator, [v if v == "never" else int(v) for v in values])
        case "resident":
            found = {person["resident_id"]}
        case _:
            found = some(person.get(field))
    return _holds(found, operator, values)


def keeps_unit(street: PlainStreet, unit: Row, text: str) -> bool:
    field, operator, values = split(text)
    match field:
        case "floor":
            return _holds({unit["floor"]}, operator, [int(value) for value in values])
        case "floors":
            above = street.building_of_id[street.building_id(unit)]["floors_above"]
            return _holds({above}, operator, [int(value) for value in values])
        case "kind":
            found = street.building_of_id[street.building_id(unit)].get("kind")
        case "occupancy":
            found = unit["occupancy"]
        case "unit":
            found = unit["unit_id"]
        case "building":
            found = street.building_id(unit)
        case "estate":
            found = street.estate_id(unit)
        case _:
            found = street.committee_id(unit)
    return _holds(some(found), operator, values)


def some(value: Any) -> set[Any]:
    return set() if value is None else {value}
