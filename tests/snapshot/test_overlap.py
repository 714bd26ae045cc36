"""The cross-section's rules agree with a plain walk over every cell of every building."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from console.snapshot.findings import Findings
from console.snapshot.rules_units import check_units
from console.snapshot.schema import TABLES, table_of
from console.snapshot.types import typed

UNIT = st.fixed_dictionaries(
    {
        "building_id": st.sampled_from(["B1", "B2"]),
        "floor": st.sampled_from([-3, -2, -1, 0, 1, 2, 3, 4]),
        "column": st.integers(0, 3) | st.just(98),
        "span_floors": st.none() | st.integers(1, 3),
        "span_columns": st.none() | st.integers(1, 3),
    }
)
FLOORS = {"B1": (3, 2), "B2": (2, 0)}


def storeys(unit: dict[str, Any]) -> list[int]:
    """The storeys a unit covers, upward from its own; 0 is skipped."""
    ladder = [floor for floor in range(-20, 30) if floor]
    start = ladder.index(unit["floor"])
    return ladder[start : start + (unit["span_floors"] or 1)]


def plainly(units: list[dict[str, Any]]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    covered: set[tuple[str, int, int]] = set()
    for row, unit in enumerate(units):
        above, below = FLOORS[unit["building_id"]]
        inside = -below <= unit["floor"] <= above and unit["floor"]
        columns = range(unit["column"], unit["column"] + (unit["span_columns"] or 1))
        if not inside:
            found.setdefault(("floor", "range"), []).append(row)
        elif storeys(unit)[-1] > above:
            found.setdefault(("span_floors", "range"), []).append(row)
        if columns[-1] > 99:
            found.setdefault(("span_columns", "range"), []).append(row)
        if unit["floor"]:
            cells = {(unit["building_id"], s, c) for s in storeys(unit) for c in columns}
            if cells & covered:
                found.setdefault(("column", "overlap"), []).append(row)
            covered |= cells
    return found


@settings(max_examples=150, deadline=None)
@given(units=st.lists(UNIT, max_size=12))
def test_floors_spans_and_overlaps_are_what_a_plain_walk_finds(
    units: list[dict[str, Any]],
) -> None:
    names = ["building_id", "floor", "column", "span_floors", "span_columns"]
    found = Findings()
    buildings = table_of(
        "buildings",
        {"building_id": ["B1", "B2"], "floors_above": [3, 2], "floors_below": [2, None]},
    )
    given_units = table_of("units", {name: [unit[name] for unit in units] for name in names})
    held = {
        name: typed(TABLES[name], table, Findings())
        for name, table in (("buildings", buildings), ("units", given_units))
    }
    check_units(held, found)
    report = found.report(["units"], {})
    rows = {(str(one.column), one.rule): one.rows.tolist() for one in report.faults}
    assert rows == plainly(units)


def test_a_building_of_a_hundred_thousand_cells_is_walked_at_once() -> None:
    rows = 20_000
    units = {
        "unit_id": [f"U{row}" for row in range(rows)],
        "building_id": ["B1"] * rows,
        "floor": np.arange(rows) // 100 + 1,
        "column": np.arange(rows) % 100,
    }
    held = typed(TABLES["units"], table_of("units", units), Findings())
    found = Findings()
    check_units({"units": held}, found)
    assert not found.report(["units"], {}).faults
    assert isinstance(held.columns["floor"], pa.Array)
