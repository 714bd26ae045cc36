"""The column reference, data/columns.md: every table and column of the contract, from the schema.

`python -m console.snapshot.reference` writes it to standard output.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from console.domain.instants import day_date
from console.snapshot.schema import AS_OF, DAY, TABLES, Column, Table

_HEAD = """# The columns of a street snapshot

Written from `console/snapshot/schema.py`, where they are declared; a test keeps the two together.
● is required and never null. `{…}` is a closed list, `(…)` an open one: other values are shown as
they are. Rows are sorted as given, strings by code point, nulls last.
"""
_FLOATS = {"float": "float32", "double": "float64"}
"""Arrow's names of them, as the contract writes them."""


def reference() -> str:
    """The whole reference in Markdown."""
    return "\n".join([_HEAD, *(line for table in TABLES.values() for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield f"{'Required; s' if table.required else 'S'}orted by {', '.join(table.sort)}."
    yield ""
    yield "| column | type | values |"
    yield "|---|---|---|"
    for column in table.columns:
        mark = "● " if column.required else ""
        yield f"| {mark}{column.name} | {_type(column)} | {', '.join(_values(table, column))} |"
    yield ""


def _type(column: Column) -> str:
    if column.is_geometry:
        return "geometry (WKB)"
    return _FLOATS.get(str(column.type), str(column.type).replace("item: ", ""))


def _values(table: Table, column: Column) -> Iterator[str]:
    if column.name == table.id:
        yield "the id"
    if column.closed:
        yield f"{{{', '.join(column.closed)}}}"
    if column.known:
        yield f"({', '.join(column.known)}, …)"
    if column.refers_to:
        yield f"an id of {column.refers_to}"
    if column.pack:
        yield f"the scenario pack's {column.pack}"
    if column.shapes:
        yield " or ".join(column.shapes)
    yield from _range(column)


def _range(column: Column) -> Iterator[str]:
    if column.above is not None:
        yield f"above {column.above:g}"
    if column.low is not None and column.high is not None:
        yield f"{_bound(column, column.low)} to {_bound(column, column.high)}"
    elif column.low is not None:
        yield f"{_bound(column, column.low)} or more"


def _bound(column: Column, bound: float | str) -> str:
    if bound == AS_OF:
        return "the as-of date"
    return day_date(int(bound)).isoformat() if column.type == DAY else f"{bound:g}"


if __name__ == "__main__":
    sys.stdout.write(reference())
