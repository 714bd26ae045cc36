"""Parquet, and GeoParquet where there is geometry, with zstd, page checksums and the facts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from console.domain.progress import Step
from console.export.sheet import Sheet
from console.snapshot import geometry

FACTS_KEY = b"street-console"
_GEOMETRY = "geometry"
_ROWS_A_GROUP = 122_880


def write(sheet: Sheet, path: Path, step: Step) -> None:
    """The sheet with its columns typed; `step` hears the part done and may raise."""
    table = _located(sheet)
    said = {FACTS_KEY: sheet.facts.as_text().encode(), **(table.schema.metadata or {})}
    table = table.replace_schema_metadata(said)
    options = {"compression": "zstd", "write_page_checksum": True}
    with pq.ParquetWriter(path, table.schema, **options) as writer:
        for start in range(0, max(table.num_rows, 1), _ROWS_A_GROUP):
            writer.write_table(table.slice(start, _ROWS_A_GROUP))
            step(min(1.0, (start + _ROWS_A_GROUP) / max(table.num_rows, 1)))


def _located(sheet: Sheet) -> pa.Table:
    """The table with its geometry as WKB and GeoParquet's metadata; as it is without any."""
    if sheet.shapes is None:
        return sheet.table
    there = ~shapely.is_missing(sheet.shapes)
    right, _ = geometry.turned(sheet.shapes[there])
    cells = np.full(len(sheet.shapes), None, object)
    cells[there] = shapely.to_wkb(right, flavor="iso")
    table = sheet.table.append_column(_GEOMETRY, pa.array(cells, pa.binary()))
    return table.replace_schema_metadata(geometry.metadata(_GEOMETRY, right))
