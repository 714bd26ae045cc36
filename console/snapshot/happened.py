"""What had happened by an instant: of a table's rows, what came later reads as null."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.snapshot.schema import INSTANT, STAMPS

_TOGETHER: dict[str, dict[str, tuple[str, ...]]] = {
    "episodes": {"ended_at": ("outcome",)},
    "checks": {"done_at": ("result", "by")},
    "facilities": {"serviced_at": ()},
    "events": {**dict.fromkeys(STAMPS[1:], ()), STAMPS[-1]: ("outcome",)},
}
"""Instants that may not have come yet, and what is only known since then."""


def known_by(name: str, table: pa.Table, as_of_us: int) -> pa.Table:
    """A table of the contract as it stood at an instant: same rows, later stamps null."""
    limit = pa.scalar(as_of_us, pa.int64()).cast(INSTANT)
    for stamp, others in _TOGETHER.get(name, {}).items():
        if stamp not in table.column_names:
            continue
        later = pc.greater(table[stamp], limit).fill_null(False)
        if not pc.any(later).as_py():
            continue
        for column in (stamp, *others):
            if column in table.column_names:
                table = _nulled(table, column, later)
    return table


def stamps_of(name: str) -> tuple[str, ...]:
    """The instants of a table that may not have come yet."""
    return tuple(_TOGETHER.get(name, {}))


def begun_by(name: str, table: pa.Table, as_of_us: int) -> npt.NDArray[np.bool_]:
    """Which rows of a table there were at an instant, bool[n]: an alarm only once it was raised."""
    if name != "events":
        return np.ones(table.num_rows, np.bool_)
    raised = table["raised_at"].cast(pa.int64()).to_numpy()
    return np.asarray(raised <= as_of_us, np.bool_)


def _nulled(table: pa.Table, column: str, where: pa.ChunkedArray) -> pa.Table:
    place = table.column_names.index(column)
    nothing = pa.scalar(None, table[column].type)
    return table.set_column(place, column, pc.if_else(where, nothing, table[column]))
