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
    served_by = follow(stays.episodes.resident, episode)
    resident = rows_of(table.text("resident_id"), people.ids)
    resident = np.where(resident >= 0, resident, served_by)
    unit = _else(unit, follow(stays.episodes.unit, episode))
    if len(people.residents.unit):
        unit = _else(unit, follow(people.residents.unit, resident))
    order = np.argsort(due_us, kind="stable")
    return Checks(due_us[order], table.micros("done_at", NEVER_US)[order], unit[order])


def _else(rows: I32, otherwise: I32) -> I32:
    chosen: I32 = np.where(rows >= 0, rows, otherwise).astype(np.int32)
    return chosen
