"""GeoParquet: the cells, the geometry of its first geometry column, and the CRS that it names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from console.domain.errors import UserError
from console.domain.progress import Step
from console.domain.records import dataclass
from console.foreign.flat import Geometries
from console.foreign.limits import Limits
from console.foreign.vector import shapes_of

_UNSAID = "OGC:CRS84"


@dataclass(frozen=True, eq=False, slots=True)
class Parquet:
    """The cells without geometry; `crs` "" when the file says that it is unknown."""

    cells: pa.Table
    shapes: Geometries | None
    broken: list[int]
    crs: str


def read_parquet(path: Path, limits: Limits, tell: Step) -> Parquet:
    """A Parquet file; UserError when it holds too much, or geometry in an encoding not known."""
    with pq.ParquetFile(path) as file:
        meta = file.metadata
        if meta.num_rows > limits.rows:
            raise UserError("foreign.rows", count=meta.num_rows, most=limits.rows)
        tables = []
        for number in range(meta.num_row_groups):
            tables.append(file.read_row_group(number))
            tell(0.7 * (number + 1) / meta.num_row_groups)
        table = pa.concat_tables(tables) if tables else file.read()
        said = _said_of_geometry(file.schema_arrow.metadata or {})
    name = str(said.get("primary_column", ""))
    if name not in table.column_names:
        return Parquet(table, None, [], "")
    column = said.get("columns", {}).get(name, {})
    if column.get("encoding") != "WKB":
        raise UserError("foreign.geometry", file=path.name)
    shapes, broken = shapes_of(table.column(name).to_numpy())
    return Parquet(table.drop_columns([name]), shapes, broken, _crs(column))


def _said_of_geometry(metadata: dict[bytes, bytes]) -> dict[str, Any]:
    try:
        said = json.loads(metadata.get(b"geo", b"{}"))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _crs(column: dict[str, Any]) -> str:
    """The CRS as text for PROJ; unsaid it is degrees, null means unknown."""
    if "crs" not in column:
        return _UNSAID
    return json.dumps(column["crs"]) if column["crs"] else ""
