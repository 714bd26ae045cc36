"""Checks: when each was due and done, and the unit it belongs to."""

from __future__ import annotations

import numpy as np

from console.domain.instants import NEVER_US
from console.store.arrow import IdColumn, Table
from console.store.build_people import People, Stays
from console.store.columns import I32, Checks
from console.store.rows import follow


def build_checks(table: Table, stays: Stays, people: People, unit_ids: IdColumn) -> Checks:
    """The checks by due_at; a check's place is its unit, else its episode's, else its person's."""
    due_us = table.micros("due_at", 0)
    unit = table.rows_of("unit_id", unit_ids)
    episode = table.rows_of("episode_id", stays.ids)
    unit = _else(unit, follow(stays.episodes.unit, episode))
    homeless = np.flatnonzero(unit < 0)
    if len(people.residents.unit) and len(homeless):
        asked = table.only("resident_id").take(homeless).rows_of("resident_id", people.ids)
        served = follow(stays.episodes.resident, episode[homeless])
        resident = _else(asked, served)
        unit[homeless] = follow(people.residents.unit, resident)
    done_us = table.micros("done_at", NEVER_US)
    return Checks(due_us, done_us, unit)


def _else(rows: I32, otherwise: I32) -> I32:
    chosen: I32 = np.where(rows >= 0, rows, otherwise).astype(np.int32)
    return chosen
