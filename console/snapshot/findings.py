"""What a check finds: faults and notes, each with its table, column, rule, rows and sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from threading import Lock

import numpy as np
import numpy.typing as npt

from console.domain import words
from console.domain.records import dataclass

Rows = npt.NDArray[np.int64]
FIRST = 10
"""How many rows a finding names."""
_SAID = 3

FAULTS = (
    *("required", "type", "unique", "reference", "value", "range"),
    *("overlap", "pair", "place", "geometry", "forbidden"),
)
NOTES = ("order", "normal", "checksum", "compression", "missing", "unknown", "occupied", "stamps")
_RANK = {rule: place for place, rule in enumerate(FAULTS + NOTES)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken, repaired or noted in one column.

    column     None for a whole file
    rows       int64, ascending, in the file's order from 0; empty for a whole column or file
    sentences  keys of resources/words with their values, one for each way the rule is met
    """

    table: str
    column: str | None
    rule: str
    rows: Rows
    sentences: tuple[tuple[str, Mapping[str, object]], ...]

    @property
    def first_rows(self) -> list[int]:
        """Up to ten of the rows."""
        return [int(row) for row in self.rows[:FIRST]]

    def say(self, language: str) -> str:
        """What is so and how to mend it, in `language`."""
        gap = " " if language == "en" else ""
        return gap.join(
            words.say(key, language, **self._said(values)) for key, values in self.sentences
        )

    def as_json(self) -> dict[str, object]:
        """The finding as `check --json` gives it."""
        return {
            "table": self.table,
            "column": self.column,
            "rule": self.rule,
            "rows": len(self.rows),
            "first_rows": self.first_rows,
            "sentence": {language: self.say(language) for language in words.LANGUAGES},
        }

    def _said(self, values: Mapping[str, object]) -> dict[str, object]:
        return {
            "table": shown(self.table),
            "column": shown(self.column or ""),
            "count": _counted(len(self.rows)),
            "first": _numbered(self.first_rows, len(self.rows)),
            **values,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in a snapshot, in the order of tables, columns and rules."""

    faults: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether the snapshot opens: notes do not hinder it."""
        return not self.faults

    def as_json(self) -> dict[str, object]:
        """The report as `check --json` gives it."""
        return {
            "ok": self.ok,
            "faults": [one.as_json() for one in self.faults],
            "notes": [one.as_json() for one in self.notes],
        }


class Findings:
    """Gathers findings from several threads; one of the same column and rule grows.

    Every rule passes here for every column, found or not, so `pause` is called often: it raises
    Cancelled when the check is to stop.
    """

    def __init__(self, pause: Callable[[], None] | None = None) -> None:
        self._pause = pause
        self._found: dict[tuple[str, str | None, str], Finding] = {}
        self._lock = Lock()

    def add(
        self,
        table: str,
        column: str | None,
        rule: str,
        rows: Rows | None,
        sentence: str,
        **values: object,
    ) -> None:
        """Adds rows of a column, or with None the whole column; no rows at all add nothing."""
        if self._pause is not None:
            self._pause()
        if rows is not None and not len(rows):
            return
        held = np.zeros(0, np.int64) if rows is None else np.asarray(rows, np.int64)
        new = Finding(table, column, rule, held, ((sentence, values),))
        with self._lock:
            key = (table, column, rule)
            self._found[key] = _together(self._found[key], new) if key in self._found else new

    def report(self, tables: Iterable[str], columns: Mapping[str, Iterable[str]]) -> Report:
        """All of it, ordered by `tables`, then each table's `columns`, then rule."""
        table_rank = {name: rank for rank, name in enumerate(tables)}
        column_rank = {
            (table, name): rank for table in columns for rank, name in enumerate(columns[table])
        }
        ordered = sorted(
            self._found.values(),
            key=lambda one: (
                table_rank.get(one.table, len(table_rank)),
                -1 if one.column is None else column_rank.get((one.table, one.column), 10**6),
                _RANK[one.rule],
            ),
        )
        return Report(
            tuple(one for one in ordered if one.rule in FAULTS),
            tuple(one for one in ordered if one.rule in NOTES),
        )


def shown(text: object, most: int = 40) -> str:
    """A value of the data as a sentence may quote it: one line, capped."""
    line = "".join(one if one.isprintable() else "·" for one in " ".join(str(text).split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def listed(values: Iterable[object], most: int = _SAID) -> dict[str, str]:
    """A few values as both languages list them."""
    said = [shown(one) for one in values]
    more = "…" if len(said) > most else ""
    return {
        "zh": words.BETWEEN["zh"].join(f"“{one}”" for one in said[:most]) + more,
        "en": words.BETWEEN["en"].join(f'"{one}"' for one in said[:most]) + more,
    }


def _together(one: Finding, other: Finding) -> Finding:
    rows = np.union1d(one.rows, other.rows)
    return replace(one, rows=rows, sentences=one.sentences + other.sentences)


def _counted(rows: int) -> dict[str, str]:
    return words.both("fault.rows.one" if rows == 1 else "fault.rows.many", rows=rows)


def _numbered(first: list[int], rows: int) -> dict[str, str]:
    """The first row numbers in words, counted from 0."""
    more = "…" if rows > _SAID else ""
    named = words.listed(str(row) for row in first[:_SAID])
    numbers = {language: said + more for language, said in named.items()}
    key = "fault.numbered.one" if rows == 1 else "fault.numbered.many"
    return words.both(key, numbers=numbers)
