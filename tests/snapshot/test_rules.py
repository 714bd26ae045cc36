"""Every rule of the contract: a street that breaks just one is found out in exactly that way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
import shapely

from console.snapshot.check import examine
from console.snapshot.findings import FAULTS, NOTES, Finding
from tests.snapshot import builders
from tests.snapshot.builders import Columns, instant, point, square


class Case(NamedTuple):
    """Cells to change as (table, column, row, value), and what must be found."""

    cells: list[tuple[str, str, int, Any]]
    table: str
    column: str | None
    rule: str
    rows: list[int]


def broken(
    rule: str, table: str, column: str, rows: list[int], *cells: tuple[str, int, Any]
) -> Case:
    """A case whose cells (column, row, value) lie in the table at fault."""
    return Case([(table, *cell) for cell in cells], table, column, rule, rows)


NUMBER = "110101199003074477"
NAN = float("nan")
BOW_TIE = bytes(shapely.Polygon([(121, 31), (121.1, 31.1), (121.1, 31), (121, 31.1)]).wkb)
CLOCKWISE = bytes(shapely.box(121.5, 31.2, 121.6, 31.3, ccw=False).wkb)
EMPTY = bytes(shapely.Polygon().wkb)
METRES = bytes(shapely.box(350_000, 3_450_000, 350_100, 3_450_100).wkb)
CANCELLED_EARLY = [("ended_at", 1, instant("2020-02-01")), ("outcome", 1, "cancelled")]

FOUND = [
    broken("required", "units", "room", [2], ("room", 2, None)),
    broken("required", "residents", "name", [0, 2], ("name", 0, None), ("name", 2, None)),
    broken("required", "facilities", "geometry", [0], ("geometry", 0, None)),
    broken("unique", "facilities", "facility_id", [0], ("facility_id", 0, "")),
    broken("unique", "basemap", "feature_id", [0], ("feature_id", 0, "")),
    broken("unique", "checks", "check_id", [1], ("check_id", 1, "K1")),
    broken("unique", "events", "event_id", [1], ("event_id", 1, "V1")),
    broken("reference", "estates", "committee_id", [1], ("committee_id", 1, "C9")),
    broken("reference", "buildings", "estate_id", [1], ("estate_id", 1, "E9")),
    broken("reference", "units", "building_id", [3], ("building_id", 3, "B9")),
    broken("reference", "residents", "unit_id", [1], ("unit_id", 1, "")),
    broken("reference", "episodes", "resident_id", [1], ("resident_id", 1, "R9")),
    broken("reference", "checks", "episode_id", [0], ("episode_id", 0, "P9")),
    broken("reference", "facilities", "estate_id", [0], ("estate_id", 0, "E9")),
    broken("reference", "events", "facility_id", [1], ("facility_id", 1, "F9")),
    broken("value", "units", "occupancy", [0], ("occupancy", 0, "-")),
    broken("value", "units", "layout", [1], ("layout", 1, "drawn")),
    broken("value", "residents", "sex", [2], ("sex", 2, "F")),
    broken("value", "residents", "registration", [0], ("registration", 0, "")),
    broken("value", "episodes", "rule", [0], ("rule", 0, "home-21")),
    broken("value", "episodes", "category", [0], ("category", 0, "red")),
    broken("value", "episodes", "anchor_kind", [1], ("anchor_kind", 1, "plane")),
    broken("value", "episodes", "origin_code", [0], ("origin_code", 0, "it")),
    broken("value", "episodes", "origin_code", [1], ("origin_code", 1, "42010")),
    broken("value", "episodes", "origin_code", [0], ("origin_code", 0, "ZZ")),
    broken("value", "episodes", "origin_code", [1], ("origin_code", 1, "420100\n")),
    broken("value", "events", "outcome", [0], ("outcome", 0, "maybe")),
    broken("value", "basemap", "layer", [0], ("layer", 0, "path")),
    broken("range", "buildings", "floors_above", [1], ("floors_above", 1, 201)),
    broken("range", "buildings", "floors_below", [1], ("floors_below", 1, 11)),
    broken("range", "buildings", "built", [0], ("built", 0, 1799)),
    broken("range", "buildings", "height_m", [0], ("height_m", 0, NAN)),
    broken("range", "units", "floor", [0], ("floor", 0, 0)),
    broken("range", "units", "floor", [0], ("floor", 0, -2)),
    broken("range", "units", "floor", [3], ("floor", 3, 19)),
    broken("range", "units", "column", [3], ("column", 3, 100)),
    broken("range", "units", "span_floors", [3], ("span_floors", 3, 2)),
    broken("range", "units", "span_floors", [0], ("span_floors", 0, 0)),
    broken("range", "units", "span_floors", [0], ("span_floors", 0, 5)),
    broken("range", "units", "span_columns", [3], ("span_columns", 3, 41)),
    broken("range", "units", "span_columns", [3], ("column", 3, 99), ("span_columns", 3, 2)),
    broken("range", "units", "area_m2", [0], ("area_m2", 0, 0.0)),
    broken("range", "units", "area_m2", [1], ("area_m2", 1, NAN)),
    broken("range", "residents", "born", [0], ("born", 0, date(1879, 12, 31))),
    broken("range", "residents", "born", [1], ("born", 1, date(2020, 3, 19))),
    broken("range", "episodes", "days", [0], ("days", 0, 0)),
    broken("range", "episodes", "extension_days", [0], ("extension_days", 0, -14)),
    broken("range", "episodes", "extension_days", [1], ("extension_days", 1, -20)),
    broken("range", "episodes", "ended_at", [1], ("ended_at", 1, instant("2020-02-29T23:00"))),
    broken("range", "facilities", "interval_days", [0], ("interval_days", 0, 0)),
    broken("range", "events", "lon", [1], ("lon", 1, 180.5)),
    broken("range", "events", "lat", [1], ("lat", 1, -91.0)),
    broken("overlap", "units", "column", [2], ("column", 2, 0)),
    broken("overlap", "units", "column", [1], ("span_floors", 0, 2)),
    broken("pair", "episodes", "outcome", [0], ("ended_at", 0, instant("2020-03-17"))),
    broken("pair", "episodes", "outcome", [0], ("outcome", 0, "left")),
    broken("pair", "events", "lat", [1], ("lat", 1, None)),
    broken("pair", "events", "lat", [0], ("lon", 0, 121.5)),
    broken("place", "events", "unit_id", [1], ("lon", 1, None), ("lat", 1, None)),
    broken("place", "checks", "unit_id", [1], ("unit_id", 1, None)),
    broken("geometry", "estates", "geometry", [0], ("geometry", 0, b"not a shape")),
    broken("geometry", "estates", "geometry", [1], ("geometry", 1, point())),
    broken("geometry", "buildings", "geometry", [0], ("geometry", 0, BOW_TIE)),
    broken("geometry", "committees", "geometry", [0], ("geometry", 0, EMPTY)),
    broken("geometry", "committees", "geometry", [0], ("geometry", 0, METRES)),
    broken("geometry", "facilities", "geometry", [0], ("geometry", 0, point(NAN))),
    broken("forbidden", "residents", "tags", [1], ("tags", 1, ["lives_alone", "hiv_positive"])),
    broken("forbidden", "residents", "tags", [0], ("tags", 0, ["吸毒人员"])),
    broken("forbidden", "events", "note", [1], ("note", 1, "x110101199003074477。")),
    broken("forbidden", "residents", "id_hash", [0], ("id_hash", 0, "110101199003074477")),
    broken("forbidden", "units", "room", [1], ("room", 1, "11010119900307053x")),
]

NOTED = [
    broken("normal", "estates", "address", [0], ("address", 0, "Cafe\u0301路")),
    broken("normal", "committees", "geometry", [0], ("geometry", 0, CLOCKWISE)),
    broken("missing", "residents", "phone", [1, 2], ("phone", 1, "-"), ("phone", 2, "无")),
    broken("missing", "residents", "registration", [2], ("registration", 2, "无")),
    broken("missing", "residents", "unit_id", [2], ("unit_id", 2, "-")),
    broken("unknown", "residents", "tags", [0, 1], ("tags", 0, ["x", "y"]), ("tags", 1, ["x"])),
    broken("unknown", "buildings", "kind", [1], ("kind", 1, "gym")),
    broken("unknown", "checks", "kind", [0], ("kind", 0, "无")),
    broken("occupied", "residents", "unit_id", [2], ("unit_id", 2, "U3")),
    broken("stamps", "events", "raised_at", [0], ("received_at", 0, instant("2020-03-17T02:59"))),
    broken("stamps", "events", "raised_at", [0], ("closed_at", 0, instant("2020-03-17T03:01"))),
]

LEGAL: dict[str, tuple[str, list[tuple[str, int, Any]]]] = {
    "a cancelled episode may end before it began": ("episodes", CANCELLED_EARLY),
    "an episode may be cut to one day": ("episodes", [("extension_days", 0, -13)]),
    "a span may cross the gap at zero": ("units", [("span_floors", 0, 2), ("column", 0, 7)]),
    "a span may reach the last column": ("units", [("column", 3, 99), ("span_columns", 3, 1)]),
    "somebody may be born on the as-of date": ("residents", [("born", 0, date(2020, 3, 18))]),
    "an id may hold any text": ("events", [("event_id", 1, "无 <b>x</b>")]),
    "a name may be in another form": ("residents", [("name", 0, "Re\u0301mi")]),
    "a name may be a dash": ("residents", [("name", 0, "-")]),
    "a wrong check digit is no identity number": ("events", [("note", 0, "110101199003074478")]),
    "an impossible date is no identity number": ("events", [("note", 0, "110101199013074470")]),
    "digits of a hash are no identity number": (
        "residents",
        [("id_hash", 0, "ab110101199003074477" + "c" * 44)],
    ),
    "an episode in China may say CN": ("episodes", [("origin_code", 0, "CN")]),
    "a hole may be there": (
        "committees",
        [("geometry", 0, bytes(shapely.box(121, 31, 122, 32).difference(
            shapely.box(121.4, 31.4, 121.6, 31.6)).wkb))],
    ),
}  # fmt: skip


def street(
    folder: Path,
    cells: list[tuple[str, str, int, Any]],
    rows_a_group: int | None = None,
    *,
    coded: bool = False,
) -> Path:
    """The tiny street with cells changed, its texts as they are or as dictionaries."""
    columns = builders.columns()
    for table, column, row, value in cells:
        columns[table][column][row] = value
    tables = builders.tables(columns)
    if coded:
        tables = {name: with_dictionaries(table) for name, table in tables.items()}
    return builders.publish(folder / "s.street", tables, rows_a_group=rows_a_group)


def with_dictionaries(table: pa.Table) -> pa.Table:
    return pa.table(
        {
            name: column.dictionary_encode() if column.type == pa.string() else column
            for name, column in zip(table.column_names, table.columns, strict=True)
        }
    )


def label(case: Case) -> str:
    changed = "-".join(f"{column}={value!r}"[:30] for _, column, _, value in case.cells)
    return f"{case.rule}-{case.table}.{case.column}-{changed}"


def said(finding: Finding) -> tuple[object, ...]:
    return finding.table, finding.column, finding.rule, len(finding.rows), finding.first_rows


def expected(case: Case) -> tuple[object, ...]:
    return case.table, case.column, case.rule, len(case.rows), case.rows


def spoken(finding: Finding, case: Case) -> bool:
    """Whether both sentences name table and column and end as sentences do."""
    zh, en = finding.say("zh"), finding.say("en")
    named = all(case.table in text and str(case.column) in text for text in (zh, en))
    return named and zh.endswith("。") and en.endswith(".")


def test_the_tiny_street_is_legal(tmp_path: Path) -> None:
    report = examine(street(tmp_path, [])).report
    assert report.as_json() == {"ok": True, "faults": [], "notes": []}


@pytest.mark.parametrize("case", FOUND, ids=label)
def test_what_breaks_the_contract_is_that_fault_alone(tmp_path: Path, case: Case) -> None:
    report = examine(street(tmp_path, case.cells)).report
    assert [said(one) for one in report.faults] == [expected(case)]
    assert spoken(report.faults[0], case)


ONE_A_RULE = {case.rule: case for case in FOUND + NOTED}


@pytest.mark.parametrize("case", ONE_A_RULE.values(), ids=label)
def test_rows_are_counted_across_row_groups(tmp_path: Path, case: Case) -> None:
    report = examine(street(tmp_path, case.cells, rows_a_group=1)).report
    found = [said(one) for one in report.faults + report.notes if one.rule == case.rule]
    assert found == [expected(case)]


TEXT_RULES = ("unique", "reference", "value", "range", "overlap", "normal", "missing", "unknown")
CODED = [case for case in FOUND + NOTED if case.rule in TEXT_RULES]


@pytest.mark.parametrize("case", CODED, ids=label)
def test_texts_in_dictionaries_are_judged_alike(tmp_path: Path, case: Case) -> None:
    report = examine(street(tmp_path, case.cells, coded=True)).report
    found = [said(one) for one in report.faults + report.notes if one.rule != "order"]
    assert found == [expected(case)]


@pytest.mark.parametrize("case", NOTED, ids=label)
def test_what_is_repaired_or_odd_is_that_note_alone(tmp_path: Path, case: Case) -> None:
    report = examine(street(tmp_path, case.cells)).report
    assert not report.faults
    assert [said(one) for one in report.notes if one.rule != "order"] == [expected(case)]
    assert spoken(report.notes[-1], case)


@pytest.mark.parametrize("claim", LEGAL)
def test_what_the_contract_allows_opens(tmp_path: Path, claim: str) -> None:
    table, cells = LEGAL[claim]
    report = examine(street(tmp_path, [(table, *cell) for cell in cells])).report
    assert report.ok, [one.say("en") for one in report.faults]


Change = Callable[[dict[str, Columns]], object]


def check_changed(folder: Path, change: Change, **manifest: Any) -> list[tuple[object, ...]]:
    columns = builders.columns()
    change(columns)
    snapshot = builders.publish(folder / "s.street", builders.tables(columns), **manifest)
    return [said(one) for one in examine(snapshot).report.faults]


def test_a_missing_required_column_is_a_fault_of_the_whole_column(tmp_path: Path) -> None:
    found = check_changed(tmp_path, lambda columns: columns["units"].pop("occupancy"))
    assert found == [("units", "occupancy", "required", 0, [])]


@pytest.mark.parametrize("name", ["criminalRecord", "HIV_status", "民族", "idNumber", "face2"])
def test_a_forbidden_column_is_a_fault_of_the_whole_column(tmp_path: Path, name: str) -> None:
    def change(columns: dict[str, Columns]) -> None:
        columns["residents"][name] = ["a", "b", "c"]

    assert check_changed(tmp_path, change) == [("residents", name, "forbidden", 0, [])]


def test_a_forbidden_field_within_a_column_is_found_out(tmp_path: Path) -> None:
    def change(columns: dict[str, Columns]) -> None:
        columns["residents"]["more"] = [{"note": [{"religion": "x"}]}, None, None]

    assert check_changed(tmp_path, change) == [("residents", "more", "forbidden", 0, [])]


def test_an_unlisted_table_may_hold_nothing_forbidden_either(tmp_path: Path) -> None:
    found = check_changed(
        tmp_path, lambda columns: columns.update(patrols={"hiv": ["x"], "note": [NUMBER]})
    )
    assert found == [
        ("patrols", "hiv", "forbidden", 0, []),
        ("patrols", "note", "forbidden", 1, [0]),
    ]


def test_later_rows_are_those_at_fault_and_ten_are_named(tmp_path: Path) -> None:
    def change(columns: dict[str, Columns]) -> None:
        facilities = columns["facilities"]
        for name, cells in facilities.items():
            facilities[name] = cells * 13

    found = check_changed(tmp_path, change)
    assert found == [("facilities", "facility_id", "unique", 12, list(range(1, 11)))]


def test_a_reference_to_an_absent_table_is_a_bare_id(tmp_path: Path) -> None:
    def change(columns: dict[str, Columns]) -> None:
        del columns["committees"], columns["facilities"]
        columns["events"]["facility_id"][1] = "F77"

    assert check_changed(tmp_path, change) == []


def test_an_aggregate_without_people_is_legal(tmp_path: Path) -> None:
    tables = builders.tables(builders.aggregate())
    folder = builders.publish(tmp_path / "s.street", tables, masking="aggregate")
    assert examine(folder).report.as_json() == {"ok": True, "faults": [], "notes": []}


def test_an_aggregate_may_hold_nobody_in_person(tmp_path: Path) -> None:
    found = check_changed(tmp_path, lambda _: None, masking="aggregate")
    personal = ("residents", "episodes", "checks", "events")
    assert found == [(table, None, "forbidden", 0, []) for table in personal]


def test_counts_are_only_in_aggregates(tmp_path: Path) -> None:
    folder = builders.publish(tmp_path / "s.street", builders.tables(builders.aggregate()))
    assert [said(one) for one in examine(folder).report.faults] == [
        ("counts", None, "forbidden", 0, [])
    ]


@pytest.mark.parametrize(
    ("column", "row", "value", "rule", "at"),
    [
        ("value", 1, 3, "range", "value"),
        ("value", 2, 252, "range", "value"),
        ("value", 2, -5, "range", "value"),
        ("level", 0, "city", "value", "level"),
        ("measure", 0, "mood", "value", "measure"),
        ("id", 1, "C9", "reference", "id"),
        ("id", 2, "", "unique", "id"),
    ],
)
def test_counts_keep_their_rules(
    tmp_path: Path, column: str, row: int, value: object, rule: str, at: str
) -> None:
    columns = builders.aggregate()
    columns["counts"][column][row] = value
    tables = builders.tables(columns)
    folder = builders.publish(tmp_path / "s.street", tables, masking="aggregate")
    found = [said(one) for one in examine(folder).report.faults]
    assert found == [("counts", at, rule, 1, [row])]


def test_the_same_count_twice_is_a_fault(tmp_path: Path) -> None:
    columns = builders.aggregate()
    columns["counts"] = {name: [cells[0]] * 2 for name, cells in columns["counts"].items()}
    tables = builders.tables(columns)
    folder = builders.publish(tmp_path / "s.street", tables, masking="aggregate")
    assert [said(one) for one in examine(folder).report.faults] == [
        ("counts", "id", "unique", 1, [1])
    ]


def test_every_fault_is_listed_not_only_the_first(tmp_path: Path) -> None:
    cells = [cell for case in FOUND[:3] + FOUND[15:17] for cell in case.cells]
    report = examine(street(tmp_path, cells)).report
    assert len(report.faults) == 5


def test_every_rule_has_a_case() -> None:
    elsewhere = {"type", "order", "checksum", "compression"}
    assert {case.rule for case in FOUND} | elsewhere >= set(FAULTS)
    assert {case.rule for case in NOTED} | elsewhere >= set(NOTES)


def test_a_square_is_what_the_builders_say() -> None:
    assert shapely.from_wkb(square()).exterior.is_ccw
