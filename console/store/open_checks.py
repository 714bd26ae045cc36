"""The checks that are due and not done at an instant, found without a look at those long done."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from console.domain.instants import NEVER_US
from console.domain.records import dataclass
from console.store.columns import I64, Checks, Street

_BLOCK = 1 << 10
"""So many checks that fall due one after the other are passed over at once where all were done."""


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    """latest int64[b]: when the last of a block's checks was done; never int64[k]: rows undone."""

    latest: I64
    never: I64


_known: WeakKeyDictionary[Street, _Done] = WeakKeyDictionary()


def open_checks(street: Street, at_us: int) -> I64:
    """Rows of the checks that are due and not done at an instant, ascending."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = _find(street.checks)
    due = int(np.searchsorted(street.checks.due_us, at_us, side="right"))
    blocks = np.flatnonzero(known.latest[: due // _BLOCK + 1] > at_us)
    rows = (blocks[:, np.newaxis] * _BLOCK + np.arange(_BLOCK)).ravel()
    rows = rows[: np.searchsorted(rows, due)]
    done_us = street.checks.done_us.take(rows)
    later = rows[(done_us > at_us) & (done_us != NEVER_US)]
    never = known.never[: np.searchsorted(known.never, due)]
    return np.sort(np.concatenate((later, never)), kind="stable")


def _find(checks: Checks) -> _Done:
    undone = checks.done_us == NEVER_US
    latest = np.zeros(0, np.int64)
    if len(undone):
        done_us = np.where(undone, np.iinfo(np.int64).min, checks.done_us)
        latest = np.maximum.reduceat(done_us, np.arange(0, len(done_us), _BLOCK))
    return _Done(latest, np.flatnonzero(undone))
