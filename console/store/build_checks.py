"""Checks: when each was due and done, and the unit it belongs to."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from console.domain.instants import NEVER_US
from console.store.arrow import Table, rows_of
from console.store.build_people import People, Stays
from console.store.columns import I32, Checks
from console.store.rows import follow


def build_checks(table: Table, stays: Stays, people: People, unit_ids: pa.Array) -> Checks:
    """The checks by due_at; a check's place is its unit, else its episode's, else its person's."""
    due_us = table.micros("due_at", 0)
    unit = rows_of(table.text("unit_id"), unit_ids)
    episode = rows_of(table.text("episode_id"), stays.ids)
    unit = _else(unit, follow(stays.episodes.unit, episode))
    homeless = np.flatnonzero(unit < 0)
    if len(people.residents.unit) and len(homeless):
        asked = table.text("resident_id").take(pa.array(homeless))
        served = follow(stays.episodes.resident, episode[homeless])
        resident = _else(rows_of(asked, people.ids), served)
        unit[homeless] = follow(people.residents.unit, resident)
    done_us = table.micros("done_at", NEVER_US)
    return Checks(due_us, done_us, unit)


def _else(rows: I32, otherwise: I32) -> I32:
    chosen: I32 = np.where(rows >= 0, rows, otherwise).astype(np.int32)
    return chosen
