"""Round trip: a random legal street is written and opens as it was, its own columns and all."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import packs
from console.snapshot.order import arranged, order
from console.snapshot.read import open_snapshot
from console.snapshot.rules_values import countries
from console.snapshot.schema import TABLES, Column, Table, table_of
from console.snapshot.write import contract_table, write_snapshot
from tests.snapshot import builders
from tests.snapshot.builders import point, square

PACK = packs.load("quarantine-2020")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Nd")), max_size=8).filter(
    lambda text: text not in ("无", "-")
)
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
DAYS = st.dates(date(1900, 1, 1), date(2020, 3, 18))
ROWS = st.integers(0, 5)


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def cells(table: Table, column: Column) -> st.SearchStrategy[Any]:
    """Legal values of one column, references excepted."""
    kind = _values(table, column)
    return kind if column.required else st.none() | kind


def _values(table: Table, column: Column) -> st.SearchStrategy[Any]:
    if column.closed:
        return st.sampled_from(column.closed)
    if column.pack == "rules":
        return st.sampled_from(list(PACK.rules))
    if column.pack == "classes":
        return st.sampled_from([one.key for one in PACK.classes])
    if column.name == "origin_code":
        return st.sampled_from(countries()) | st.from_regex(r"[1-6][0-9]{5}", fullmatch=True)
    if column.is_geometry:
        return st.sampled_from([square(), square(121.6)] if column.shapes else [square(), point()])
    return TYPED[column.type](table, column)


def _numbers(_: Table, column: Column) -> st.SearchStrategy[Any]:
    low = int(column.above + 1 if column.above is not None else column.low or 1)
    return st.integers(low, int(column.high) if isinstance(column.high, int) else 100)


def _reals(_: Table, column: Column) -> st.SearchStrategy[Any]:
    return st.floats(0.5, 80, width=32)


TYPED: dict[pa.DataType, Callable[[Table, Column], st.SearchStrategy[Any]]] = {
    pa.string(): lambda table, column: TEXTS if column.is_name else TEXTS.map(normal),
    pa.list_(pa.string()): lambda *_: st.lists(TEXTS.map(normal), max_size=3),
    pa.date32(): lambda *_: DAYS,
    pa.timestamp("us", "UTC"): lambda *_: INSTANTS,
    pa.int8(): _numbers,
    pa.int16(): _numbers,
    pa.int32(): _numbers,
    pa.float32(): _reals,
    pa.float64(): _reals,
}

OTHERS = {
    "x_text": pa.array(["e\u0301", "无", "", None, "-"]),
    "x_number": pa.array([1.5, None, float("inf"), -0.0, 3.0]),
    "x_list": pa.array([[1, 2], None, [], [3], [None]], pa.list_(pa.int64())),
    "x_words": pa.array([["a"], None, [], ["a", None], ["b"]], pa.large_list(pa.string())),
    "x_struct": pa.array([{"a": 1, "b": "x"}, None, {"a": None, "b": None}, None, None]),
    "x_coded": pa.array(["p", "q", None, "p", "p"]).dictionary_encode(),
    "x_naive": pa.array([1, 2, None, 4, 5], pa.timestamp("ms")),
    "x_bytes": pa.array([b"\x00\xff", None, b"", b"a", b"a"]),
    "x_view": pa.array(["e\u0301", None, "", "a" * 20, "b"], pa.string_view()),
    "x_flag": pa.array([True, None, False, True, False]),
}


@st.composite
def streets(draw: st.DrawFn) -> dict[str, pa.Table]:
    """Tables of a legal street, some absent, some columns absent, references kept."""
    made: dict[str, dict[str, list[Any]]] = {}
    for name, table in TABLES.items():
        if name != "counts" and (table.required or draw(st.booleans())):
            made[name] = _rows(draw, table, draw(ROWS), made)
    _mend_units(made)
    _mend_episodes(made)
    _mend_places(made)
    return {name: _with_others(draw, table_of(name, held)) for name, held in made.items()}


def _rows(
    draw: st.DrawFn, table: Table, rows: int, made: dict[str, dict[str, list[Any]]]
) -> dict[str, list[Any]]:
    held: dict[str, list[Any]] = {}
    for column in table.columns:
        if column.name == table.id:
            held[column.name] = [
                f"{table.name}-{row}" for row in draw(st.permutations(range(rows)))
            ]
        elif column.refers_to is not None:
            ids = made.get(column.refers_to, {}).get(TABLES[column.refers_to].id, ["bare"])
            legal = st.sampled_from(ids) if ids else st.none()
            legal = legal if column.required else st.none() | legal
            held[column.name] = [draw(legal) for _ in range(rows)]
        elif column.required or draw(st.booleans()):
            held[column.name] = [draw(cells(table, column)) for _ in range(rows)]
    if any(column.required and None in held[column.name] for column in table.columns):
        return {name: [] for name in held}
    return held


def _mend_units(made: dict[str, dict[str, list[Any]]]) -> None:
    """Every unit a cell of its own, within its building."""
    units = made["units"]
    rows = len(units["unit_id"])
    units["floor"], units["column"] = [1] * rows, list(range(rows))
    for name in ("span_floors", "span_columns"):
        if name in units:
            units[name] = [1 if cell else None for cell in units[name]]


def _mend_episodes(made: dict[str, dict[str, list[Any]]]) -> None:
    episodes = made.get("episodes", {})
    if "extension_days" in episodes:
        episodes["extension_days"] = [cell and abs(cell) for cell in episodes["extension_days"]]
    for name in ("ended_at", "outcome"):
        episodes.pop(name, None)


def _mend_places(made: dict[str, dict[str, list[Any]]]) -> None:
    """Pairs are given together, and every row has a place: rows that would have none go."""
    events = made.get("events", {})
    for name in ("lon", "lat"):
        events.pop(name, None)
    for table in ("events", "checks"):
        held = made.get(table, {})
        places = [held[name] for name in TABLES[table].one_of if name in held]
        kept = [any(row) for row in zip(*places, strict=True)]
        for name in held:
            pairs = zip(held[name], kept, strict=True)
            held[name] = [cell for cell, stays in pairs if stays]


def _with_others(draw: st.DrawFn, table: pa.Table) -> pa.Table:
    for name in draw(st.lists(st.sampled_from(list(OTHERS)), unique=True, max_size=3)):
        table = table.append_column(name, OTHERS[name].slice(0, len(table)))
    return table


@settings(max_examples=30, deadline=None)
@given(tables=streets(), others=st.lists(st.sampled_from(list(OTHERS)), unique=True))
def test_a_legal_street_opens_as_it_was_written(
    tables: dict[str, pa.Table], others: list[str]
) -> None:
    own = {"patrols": pa.table({name: OTHERS[name] for name in others})} if others else {}
    with tempfile.TemporaryDirectory() as place:
        folder = write_snapshot(Path(place) / "s.street", builders.draft(), tables | own)
        opened = open_snapshot(folder)
    assert opened.report.ok
    assert set(opened.tables) == set(tables | own)
    for name, table in tables.items():
        wanted = contract_table(name, table)
        assert opened.tables[name].replace_schema_metadata().equals(wanted)
    for name, table in own.items():
        assert opened.tables[name].equals(table)


@settings(max_examples=20, deadline=None)
@given(tables=streets(), seed=st.randoms(use_true_random=False))
def test_a_street_out_of_order_opens_in_order(tables: dict[str, pa.Table], seed: Any) -> None:
    shuffled = {}
    for name, table in tables.items():
        rows = list(range(len(table)))
        seed.shuffle(rows)
        shuffle = np.array(rows, np.int64)
        cells = {one: arranged(table[one], shuffle) for one in table.column_names}
        shuffled[name] = pa.table(cells)
    with tempfile.TemporaryDirectory() as place:
        folder = builders.publish(Path(place) / "s.street", shuffled)
        opened = open_snapshot(folder)
    moved = {note.table: len(note.rows) for note in opened.report.notes if note.rule == "order"}
    for name in tables:
        sort = [key for key in TABLES[name].sort if key in shuffled[name].column_names]
        taken = order(shuffled[name], sort)
        assert order(opened.tables[name], sort) is None
        assert moved.get(name, 0) == (
            0 if taken is None else sum(row != at for at, row in enumerate(taken))
        )


def test_a_whole_table_has_every_column_of_the_contract(tmp_path: Path) -> None:
    tables = builders.tables(builders.columns())
    tables["units"] = tables["units"].drop_columns(["layout"])
    tables["units"] = tables["units"].append_column("x_more", pa.array([1, 2, 3, 4]))
    opened = open_snapshot(write_snapshot(tmp_path / "s.street", builders.draft(), tables))
    units = opened.whole("units")
    assert units.column_names == [*TABLES["units"].by_name, "x_more"]
    assert units["layout"].null_count == 4
    assert opened.whole("counts").num_rows == 0
