"""Columns to bytes and back: a frozen dataclass of arrays as one aligned run and a plan of it."""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import IO, Any

import numpy as np

from console.domain.clock import Episodes
from console.store.columns import (
    BareIds,
    Basemap,
    Buildings,
    Checks,
    Committees,
    Counts,
    EpisodeDetails,
    Estates,
    Facilities,
    Projection,
    RareTags,
    Residents,
    Shapes,
    Street,
    Strings,
    Units,
)

Bytes = bytes | mmap.mmap

KINDS: tuple[type[Any], ...] = (
    Strings, Shapes, Projection, Committees, Estates, Buildings, Units, Residents, Episodes,
    EpisodeDetails, Facilities, Basemap, BareIds, Counts, RareTags, Checks, Street,
)  # fmt: skip
"""What can be kept; another dataclass is a bug."""

_ALIGNMENT = 64
_BY_NAME = {kind.__name__: kind for kind in KINDS}


def store(value: object, file: IO[bytes]) -> tuple[dict[str, Any], str]:
    """Write a dataclass's arrays to `file`; gives the plan that restores it, and their sha256."""
    writer = _Writer(file)
    plan = writer.node(value)
    return plan, writer.digest.hexdigest()


class _Writer:
    """Appends arrays, each at an aligned offset, and hashes what it writes."""

    def __init__(self, file: IO[bytes]) -> None:
        from hashlib import sha256

        self.digest = sha256()
        self._file = file
        self._at = 0

    def node(self, value: object) -> dict[str, Any]:
        """The plan of one value; arrays are written as they are met."""
        if isinstance(value, np.ndarray):
            return self._array(value)
        if is_dataclass(value) and not isinstance(value, type):
            kind = type(value).__name__
            assert kind in _BY_NAME, kind
            inner = {one.name: self.node(getattr(value, one.name)) for one in fields(value)}
            return {"kind": kind, "fields": inner}
        return {"plain": list(value) if isinstance(value, tuple) else value}

    def _array(self, array: np.ndarray[Any, Any]) -> dict[str, Any]:
        plan = {"dtype": array.dtype.str, "shape": list(array.shape)}
        if array.size > _ALIGNMENT and bool(np.all(array == array.flat[0])):
            return {**plan, "all": array.flat[0].item()}
        self._write(bytes(-self._at % _ALIGNMENT))
        plan["at"] = self._at
        if array.size:
            self._write(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
        return plan

    def _write(self, data: bytes | memoryview) -> None:
        self.digest.update(data)
        write_all(self._file, data)
        self._at += len(data)


def write_all(file: IO[bytes], data: bytes | memoryview) -> None:
    """Write every byte of `data` to an unbuffered file, which may take a part at a time."""
    left = memoryview(data)
    while len(left):
        left = left[file.write(left) :]


def restore(plan: Mapping[str, Any], data: Bytes, replaced: Mapping[str, object]) -> object:
    """The value of a plan over the bytes it was written to; arrays are views and read-only.

    `replaced` gives fields of the outermost dataclass other values than were kept. ValueError,
    TypeError or LookupError when plan and bytes do not fit.
    """
    if "kind" in plan:
        inner = {name: restore(one, data, {}) for name, one in plan["fields"].items()}
        return _BY_NAME[plan["kind"]](**{**inner, **replaced})
    if "plain" in plan:
        value = plan["plain"]
        return tuple(value) if isinstance(value, list) else value
    dtype, shape = np.dtype(plan["dtype"]), tuple(plan["shape"])
    if "all" in plan:
        return np.broadcast_to(np.array(plan["all"], dtype), shape)
    count = int(np.prod(shape))
    if not count:
        return np.zeros(shape, dtype)
    return np.frombuffer(data, dtype, count, plan["at"]).reshape(shape)


def stand_on(value: object, kept: object) -> None:
    """Give a dataclass the arrays of another that was restored from its bytes, one by one.

    Whoever reads a column meanwhile finds the one or the other: the same values in each.
    """
    for name in (one.name for one in fields(value)):  # type: ignore[arg-type]
        own, other = getattr(value, name), getattr(kept, name)
        if is_dataclass(own):
            stand_on(own, other)
        elif isinstance(own, np.ndarray) and own.size:
            object.__setattr__(value, name, other)
