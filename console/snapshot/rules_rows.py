"""Rules between the columns of one row: places, pairs, stamps, and the days of an episode."""

from __future__ import annotations

import numpy as np

from console.domain.banding import STEP, is_few
from console.domain.packs import Pack
from console.snapshot.findings import Findings
from console.snapshot.held import Held, plain


def check_rows(held: Held, pack: Pack, found: Findings) -> None:
    """Files every fault and note that can be seen in one row alone."""
    _check_place(held, found)
    _check_pairs(held, found)
    _check_stamps(held, found)
    if held.table.name == "episodes":
        _check_length(held, pack, found)
        _check_end(held, found)
    if held.table.name == "counts":
        _check_hidden(held, found)


def _check_place(held: Held, found: Findings) -> None:
    if not held.table.one_of or held.table.place_column is None:
        return
    placed = np.zeros(held.rows, bool)
    for name in held.table.one_of:
        if name in held.present and not held.has(name):
            return
        placed |= held.valid(name)
    named = ", ".join(held.table.one_of)
    rows = np.flatnonzero(~placed)
    column = held.table.place_column
    found.add(held.table.name, column, "place", rows, "fault.place", columns=named)


def _check_pairs(held: Held, found: Findings) -> None:
    for one, other in held.table.together:
        if any(name in held.present and not held.has(name) for name in (one, other)):
            continue
        rows = np.flatnonzero(held.valid(one) != held.valid(other))
        found.add(held.table.name, other, "pair", rows, "fault.pair", other=one)


def _check_stamps(held: Held, found: Findings) -> None:
    """A stamp earlier than one that should precede it: a device's clock is off."""
    latest = np.full(held.rows, np.iinfo(np.int64).min)
    backwards = np.zeros(held.rows, bool)
    for name in held.table.stamps:
        if held.has(name):
            at, there = held.numbers(name), held.valid(name)
            backwards |= there & (at < latest)
            latest = np.where(there, np.maximum(at, latest), latest)
    if held.table.stamps:
        rows, column = np.flatnonzero(backwards), held.table.stamps[0]
        found.add(held.table.name, column, "stamps", rows, "note.stamps")


def _check_length(held: Held, pack: Pack, found: Findings) -> None:
    """Days and extension together are at least one day."""
    if not held.has("rule", "extension_days") or ("days" in held.present and not held.has("days")):
        return
    by_rule = {name: rule.days for name, rule in pack.rules.items()}
    lengths = np.array([by_rule.get(rule, 0) for rule in plain(held.columns["rule"]).to_pylist()])
    days = np.where(held.valid("days"), held.numbers("days"), lengths)
    short = (days >= 1) & (days + held.numbers("extension_days") < 1)
    found.add("episodes", "extension_days", "range", np.flatnonzero(short), "fault.range_days")


def _check_end(held: Held, found: Findings) -> None:
    """Only a cancelled episode ends before it began."""
    if not held.has("ended_at", "anchored_at"):
        return
    early = held.valid("ended_at") & held.valid("anchored_at")
    early &= held.numbers("ended_at") < held.numbers("anchored_at")
    if not early.any():
        return
    cancelled = np.zeros(held.rows, bool)
    if held.has("outcome"):
        cancelled = np.array(plain(held.columns["outcome"]).to_pylist(), object) == "cancelled"
    rows = np.flatnonzero(early & ~cancelled)
    found.add("episodes", "ended_at", "range", rows, "fault.range_end")


def _check_hidden(held: Held, found: Findings) -> None:
    """Published counts of 1 to 7 are hidden, others are rounded to 5."""
    if not held.has("value"):
        return
    value = held.numbers("value")
    exact = is_few(value) | ((value > 0) & (value % STEP != 0))
    found.add("counts", "value", "range", np.flatnonzero(exact), "fault.range_hidden")
