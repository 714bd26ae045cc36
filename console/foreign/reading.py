"""Reads a file that is to become layers: in the child `work`, in the console `read_file`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from console.domain.datums import Datum
from console.domain.progress import Step, Stopped, never, unheard
from console.domain.records import dataclass
from console.foreign.answer import Reader, Writer
from console.foreign.apart import work_apart
from console.foreign.asked import Asked
from console.foreign.flat import Flat, Geometries, bounds_of, flattened, system_name
from console.foreign.formats import Format, format_of, main_file
from console.foreign.limits import Limits
from console.foreign.packing import pack, unpack
from console.foreign.table import Note, Table, Told

if TYPE_CHECKING:
    import pyarrow as pa


def read_file(
    path: Path,
    crs: str = "",
    *,
    limits: Limits | None = None,
    progress: Step = unheard,
    stopped: Stopped = never,
) -> tuple[Table, ...] | Asked:
    """The tables of a file, read in a child; or what has to be asked first.

    `crs` is what the user says the positions are in: a datum of domain/datums.py or anything PROJ
    understands; "" takes what the file says. UserError and Cancelled as `work_apart`.
    """
    with work_apart(
        __name__,
        main_file(path),
        {"crs": crs},
        limits=limits,
        progress=progress,
        stopped=stopped,
    ) as reader:
        return answered(reader, path.name)


def answered(reader: Reader, name: str) -> tuple[Table, ...] | Asked:
    """What `work` answered about the file called `name`."""
    asked = reader.said.get("asked")
    if asked is not None:
        west, south, east, north = (float(one) for one in asked)
        return Asked(name, (west, south, east, north))
    return tuple(unpack(reader, said) for said in reader.said.get("tables", ()))


def work(path: Path, request: dict[str, Any], limits: Limits, writer: Writer) -> None:
    """Read the file in the child and write its tables, or ask for its system."""
    wanted = str(request.get("crs", ""))
    tables = []
    for number, part in enumerate(_parts(path, limits, writer)):
        crs = wanted or part.crs
        if part.shapes is not None and not crs:
            bounds = bounds_of(part.shapes)
            if bounds is not None:
                writer.say({"asked": bounds})
                return
        flat = _flat(part, crs, limits)
        named = system_name(crs) if flat is not None and crs else ""
        told = Told(part.name, part.form, part.encoding, named, tuple(part.notes))
        tables.append(pack(writer, number, told, part.cells, flat, limits))
    writer.say({"tables": tables})


@dataclass(frozen=True, eq=False, slots=True)
class _Part:
    """One table before it is packed."""

    name: str
    form: Format
    cells: pa.Table
    shapes: Geometries | None
    broken: list[int]
    crs: str
    encoding: str
    notes: list[Note]


def _parts(path: Path, limits: Limits, writer: Writer) -> Iterator[_Part]:
    form = format_of(path)
    if form is Format.DELIMITED:
        from console.foreign.delimited import read_delimited

        found = read_delimited(path, limits, writer.tell)
        encoding = found.encoding.name
        yield _Part(
            path.stem, form, found.cells, found.shapes, found.broken, found.crs, encoding,
            found.notes,
        )  # fmt: skip
    elif form is Format.GEOPARQUET:
        from console.foreign.geoparquet import read_parquet

        held = read_parquet(path, limits, writer.tell)
        yield _Part(path.stem, form, held.cells, held.shapes, held.broken, held.crs, "", [])
    else:
        from console.foreign.vector import read_layers

        for read in read_layers(path, form, limits, writer.tell):
            name = read.name if form is Format.GEOPACKAGE else path.stem
            yield _Part(
                name, form, read.cells, read.shapes, read.broken, read.crs, read.encoding, []
            )


def _flat(part: _Part, crs: str, limits: Limits) -> Flat | None:
    if part.shapes is None:
        return None
    if not crs:
        return flattened(np.full(len(part.shapes), None, object), Datum.WGS84, limits.vertices)
    flat = flattened(part.shapes, crs, limits.vertices)
    flat.broken = sorted({*flat.broken, *part.broken})
    return flat
