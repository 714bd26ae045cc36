"""Chinese names by their letters: initials, whole syllables or both mixed, all readings of each."""

from __future__ import annotations

from functools import cache

from console.store.readings import Readings, known

Letters = tuple[tuple[str, ...], ...]
"""The readings of a text's characters without tones; another character reads as itself."""

_DOUBLE = ("zh", "ch", "sh")


def letters(text: str) -> Letters:
    """All readings of every character of `text`; the first call reads what is known of them."""
    return tuple(_readings(character) for character in text)


def begins(typed: str, read: Letters) -> bool:
    """Whether `typed` (lower case) spells the beginning of a text: dxy, dingxy, dingxiangy."""
    if not typed:
        return True
    if not read:
        return False
    first = typed[0]
    return any(_goes_on(typed, syllable, read[1:]) for syllable in read[0] if syllable[:1] == first)


def position(typed: str, read: Letters) -> int:
    """The first character at which `typed` (not empty) spells on, -1 when it does nowhere."""
    first = typed[0]
    for start, readings in enumerate(read):
        if any(one[:1] == first for one in readings) and begins(typed, read[start:]):
            return start
    return -1


def _goes_on(typed: str, syllable: str, rest: Letters) -> bool:
    if syllable.startswith(typed):
        return True
    return any(
        typed.startswith(part) and begins(typed[len(part) :], rest)
        for part in (syllable, syllable[:2] if syllable[:2] in _DOUBLE else "", syllable[:1])
        if part
    )


@cache
def _readings(character: str) -> tuple[str, ...]:
    return _known().of(character) or (character.lower(),)


@cache
def _known() -> Readings:
    return known()
