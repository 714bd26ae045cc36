"""Changes in words: counts of people, rows of tables and columns on one line each."""

from __future__ import annotations

from collections.abc import Mapping

from console.changes.people import KINDS
from console.changes.tables import TableChange
from console.domain.column_titles import title
from console.domain.spoken import capped
from console.domain.words import say

_LONGEST_NAME = 60


def said_counts(counts: Mapping[str, int], language: str) -> str:
    """Kinds of change of people with their counts."""
    return " · ".join(
        say("changes.count", language, kind=say(f"changes.kind.{kind}", language), count=f"{n:,}")
        for kind, n in counts.items()
        if kind in KINDS
    )


def said_table(name: str, language: str) -> str:
    """What a table is called; one of others by its name."""
    try:
        return say(f"export.what.{name}", language)
    except (KeyError, TypeError):
        return capped(name)[:_LONGEST_NAME]


def said_rows(change: TableChange, language: str) -> str:
    """How many rows were added, removed and changed; "" when none were."""
    parts = {"added": change.added, "removed": change.removed, "changed": change.changed}
    counts = {key: len(rows) for key, rows in parts.items() if len(rows)}
    return " · ".join(
        say("changes.count", language, kind=say(f"changes.rows.{key}", language), count=f"{n:,}")
        for key, n in counts.items()
    )


def said_change(name: str, change: TableChange, language: str) -> str:
    """How a table differs, with the columns in which its rows do."""
    said = said_rows(change, language)
    columns = say("changes.gap", language).join(
        f"{capped(title(column, name, language))} {count:,}"
        for column, count in change.columns.items()
    )
    return say("changes.by_column", language, said=said, columns=columns) if columns else said
