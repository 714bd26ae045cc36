"""Every sentence the user reads, in both languages, keyed as "room.name" from resources/words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from operator import index
from string import Formatter
from typing import Any

from console.domain import resources

LANGUAGES = ("zh", "en")
BETWEEN = {"zh": "、", "en": ", "}
"""What stands between the things of a list."""

_COUNTED = re.compile(r"(\{(\w+)(?::,)?\}) ([a-z]+)\b( are\b| were\b| have\b)?")
_VERBS = {" are": " is", " were": " was", " have": " has"}
_OF_PEOPLE = {verb.strip(): one.strip() for verb, one in _VERBS.items()}
SINGULAR = (
    {"people": "person", "vertices": "vertex", "queries": "query"}
    | _OF_PEOPLE
    | {
        f"{one}s": one
        for one in (
            *("resident", "unit", "home", "building", "estate", "committee", "floor", "entrance"),
            *(
                "episode",
                "check",
                "event",
                "place",
                "day",
                "range",
                "year",
                "time",
                "minute",
                "row",
                "column",
            ),
            *(
                "table",
                "file",
                "export",
                "layer",
                "picture",
                "page",
                "screen",
                "snapshot",
                "character",
                "thing",
                "drag",
            ),
            *(
                "point",
                "condition",
                "filter",
                "bookmark",
                "list",
                "section",
                "fault",
                "note",
                "line",
            ),
            *("pixel", "outline", "feature", "cell", "hour", "module", "package", "core", "room"),
            *("arrival", "release", "area", "byte", "turn"),
        )
    }
)
"""What is counted in the sentences, each with the word for one of it.

Where nothing is named ("1 is complete") the verb follows the number.
"""


def say(key: str, language: str, **values: object) -> str:
    """The sentence `key` in `language`, its braces filled with `values`.

    `key` is "room.name" or "room.group.name": the room is the file. A missing key is a bug
    (KeyError), as is a brace without a value. Of one, English says "1 person is" where the sentence
    reads "{people} people are".
    """
    if not values:
        return _bare(key, language)
    return _suited(key, language, values).format(**_spoken(values, language))


def pieces(key: str, language: str, **values: object) -> Iterator[tuple[str, str]]:
    """What `say` gives in pieces: each the name of the value it says, "" for none, and its text."""
    told = _spoken(values, language)
    for before, name, spec in _parsed(_suited(key, language, values)):
        if before:
            yield "", before
        if name:
            yield name, format(told[name], spec)


def both(key: str, **values: object) -> dict[str, str]:
    """The sentence `key` in every language: {"zh": …, "en": …}."""
    return {language: say(key, language, **values) for language in LANGUAGES}


def listed(things: Iterable[str]) -> dict[str, str]:
    """`things` in one line, as every language lists them: {"zh": …, "en": …}."""
    told = tuple(things)
    return {language: BETWEEN[language].join(told) for language in LANGUAGES}


def _suited(key: str, language: str, values: dict[str, object]) -> str:
    """A sentence with its braces; in English it suits how many there are."""
    sentence = _sentence(key)[language]
    if language == "en" and (ones := frozenset(filter(_is_one(values), values))):
        return _of_one(sentence, ones)
    return sentence


@lru_cache(maxsize=1024)
def _parsed(sentence: str) -> tuple[tuple[str, str, str], ...]:
    """A sentence by its braces: what stands before each, the name in it, and how it is said."""
    parsed = Formatter().parse(sentence)
    return tuple((before, name or "", spec or "") for before, name, spec, _ in parsed)


def _is_one(values: dict[str, object]) -> Callable[[str], bool]:
    """Whether the value of a name is the whole number one."""

    def is_one(name: str) -> bool:
        value = values[name]
        return hasattr(value, "__index__") and index(value) == 1

    return is_one


@lru_cache(maxsize=1024)
def _of_one(sentence: str, ones: frozenset[str]) -> str:
    """An English sentence in which things of which there is one are singular, and their verb."""

    def one(found: re.Match[str]) -> str:
        brace, name, things, verb = found.groups()
        if name not in ones or things not in SINGULAR:
            return found[0]
        return f"{brace} {SINGULAR[things]}{_VERBS.get(verb, '')}"

    return _COUNTED.sub(one, sentence)


def _spoken(values: dict[str, object], language: str) -> dict[str, object]:
    """Values as they stand in a sentence: a {"zh", "en"} pair becomes its own language."""
    return {
        name: value[language] if isinstance(value, dict) and language in value else value
        for name, value in values.items()
    }


@cache
def _bare(key: str, language: str) -> str:
    """A sentence without braces."""
    return _sentence(key)[language].format()


@cache
def _sentence(key: str) -> dict[str, str]:
    room, *path = key.split(".")
    entry: Any = _room(room)
    for step in path:
        entry = entry[step]
    return {language: entry[language] for language in LANGUAGES}


@cache
def _room(room: str) -> dict[str, Any]:
    return resources.read_toml("words", f"{room}.toml")
