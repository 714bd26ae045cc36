"""The one place where names and phones are masked: 李**, 李*, 欧阳**, J***, 138****78."""

from __future__ import annotations

from functools import cache

from console.domain import resources

_MOST_STARS = 2
_PHONE_HEAD, _PHONE_TAIL, _SHORTEST_PHONE = 3, 2, 8


def mask_name(name: str) -> str:
    """A name as it may be seen by default: the surname, then stars; never its length beyond two.

    Two-character surnames are those of resources/names.toml; a name that does not begin with a
    Han character keeps its first letter and three stars.
    """
    text = name.strip()
    if not text:
        return ""
    if not _is_han(text[0]):
        return f"{text[0]}***"
    surname = 2 if len(text) > 2 and text[:2] in _compound_surnames() else 1
    if len(text) == 1:
        return "*"
    return text[:surname] + "*" * min(_MOST_STARS, len(text) - surname)


def mask_phone(phone: str) -> str:
    """A phone number as it may be seen by default: its first three and last two characters.

    A short one, which these would give away, is stars alone.
    """
    text = phone.strip()
    if len(text) < _SHORTEST_PHONE:
        return "****" if text else ""
    return f"{text[:_PHONE_HEAD]}****{text[-_PHONE_TAIL:]}"


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


@cache
def _compound_surnames() -> frozenset[str]:
    return frozenset(resources.read_toml("names.toml")["compound_surnames"])
