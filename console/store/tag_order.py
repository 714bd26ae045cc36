"""Residents by tag, so that those with one are a slice: somebody stands in it once a tag."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.store.bits import Cuts, Rows
from console.store.columns import I32, I64, Street
from console.store.kept import Mask


@dataclass(frozen=True, slots=True, eq=False)
class TagOrder:
    """resident int32[k]: those with the street's first tag, ascending, and so on; cut by tag.

    totals int64[t] how many have each.
    """

    resident: I32
    cuts: Cuts
    totals: I64

    def with_tag(self, tag: int) -> I32:
        """The residents with one of the street's tags, ascending."""
        start = int(self.totals[:tag].sum())
        return self.resident[start : start + int(self.totals[tag])]

    def count(self, people: Mask) -> I64:
        """How many of a mask bool[r] have each tag, int64[t]."""
        return Rows.of(people.take(self.resident)).between(self.cuts).astype(np.int64)


_known: WeakKeyDictionary[Street, TagOrder] = WeakKeyDictionary()


def tag_order(street: Street) -> TagOrder:
    """The tags of a street's residents; found once. Those without a bit are not among them."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = _make(street)
    return known


def _make(street: Street) -> TagOrder:
    bits = street.residents.tags
    tagged = np.flatnonzero(bits).astype(np.int32)
    of_tagged = bits[tagged]
    by_tag = [
        tagged[np.flatnonzero(of_tagged & np.uint64(1 << bit))] for bit in range(len(street.tags))
    ]
    totals = np.array([len(people) for people in by_tag], np.int64)
    cuts = Cuts.at(np.concatenate(([0], np.cumsum(totals))))
    return TagOrder(np.concatenate([np.zeros(0, np.int32), *by_tag]), cuts, totals)
