"""What the columns of a sheet are called in words, and what they mean."""

from __future__ import annotations

from console.domain.words import say

_OF_ITS_OWN = {
    ("episodes", "category"): "given_category",
    ("units", "last_day"): "unit_last_day",
    **{(what, "name"): "person_name" for what in ("residents", "episodes", "checks", "events")},
    ("units", "residents"): "people",
    ("events", "lon"): "said_lon",
    ("events", "lat"): "said_lat",
    ("episodes", "unit_id"): "served_unit_id",
    **{(what, "residents"): "people" for what in ("committees", "estates", "buildings")},
}
"""Columns that mean something of their own in one table."""


def title(name: str, what: str, language: str) -> str:
    """A column's heading in words; a column the console does not know keeps its name."""
    try:
        return say(f"export.column.{_OF_ITS_OWN.get((what, name), name)}", language)
    except KeyError:
        return name


def meaning(name: str, what: str, language: str) -> str:
    """What a column holds: its heading in words, or that the console does not know it."""
    said = title(name, what, language)
    return say("export.foreign", language) if said == name else said
