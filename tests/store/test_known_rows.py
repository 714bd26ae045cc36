"""A street is the same whether references were found while the snapshot was checked or are not."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from console.snapshot.read import open_snapshot
from console.store.build import build_street
from tests.store import tiny


def shuffled(seed: int) -> dict[str, list[dict[str, Any]]]:
    """A street of regular ids in which nothing lies in the order of what it refers to."""
    draw = Random(seed)
    estates = [{"estate_id": f"E{n}", "name": "e"} for n in range(3)]
    buildings = [
        {
            "building_id": f"B{n}",
            "name": "b",
            "floors_above": 9,
            "estate_id": f"E{draw.randrange(3)}",
        }
        for n in range(6)
    ]
    unit_ids = draw.sample(range(90), 24)
    units = [
        {"unit_id": f"U{unit_ids[n]:02d}", "building_id": f"B{n % 6}", "floor": 1 + n // 6,
         "column": 0, "room": "1", "occupancy": draw.choice(["owner", "vacant"])}
        for n in range(24)
    ]  # fmt: skip
    places = [None, *(one["unit_id"] for one in units)]
    residents = [
        {"resident_id": f"R{n:02d}", "name": "n", "unit_id": draw.choice(places)} for n in range(40)
    ]
    episodes = [
        {"episode_id": f"P{n:02d}", "resident_id": f"R{draw.randrange(40):02d}", "rule": "home-14",
         "anchor_kind": "door", "anchored_at": tiny.at("2020-03-10 08:00"),
         "unit_id": draw.choice(places)}
        for n in draw.sample(range(90), 20)
    ]  # fmt: skip
    checks = [
        {"check_id": f"K{n:02d}", "kind": "call", "due_at": tiny.at(f"2020-03-{10 + n % 9} 08:00"),
         **draw.choice([
             {"resident_id": f"R{draw.randrange(40):02d}"},
             {"episode_id": draw.choice(episodes)["episode_id"]},
             {"unit_id": draw.choice(places[1:])},
         ])}
        for n in range(30)
    ]  # fmt: skip
    names = ("estates", "buildings", "units", "residents", "episodes", "checks")
    return dict(zip(names, (estates, buildings, units, residents, episodes, checks), strict=True))


def plainly(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.tobytes()
    if is_dataclass(value):
        return [plainly(getattr(value, one.name)) for one in fields(value)]
    return value


@pytest.mark.parametrize("seed", range(8))
def test_rows_known_beforehand_change_nothing(tmp_path: Path, seed: int) -> None:
    snapshot = open_snapshot(tiny.write(tmp_path / "one.street", shuffled(seed)))
    assert {("residents", "unit_id"), ("episodes", "unit_id"), ("episodes", "resident_id"),
            ("checks", "episode_id"), ("units", "building_id")} <= set(snapshot.rows)  # fmt: skip
    known = build_street(tiny.head(), snapshot.tables, rows=snapshot.rows)
    fresh = build_street(tiny.head(), snapshot.tables)
    assert plainly(known) == plainly(fresh)


def test_rows_are_not_known_of_tables_that_were_put_in_order(tmp_path: Path) -> None:
    from tests.snapshot import builders

    tables = builders.tables(builders.columns())
    tables["units"] = tables["units"].take(list(range(tables["units"].num_rows))[::-1])
    builders.publish(tmp_path / "one.street", tables)
    rows = open_snapshot(tmp_path / "one.street").rows
    assert not any(name == "units" or column == "unit_id" for name, column in rows)
    assert ("episodes", "resident_id") in rows
