"""Streets some time later: the tiny one a day, a random one however it comes."""

from __future__ import annotations

import copy
from datetime import timedelta
from random import Random
from typing import Any

from tests.store import tiny
from tests.store.random_street import RandomStreet

Row = dict[str, Any]
Rows = dict[str, list[Row]]
NEXT_DAY = "2020-03-19T08:00:00+08:00"


def next_day() -> Rows:
    """R02 has completed and was released, R10 came, R05 moved, R12 is gone and R13 appeared."""
    tables = tiny.sample()
    for row in tables["episodes"]:
        if row["episode_id"] == "P02":
            row |= {"ended_at": tiny.at("2020-03-19 07:00"), "outcome": "released"}
    tables["episodes"].append(
        {"episode_id": "P10", "resident_id": "R10", "unit_id": "B3-0501", "rule": "home-14",
         "anchor_kind": "door", "anchored_at": tiny.at("2020-03-18 20:00")}
    )  # fmt: skip
    people = [row for row in tables["residents"] if row["resident_id"] != "R12"]
    for row in people:
        if row["resident_id"] == "R05":
            row["unit_id"] = "B1-0201"
    tables["residents"] = [*people, {**people[0], "resident_id": "R13", "name": "吴刚"}]
    return tables


def changed(made: RandomStreet, random: Random) -> Rows:
    """The street some time later: people gone and come, rows changed, stays ended and begun."""
    new: Rows = copy.deepcopy(made.tables)
    people = new["residents"]
    if people and random.random() < 0.5:
        gone = random.choice(people)["resident_id"]
        for table in ("residents", "episodes", "checks"):
            new[table] = [row for row in new[table] if row.get("resident_id") != gone]
        left = {row["episode_id"] for row in new["episodes"]}
        new["checks"] = [row for row in new["checks"] if row.get("episode_id", "") in {*left, ""}]
    for row in new["residents"]:
        if random.random() < 0.2:
            row["sex"] = random.choice(("f", "m", None))
        if random.random() < 0.2 and new["units"]:
            row["unit_id"] = random.choice([*new["units"], {"unit_id": None}])["unit_id"]
        if random.random() < 0.1:
            row["tags"] = random.choice((None, [], ["medic"]))
    if random.random() < 0.6:
        units = [row["unit_id"] for row in new["units"]]
        unit = random.choice(units) if units else None
        new["residents"].append({"resident_id": "新1", "unit_id": unit, "name": "张三"})
    for row in new["episodes"]:
        if row["ended_at"] is None and random.random() < 0.4:
            ended = row["anchored_at"] + timedelta(days=random.randint(0, 20))
            outcome = random.choice(("released", "left", "transferred"))
            row |= {"ended_at": ended, "outcome": outcome}
    return new
