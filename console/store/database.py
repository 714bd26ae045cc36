"""Tables of the snapshot in DuckDB, in memory and locked: for joins, searches and lists.

It is filled once from tables that were hashed, without direct identifiers (names,
phones, identity hashes) and without geometry, which the columns hold. After that nothing can be
read from or written to the outside through it, and its settings cannot be changed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from console.domain import leftovers
from console.domain.progress import Step, unheard
from console.domain.records import dataclass
from console.snapshot import schema

IDENTIFIERS = frozenset({"name", "phone", "id_hash"})
"""Columns of residents that are never in the database."""

ASKED = ("episodes", "checks", "facilities", "events")
"""The tables of which the console asks questions; what the others say stands in the columns."""

_MOST_WORDS = 200
"""A text column with at most this many distinct values becomes an ENUM."""

_PEOPLE = "residents"
_THREADS = 2

R = TypeVar("R")


class Interrupted(Exception):  # noqa: N818 - the question was replaced, nothing is wrong
    """The question was interrupted; it has no answer."""


@dataclass(frozen=True, slots=True)
class Query(Generic[R]):
    """A question: SQL with $named values, the values, and how the answer is read."""

    sql: str
    decode: Callable[[pa.Table], R]
    params: tuple[tuple[str, Any], ...] = ()


class Cursor:
    """One worker's way to the database; a question is answered whole before the next."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def fetch(self, query: Query[R]) -> R:
        """The answer to `query`; Interrupted when `interrupt` met it."""
        params = {name: list(v) if isinstance(v, tuple) else v for name, v in query.params}
        try:
            answer = self._connection.sql(query.sql, params=params or None).to_arrow_table()
        except duckdb.InterruptException as stopped:
            raise Interrupted from stopped
        return query.decode(answer)

    def interrupt(self) -> None:
        """Stop what runs; an interrupt that comes before a statement starts is forgotten."""
        self._connection.interrupt()

    def close(self) -> None:
        """Give the cursor back."""
        self._connection.close()


class Database:
    """A locked DuckDB holding tables of the contract, empty where the snapshot has none."""

    def __init__(self) -> None:
        leftovers.sweep(Path(tempfile.gettempdir()))
        self._spill = tempfile.mkdtemp(prefix=leftovers.temporary_prefix())
        self._connection = duckdb.connect(":memory:", config={"threads": _THREADS})

    @classmethod
    def load(
        cls,
        tables: Mapping[str, pa.Table],
        step: Step = unheard,
        only: Collection[str] = tuple(schema.TABLES),
    ) -> Database:
        """A database filled from `tables`; `step` is told how far, 0 to 1, and may raise.

        Tables that are not among `only` are not there, so that nobody takes them for empty ones.
        """
        database = cls()
        try:
            database._prepare()
            for done, name in enumerate(only):
                step(done / len(only))
                database._fill(name, tables.get(name))
            database._lock()
        except BaseException:
            database.close()
            raise
        return database

    def cursor(self) -> Cursor:
        """A new cursor; each worker needs its own."""
        return Cursor(self._connection.cursor())

    def close(self) -> None:
        """Free the memory and remove the private folder for spilling."""
        self._connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)

    def _prepare(self) -> None:
        for setting in (
            f"temp_directory = {_quoted(self._spill)}",
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false",
            "allow_community_extensions = false",
            "enable_progress_bar = false",
            "timezone = 'UTC'",
        ):
            self._connection.execute(f"set {setting}")

    def _fill(self, name: str, table: pa.Table | None) -> None:
        """Create one table with the contract's columns, low-cardinality texts as ENUMs."""
        columns = [column for column in schema.TABLES[name].columns if _is_held(name, column)]
        source = _with_all(name, table).select([column.name for column in columns])
        selected = []
        for column in columns:
            identifier = f'"{column.name}"'
            words = _few_words(source.column(column.name), column)
            if words:
                kind = f'"{name}_{column.name}"'
                listed = ", ".join(_quoted(word) for word in words)
                self._connection.execute(f"create type {kind} as enum ({listed})")
                identifier = f"{identifier}::{kind} as {identifier}"
            selected.append(identifier)
        self._connection.register("arriving", source)
        try:
            self._connection.execute(
                f'create table "{name}" as select {", ".join(selected)} from arriving'
            )
        finally:
            self._connection.unregister("arriving")

    def _lock(self) -> None:
        for setting in (
            f"allowed_directories = [{_quoted(self._spill)}]",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            self._connection.execute(f"set {setting}")


def _is_held(table: str, column: schema.Column) -> bool:
    return not column.is_geometry and not (table == _PEOPLE and column.name in IDENTIFIERS)


def _with_all(name: str, table: pa.Table | None) -> pa.Table:
    """The table with every column of the contract, null where it lacks one."""
    if table is None:
        return schema.empty(name)
    fields = schema.fields(schema.TABLES[name])
    columns = [
        table.column(field.name)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in fields
    ]
    return pa.table(columns, names=fields.names)


def _few_words(column: pa.ChunkedArray, declared: schema.Column) -> list[str] | None:
    """The distinct texts of a column that becomes an ENUM, None for one that does not."""
    if declared.closed:
        return list(declared.closed)
    if declared.type != schema.TEXT or not declared.repeats or declared.refers_to:
        return None
    words = pc.unique(column).drop_null()
    return sorted(words.to_pylist()) if 0 < len(words) <= _MOST_WORDS else None


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
