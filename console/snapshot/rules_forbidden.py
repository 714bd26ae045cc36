"""Rules of what is not held: forbidden columns and tags, identity numbers, people in aggregates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from console.snapshot.findings import Findings
from console.snapshot.forbidden import forbidden_kind
from console.snapshot.held import Held, rows_where
from console.snapshot.identity import identity_rows
from console.snapshot.manifest import AGGREGATE_ONLY, PERSONAL
from console.snapshot.schema import TEXTS
from console.snapshot.texts import rows_of_items


def check_names(table: str, read: pa.Table, found: Findings) -> None:
    """Files every column whose name, or a name within it, speaks of what is not held."""
    for field in read.schema:
        kind = next(filter(None, map(forbidden_kind, _names(field))), None)
        if kind is not None:
            said = {"kind": kind.label}
            found.add(table, field.name, "forbidden", None, "fault.forbidden_column", **said)


def _names(field: pa.Field) -> Iterator[str]:
    """The name of a column and of every field within it."""
    yield field.name
    kind = field.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_map(kind):
        yield from _names(kind.item_field if pa.types.is_map(kind) else kind.value_field)
    elif pa.types.is_struct(kind):
        for place in range(kind.num_fields):
            yield from _names(kind.field(place))


def check_numbers(
    table: str, columns: Mapping[str, pa.ChunkedArray], as_of_day: int, found: Findings
) -> None:
    """Files every text column in which an identity number stands."""
    for name, column in columns.items():
        rows = identity_rows(column, as_of_day)
        found.add(table, name, "forbidden", rows, "fault.forbidden_number")


def check_tags(held: Held, found: Findings) -> None:
    """Files tags that speak of what is not held."""
    for column in held.table.columns:
        if column.type != TEXTS or not held.has(column.name):
            continue
        lists = held.columns[column.name]
        for tag in pc.unique(lists.flatten()).to_pylist():
            kind = forbidden_kind(tag) if tag is not None else None
            if kind is None:
                continue
            items = rows_where(lists.values, partial(pc.equal, tag))
            rows = rows_of_items(lists, items)
            said = {"kind": kind.label}
            found.add(
                held.table.name, column.name, "forbidden", rows, "fault.forbidden_tag", **said
            )


def check_masking(tables: Iterable[str], masking: str, found: Findings) -> None:
    """Files tables an aggregate snapshot may not have, and counts in one that is none."""
    wrong = PERSONAL if masking == "aggregate" else AGGREGATE_ONLY
    key = "fault.forbidden_personal" if masking == "aggregate" else "fault.forbidden_counts"
    for table in tables:
        if table in wrong:
            found.add(table, None, "forbidden", None, key)
