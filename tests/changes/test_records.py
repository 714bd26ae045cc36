"""Every list of records has the rows that comparing both tables one by one gives, and as many."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from console.changes.answer import answer_diff
from console.changes.difference import Difference, difference
from console.changes.records import (
    Records,
    all_records,
    changed_columns,
    places_of,
    side_of,
    street_rows,
)
from console.changes.seen import may_be_seen
from console.snapshot.schema import TABLES
from console.store.columns import Street, Strings
from console.store.list_details import details_of
from tests.changes.days import Row, Rows, changed
from tests.export import snapshots
from tests.store import tiny
from tests.store.random_street import RandomStreet


def pair(tmp_path: Path, seed: int) -> tuple[Rows, Rows, list[Path]]:
    """The rows of two snapshots of a random street, and their folders; all of it has happened."""
    made, random = RandomStreet(seed), Random(seed)
    new = changed(made, random)
    for table in ("units", "buildings", "checks", "facilities", "events"):
        for row in new.get(table, ()):
            for column in ("occupancy", "room", "kind", "result", "status", "handler"):
                if row.get(column) and random.random() < 0.2:
                    row[column] = "rented" if column == "occupancy" else "another"
    folders = []
    as_of = (made.as_of + timedelta(days=400)).astimezone(made.zone).isoformat()
    for name, tables in (("old", made.tables), ("new", new)):
        folder = tmp_path / f"{name}.street"
        folders.append(tiny.write(folder, tables, timezone=made.zone.key, as_of=as_of))
    return made.tables, new, folders


def plain(old: Rows, new: Rows, records: Records) -> set[str]:
    """The ids of the rows of a list, found row by row."""
    key = TABLES[records.table].id
    before = {row[key]: row for row in old.get(records.table, ())}
    after = {row[key]: row for row in new.get(records.table, ())}
    if records.part == "added":
        return after.keys() - before.keys()
    if records.part == "removed":
        return before.keys() - after.keys()

    def differs(one: str) -> bool:
        names = {*before[one], *after[one]}
        wanted = [records.column] if records.column else names
        return any(before[one].get(it) != after[one].get(it) for it in wanted)

    return {one for one in before.keys() & after.keys() if differs(one)}


def ids_of(found: Difference, records: Records) -> list[str]:
    keys = found.tables[records.table].keys[records.part]
    column: list[str] = keys[TABLES[records.table].id].to_pylist()
    return [column[place] for place in places_of(found, records).tolist()]


@pytest.mark.parametrize("seed", range(16))
def test_lists_are_what_comparing_rows_gives(own_home: Path, tmp_path: Path, seed: int) -> None:
    assert own_home
    old, new, folders = pair(tmp_path, seed)
    found = difference(folders[0], folders[1])
    lists = list(all_records(found))
    told = json.loads(answer_diff(*map(str, folders), as_json=True)[0])["tables"]
    counted: dict[str, dict[str, Any]] = {}
    for records in lists:
        ids = ids_of(found, records)
        assert set(ids) == plain(old, new, records), records
        assert len(ids) == len(set(ids))
        counts = counted.setdefault(records.table, {"columns": {}})
        if records.column:
            counts["columns"][records.column] = len(ids)
        else:
            counts[records.part] = len(ids)
        assert_values(found, records, old, new)
        assert_street_rows(found, records, ids)
    for table, one in told.items():
        differing = {key: count for key, count in one.items() if count or key == "columns"}
        assert counted.get(table, {"columns": {}}) == differing, table


def assert_values(found: Difference, records: Records, old: Rows, new: Rows) -> None:
    """Before and after are those of the rows; what may not be seen is not there."""
    change, column = found.tables[records.table], records.column
    if not column or not may_be_seen(records.table, column):
        assert column not in change.before.column_names
        return
    key = TABLES[records.table].id
    rows = [{row[key]: row for row in side.get(records.table, ())} for side in (old, new)]
    for place, one in zip(places_of(found, records).tolist(), ids_of(found, records), strict=True):
        for table, side in zip((change.before, change.after), rows, strict=True):
            value = table[column][place].as_py()
            wanted = side[one].get(column)
            assert value == (pytest.approx(wanted) if isinstance(wanted, float) else wanted)
        assert column in changed_columns(change, place)


def assert_street_rows(found: Difference, records: Records, ids: list[str]) -> None:
    """Rows lead to the same ids in the street's columns."""
    street: Street = side_of(found, records).street
    places: dict[str, Strings] = {
        "committees": street.committees.id,
        "estates": street.estates.id,
        "buildings": street.buildings.id,
        "units": street.units.id,
        "residents": street.residents.id,
        "episodes": street.details.id,
        "facilities": street.facilities.id,
    }
    rows = street_rows(found, records).tolist()
    assert len(rows) == len(ids)
    if records.table in places:
        assert [places[records.table].text(row) for row in rows] == ids
    if records.table == "checks":
        assert [int(street.checks.due_us[row]) > 0 for row in rows]


def test_lists_know_what_stood_in_the_tables_of_both_sides(folder: Path, tmp_path: Path) -> None:
    rows = snapshots.rows_of_everything()
    rows["checks"][1] |= {"kind": "visit"}
    rows["facilities"][0] |= {"status": "broken"}
    rows["events"] = rows["events"][1:]
    found = difference(folder, tiny.write(tmp_path / "b.street", rows), to_list=True)
    old, new = (details_of(side.street) for side in (found.old, found.new))
    assert old.checks is not None
    assert new.checks is not None
    assert [old.checks.kind.text(row) for row in range(3)] == ["visit", "call", "visit"]
    assert [new.checks.kind.text(row) for row in range(3)] == ["visit"] * 3
    who = [found.new.street.residents.id.text(row) for row in new.checks.resident.tolist()]
    assert who == ["R01", "R02", ""], "of K2 its episode's, of K3 nobody"
    assert old.events is not None
    assert new.events is not None
    assert (len(old.events.unit), len(new.events.unit)) == (3, 2)
    assert new.facilities is not None
    assert new.facilities.status.text(0) == "broken"
    quiet = difference(folder, folder, to_list=True)
    assert details_of(quiet.new.street).checks is None, "what is the same was not read"


def test_tables_without_a_list_of_their_own_have_their_rows_too(
    folder: Path, tmp_path: Path
) -> None:
    rows = snapshots.rows_of_everything()
    found = difference(folder, tiny.write(tmp_path / "plain.street", rows))
    signs = next(one for one in all_records(found) if one.table == "signs")
    assert signs == Records("signs", "removed")
    assert street_rows(found, signs).tolist() == [0, 1]
    bed = Records("residents", "changed", "bed")
    assert bed in all_records(found)
    assert "bed" not in found.tables["residents"].before.column_names, "nobody knows what it is"


def test_what_tells_a_person_is_never_kept(tmp_path: Path) -> None:
    old, new = snapshots.rows_of_everything(), snapshots.rows_of_everything()
    person = new["residents"][0]
    person |= {"name": "吴刚", "phone": "13911112222", "born": None, "id_hash": "f" * 64}
    new["episodes"][0] |= {"origin": "别处", "origin_code": "US"}
    new["events"][0] |= {"note": "吴刚摔倒"}
    folders = [
        tiny.write(tmp_path / f"{name}.street", rows) for name, rows in (("a", old), ("b", new))
    ]
    found = difference(folders[0], folders[1])
    columns = {(one.table, one.column) for one in all_records(found) if one.column}
    hidden = {("residents", one) for one in ("name", "phone", "born", "id_hash")}
    hidden |= {("episodes", one) for one in ("origin", "origin_code")} | {("events", "note")}
    assert columns == hidden, "they are told to have changed"
    for change in found.tables.values():
        assert not change.before.column_names
        assert not change.after.column_names


def test_what_came_after_the_instant_is_not_told(tmp_path: Path) -> None:
    old, new = snapshots.rows_of_everything(), snapshots.rows_of_everything()
    late: Row = copy.deepcopy(new["checks"][2])
    late |= {"done_at": tiny.at("2020-03-18 09:30"), "result": "好", "by": "王"}
    new["checks"][2] = late
    folders = [
        tiny.write(tmp_path / f"{name}.street", rows) for name, rows in (("a", old), ("b", new))
    ]
    change = difference(folders[0], folders[1]).tables["checks"]
    assert change.columns == {"done_at": 1, "result": 1, "by": 1}, "the files do differ"
    assert change.after.to_pylist() == [{"done_at": None, "result": None, "by": None}]
