"""The files a sheet can become, by their endings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from console.domain.errors import UserError
from console.domain.progress import Progress, Step, Stopped, never, silent, staged
from console.export.facts import Facts
from console.export.publish import publish
from console.export.sheet import Sheet, sheet, with_beside
from console.export.source import Source
from console.store.columns import I64

ENDINGS = (".csv", ".xlsx", ".parquet", ".geojson", ".gpkg")
SPOKEN = (".csv", ".xlsx")
LOCATED = (".geojson", ".gpkg")
"""Files in which every row lies somewhere."""

STAGE = "export.progress"
_TAKEN = 0.3
"""How much of the whole work taking the rows is, for the progress told."""


def ending_of(out: Path) -> str:
    """The kind of file `out` names, one of ENDINGS; UserError for any other."""
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise UserError("export.ending", name=out.name[:80], endings=" ".join(ENDINGS))
    return ending


def export_rows(
    source: Source,
    what: str,
    out: Path,
    *,
    rows: I64 | None = None,
    beside: Mapping[str, Sequence[str]] | None = None,
    language: str = "zh",
    in_words: bool = False,
    progress: Progress = silent,
    cancelled: Stopped = never,
) -> Facts:
    """Write the rows of `what` that the conditions keep, or some table rows, as the file `out`.

    Its ending says the format; a file that is there is replaced whole. `beside` are texts of more
    columns, which stand after the first. `in_words` puts headings and
    the words of closed lists in the language, where people read them: in XLSX and CSV. `progress`
    hears a key of words and the part done. Gives the facts of what was written. UserError when
    there is no such table or the disk refuses, Cancelled when `cancelled` says so: then nothing is
    left.
    """
    step = staged(STAGE, progress, cancelled)
    ending = ending_of(out)
    step(0.0)
    taken = with_beside(_taken(source, what, ending, rows), beside or {})
    if in_words and ending in SPOKEN:
        from console.export.in_words import in_words as said

        taken = said(taken, source.street.scenario, language)
    step(_TAKEN)
    write_sheet(taken, out, lambda done: step(_TAKEN + (1 - _TAKEN) * done), language)
    return taken.facts


def _taken(source: Source, what: str, ending: str, rows: I64 | None) -> Sheet:
    """The rows as a kind of file takes them: with their geometry, or without."""
    from console.export.points import has_own

    shaped = ending == ".parquet" and what in source.tables and has_own(source, what)
    return sheet(source, what, located=shaped or ending in LOCATED, rows=rows)


def write_sheet(taken: Sheet, out: Path, step: Step, language: str = "zh") -> Path:
    """Write a sheet as the file `out`; its writer is imported only now."""
    ending, beside = ending_of(out), {}
    write: Callable[[Path], None]
    if ending == ".csv":
        from console.export import csv_file

        write, beside = _with(csv_file.write, taken, step), csv_file.metadata(taken, out)
    elif ending == ".xlsx":
        from console.export import xlsx_file

        def write(stage: Path) -> None:
            xlsx_file.write(taken, stage, step, language)
    elif ending == ".parquet":
        from console.export import parquet_file

        write = _with(parquet_file.write, taken, step)
    elif ending == ".geojson":
        from console.export import geojson_file

        write = _with(geojson_file.write, taken, step)
    else:
        from console.export import geopackage

        write = _with(geopackage.write, taken, step)
    return publish(out, write, beside)


def _with(
    write: Callable[[Sheet, Path, Step], None], taken: Sheet, step: Step
) -> Callable[[Path], None]:
    def filled(stage: Path) -> None:
        write(taken, stage, step)

    return filled
