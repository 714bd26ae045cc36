"""A map's picture as bytes and back, so that the next start shows it before anything is drawn.

The bytes hold what costs time: base, cover, numbers and where the labels stand. Colours, counts
and the inks of names are of the moment and put in as ever.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache
from mmap import mmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import qVersion
from PySide6.QtGui import QImage

import console.paint.map
import console.state.map
from console.domain import resources
from console.domain.digests import sha256_hex
from console.paint.map.ink import ids_of
from console.paint.map.picture import MapPicture, Sheet
from console.paint.map.runs import Runs
from console.state.map.desk import Kind, Label
from console.state.map.occupancy import BoxPx
from console.state.map.scene import scene
from console.state.map.viewport import Viewport

_ALIGNMENT = 64
_BASE, _COVER = QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied
Reserved = tuple[BoxPx, ...]


def to_bytes(picture: MapPicture) -> Iterator[bytes | memoryview]:
    """The picture in pieces to be written one after the other."""
    runs = picture.runs
    layers: list[npt.NDArray[Any]] = [_pixels(picture.base), _pixels(picture.cover)]
    layers += [runs.numbers[None], runs.starts[None]]
    said = {
        "of": name_of(picture.sheet, picture.viewport, picture.reserved),
        "corner": picture.corner,
        "shape": runs.shape,
        "labels": [astuple(one) for one in picture.labels],
        "layers": [
            {"dtype": one.dtype.str, "shape": one.shape, "sum": _sum(one)} for one in layers
        ],
    }
    head = json.dumps(said, ensure_ascii=False).encode()
    yield len(head).to_bytes(_ALIGNMENT, "big")
    yield head + bytes(-len(head) % _ALIGNMENT)
    for one in layers:
        yield np.ascontiguousarray(one).reshape(-1).view(np.uint8).data
        yield bytes(-one.nbytes % _ALIGNMENT)


def from_bytes(
    data: bytes | mmap, sheet: Sheet, viewport: Viewport, reserved: Reserved
) -> MapPicture | None:
    """The picture kept of `viewport`; None when the bytes are another's or damaged."""
    try:
        said, end = _said(data)
        if said["of"] != name_of(sheet, viewport, reserved):
            return None
        base, cover, numbers, starts = _layers(data, end, said["layers"])
        high, wide = said["shape"]
        labels = [_label(one) for one in said["labels"]]
        across, down = said["corner"]
    except (ValueError, LookupError, TypeError):
        return None
    image = QImage(base.shape[1], base.shape[0], _BASE)
    image.setDevicePixelRatio(sheet.ratio)
    return MapPicture(
        sheet=sheet,
        scene=scene(sheet.ground, viewport, sheet.theme.metrics.scale, sheet.sight),
        ids=ids_of(sheet.ground),
        base=_image(base, _BASE, sheet.ratio),
        corner=(across, down),
        runs=Runs(numbers[0], starts[0], (high, wide)),
        cover=_image(cover, _COVER, sheet.ratio),
        labels=labels,
        reserved=reserved,
        image=image,
    )


def named(data: bytes | mmap) -> str:
    """The name of the picture kept in `data`, "" when there is none."""
    try:
        return str(_said(data)[0]["of"])
    except (ValueError, LookupError, TypeError):
        return ""


def _said(data: bytes | mmap) -> tuple[dict[str, Any], int]:
    end = _ALIGNMENT + int.from_bytes(data[:_ALIGNMENT], "big")
    said: dict[str, Any] = json.loads(data[_ALIGNMENT:end])
    return said, end


def name_of(sheet: Sheet, viewport: Viewport, reserved: Reserved) -> str:
    """What a picture depends on beside its street, in a few letters: it changes when they do."""
    of = (
        sheet.theme.name,
        sheet.theme.metrics.scale,
        sheet.ratio,
        astuple(viewport),
        reserved,
        sheet.sight,
        _sum(sheet.estate_weight),
        _sum(sheet.building_weight),
        _program(),
    )
    return sha256_hex(repr(of).encode())[:24]


@cache
def _program() -> str:
    """The Qt in use and the state of the files that draw: rooms of the map, themes and fonts."""
    rooms = (console.paint, console.paint.map, console.state.map)
    files = [file for room in rooms for file in Path(room.__path__[0]).glob("*.py")]
    for folder in ("themes", "fonts"):
        files += resources.root().joinpath(folder).glob("*.t*")
    stamps = sorted((str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files)
    return sha256_hex(repr((qVersion(), stamps)).encode())


def _pixels(image: QImage) -> npt.NDArray[np.uint32]:
    rows = np.frombuffer(image.constBits(), np.uint32)
    return rows.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]


def _image(pixels: npt.NDArray[np.uint32], form: QImage.Format, ratio: float) -> QImage:
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, width * 4, form).copy()
    image.setDevicePixelRatio(ratio)
    return image


def _layers(data: bytes | mmap, at: int, plans: list[dict[str, Any]]) -> list[npt.NDArray[Any]]:
    found = []
    for plan in plans:
        at += -at % _ALIGNMENT
        height, width = plan["shape"]
        layer = np.frombuffer(data, plan["dtype"], height * width, at).reshape(height, width)
        if _sum(layer) != plan["sum"]:
            raise ValueError
        found.append(layer)
        at += layer.nbytes
    return found


def _sum(values: npt.NDArray[Any]) -> int:
    """A sum that changes with any value, cheap enough to be worked out at every start."""
    flat = np.ascontiguousarray(values).reshape(-1).view(np.uint8)
    words = flat[: len(flat) // 8 * 8].view(np.uint64)
    return int(np.add.reduce(words)) + int(flat[len(words) * 8 :].sum())


def _label(parts: list[Any]) -> Label:
    kind, row, text, size, x, y, width, height, angle_deg, count, icon = parts
    boxes = (tuple(box) if box is not None else None for box in (count, icon))
    return Label(Kind(kind), row, text, size, x, y, width, height, angle_deg, *boxes)
