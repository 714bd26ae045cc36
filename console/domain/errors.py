"""Faults that are the user's or the environment's, as keys that words.py turns into sentences."""

from __future__ import annotations

from console.domain import words


class UserError(Exception):
    """Something could not be done and the user can mend it; everything else is a bug.

    `key` names a sentence of resources/words, `values` fill its braces.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def say(self, language: str) -> str:
        """The sentence in `language` ("zh" or "en")."""
        return words.say(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.say("en")


class Cancelled(Exception):  # noqa: N818 - a decision of the user, not an error
    """The user cancelled a long act; nothing of it is kept."""
