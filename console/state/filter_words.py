"""A filter in words: what each condition asks for, as chips, titles and pages say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from console.domain.conditions import DATES, NEVER, NUMBERS, Condition, Operator
from console.domain.instants import day_date
from console.domain.packs import load as load_pack
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import LANGUAGES, say
from console.state.facets.lines import lines_of
from console.state.filtering import Filter
from console.store.columns import Street, Strings
from console.store.texts import row_with

MOST_NAMED = 3
_FAR = 2**31 - 1
_LISTED = ("category", "state", "checked", "occupancy", "sex", "registration", "kind")


@dataclass(frozen=True, slots=True)
class FilterWord:
    """One condition in words, and where it stands: a clause's source, and its place in there."""

    source: str
    place: int
    text: str
    is_excluding: bool


def filter_words(filter_: Filter, street: Street, language: str) -> tuple[FilterWord, ...]:
    """All conditions of a filter, in order."""
    return tuple(
        FilterWord(
            clause.source,
            place,
            condition_text(condition, street, language),
            condition.operator is Operator.IS_NOT,
        )
        for clause in filter_.clauses
        for place, condition in enumerate(clause.conditions)
    )


def filter_text(filter_: Filter, street: Street, language: str) -> str:
    """A whole filter in one line; "" for none."""
    return say("filter.and", language).join(
        one.text for one in filter_words(filter_, street, language)
    )


def spoken_in_all(conditions: Iterable[Condition], street: Street) -> dict[str, str]:
    """Conditions in one line, in every language; "" for none."""
    told = tuple(conditions)
    return {
        language: say("filter.and", language).join(
            condition_text(one, street, language) for one in told
        )
        for language in LANGUAGES
    }


def condition_text(condition: Condition, street: Street, language: str) -> str:
    """One condition: its field, and the values it asks for or leaves out."""
    values, count = list(_values(condition, street, language)), _count(condition)
    shown = say("filter.or", language).join(values)
    if count > len(values):
        shown = say("filter.many", language, values=shown, count=count)
    key = "filter.excludes" if condition.operator is Operator.IS_NOT else "filter.keeps"
    field = say(f"filter.field.{condition.field}", language)
    return say(key, language, field=field, values=shown)


def _count(condition: Condition) -> int:
    """How many values a condition has, in words."""
    if condition.field == "resident" or condition.operator in (Operator.AT_LEAST, Operator.AT_MOST):
        return 1
    if condition.field in NUMBERS or condition.field in DATES:
        return len(condition.numbers) + len(condition.ranges) + (NEVER in condition.values)
    return len(condition.values)


def _values(condition: Condition, street: Street, language: str) -> Iterator[str]:
    """The first values of a condition, as many as are named."""
    if condition.operator is Operator.AT_LEAST:
        yield _range(condition.field, condition.numbers[0], _FAR, language)
    elif condition.operator is Operator.AT_MOST:
        yield _range(condition.field, -_FAR, condition.numbers[0], language)
    elif condition.field in NUMBERS or condition.field in DATES:
        yield from islice(_numbers(condition, language), MOST_NAMED)
    elif condition.field == "resident":
        yield say("legend.people", language, count=len(condition.values))
    else:
        for value in condition.values[:MOST_NAMED]:
            yield _name(condition.field, value, street, language)


def _numbers(condition: Condition, language: str) -> Iterator[str]:
    for number in condition.numbers:
        yield _range(condition.field, number, number, language)
    for low, high in condition.ranges:
        yield _range(condition.field, low, high, language)
    if condition.field == "checked" and NEVER in condition.values:
        yield say("facet.checked.never", language)


def _range(field: str, low: int, high: int, language: str) -> str:
    said: dict[str, object] = {"low": _number(field, low), "high": _number(field, high)}
    if low == high:
        return say(f"filter.{field}.one", language, **said)
    if high >= _FAR:
        return say(f"filter.{field}.least", language, **said)
    if low <= -_FAR:
        return say(f"filter.{field}.most", language, **said)
    return say(f"filter.{field}.between", language, **said)


def _number(field: str, number: int) -> int | str:
    """A number as it is, since one day is no "days"; a date in words."""
    if field in DATES:
        return "" if abs(number) >= _FAR else day_date(number).isoformat()
    return number


def _name(field: str, value: str, street: Street, language: str) -> str:
    """What a value is called; itself where nothing calls it otherwise."""
    if field == "tag":
        tag = load_pack(street.scenario).tags.get(value)
        return tag.label[language] if tag is not None else capped(value)
    if field in _LISTED:
        labels = {line.entry.value: line.label for line in lines_of(street)[field]}
        return labels[value][language] if value in labels else capped(value)
    ids, names = _table(field, street)
    row = row_with(ids, value)
    return capped(names.text(row)) or capped(value)


def _table(field: str, street: Street) -> tuple[Strings, Strings]:
    tables = {
        "committee": (street.committees.id, street.committees.name),
        "estate": (street.estates.id, street.estates.name),
        "building": (street.buildings.id, street.buildings.name),
        "unit": (street.units.id, street.units.room),
    }
    return tables[field]
