"""The charts' numbers are DuckDB's, on random streets, for everybody and for any set of people."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from console.domain import instants, packs
from console.domain.closed_lists import SEXES
from console.domain.instants import day_date, micros
from console.store.columns import Street
from console.store.crowd import Crowd, crowd_of
from console.store.database import Database
from console.store.frame import Frame, frame
from console.store.query_ages import BINS, ages_by_sex
from console.store.query_coming import COMING_DAYS, coming
from console.store.query_committees import by_committee
from console.store.query_days import days_by_class, days_of
from tests.store import tiny
from tests.store.masks import kept_of
from tests.store.random_street import RandomStreet
from tests.store.sql_street import SHOWN, asked, loaded

SEEDS = range(16)
CLASSES = tuple(one.key for one in packs.load("quarantine-2020").classes)
Mask = npt.NDArray[np.bool_]


class Pair:
    """One random street twice, at one instant: as columns and in DuckDB, with a set of people."""

    def __init__(self, made: RandomStreet, database: Database, seed: int) -> None:
        choose = Random(seed)
        self.database, self.zone = database, made.zone
        self.street: Street = tiny.street(
            made.tables, zone=made.zone.key, as_of_us=micros(made.as_of)
        )
        self.frame: Frame = frame(self.street, self.street.as_of_us)
        people = len(self.street.residents.unit)
        self.kept: Mask = np.array([choose.random() < 0.6 for _ in range(people)], np.bool_)

    def sql(self, sql: str, mask: Mask | None, at: datetime | None = None) -> list[tuple[Any, ...]]:
        at_us = self.frame.as_of_us if at is None else micros(at)
        ids = self.street.residents.id
        rows = range(len(ids)) if mask is None else np.flatnonzero(mask).tolist()
        params = {
            "zone": self.zone.key,
            "at": at_us,
            "today": instants.moment(at_us, self.zone).date().isoformat(),
            "people": tuple(ids.text(row) for row in rows),
        }
        named = {name: value for name, value in params.items() if f"${name}" in sql}
        return asked(self.database, sql, **named)

    def crowd(self, mask: Mask | None) -> Crowd | None:
        return None if mask is None else crowd_of(self.street, mask)

    def masks(self) -> tuple[Mask | None, Mask]:
        return None, self.kept


@pytest.fixture(scope="module", params=SEEDS)
def pair(request: pytest.FixtureRequest) -> Any:
    made = RandomStreet(request.param)
    with loaded(made) as database:
        yield Pair(made, database, request.param)


def as_counter(rows: list[tuple[Any, ...]]) -> Counter[Any]:
    return Counter({tuple(key): count for *key, count in rows if count})


def test_arrivals_of_a_day_are_the_episodes_begun_on_it(pair: Pair) -> None:
    sql = """
        select (anchored_at at time zone $zone)::date as day, category, count(*)
        from episodes
        where resident_id in (select unnest($people::varchar[]))
            and not coalesce(outcome = 'cancelled' and ended_at <= anchored_at, false)
        group by all
    """
    for mask in pair.masks():
        days = days_of(pair.street, pair.crowd(mask))
        counted = Counter(
            {
                (day_date(days.first + row), CLASSES[column]): int(days.arrivals[row, column])
                for row, column in np.argwhere(days.arrivals).tolist()
            }
        )
        inside = [
            row
            for row in pair.sql(sql, mask)
            if day_date(days.first) <= row[0] <= day_date(days.last)
        ]
        assert counted == as_counter(inside)


def test_people_under_the_clock_are_those_of_each_days_end(pair: Pair) -> None:
    sql = SHOWN + "select category, count(*) from shown where state = 'active' group by all"
    for mask in pair.masks():
        days = days_of(pair.street, pair.crowd(mask))
        for row in range(1, len(days), 9):
            end_us = instants.midnight(days.first + row + 1, pair.zone)
            told = pair.sql(sql, mask, instants.moment(end_us, pair.zone))
            counted = {(CLASSES[at],): int(n) for at, n in enumerate(days.active[row]) if n}
            assert as_counter(told) == Counter(counted)


def test_releases_to_come_are_people_by_the_day_they_are_complete_from(pair: Pair) -> None:
    sql = (
        SHOWN
        + """
        select state,
            case when state = 'active' then least(last_day - $today::date, 14) end as ahead,
            category, count(*)
        from shown where state in ('active', 'complete') group by all
    """
    )
    for mask in pair.masks():
        told = coming(pair.frame, mask)
        counted: Counter[Any] = Counter()
        for column, key in enumerate(CLASSES):
            counted["complete", None, key] = int(told.overdue[column])
            counted["active", COMING_DAYS, key] = int(told.later[column])
            for row in range(COMING_DAYS):
                counted["active", row, key] = int(told.days[row, column])
        assert +counted == as_counter(pair.sql(sql, mask))


def test_ages_are_whole_years_in_bins_of_five(pair: Pair) -> None:
    sql = """
        select date_diff('year', born, $today::date)
                - (strftime(born, '%m-%d') > strftime($today::date, '%m-%d'))::int as age,
            case when age < 100 then age // 5 when age is not null then 20 end as bin,
            sex::varchar as sex, count(*)
        from residents where resident_id in (select unnest($people::varchar[]))
        group by all
    """
    for mask in pair.masks():
        told = ages_by_sex(pair.frame, pair.crowd(mask))
        sexes = (*SEXES, None)
        counted: Counter[Any] = Counter(
            {(bin_, sexes[at]): int(told.bins[bin_, at]) for bin_ in range(BINS) for at in range(3)}
        )
        counted.update({(None, sexes[at]): int(told.unknown[at]) for at in range(3)})
        in_sql: Counter[Any] = Counter()
        for _, bin_, sex, count in pair.sql(sql, mask):
            in_sql[bin_, sex] += count
        assert +counted == in_sql
        assert told.people == (len(pair.kept) if mask is None else int(mask.sum()))


def test_committees_have_the_people_who_are_there(pair: Pair) -> None:
    sql = (
        SHOWN
        + """
        select committees.committee_id, state, count(*)
        from shown
            left join units on units.unit_id = place
            left join buildings using (building_id)
            left join estates using (estate_id)
            left join committees on committees.committee_id = estates.committee_id
        where state in ('active', 'complete') group by all
    """
    )
    names = [*pair.street.committees.id, None]
    for mask in pair.masks():
        every_home = np.ones(len(pair.street.units.floor), np.bool_)
        kept = None if mask is None else kept_of(pair.street, mask, every_home)
        told = by_committee(pair.frame, kept)
        counted: Counter[Any] = Counter()
        for row, name in enumerate(names):
            counted[name, "active"] = int(told.active[row])
            counted[name, "complete"] = int(told.complete[row])
        assert +counted == as_counter(pair.sql(sql, mask))


def test_open_checks_are_counted_where_they_are_due() -> None:
    base = {"kind": "call", "due_at": tiny.at("2020-03-18 07:00")}
    checks = [
        {**base, "check_id": "K1", "unit_id": "B1-1102"},
        {**base, "check_id": "K2", "unit_id": "B1-0101"},
        {**base, "check_id": "K3", "unit_id": "B3-0101"},
        {**base, "check_id": "K4", "unit_id": "B3-0101", "due_at": tiny.at("2020-03-18 09:00")},
    ]
    street = tiny.street({**tiny.sample(), "checks": checks})
    at = frame(street, street.as_of_us)
    assert by_committee(at).checks.tolist() == [2, 1, 0]
    units = np.zeros(len(street.units.building), np.bool_)
    units[street.checks.unit[0]] = True
    everybody = np.ones(len(street.residents.unit), np.bool_)
    assert by_committee(at, kept_of(street, everybody, units)).checks.sum() == 1


def test_the_busiest_committee_comes_first_and_idle_ones_not_at_all() -> None:
    street = tiny.street()
    told = by_committee(frame(street, street.as_of_us))
    assert told.active.tolist() == [2, 1, 1]
    assert told.complete.tolist() == [1, 0, 0]
    assert told.ranked().tolist() == [0, 1, 2]
    assert not len(by_committee(frame(street, street.as_of_us - 10**14)).ranked())


def test_everybodys_days_are_computed_once() -> None:
    street = tiny.street()
    assert days_of(street, None) is days_by_class(street)


def test_nobody_has_no_days() -> None:
    street = tiny.street()
    none = days_of(street, crowd_of(street, np.zeros(len(street.residents.unit), np.bool_)))
    assert not any(counts.any() for counts in (none.arrivals, none.active, none.released, none.due))
