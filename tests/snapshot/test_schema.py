"""The schema holds together, and the column reference is what it says."""

from __future__ import annotations

import pytest

from console.snapshot.manifest import REQUIRED
from console.snapshot.reference import reference
from console.snapshot.schema import TABLES, Table, empty, fields
from tests.sources import REPO


def test_the_column_reference_is_up_to_date() -> None:
    """Mend it with: python -m console.snapshot.reference > data/columns.md."""
    assert (REPO / "data" / "columns.md").read_text("utf-8") == reference()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
class TestATable:
    def test_names_only_columns_it_has(self, table: Table) -> None:
        pairs = {name for pair in table.together for name in pair}
        named = {*table.key, *table.sort, *table.one_of, *pairs, *table.stamps, table.id}
        assert named <= set(table.by_name)

    def test_has_each_column_once(self, table: Table) -> None:
        assert len(table.by_name) == len(table.columns)

    def test_refers_to_ids_of_other_tables(self, table: Table) -> None:
        targets = {column.refers_to for column in table.columns if column.refers_to}
        assert all(TABLES[target].id.endswith("_id") for target in targets)

    def test_requires_its_key(self, table: Table) -> None:
        assert all(table.by_name[name].required for name in table.key)

    def test_may_be_empty(self, table: Table) -> None:
        assert empty(table.name).schema.equals(fields(table))


def test_buildings_and_units_are_required() -> None:
    assert {name for name, table in TABLES.items() if table.required} == set(REQUIRED)
