"""What may be written next in an expression: fields, operators, and values with how many have them.

Chinese names, pinyin and English words find them all. Counts are those of the frame given: what
would be kept if the value alone were asked for. Meant for a worker: the first search reads names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Literal

from console.domain import instants, packs, words
from console.domain.conditions import (
    DATES,
    FIELDS,
    NEVER,
    NUMBERS,
    Operator,
    known_words,
)
from console.domain.parts import Part, Span, parts_of
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.store import pinyin, search
from console.store.columns import Strings
from console.store.condition_ids import ids_of
from console.store.frame import Frame
from console.store.texts import rows_starting
from console.store.word_counts import WordCounts

MOST = 40
_MOST_PLACES = 8
_PLACES: tuple[search.Kind, ...] = ("estate", "committee", "building")
_EXAMPLES = {"age": ("60", "70", "80"), "left": ("0", "1", "3"), "checked": ("24", "36", "48")}
_DAYS_BACK = (0, 1, 2, 7)

Kind = Literal["field", "operator", "value", "mend"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to write: `text` in place of `at`; `label` says it in words; `count` people.

    A count of units where the field is about units alone; None where nobody can say.
    """

    kind: Kind
    text: str
    at: Span
    label: str
    count: int | None = None


class Completer:
    """Offers for one frame and language; what it counted once it knows."""

    def __init__(self, frame: Frame, language: str) -> None:
        self._frame, self._street, self._language = frame, frame.street, language
        self._pack, self._counts = packs.load(frame.street.scenario), WordCounts(frame)

    def offers(self, text: str, cursor: int) -> tuple[Offer, ...]:
        """What may be written at the cursor, the likeliest first, at most MOST."""
        part = _part_at(text, cursor)
        if part is None or part.field is None or part.operator is None:
            at = Span(part.whole.start if part else cursor, cursor)
            return tuple(islice(self._beginnings(at.of(text), at), MOST))
        if cursor < part.operator.start:
            at = Span(part.field.start, part.operator.start)
            found = self._fields(text[part.field.start : cursor], at, with_operator=False)
            return tuple(islice(found, MOST))
        if cursor < part.operator.end:
            return tuple(self._operators(part.field.of(text), part.operator))
        at, field = _value_at(part, cursor), part.field.of(text)
        typed = text[at.start : cursor]
        taken = {span.of(text) for span in part.values if span != at}
        found = (one for one in self._values(field, typed, at) if one.text not in taken)
        if " " in typed.strip():
            begun = Span(at.start + typed.rindex(" ") + 1, at.end)
            found = chain(found, self._beginnings(text[begun.start : cursor], begun))
        return tuple(islice(found, MOST))

    def _beginnings(self, typed: str, at: Span) -> Iterator[Offer]:
        """Where a condition begins: fields, then words and places that need no field typed."""
        if typed in FIELDS:
            yield from self._operators(typed, Span(at.end, at.end))
            return
        yield from self._fields(typed, at, with_operator=True)
        if not typed:
            return
        for field in ("state", "tag", "category", "occupancy", "sex", "registration"):
            for offer in self._values(field, typed, at):
                yield Offer("value", f"{field}={offer.text}", at, offer.label, offer.count)
        for kind in _PLACES:
            for offer in self._places(kind, typed, at):
                yield Offer("value", f"{kind}={offer.text}", at, offer.label, offer.count)

    def _fields(self, typed: str, at: Span, *, with_operator: bool) -> Iterator[Offer]:
        for field in _begun_first(typed, FIELDS):
            said = (words.say(f"expression.field.{field}", one) for one in words.LANGUAGES)
            if not _matches(typed, (field, *said)):
                continue
            operator = ">=" if field in NUMBERS or field in DATES else "="
            text = field + operator if with_operator else field
            label = words.say(f"expression.field.{field}", self._language)
            yield Offer("field", text, at, label)

    def _operators(self, field: str, at: Span) -> Iterator[Offer]:
        ordered = field in NUMBERS or field in DATES
        for operator in Operator:
            if ordered or operator in (Operator.IS, Operator.IS_NOT):
                key = f"expression.operator.{operator.name.lower()}"
                yield Offer("operator", operator.value, at, words.say(key, self._language))

    def _values(self, field: str, typed: str, at: Span) -> Iterator[Offer]:
        """Values of a field that `typed` may begin or mean."""
        if known_words(field, self._pack) is not None:
            return self._words(field, typed, at)
        match field:
            case "tag":
                return self._tags(typed, at)
            case "estate" | "committee" | "building":
                return self._places(field, typed, at)
            case "kind":
                return self._kinds(typed, at)
        return self._days(typed, at) if field in DATES else self._examples(field, typed, at)

    def _words(self, field: str, typed: str, at: Span) -> Iterator[Offer]:
        counts = self._counts.of(field)
        for word in _begun_first(typed, known_words(field, self._pack) or ()):
            if _matches(typed, (word, *self._labels(field, word))):
                yield Offer("value", word, at, self._label(field, word), counts.get(word, 0))

    def _examples(self, field: str, typed: str, at: Span) -> Iterator[Offer]:
        for example in _EXAMPLES.get(field, ()):
            if example.startswith(typed):
                yield Offer("value", example, at, "")
        if field == "checked" and _matches(typed, (NEVER,)):
            yield Offer("value", NEVER, at, words.say("expression.never", self._language))

    def _tags(self, typed: str, at: Span) -> Iterator[Offer]:
        for tag in _begun_first(typed, (*self._street.tags, *self._street.rare.tags)):
            known = self._pack.tags.get(tag)
            labels = tuple(known.label.values()) if known else ()
            if _matches(typed, (tag, *labels)):
                label = known.label[self._language] if known else ""
                yield Offer("value", tag, at, label, self._counts.with_tag(tag))

    def _places(self, kind: search.Kind, typed: str, at: Span) -> Iterator[Offer]:
        table = ids_of(self._street, kind)
        if table is None:
            return
        ids, names = table
        if typed and names is not None:
            found = search.search(self._street, typed, kinds=(kind,))
            rows = [one.row for one in found]
            rows += [row for row in _starting(ids, typed) if row not in rows]
        else:
            rows = _starting(ids, typed)
        for row in rows[:_MOST_PLACES]:
            label = capped(names.text(row)) if names is not None else ""
            if kind == "building":
                estate = int(self._street.buildings.estate[row])
                label = f"{capped(self._street.estates.name.text(estate))} {label}".strip()
            yield Offer("value", ids.text(row), at, label, self._counts.people_at(kind, row))

    def _kinds(self, typed: str, at: Span) -> Iterator[Offer]:
        kinds = self._street.buildings.kind
        counted: dict[str, int] = {}
        for row in range(len(kinds)):
            if kind := kinds.text(row):
                counted[kind] = counted.get(kind, 0) + int(self._frame.buildings.people[row])
        for kind, count in sorted(counted.items(), key=lambda one: -one[1]):
            label = _said(f"lists.what.{kind}", self._language)
            if _matches(typed, (kind, label)):
                yield Offer("value", kind, at, label, count)

    def _days(self, typed: str, at: Span) -> Iterator[Offer]:
        for back in _DAYS_BACK:
            day = instants.day_date(self._frame.today - back).isoformat()
            key = "expression.days_ago" if back else "expression.today"
            if day.startswith(typed):
                yield Offer("value", day, at, words.say(key, self._language, days=back))

    def _label(self, field: str, word: str) -> str:
        return dict(zip(words.LANGUAGES, self._labels(field, word), strict=True))[self._language]

    def _labels(self, field: str, word: str) -> tuple[str, ...]:
        """A known word in each language."""
        if field == "category":
            label = self._pack.classes[self._pack.class_index(word)].label
            return tuple(label[one] for one in words.LANGUAGES)
        rooms = {
            "state": "lists.state",
            "sex": "card.sex",
            "registration": "lists.registration",
            "occupancy": "section.occupancy",
        }
        return tuple(words.say(f"{rooms[field]}.{word}", one) for one in words.LANGUAGES)


def _part_at(text: str, cursor: int) -> Part | None:
    """The condition the cursor stands in or right behind; None where the next may begin."""
    for part in reversed(parts_of(text)):
        if part.whole.start <= cursor:
            behind = text[part.whole.end : cursor]
            writing = part.operator is not None and part.whole.end == part.operator.end
            return None if behind and not (writing and behind.isspace()) else part
    return None


def _value_at(part: Part, cursor: int) -> Span:
    """The value that the cursor stands in; a new one behind the last comma."""
    for span in part.values:
        if span.start <= cursor <= span.end:
            return span
    return Span(cursor, cursor)


def _matches(typed: str, texts: tuple[str, ...]) -> bool:
    """Whether some text holds what is typed, or is spelled so."""
    wanted = typed.strip().lower()
    if not wanted or any(wanted in text.lower() for text in texts):
        return True
    if not wanted.isascii() or not wanted.isalpha():
        return False
    return any(pinyin.position(wanted, pinyin.letters(text)) >= 0 for text in texts if text)


def _begun_first(typed: str, listed: Sequence[str]) -> list[str]:
    """Words in their order, those that begin as typed before the others."""
    return sorted(listed, key=lambda word: not word.startswith(typed.strip().lower()))


def _starting(ids: Strings, typed: str) -> list[int]:
    rows: list[int] = rows_starting(ids, typed)[:_MOST_PLACES].tolist()
    return rows


def _said(key: str, language: str) -> str:
    """A sentence, "" where there is none."""
    try:
        return words.say(key, language)
    except KeyError:
        return ""
