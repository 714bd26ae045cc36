"""Engines that count the same columns in this process: DuckDB in two ways, and SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import duckdb
import numpy as np
import pyarrow as pa

from console.bench.filter.workload import Workload
from console.store.columns import I64

Wanted = Mapping[str, Sequence[int]]


class Engine(Protocol):
    """Counts every column under all filters but its own."""

    name: str

    def counts(self, wanted: Wanted) -> dict[str, I64]:
        """The counts by column and code."""
        ...

    def close(self) -> None:
        """Give memory back."""
        ...


class _Duck:
    """The columns as a table of whole numbers."""

    def __init__(self, work: Workload) -> None:
        self._sizes = work.sizes
        self._connection = duckdb.connect(":memory:", config={"threads": 2})
        self._connection.register("arriving", pa.table(dict(work.columns)))
        self._connection.execute("create table people as select * from arriving")
        self._connection.unregister("arriving")

    def close(self) -> None:
        """Give memory back."""
        self._connection.close()

    def _fetched(self, statement: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._connection.execute(statement).fetchnumpy()
        return found


class DuckInMany(_Duck):
    """A statement a column."""

    name = "duckdb_many"

    def counts(self, wanted: Wanted) -> dict[str, I64]:
        """The counts by column and code."""
        return {
            name: _spread(self._fetched(_statement(name, wanted)), size)
            for name, size in self._sizes.items()
        }


class DuckInOne(_Duck):
    """One statement: the rows that pass every filter once, counted by every column."""

    name = "duckdb_one"

    def counts(self, wanted: Wanted) -> dict[str, I64]:
        """The counts by column and code."""
        kept = f"with kept as materialized (select * from people{_where(wanted)}) "
        parts = [
            f"select {at} as facet, {name}::uinteger as code, count(*) as n from "
            + (f"people{_where(wanted, name)}" if name in wanted else "kept")
            + f" group by {name}"
            for at, name in enumerate(self._sizes)
        ]
        found = self._fetched(kept + " union all ".join(parts))
        given = {}
        for at, (name, size) in enumerate(self._sizes.items()):
            of_facet = found["facet"] == at
            given[name] = _spread({key: found[key][of_facet] for key in ("code", "n")}, size)
        return given


class Sqlite:
    """The columns as a table in memory, a statement a column."""

    name = "sqlite"

    def __init__(self, work: Workload) -> None:
        self._sizes = work.sizes
        self._connection = sqlite3.connect(":memory:")
        names = list(work.sizes)
        self._connection.execute(f"create table people ({', '.join(names)})")
        rows = zip(*(work.columns[name].tolist() for name in names), strict=True)
        marks = ", ".join("?" * len(names))
        self._connection.executemany(f"insert into people values ({marks})", rows)

    def counts(self, wanted: Wanted) -> dict[str, I64]:
        """The counts by column and code."""
        given = {}
        for name, size in self._sizes.items():
            given[name] = counted = np.zeros(size, np.int64)
            for code, number in self._connection.execute(_statement(name, wanted)):
                counted[code] = number
        return given

    def close(self) -> None:
        """Give memory back."""
        self._connection.close()


HERE: tuple[Callable[[Workload], Engine], ...] = (DuckInOne, DuckInMany)


def _statement(name: str, wanted: Wanted) -> str:
    return f"select {name} as code, count(*) as n from people{_where(wanted, name)} group by {name}"


def _where(wanted: Wanted, without: str = "") -> str:
    parts = [
        f"{name} in ({', '.join(map(str, codes))})"
        for name, codes in wanted.items()
        if name != without
    ]
    return f" where {' and '.join(parts)}" if parts else ""


def _spread(found: Mapping[str, Any], size: int) -> I64:
    counted = np.zeros(size, np.int64)
    counted[np.asarray(found["code"], np.int64)] = found["n"]
    return counted
