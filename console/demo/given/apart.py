"""Given files are read in a child process: what a street needs of them comes back as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from console.demo.given.foreign import first_feature, refuse_at_sight
from console.demo.given.layer import Layer, layer_in
from console.demo.terrain.ground import Geometry
from console.foreign.answer import Reader, Writer
from console.foreign.apart import work_apart
from console.foreign.limits import Limits

LIMITS = Limits(memory_mb=6_144, seconds=900.0, file_mb=600)
"""Of one given file; the buildings of a large city are known to fit."""

_LAYER, _FEATURE = "layer", "feature"
_SHAPES, _AROUND = "shapes", "around"


def read_layer(path: Path) -> Layer:
    """The footprints of a GeoJSON or .osm.pbf file; UserError when there are none."""
    with _read(path, _LAYER) as reader:
        said = reader.said
        around = zip(said["around"], _geometries(reader, _AROUND), strict=True)
        return Layer(
            shape=_geometries(reader, _SHAPES),
            id=said["id"],
            floors=said["floors"],
            below=said["below"],
            tags=said["tags"],
            around=[(layer, kind, name, shape) for (layer, kind, name), shape in around],
            notes=said["notes"],
        )


def read_first(path: Path) -> tuple[Geometry | None, Mapping[str, Any]]:
    """The polygon of a GeoJSON file's first feature in degrees, None without one, and its words."""
    with _read(path, _FEATURE) as reader:
        shapes = _geometries(reader, _SHAPES)
        return (shapes[0] if shapes else None), reader.said["properties"]


def work(path: Path, request: Mapping[str, Any], limits: Limits, writer: Writer) -> None:
    """Read the file in the child."""
    if request["what"] == _FEATURE:
        shape, properties = first_feature(path)
        _put(writer, _SHAPES, [] if shape is None else [shape])
        writer.say({"properties": properties})
        return
    layer = layer_in(path)
    _put(writer, _SHAPES, layer.shape)
    _put(writer, _AROUND, [shape for *_, shape in layer.around])
    named = {name: getattr(layer, name) for name in ("id", "floors", "below", "tags", "notes")}
    writer.say({**named, "around": [one[:3] for one in layer.around]})


@contextmanager
def _read(path: Path, what: str) -> Iterator[Reader]:
    refuse_at_sight(path)
    with work_apart(__name__, path.resolve(), {"what": what}, limits=LIMITS) as reader:
        yield reader


def _put(writer: Writer, name: str, shapes: Sequence[Geometry]) -> None:
    written = [shapely.to_wkb(one) for one in shapes]
    writer.put(name, np.frombuffer(b"".join(written), np.uint8))
    writer.put(f"{name}.ends", np.cumsum([0, *map(len, written)]))


def _geometries(reader: Reader, name: str) -> list[Geometry]:
    written, ends = reader.take(name).tobytes(), reader.take(f"{name}.ends").tolist()
    return [shapely.from_wkb(written[one:end]) for one, end in pairwise(ends)]
