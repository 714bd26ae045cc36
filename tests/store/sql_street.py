"""A random street in DuckDB, with the clock's rule written out in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from console.domain import packs
from console.store.database import Database, Query
from tests.store import tiny
from tests.store.random_street import RandomStreet

SHOWN = """
with spans as (
    select *,
        (anchored_at at time zone $zone)::date as anchored_on,
        anchored_on + (case when rule = 'home-14' then 1 else 0 end)
            + coalesce(days, 14) + coalesce(extension_days, 0) - 1 as last_day
    from episodes
),
tiers as (
    select *,
        ended_at is not null and ended_at <= make_timestamptz($at) as ended,
        case
            when ended and outcome = 'cancelled' then 1
            when anchored_at > make_timestamptz($at) then 2
            when ended then 3
            else 4
        end as tier
    from spans
),
ranked as (
    select *,
        row_number() over (
            partition by resident_id
            order by tier desc,
                case when tier = 2 then anchored_at end, case when tier = 2 then episode_id end,
                anchored_at desc, episode_id desc
        ) as place_in_line
    from tiers
),
shown as (
    select episodes.*, residents.unit_id as home, sex, born,
        case
            when ended and outcome = 'released' then 'released'
            when ended then 'broken'
            when tier = 2 then 'planned'
            when last_day < $today::date then 'complete'
            else 'active'
        end as state,
        case
            when state in ('planned', 'active', 'complete') then coalesce(episodes.unit_id, home)
            else home
        end as place
    from ranked as episodes join residents using (resident_id)
    where place_in_line = 1 and resident_id in (select unnest($people::varchar[]))
)
"""


@contextmanager
def loaded(made: RandomStreet) -> Iterator[Database]:
    """The street's tables in DuckDB, every episode's class decided as the pack decides it."""
    decide_classes(made)
    tables = {name: tiny.arrow(name, rows) for name, rows in made.tables.items()}
    database = Database.load(tables)
    try:
        yield database
    finally:
        database.close()


def decide_classes(made: RandomStreet) -> None:
    """Write each episode's class into its row."""
    pack = packs.load("quarantine-2020")
    for episode in made.tables["episodes"]:
        anchored_on = episode["anchored_at"].astimezone(made.zone).date()
        decided = pack.category(episode["origin_code"], anchored_on)
        episode["category"] = episode["category"] or decided


def asked(database: Database, sql: str, **params: Any) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    cursor = database.cursor()
    try:
        query = Query(sql, pa.Table.to_pylist, tuple(params.items()))
        return [tuple(row.values()) for row in cursor.fetch(query)]
    finally:
        cursor.close()
