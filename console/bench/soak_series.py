"""The snapshots of a soak: one each simulated hour, of the same street, with ten times the events.

Run in a process of its own (`python -m console.bench.soak_series BASE OUT HOURS`): it holds whole
tables, which what is measured must not.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from console.snapshot.manifest import ManifestDraft
from console.snapshot.read import open_snapshot
from console.snapshot.write import write_snapshot
from console.store.stamps import STAMPS

TIMES = 10
"""How many times the usual events there are."""
_SHIFT, _UNANSWERED = timedelta(minutes=137), timedelta(minutes=12)


def write_series(base: Path, out: Path, hours: int) -> None:
    """Write the snapshots of `hours` hours after `base` into `out`, each the parent of the next."""
    opened = open_snapshot(base)
    manifest, tables = opened.manifest, dict(opened.tables)
    first = datetime.fromisoformat(manifest.as_of)
    usual, parent = tables["events"], opened.key
    out.mkdir(parents=True, exist_ok=True)
    for hour in range(1, hours + 1):
        as_of = first + timedelta(hours=hour)
        tables["events"] = events_at(usual, as_of, timedelta(hours=hour))
        draft = ManifestDraft(
            street_code=manifest.street_code,
            street_name=manifest.street_name,
            as_of=as_of.isoformat(),
            timezone=manifest.timezone,
            synthetic=True,
            scenario=manifest.scenario,
            parent=parent,
        )
        write_snapshot(out / f"hour-{hour:03}.street", draft, tables)


def events_at(usual: pa.Table, as_of: datetime, later: timedelta) -> pa.Table:
    """Ten times the usual events, moved along with the instant; what is later has not come.

    Nobody has answered those of the last minutes, so that alarms hold the wall now and then.
    """
    parts = [_moved(usual, later - number * _SHIFT, number) for number in range(TIMES)]
    table = pa.concat_tables(parts)
    now = pa.scalar(as_of.astimezone(UTC), pa.timestamp("us", "UTC"))
    lately = pa.scalar((as_of - _UNANSWERED).astimezone(UTC), pa.timestamp("us", "UTC"))
    table = table.filter(pc.less_equal(table.column("raised_at"), now))
    answered = pc.less_equal(table.column("raised_at"), lately)
    for name in STAMPS[1:]:
        if name in table.schema.names:
            stamps = table.column(name)
            has_come = pc.and_(pc.less_equal(stamps, now), answered)
            known = pc.if_else(has_come, stamps, pa.scalar(None, stamps.type))
            table = table.set_column(table.schema.get_field_index(name), name, known)
    closed = pc.is_valid(table.column("closed_at"))
    outcome = table.column("outcome")
    kept = pc.if_else(closed, outcome, pa.scalar(None, outcome.type))
    table = table.set_column(table.schema.get_field_index("outcome"), "outcome", kept)
    return table.sort_by([("raised_at", "ascending"), ("event_id", "ascending")])


def _moved(usual: pa.Table, by: timedelta, number: int) -> pa.Table:
    columns: Mapping[str, object] = {
        name: _column(usual, name, by, number) for name in usual.schema.names
    }
    return pa.table(columns)


def _column(usual: pa.Table, name: str, by: timedelta, number: int) -> pa.ChunkedArray:
    column = usual.column(name)
    if name == "event_id":
        return pc.binary_join_element_wise(column, pa.scalar(f"{number}"), "-")
    if name in STAMPS:
        moved = pc.add(column, pa.scalar(by, pa.duration("us")))
        return moved.cast(pa.timestamp("us", "UTC"))
    return column


def main(words: Sequence[str]) -> int:
    """Write the series that is asked for."""
    os.umask(0o077)
    write_series(Path(words[0]), Path(words[1]), int(words[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
