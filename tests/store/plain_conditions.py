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
        return _is_one_of(found, values)
    if operator == "!=":
        return not _is_one_of(found, values)
    return any(one >= values[0] if operator == ">=" else one <= values[0] for one in found)


def _is_one_of(found: set[Any], values: Sequence[Any]) -> bool:
    """Whether one of what is found is a value, or lies between the two ends of one."""
    return any(
        value[0] <= one <= value[1] if isinstance(value, tuple) else one == value
        for one in found
        for value in values
    )


def numbers(values: Sequence[str]) -> list[Any]:
    """Numbers, ranges of them as pairs, dates and `never` as they are written."""
    return [tuple(map(_number, v.split(".."))) if ".." in v else _number(v) for v in values]


def _number(text: str) -> Any:
    if text == "never":
        return text
    return date.fromisoformat(text) if text.count("-") > 1 else int(text)


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
            return _holds(some(street.age_of(person)), operator, numbers(values))
        case "category":
            found = some(street.category_of(person))
        case "arrived":
            return _holds(some(street.arrived_of(person)), operator, numbers(values))
        case "left":
            return _holds(some(street.left_of(person)), operator, numbers(values))
        case "checked":
            hours = street.checked_of(person)
            if hours != "never":
                return _holds(some(hours), operator, [v for v in numbers(values) if v != "never"])
            is_meant = "never" in values
            return is_meant if operator == "=" else operator == "!=" and not is_meant
        case "resident":
            found = {person["resident_id"]}
        case _:
            found = some(person.get(field))
    return _holds(found, operator, values)


def keeps_unit(street: PlainStreet, unit: Row, text: str) -> bool:
    field, operator, values = split(text)
    match field:
        case "floor":
            return _holds({unit["floor"]}, operator, numbers(values))
        case "floors":
            above = street.building_of_id[street.building_id(unit)]["floors_above"]
            return _holds({above}, operator, numbers(values))
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
