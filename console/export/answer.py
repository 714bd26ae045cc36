"""The command `export`: what can be said at once is said before the snapshot is read."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from console.domain.errors import UserError
from console.domain.progress import Progress, silent
from console.export.files import ending_of, export_rows
from console.export.log import Export, export_of
from console.export.snapshots import export_snapshot, facts_of_snapshot, snapshot_place
from console.export.source import open_source
from console.store.condition_ids import missing_ids

_AGGREGATE, _SNAPSHOT = "aggregate", "snapshot"


def answer_export(
    values: Namespace, progress: Progress = silent
) -> tuple[Export, tuple[UserError, ...]]:
    """Write what the command line asks for and tell of it; UserError when it cannot be.

    Beside it a sentence for each id in the conditions that the snapshot does not have.
    """
    out = Path(values.out)
    of_snapshot, aggregate = values.what == _SNAPSHOT, values.masking == _AGGREGATE
    if of_snapshot:
        snapshot_place(out)
    else:
        ending_of(out)
        if aggregate:
            raise UserError("export.aggregate_rows")
    source = open_source(
        Path(values.snapshot),
        values.what,
        as_of=values.as_of,
        where=values.where,
        masked=values.masking != "none",
    )
    if of_snapshot:
        export_snapshot(source, out, aggregate=aggregate, progress=progress)
        facts = facts_of_snapshot(source, out)
    else:
        facts = export_rows(source, values.what, out, language=values.lang, progress=progress)
    gone = tuple(one.error for one in missing_ids(source.street, source.conditions))
    return export_of(facts, out, "command"), gone
