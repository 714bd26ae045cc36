"""The episodes of the story as a snapshot's table, with what was written down of each."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from console.demo.people.residents import nullable, numbered, resident_ids
from console.demo.tale.story import Episodes, origins
from console.demo.tale.told import told
from console.demo.tale.waves import ARRIVAL_14, DAYS, RULES
from console.domain.arrays import I64, Bools
from console.domain.clock import Outcome

_ANCHORS = ("door", "arrival", "last_exposure", "order")
_BY_ORDER = 3
"""Only an order spells its days out, as the rule has them."""


def episode_table(
    episodes: Episodes, total_residents: int, total_units: int, total_episodes: int
) -> pa.Table:
    """The contract's table of episodes; the totals make ids as wide as they need be."""
    words = told()
    places = origins()
    codes = pa.array([code for code, _ in places])
    names = pa.array([name for _, name in places])
    origin = pa.array(episodes.origin, mask=episodes.origin < 0)
    abroad = np.array([not code.isdigit() for code, _ in places])[episodes.origin] & (
        episodes.origin >= 0
    )
    open_ = episodes.outcome == Outcome.STILL_OPEN
    units = numbered("U", np.maximum(episodes.unit, 0), total_units)
    anchor = _anchor_kinds(episodes)
    extension = episodes.extension.astype(np.int16)
    outcomes = pa.array(["released", "transferred", "left", "cancelled"])
    return pa.table(
        {
            "episode_id": numbered("Q", episodes.number, total_episodes),
            "resident_id": resident_ids(episodes.resident, total_residents),
            "unit_id": nullable(units, episodes.unit),
            "rule": pa.array(RULES).take(pa.array(episodes.rule)),
            "anchor_kind": pa.array(_ANCHORS).take(pa.array(anchor)),
            "anchored_at": pa.array(episodes.anchored_us, pa.timestamp("us", "UTC")),
            "days": pa.array(np.full(len(anchor), DAYS, np.int16), mask=anchor != _BY_ORDER),
            "extension_days": pa.array(extension, mask=extension == 0),
            "extension_reason": _reasons(episodes),
            "origin": names.take(origin),
            "origin_code": codes.take(origin),
            "ended_at": pa.array(episodes.ended_us, pa.timestamp("us", "UTC"), mask=open_),
            "outcome": outcomes.take(pa.array(np.maximum(episodes.outcome, 1) - 1, mask=open_)),
            "ordered_by": pa.array([words["ordered_by"]] * len(episodes), pa.string()),
            "source": _sources(episodes, abroad),
        }
    )  # fmt: skip


def _anchor_kinds(episodes: Episodes) -> I64:
    """Rows of `_ANCHORS`: the rule's own, but now and then a last contact or an order."""
    mark = episodes.family % 97
    own = np.where(episodes.rule == ARRIVAL_14, 1, 0)
    other = np.where(mark == 5, 2, np.where(mark == 11, 3, 0))
    kinds: I64 = np.where(own == 1, 1, other)
    return kinds


def _reasons(episodes: Episodes) -> pa.Array:
    words = told()
    longer, shorter = words["reasons_longer"], words["reasons_shorter"]
    row = np.where(
        episodes.extension > 0,
        episodes.family % len(longer),
        len(longer) + episodes.family % len(shorter),
    )
    return pa.array(longer + shorter).take(pa.array(row, mask=episodes.extension == 0))


def _sources(episodes: Episodes, abroad: Bools) -> pa.Array:
    words = told()
    far, near = words["sources_abroad"], words["sources_domestic"]
    row = np.where(abroad, episodes.family % len(far), len(far) + episodes.family % len(near))
    return pa.array(far + near).take(pa.array(row))
