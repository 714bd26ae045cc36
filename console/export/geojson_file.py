"""GeoJSON (RFC 7946): a feature a row, its cells as properties, the facts beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import shapely

from console.domain.progress import Step
from console.export.cells import ROWS_A_SLICE, is_number, slices, texts
from console.export.sheet import Sheet
from console.snapshot.geometry import turned


def write(sheet: Sheet, path: Path, step: Step) -> None:
    """The sheet as a FeatureCollection in longitude and latitude; `step` hears the part done."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_opening(sheet))
        for number, piece in enumerate(slices(sheet.table)):
            start = number * ROWS_A_SLICE
            lines = ",\n".join(_features(sheet, piece, start))
            file.write(",\n" + lines if number else lines)
            step(min(1.0, (start + ROWS_A_SLICE) / max(sheet.table.num_rows, 1)))
        file.write("\n]}\n")


def _opening(sheet: Sheet) -> str:
    name = json.dumps(sheet.what)
    facts = sheet.facts.as_text()
    return f'{{"type": "FeatureCollection", "name": {name},\n"metadata": {facts},\n"features": [\n'


def _features(sheet: Sheet, piece: pa.Table, start: int) -> Iterator[str]:
    assert sheet.shapes is not None
    shapes, _ = turned(sheet.shapes[start : start + piece.num_rows])
    drawn = shapely.to_geojson(shapes)
    names = piece.column_names
    columns = [_values(piece[name], sheet) for name in names]
    for outline, *values in zip(drawn, *columns, strict=True):
        said = json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False)
        yield f'{{"type": "Feature", "properties": {said}, "geometry": {outline or "null"}}}'


def _values(column: pa.ChunkedArray, sheet: Sheet) -> list[Any]:
    """A column's cells as JSON has them; a list stays one, what is no number is text."""
    kind = column.type
    if is_number(kind):
        plain = column.cast(pa.float64()) if pa.types.is_floating(kind) else column
        return [None if one != one else one for one in plain.to_pylist()]
    if pa.types.is_boolean(kind) or _is_list_of_texts(kind):
        held: list[Any] = column.to_pylist()
        return held
    told: list[Any] = texts(column, sheet.zone).to_pylist()
    return told


def _is_list_of_texts(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) and pa.types.is_string(kind.value_type))
