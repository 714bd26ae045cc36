"""The oracle: what DuckDB's own SQL says of filters, written from the contract, not the code.

A street's tables as they are in the file; for an instant a table of people with everything that can
be filtered by or counted, and of units; then one statement a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from console.snapshot import schema
from tests.store.plain import KEY_LIST
from tests.store.plain_conditions import PERSON_FIELDS, split

Answer = dict[str, dict[Any, int]]
Question = tuple[Sequence[str], str]
"""Conditions, and SQL for the place within which is counted."""

_LISTED = " ".join(
    f"when begun_on >= date '{since}' and origin_code in ({', '.join(map(repr, sorted(codes)))})"
    " then 'key'"
    for since, codes in KEY_LIST
)
_EPISODES = f"""
create or replace temp table stay as
with dated as (
    select *, (anchored_at at time zone $zone)::date as begun_on,
        coalesce(days, 14) + coalesce(extension_days, 0) as n
    from episodes
), told as (
    select *, begun_on + (rule = 'home-14')::int + n::int - 1 as last_day,
        ended_at is not null and ended_at <= $at as has_ended,
        ($at at time zone $zone)::date as today,
        coalesce(category, case
            when origin_code is null then 'unknown'
            when origin_code similar to '(71|81|82)[0-9]*' then 'other'
            when origin_code like '42%' and begun_on < date '2020-04-08' then 'key'
            when origin_code similar to '[0-9]*|CN' then 'domestic'
            {_LISTED} else 'other' end) as class
    from dated
), tiered as (
    select *, case
            when has_ended and outcome = 'cancelled' then 3
            when anchored_at > $at then 2 else 1 end as tier,
        case when has_ended and outcome = 'released' then 'released'
            when has_ended then 'broken'
            when $at < anchored_at then 'planned'
            when today > last_day then 'complete'
            when today = last_day then 'due' else 'active' end as state
    from told
)
select * from tiered qualify row_number() over (
    partition by resident_id order by tier, tier = 1 and has_ended,
    case when tier = 2 then -epoch_us(anchored_at) else epoch_us(anchored_at) end desc,
    case when tier = 2 then episode_id end asc, episode_id desc) = 1
"""
_CHECKED = """
create or replace temp table seen as
select coalesce(c.unit_id, e.unit_id, r.unit_id) as unit_id, max(c.done_at) as done_at
from checks c
left join episodes e on e.episode_id = c.episode_id
left join residents r on r.resident_id = coalesce(c.resident_id, e.resident_id)
where c.done_at <= $at group by 1
"""
_UNITS = """
create or replace temp table home as
select u.unit_id as unit, u.occupancy::varchar as occupancy, u.floor, b.building_id as building,
    b.estate_id as estate, e.committee_id as committee, b.kind, b.floors_above as floors
from units u join buildings b on b.building_id = u.building_id
left join estates e on e.estate_id = b.estate_id
"""
_PEOPLE = """
create or replace temp table person as
with placed as (
    select r.resident_id as resident, r.sex, r.registration, coalesce(r.tags, []) as tags,
        coalesce(s.state, 'none') as state, s.begun_on as arrived,
        case when s.state in ('active', 'due') then s.class end as category,
        case when s.state in ('active', 'due') then s.last_day - s.today end as "left",
        s.state in ('active', 'due') as under,
        case when s.state in ('planned', 'active', 'due', 'complete')
            then coalesce(s.unit_id, r.unit_id) else r.unit_id end as place,
        date_sub('year', r.born, ($at at time zone $zone)::date) as age
    from residents r left join stay s on s.resident_id = r.resident_id
)
select p.*, h.* exclude (unit), h.unit as unit,
    case when not coalesce(under, false) then null
        when seen.done_at is null then 'never'
        else (epoch_us($at) - epoch_us(seen.done_at)) // 3600000000 || '' end as checked
from placed p left join home h on h.unit = p.place left join seen on seen.unit_id = p.place
"""
_SETS = ("state", "category", "left", "arrived", "checked", "age", "sex", "registration",
         "committee", "estate", "kind", "floors")  # fmt: skip


class Oracle:
    """One street in DuckDB; `stand_at` an instant, then ask."""

    def __init__(self, tables: Mapping[str, Sequence[Mapping[str, Any]]], zone: str) -> None:
        self._zone = zone
        self._con = duckdb.connect(":memory:", config={"threads": 1})
        self._con.execute("set timezone = 'UTC'")
        for name in ("estates", "buildings", "units", "residents", "episodes", "checks"):
            rows = [dict(row) for row in tables.get(name, ())]
            whole = schema.fields(schema.TABLES[name])
            self._con.register("arriving", pa.Table.from_pylist(rows, schema=whole))
            self._con.execute(f"create table {name} as select * from arriving")
            self._con.unregister("arriving")
        self._con.execute(_UNITS)

    def close(self) -> None:
        self._con.close()

    def stand_at(self, at: datetime) -> None:
        both = {"at": at, "zone": self._zone}
        self._con.execute(_EPISODES, both)
        self._con.execute(_CHECKED, {"at": at})
        self._con.execute(_PEOPLE, both)

    def kept(self, filters: Sequence[Sequence[str]]) -> list[tuple[set[str], set[str]]]:
        """Ids of the people and units that each filter keeps."""
        people = self._rows("resident", "person", [_where(texts) for texts in filters])
        units = self._rows("unit", "home", [_homes(texts) for texts in filters])
        return [
            ({one[0] for one in people if one[at]}, {one[0] for one in units if one[at]})
            for at in range(1, len(filters) + 1)
        ]

    def counts(self, questions: Sequence[Question]) -> list[Answer]:
        """People by every facet, and units by occupancy, for each question, in one go."""
        people = [f"({_where(texts)}) and {within}" for texts, within in questions]
        homes = [f"({_homes(texts)}) and {within}" for texts, within in questions]
        sets = ", ".join(f'("{one}")' for one in _SETS)
        grouped = ", ".join(f'grouping("{one}")' for one in _SETS)
        listed = ", ".join(f'"{one}"' for one in _SETS)
        found: list[Answer] = [{one: {} for one in (*_SETS, "tag", "occupancy")} for _ in questions]
        for row in self._asked(
            f"select {grouped}, {listed}, {_sums(people)}"
            f" from {_flagged('person', people)} group by grouping sets ({sets})"
        ):
            at = row[: len(_SETS)].index(0)
            _note(found, _SETS[at], row[len(_SETS) + at], row[2 * len(_SETS) :])
        for row in self._asked(
            f"select tag, {_sums(people)} from (select *, unnest(list_distinct(tags)) as tag"
            f" from {_flagged('person', people)}) group by 1"
        ):
            _note(found, "tag", row[0], row[1:])
        for row in self._asked(
            f"select occupancy, {_sums(homes)} from {_flagged('home', homes)} group by 1"
        ):
            _note(found, "occupancy", row[0], row[1:])
        return found

    def _rows(self, key: str, table: str, claims: Sequence[str]) -> list[Any]:
        return self._asked(f"select {key}, {', '.join(claims)} from {table}")

    def _asked(self, sql: str) -> list[Any]:
        return self._con.execute(sql).fetchall()


def _flagged(table: str, claims: Sequence[str]) -> str:
    """The table with the truth of every claim as a column."""
    flags = ", ".join(f"({claim})::int as q{at}" for at, claim in enumerate(claims))
    return f"(select *, {flags} from {table})"


def _sums(claims: Sequence[str]) -> str:
    return ", ".join(f"sum(q{at})" for at in range(len(claims)))


def _note(found: list[Answer], facet: str, value: Any, counts: Sequence[int]) -> None:
    for answer, count in zip(found, counts, strict=True):
        answer[facet][value] = int(count or 0)


def _where(texts: Iterable[str]) -> str:
    return " and ".join(_sql(text) for text in texts) or "true"


def _homes(texts: Iterable[str]) -> str:
    """Units: the places of the kept people where a condition is on people, else by themselves."""
    listed = list(texts)
    if any(split(one)[0] in PERSON_FIELDS for one in listed):
        return f"unit in (select place from person where {_where(listed)} and place is not null)"
    return " and ".join(_sql(one) for one in listed) or "true"


def _sql(text: str) -> str:
    field, operator, values = split(text)
    column = f'"{field}"'
    if field == "tag":
        inside = f"list_has_any(tags, [{', '.join(map(_quoted, values))}])"
        return inside if operator == "=" else f"not {inside}"
    if field not in PERSON_FIELDS:
        return f"(unit is not null and {_compared(column, field, operator, values)})"
    return _compared(column, field, operator, values)


def _compared(column: str, field: str, operator: str, values: Sequence[str]) -> str:
    if field == "checked":
        number = "try_cast(checked as bigint)"
        if operator in (">=", "<="):
            return f"coalesce({number} {operator} {values[0]}, false)"
        parts = [
            "checked = 'never'" if one == "never" else _one_of(number, one, str) for one in values
        ]
        return _either(parts, operator)
    literal = _quoted if field in _TEXTS else _date if field == "arrived" else str
    if operator in (">=", "<="):
        return f"coalesce({column} {operator} {literal(values[0])}, false)"
    if field == "state" and "active" in values:
        values = [*values, "due"]
    return _either([_one_of(column, one, literal) for one in values], operator)


_TEXTS = ("state", "category", "sex", "registration", "resident", "occupancy", "committee",
          "estate", "building", "unit", "kind")  # fmt: skip


def _one_of(column: str, value: str, literal: Any) -> str:
    if ".." in value and literal is not _quoted:
        low, high = value.split("..")
        return f"{column} between {literal(low)} and {literal(high)}"
    return f"{column} = {literal(value)}"


def _either(parts: Sequence[str], operator: str) -> str:
    joined = f"coalesce({' or '.join(parts)}, false)"
    return joined if operator == "=" else f"not {joined}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _date(text: str) -> str:
    return f"date {_quoted(text)}"
