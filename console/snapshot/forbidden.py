"""What the console does not hold: words in column names and tags, and identity numbers in texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from console.domain import resources
from console.domain.records import dataclass

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]+"
_SPLITS = (
    re.compile(rf"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|{_HAN}"),
    re.compile(rf"[A-Z]{{2,}}|[A-Z]?[a-z]+|[A-Z]|{_HAN}"),
)
"""Two ways to split at a change of case: ID·Number and HIV·status."""
_ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of data that is not held; `latin` as tuples of whole words, `han` as parts."""

    key: str
    label: Mapping[str, str]
    latin: frozenset[tuple[str, ...]]
    han: tuple[str, ...]


@lru_cache(maxsize=4096)
def forbidden_kind(name: str) -> Kind | None:
    """The kind of data a column's name or a tag speaks of that is not held, None when it is none.

    The words are those of resources/forbidden.toml.
    """
    text = unicodedata.normalize("NFKC", name)
    if not _hint().search(text.lower()):
        return None
    for split in _SPLITS:
        words = _without_allowed(tuple(word.lower() for word in split.findall(text)))
        for kind in _kinds():
            if kind.key != _ALLOWED and _speaks_of(kind, words):
                return kind
    return None


def _speaks_of(kind: Kind, words: tuple[str, ...]) -> bool:
    if any(part in word for word in words for part in kind.han):
        return True
    longest = max(len(phrase) for phrase in kind.latin)
    return any(
        words[start : start + length] in kind.latin
        for length in range(1, longest + 1)
        for start in range(len(words) - length + 1)
    )


def _without_allowed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words in lower case without those that may stay."""
    allowed = next(kind for kind in _kinds() if kind.key == _ALLOWED)
    kept, place = list(words), 0
    while place < len(kept):
        for length in (3, 2, 1):
            if tuple(kept[place : place + length]) in allowed.latin:
                kept[place : place + length] = [""]
        for part in allowed.han:
            kept[place] = kept[place].replace(part, "")
        place += 1
    return tuple(kept)


@cache
def _hint() -> re.Pattern[str]:
    """What any name that speaks of it holds somewhere: the first word, or the Chinese part."""
    latin = {phrase[0] for kind in _kinds() for phrase in kind.latin}
    han = {part for kind in _kinds() for part in kind.han}
    return re.compile("|".join(map(re.escape, sorted(latin | han))))


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(
        Kind(key, said["label"], frozenset(_phrases(said["latin"])), tuple(said["han"]))
        for key, said in resources.read_toml("forbidden.toml").items()
    )


def _phrases(latin: list[str]) -> list[tuple[str, ...]]:
    """Each phrase as its words in a row, and as one word."""
    rows = [tuple(phrase.split()) for phrase in latin]
    return rows + [("".join(row),) for row in rows]
