"""The database: what it holds, what it refuses, and the same counts as the columns give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from console.domain.clock import State
from console.domain.errors import Cancelled
from console.domain.instants import micros
from console.store.database import ASKED, Database, Query
from console.store.frame import frame
from console.store.query_unit import Check, Event, checks_of_unit, events_of_unit
from console.store.stamps import STAMPS
from tests.store import tiny
from tests.store.random_street import RandomStreet

SAMPLE = tiny.sample()


def loaded(tables: dict[str, list[dict[str, Any]]]) -> Database:
    return Database.load({name: tiny.arrow(name, rows) for name, rows in tables.items()})


@pytest.fixture
def database() -> Iterator[Database]:
    made = loaded(SAMPLE)
    yield made
    made.close()


def rows(database: Database, sql: str, **params: Any) -> list[dict[str, Any]]:
    cursor = database.cursor()
    try:
        return cursor.fetch(Query(sql, pa.Table.to_pylist, tuple(params.items())))
    finally:
        cursor.close()


def columns(database: Database, table: str) -> dict[str, str]:
    found = rows(database, f"describe {table}")
    return {row["column_name"]: row["column_type"] for row in found}


def test_every_row_is_there(database: Database) -> None:
    for name, some in SAMPLE.items():
        assert rows(database, f"select count(*) as n from {name}") == [{"n": len(some)}]


def test_tables_the_snapshot_lacks_are_empty(database: Database) -> None:
    for name in ("checks", "events", "counts"):
        assert rows(database, f"select count(*) as n from {name}") == [{"n": 0}]
    assert "raised_at" in columns(database, "events")


def test_tables_that_were_not_asked_for_are_not_there() -> None:
    given = {name: tiny.arrow(name, some) for name, some in SAMPLE.items()}
    database = Database.load(given, only=ASKED)
    assert rows(database, "select count(*) as n from episodes") == [{"n": len(SAMPLE["episodes"])}]
    with pytest.raises(duckdb.CatalogException):
        rows(database, "select * from residents")
    database.close()


def test_direct_identifiers_and_geometry_stay_out(database: Database) -> None:
    assert not {"name", "phone", "id_hash"} & set(columns(database, "residents"))
    assert "geometry" not in columns(database, "buildings")
    assert "name" in columns(database, "buildings")


def test_closed_lists_and_repeated_words_are_enums(database: Database) -> None:
    assert columns(database, "units")["occupancy"].startswith("ENUM('owner', 'rented'")
    assert columns(database, "residents")["relation"].startswith("ENUM")
    assert columns(database, "residents")["resident_id"] == "VARCHAR"


def test_words_with_quotes_are_only_words() -> None:
    tables = tiny.sample()
    tables["buildings"][0]["kind"] = "it's; drop table units; --"
    database = loaded(tables)
    assert rows(database, "select count(*) as n from units") == [{"n": 41}]
    database.close()


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from '/tmp/x.parquet'",
        "copy units to '/tmp/stolen.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set memory_limit = '1GB'",
    ],
)
def test_it_is_closed_to_the_outside(database: Database, sql: str) -> None:
    cursor = database.cursor()
    with pytest.raises(duckdb.Error):
        cursor.fetch(Query(sql, pa.Table.to_pylist))
    cursor.close()


def test_loading_can_be_stopped_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def stop(done: float) -> None:
        if done > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        Database.load({}, stop)
    assert not list(tmp_path.iterdir())


ORACLE = """
with rules(rule, rule_days, later) as (values ('home-14', 14, 1), ('arrival-14', 14, 0)),
counted as (
    select
        e.*,
        timezone($zone, anchored_at)::date + later
            + coalesce(days, rule_days) + coalesce(extension_days, 0) - 1 as last_day,
        ended_at is not null and ended_at <= $as_of as ended
    from episodes e
    join rules r on e.rule::varchar = r.rule
),
stated as (
    select
        *,
        case
            when ended and outcome = 'released' then 'RELEASED'
            when ended then 'BROKEN'
            when anchored_at > $as_of then 'PLANNED'
            when timezone($zone, $as_of)::date > last_day then 'COMPLETE'
            when timezone($zone, $as_of)::date = last_day then 'DUE'
            else 'ACTIVE'
        end as state,
        case
            when ended and outcome = 'cancelled' then 1
            when anchored_at > $as_of then 2
            when ended then 3
            else 4
        end as tier
    from counted
),
ranked as (
    select
        *,
        row_number() over (
            partition by resident_id
            order by
                tier desc,
                case when tier = 2 then -epoch_us(anchored_at) else epoch_us(anchored_at) end desc,
                case when tier = 2 then episode_id end,
                case when tier <> 2 then episode_id end desc
        ) as rank
    from stated
),
people as (
    select
        coalesce(state, 'NONE') as state,
        case
            when state in ('PLANNED', 'ACTIVE', 'DUE', 'COMPLETE')
            then coalesce(s.unit_id, r.unit_id)
            else r.unit_id
        end as place
    from residents r
    left join ranked s on s.resident_id = r.resident_id and rank = 1
)
select {place} as place, state, count(*) as n
from people
left join units u on u.unit_id = place
left join buildings b on b.building_id = u.building_id
group by all
"""


def asked(database: Database, made: RandomStreet, place: str) -> dict[tuple[str | None, str], int]:
    sql = ORACLE.format(place=place)
    found = rows(database, sql, zone=made.zone.key, as_of=made.as_of)
    return {(row["place"], row["state"]): row["n"] for row in found}


@pytest.mark.parametrize("seed", range(200, 220))
def test_the_frame_counts_what_sql_counts(seed: int) -> None:
    made = RandomStreet(seed)
    database = loaded(made.tables)
    street = tiny.street(made.tables, zone=made.zone.key, as_of_us=micros(made.as_of))
    shown = frame(street, micros(made.as_of))
    buildings = {
        (street.buildings.id.text(row), state.name): int(n)
        for row, counts in enumerate(shown.buildings.by_state)
        for state, n in zip(State, counts, strict=True)
        if n
    }
    by_sql = asked(database, made, "b.building_id")
    assert buildings == {key: n for key, n in by_sql.items() if key[0] is not None}
    everybody = {
        (None, state.name): int(n)
        for state, n in zip(State, shown.total.by_state[0], strict=True)
        if n
    }
    assert everybody == asked(database, made, "null")
    database.close()


def instant(text: str) -> datetime:
    return tiny.at(text)


DIARY = {
    **SAMPLE,
    "checks": [
        {"check_id": "K1", "kind": "visit", "due_at": instant("2020-03-17 09:00"),
         "resident_id": "R01", "done_at": instant("2020-03-17 09:30"), "result": "36.5",
         "by": "王"},
        {"check_id": "K2", "kind": "call", "due_at": instant("2020-03-18 09:00"),
         "unit_id": "B1-1102", "done_at": instant("2020-03-18 09:30"), "result": "好", "by": "王"},
        {"check_id": "K3", "kind": "test", "due_at": instant("2020-03-19 09:00"),
         "episode_id": "P02"},
        {"check_id": "K4", "kind": "visit", "due_at": instant("2020-03-17 09:00"),
         "unit_id": "B1-0301"},
    ],
    "events": [
        {"event_id": "V1", "kind": "fall", "raised_at": instant("2020-03-18 07:50"),
         "received_at": instant("2020-03-18 07:51"), "seen_at": instant("2020-03-18 08:10"),
         "closed_at": instant("2020-03-18 08:30"), "outcome": "real", "unit_id": "B1-1102"},
        {"event_id": "V2", "kind": "smoke", "raised_at": instant("2020-03-18 08:01"),
         "resident_id": "R01"},
    ],
}  # fmt: skip


@pytest.fixture
def diary() -> Iterator[Database]:
    given = {name: tiny.arrow(name, rows) for name, rows in DIARY.items()}
    made = Database.load(given, only=ASKED)
    yield made
    made.close()


def unit_and_people() -> tuple[Any, int, list[int]]:
    street = tiny.street(DIARY)
    ids = [street.units.id.text(row) for row in range(len(street.units.floor))]
    people = [street.residents.id.text(row) for row in range(len(street.residents.unit))]
    return street, ids.index("B1-1102"), [people.index("R01"), people.index("R02")]


def checks_of(diary: Database, *, lived_in: bool = True) -> tuple[Check, ...]:
    street, unit, people = unit_and_people()
    cursor = diary.cursor()
    found = cursor.fetch(checks_of_unit(street, unit, people if lived_in else []))
    cursor.close()
    return found


def events_known(diary: Database, at: str) -> list[Event]:
    street, unit, people = unit_and_people()
    cursor = diary.cursor()
    found = cursor.fetch(events_of_unit(street, unit, people))
    cursor.close()
    known = (event.known_at(micros(instant(at))) for event in found)
    return [event for event in known if event is not None]


def test_checks_of_a_unit_are_those_of_it_its_people_and_their_episodes(diary: Database) -> None:
    assert [check.id for check in checks_of(diary)] == ["K3", "K2", "K1"]


def test_what_a_check_brought_is_unknown_before_it_was_done(diary: Database) -> None:
    at_us = micros(instant("2020-03-18 08:00"))
    _, later, done = (check.known_at(at_us) for check in checks_of(diary))
    assert (later.done_us, later.result, later.by) == (None, None, None)
    assert (done.result, done.by) == ("36.5", "王")
    assert done.done_us == micros(instant("2020-03-17 09:30"))
    _, by_then, _ = (check.known_at(at_us + 2 * 3_600_000_000) for check in checks_of(diary))
    assert (by_then.result, by_then.by) == ("好", "王")


def test_an_event_is_known_by_the_stamps_it_had_passed(diary: Database) -> None:
    (event,) = events_known(diary, "2020-03-18 08:00")
    passed = [stamp for stamp, at_us in zip(STAMPS, event.stamps, strict=True) if at_us is not None]
    assert (event.id, passed, event.outcome) == ("V1", ["raised_at", "received_at"], None)


def test_a_closed_event_says_how_it_ended(diary: Database) -> None:
    events = events_known(diary, "2020-03-18 09:00")
    assert [(event.id, event.outcome) for event in events] == [("V2", None), ("V1", "real")]


def test_a_unit_without_people_has_a_diary_too(diary: Database) -> None:
    assert [check.id for check in checks_of(diary, lived_in=False)] == ["K2"]
