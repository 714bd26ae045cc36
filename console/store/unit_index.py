"""Units by id, many at once: a block of a section asks for hundreds, at every step of a drag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.store.columns import I64, Street, Strings

_Index = tuple[npt.NDArray[Any], I64]
_known: WeakKeyDictionary[Street, _Index] = WeakKeyDictionary()


def units_with_ids(street: Street, ids: Sequence[str]) -> I64:
    """Rows of the units that have one of `ids`, ascending; ids that no unit has are left out.

    Costs two searches an id, after an index is made once a street.
    """
    known = _known.get(street)
    if known is None:
        known = _known[street] = _index(street.units.id)
    sorted_ids, rows = known
    wide = sorted_ids.dtype.itemsize
    asked = {one.encode() for one in ids} - {b""}
    wanted = np.array(sorted(one for one in asked if len(one) <= wide), sorted_ids.dtype)
    first = np.searchsorted(sorted_ids, wanted, side="left")
    last = np.searchsorted(sorted_ids, wanted, side="right")
    found = [rows[start:end] for start, end in zip(first, last, strict=True) if end > start]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _index(ids: Strings) -> _Index:
    """The ids as bytes of one length, ascending, and the row of each."""
    lengths = np.diff(ids.ends)
    wide = max(int(lengths.max(initial=0)), 1)
    padded = np.zeros((len(ids), wide), np.uint8)
    for at in range(wide):
        rows = np.flatnonzero(lengths > at)
        padded[rows, at] = ids.data[ids.ends[rows] + at]
    texts = padded.view(f"S{wide}").ravel()
    order = np.arange(len(ids))
    if np.any(texts[1:] < texts[:-1]):
        order = np.argsort(texts, kind="stable")
    return texts[order], order.astype(np.int64)
