"""How somebody is related to the householder, in the reader's language.

A snapshot says it in words of its own; the usual ones are known in English too.
"""

from __future__ import annotations

from functools import cache

from console.domain.words import say

USUAL = (
    *("householder", "spouse", "child", "son", "daughter", "parent", "father", "mother"),
    *("child_in_law", "son_in_law", "daughter_in_law", "grandchild", "grandparent", "sibling"),
    *("housemate", "tenant", "live_in_help"),
)


def relation(text: str, language: str) -> str:
    """A snapshot's word as it is said in a language; what is not usual stays as it is."""
    return text if language == "zh" else _known(language).get(text, text)


@cache
def _known(language: str) -> dict[str, str]:
    return {say(f"relation.{one}", "zh"): say(f"relation.{one}", language) for one in USUAL}
