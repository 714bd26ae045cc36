"""A snapshot that leaves: whole, filtered, masked or as counts, chained to the one it is of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from console import VERSION
from console.domain import instants
from console.domain.errors import UserError
from console.domain.progress import Progress, Stopped, never, silent, staged
from console.export.beside_people import real_names
from console.export.closure import part_of
from console.export.counts import counts_table
from console.export.facts import Facts, facts_of
from console.export.files import ENDINGS
from console.export.masked import masked, without_names
from console.export.source import Source
from console.snapshot.happened import known_by
from console.snapshot.manifest import PERSONAL, ManifestDraft, read_manifest
from console.snapshot.schema import LEVEL_TABLES, TABLES
from console.snapshot.write import write_snapshot
from console.store.conditions import keep

AGGREGATE = "aggregate"
STAGE = "export.progress"

_TAKEN = 0.4
_FROM = "export"
"""The manifest's key that says what of its parent a snapshot holds."""


def snapshot_place(out: Path) -> Path:
    """`out`, when it can name a snapshot's folder; UserError when it names a file of rows."""
    if out.suffix.lower() in ENDINGS:
        raise UserError("export.ending_snapshot", name=out.name[:80])
    return out


def export_snapshot(
    source: Source,
    out: Path,
    *,
    aggregate: bool = False,
    progress: Progress = silent,
    cancelled: Stopped = never,
) -> Path:
    """Write what the conditions keep as a snapshot at `out`, which may not exist yet; gives `out`.

    Its parent is the snapshot it is of. Masked as the source says; `aggregate` puts counts in the
    place of people. An instant before the snapshot's own gives what was known then. UserError when
    the instant is later, or the disk refuses; Cancelled: then nothing is left.
    """
    step = staged(STAGE, progress, cancelled)
    snapshot_place(out)
    if source.frame.as_of_us > source.manifest.as_of_us:
        raise UserError("export.later", as_of=source.manifest.as_of)
    step(0.0)
    aggregate = aggregate and source.street.masking != AGGREGATE
    tables = counted(source) if aggregate else of_people(source)
    step(_TAKEN)
    return write_snapshot(
        out,
        _draft(source, aggregate=aggregate),
        tables,
        progress=lambda _, done: step(_TAKEN + (1 - _TAKEN) * done),
        cancelled=cancelled,
    )


def facts_of_snapshot(source: Source, out: Path) -> Facts:
    """The facts of a snapshot that was written as `out`; its rows are those of all its tables."""
    made = read_manifest(out)
    rows = sum(one.rows for one in made.tables.values())
    return facts_of(source, "snapshot", made.masking).with_rows(rows)


def _draft(source: Source, *, aggregate: bool) -> ManifestDraft:
    """What the manifest says: as the one it is of, which is its parent."""
    draft = source.manifest.draft(
        as_of=instants.iso(source.frame.as_of_us, source.zone),
        created=None,
        producer=f"street-console {VERSION}",
        masking=_masking(source, aggregate=aggregate),
        parent=source.manifest.key,
    )
    said = {"where": [condition.text for condition in source.conditions]}
    return replace(draft, extra={**draft.extra, _FROM: said})


def of_people(source: Source) -> dict[str, pa.Table]:
    """The tables of a snapshot with people in it."""
    tables = dict(source.tables)
    if _is_a_part(source):
        tables = part_of(source)
        at_us = source.frame.as_of_us
        tables = {name: known_by(name, table, at_us) for name, table in tables.items()}
    if source.masked:
        tables = {name: masked(name, table) for name, table in tables.items()}
        if "events" in tables and "residents" in tables:
            tables["events"] = _without_names(source, tables["events"])
    return tables


def counted(source: Source) -> dict[str, pa.Table]:
    """The tables of a snapshot without people: places and the counts of who is there.

    Conditions on people choose whom to count and never which homes to show; those on places choose
    the places. Of a unit only the contract's own columns travel, of tables of others none: nobody
    knows whom they speak of.
    """
    frame = source.frame
    about_places = tuple(one for one in source.conditions if not one.is_about_people)
    places = replace(source, conditions=about_places)
    kept = keep(frame, about_places)
    tables = part_of(places) if about_places else dict(source.tables)
    known = [name for name in tables if name in TABLES and name not in (*PERSONAL, "counts")]
    found = {name: known_by(name, tables[name], frame.as_of_us) for name in known}
    own = [one.name for one in TABLES["units"].columns]
    found["units"] = found["units"].select(
        [name for name in found["units"].column_names if name in own]
    )
    found["counts"] = _of_places(counts_table(source, kept.units), found)
    return found


def _of_places(counts: pa.Table, tables: dict[str, pa.Table]) -> pa.Table:
    """Counts of the places that are there, and of the street itself."""
    level = np.array(counts["level"].to_pylist(), object)
    ids = np.array(counts["id"].to_pylist(), object)
    there = level == "street"
    for one, name in LEVEL_TABLES.items():
        if name in tables:
            known = set(tables[name][f"{one}_id"].to_pylist())
            there |= (level == one) & _among(ids, known)
    return counts.filter(pa.array(there))


def _among(ids: npt.NDArray[np.object_], known: set[str]) -> npt.NDArray[np.bool_]:
    return np.fromiter((one in known for one in ids), np.bool_, len(ids))


def _is_a_part(source: Source) -> bool:
    return bool(source.conditions) or source.frame.as_of_us != source.manifest.as_of_us


def _masking(source: Source, *, aggregate: bool) -> str:
    own = source.manifest.masking
    if aggregate or own == AGGREGATE:
        return AGGREGATE
    return "masked" if source.masked else own


def _without_names(source: Source, events: pa.Table) -> pa.Table:
    """Alarms whose notes do not name whom they are about."""
    if "note" not in events.column_names:
        return events
    every = source.tables["events"]["event_id"].to_pylist()
    row_of = {one: row for row, one in enumerate(every)}
    rows = [row_of[one] for one in events["event_id"].to_pylist()]
    names = real_names(source, "events", np.array(rows, np.int64))
    notes = without_names(events["note"], names)
    return events.set_column(events.column_names.index("note"), "note", notes)
