"""Conditions as they are written on the command line: `state=active,due`, `age>=60`, `floor!=1`.

Values of one condition are joined by "or", conditions by "and". A field of numbers or dates also
takes ranges (`60..69`, `80..`), both ends within, and the operators >= and <=.

Of people, `arrived` is the local date of the shown episode's anchor, and under the clock `left` is
the whole days until its last day and `checked` the whole hours since a check was last done at the
place, or `never`; of places, `kind` and `floors` are the building's, floors those above ground.
What a condition keeps is decided where the street is (store/conditions.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from console.domain import words
from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES, REGISTRATIONS, SEXES
from console.domain.errors import UserError
from console.domain.instants import day_date, day_number
from console.domain.packs import Pack
from console.domain.parts import parts_of
from console.domain.records import dataclass

PERSON_FIELDS = (
    "state", "category", "tag", "age", "sex", "registration",
    "arrived", "left", "checked", "resident",
)  # fmt: skip
PLACE_FIELDS = (
    "occupancy", "floor", "committee", "estate", "building", "unit", "kind", "floors",
)  # fmt: skip
FIELDS = (*PERSON_FIELDS, *PLACE_FIELDS)
NUMBERS = ("age", "floor", "left", "checked", "floors")
DATES = ("arrived",)
NEVER = "never"
"""The word `checked` takes where no check was done yet."""

STATES = tuple(state.name.lower() for state in (*list(State)[1:], State.NONE))

_FURTHEST = 2**31 - 1
_SHAPE = re.compile(r"\s*([^=!<>]*?)\s*(!=|>=|<=|=)(.*)", re.DOTALL)
_STRICT = re.compile(r"\s*([^=!<>]*?)\s*([<>])\s*([0-9-]+)\s*")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Operator(Enum):
    """How values are compared; AT_LEAST and AT_MOST have exactly one."""

    IS = "="
    IS_NOT = "!="
    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: `values` are joined by "or"; `numbers` are they where they are compared.

    Numbers are those of a field of numbers and the day numbers of a field of dates; `ranges` are
    those of the values that are written as a range (60..69, 80.., ..5), both ends within.
    """

    text: str
    field: str
    operator: Operator
    values: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()

    @property
    def is_about_people(self) -> bool:
        """Whether it keeps people; else it keeps units and the people whose place they are."""
        return self.field in PERSON_FIELDS


def parse(text: str, pack: Pack) -> Condition:
    """The condition written as `text`; UserError with a suggestion when it is none."""
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        _refuse_strict(text)
        raise UserError("condition.unreadable", text=text[:80])
    field, operator = shape[1], Operator(shape[2])
    if field not in FIELDS:
        raise UserError("condition.unknown_field", field=field[:80], **_hint(field, FIELDS))
    values = tuple(value.strip() for value in shape[3].split(","))
    if not all(values):
        raise UserError("condition.no_value", text=text[:80])
    if field in NUMBERS or field in DATES:
        return _of_numbers(text, field, operator, values)
    if operator in (Operator.AT_LEAST, Operator.AT_MOST):
        raise UserError("condition.not_a_number_field", field=field, operator=operator.value)
    _check_words(field, values, pack)
    return Condition(text, field, operator, values)


def _refuse_strict(text: str) -> None:
    """Say what to write for `field<number` and `field>number`, the number itself not meant."""
    strict = _STRICT.fullmatch(text)
    if strict is None or strict[1] not in (*NUMBERS, *DATES):
        return
    field, sign, value = strict.groups()
    beside = _number(field, value) + (1 if sign == ">" else -1)
    said = day_date(beside).isoformat() if field in DATES else str(beside)
    raise UserError("condition.strict", text=text[:80], instead=f"{field}{sign}={said}")


def parse_all(texts: Iterable[str], pack: Pack) -> tuple[Condition, ...]:
    """Several conditions, joined by "and"; a text may hold several itself."""
    return tuple(one for text in texts for one in _parse_several(text, pack))


def _parse_several(text: str, pack: Pack) -> tuple[Condition, ...]:
    parts = parts_of(text)
    if len(parts) < 2 and (not parts or parts[0].whole.of(text) == text.strip()):
        return (parse(text, pack),)
    return tuple(parse(part.whole.of(text), pack) for part in parts)


def known_words(field: str, pack: Pack) -> tuple[str, ...] | None:
    """The words a field may be compared with; None where any text may stand."""
    listed = {
        "state": STATES,
        "category": tuple(one.key for one in pack.classes),
        "sex": SEXES,
        "registration": REGISTRATIONS,
        "occupancy": OCCUPANCIES,
    }
    return listed.get(field)


def _check_words(field: str, values: Sequence[str], pack: Pack) -> None:
    known = known_words(field, pack)
    for value in values:
        if known is not None and value not in known:
            raise UserError(
                "condition.unknown_word", field=field, word=value[:80], **_hint(value, known)
            )


def _of_numbers(text: str, field: str, operator: Operator, values: tuple[str, ...]) -> Condition:
    if operator in (Operator.AT_LEAST, Operator.AT_MOST):
        if len(values) > 1:
            raise UserError("condition.one_number", field=field, operator=operator.value)
        return Condition(text, field, operator, values, (_number(field, values[0]),))
    plain = [one for one in values if ".." not in one and (field, one) != ("checked", NEVER)]
    return Condition(
        text,
        field,
        operator,
        values,
        tuple(_number(field, one) for one in plain),
        tuple(_range(field, one) for one in values if ".." in one),
    )


def _range(field: str, value: str) -> tuple[int, int]:
    """Both ends of a range, an end that is left out as far as numbers go."""
    low, _, high = value.partition("..")
    if not low and not high:
        raise UserError("condition.not_a_range", field=field, value=value[:80])
    least = _number(field, low) if low else -_FURTHEST
    most = _number(field, high) if high else _FURTHEST
    if least > most:
        raise UserError("condition.not_a_range", field=field, value=value[:80])
    return least, most


def _number(field: str, value: str) -> int:
    if field in DATES:
        return _day(field, value)
    if not _WHOLE.fullmatch(value):
        raise UserError("condition.not_a_number", field=field, value=value[:80])
    return _within(value)


def _day(field: str, value: str) -> int:
    try:
        if _DAY.fullmatch(value):
            return day_number(date.fromisoformat(value))
    except ValueError:
        pass
    raise UserError("condition.not_a_date", field=field, value=value[:80])


def _within(value: str) -> int:
    if len(value) > len(str(_FURTHEST)) + 1:
        value = value[0] + str(_FURTHEST) if value[0] in "+-" else str(_FURTHEST)
    return max(-_FURTHEST, min(_FURTHEST, int(value)))


def _hint(word: str, known: Sequence[str]) -> dict[str, object]:
    """What to write instead: the closest known word, else all of them."""
    import difflib

    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.5)
    if close:
        return {"hint": words.both("condition.hint_close", word=close[0])}
    return {"hint": words.both("condition.hint_all", words=words.listed(known))}
