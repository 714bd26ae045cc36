"""Random streets written, loaded twice and asked: files and cache say what the rows say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.store.answers import answer_clock, answer_summary
from console.store.summary import Level
from tests.store import plain, tiny
from tests.store.random_street import RandomStreet


@pytest.mark.parametrize("seed", range(100, 112))
def test_the_commands_say_what_the_contract_says(own_home: Path, tmp_path: Path, seed: int) -> None:
    assert own_home
    made = RandomStreet(seed)
    as_of = made.as_of.astimezone(made.zone)
    folder = tiny.write(
        tmp_path / "r.street", made.tables, timezone=made.zone.key, as_of=as_of.isoformat()
    )
    read = plain.PlainStreet(made.tables, made.zone, made.as_of)
    asked: list[tuple[list[str], Level | None]] = [([], None)]
    asked += [(made.conditions(), "estate"), (made.conditions(), "unit")]
    for where, by in asked:
        told = json.loads(answer_summary(str(folder), level=by, where=where, as_json=True))
        assert told.pop("snapshot") == str(folder)
        assert told == plain.summary(read, where, by)
    for episode in made.tables["episodes"][:2]:
        told = json.loads(answer_clock(str(folder), episode=episode["episode_id"], as_json=True))
        del told["sentence"]
        assert told == plain.clock(read, episode)
