"""Every sentence the user reads, in both languages, keyed as "room.name" from resources/words."""

from __future__ import annotations

from functools import cache
from typing import Any

from console.domain import resources

LANGUAGES = ("zh", "en")


def say(key: str, language: str, **values: object) -> str:
    """The sentence `key` in `language`, its braces filled with `values`.

    `key` is "room.name" or "room.group.name": the room is the file. A missing key is a bug
    (KeyError), as is a brace without a value.
    """
    if not values:
        return _bare(key, language)
    return _sentence(key)[language].format(**_spoken(values, language))


def both(key: str, **values: object) -> dict[str, str]:
    """The sentence `key` in every language: {"zh": …, "en": …}."""
    return {language: say(key, language, **values) for language in LANGUAGES}


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
