"""QGIS as the map's peer: the same places repainted by it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from console.domain import resources
from console.store.columns import Shapes
from console.store.frame import Frame

_NAMED = "QGIS_PYTHON"
"""The variable that names QGIS's own Python where it is none of the usual ones."""
_PYTHONS = ("/usr/bin/python3", sys.executable)
_CLASSES = 8
_PROBE_S = 60


class Qgis:
    """A running QGIS that holds a street's estates and buildings."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def repaint(self) -> float:
        """Milliseconds of a repaint in other colours, as QGIS's process took them."""
        return float(self._asked("\n"))

    def ready(self) -> bool:
        """Whether the layer has been read."""
        return int(self._asked("") or 0) > 0

    def _asked(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if line:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        answer: str = self._process.stdout.readline()
        return answer


def python() -> str | None:
    """A Python on this machine that has QGIS's bindings, None when there is none."""
    named: str = os.environ.get(_NAMED, "")
    for one in filter(None, (named, *_PYTHONS)):
        try:
            found = subprocess.run(
                [one, "-c", "import qgis.core"],
                capture_output=True,
                timeout=_PROBE_S,
                check=False,
                env=environment(),
            )
        except OSError:
            continue
        if found.returncode == 0:
            return one
    return None


@contextmanager
def running(before: Frame, after: Frame, folder: Path, size: tuple[int, int]) -> Iterator[Qgis]:
    """QGIS with the places of a street, coloured by one frame and by another in turn.

    Only where `python` found one; `folder` takes the layer.
    """
    layer = folder / "places.geojson"
    layer.write_text(json.dumps(_layer(before, after)))
    script = resources.root() / "bench" / "repaint_in_qgis.py"
    command = [python() or sys.executable, str(script), str(layer), *map(str, size)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(),
    ) as process:
        one = Qgis(process)
        try:
            one.ready()
            yield one
        finally:
            process.kill()


def environment() -> dict[str, str]:
    """What QGIS's own Python is started with: nothing of this one's, and no screen."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    return kept | {"QT_QPA_PLATFORM": "offscreen"}


def _layer(before: Frame, after: Frame) -> dict[str, object]:
    """All places with an area as GeoJSON in metres, with their classes in two frames."""
    street = after.street
    features = [
        *_features(street.estates.shapes, _classes(before, after, "estates")),
        *_features(street.buildings.shapes, _classes(before, after, "buildings")),
    ]
    return {"type": "FeatureCollection", "features": features}


def _classes(before: Frame, after: Frame, level: str) -> list[dict[str, int]]:
    found = [np.minimum(getattr(one, level).active, _CLASSES - 1) for one in (before, after)]
    return [{"before": int(old), "after": int(new)} for old, new in zip(*found, strict=True)]


def _features(shapes: Shapes, classes: list[dict[str, int]]) -> Iterator[dict[str, object]]:
    for row, properties in enumerate(classes):
        rings = [ring.astype(float).tolist() for ring in shapes.rings_of(row) if len(ring) > 3]
        if rings:
            area = {"type": "Polygon", "coordinates": rings[:1]}
            yield {"type": "Feature", "properties": properties, "geometry": area}
