"""The events of a snapshot as the wall needs them: kind, committee and stamps, nothing of a person.

They are read from the snapshot's own file, of which the columns that may name somebody, and the
notes, are left unread.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from console.domain.errors import UserError
from console.domain.instants import NEVER_US
from console.domain.records import dataclass
from console.snapshot.manifest import read_manifest
from console.store.columns import I32, I64, Street
from console.store.stamps import RAISED, STAMPS, raised_by
from console.store.texts import row_with

_PLACES = ("unit_id", "building_id")


@dataclass(frozen=True, slots=True)
class Alarms:
    """n events by raised_at: kind int32[n] into `kinds`, committee int32[n] row or -1.

    stamps_us int64[n, 8], NEVER_US while missing.
    """

    kinds: tuple[str, ...]
    kind: I32
    committee: I32
    stamps_us: I64

    def __len__(self) -> int:
        return len(self.kind)

    def at(self, as_of_us: int) -> I64:
        """The stamps as they are known at an instant: what is later has not come."""
        return np.where(self.stamps_us <= as_of_us, self.stamps_us, NEVER_US)

    def open_at(self, as_of_us: int) -> I64:
        """Rows of the events raised and not closed at an instant, the latest first."""
        return np.flatnonzero(raised_by(self.stamps_us, as_of_us, still_open=True))[::-1]


NO_ALARMS = Alarms((), np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros((0, 8), np.int64))


def read_alarms(street: Street) -> Alarms:
    """The events of a street's snapshot; UserError when its file is not what the manifest says."""
    folder = Path(street.folder)
    named = read_manifest(folder).tables.get("events")
    if named is None or not named.rows:
        return NO_ALARMS
    try:
        content = (folder / named.file).read_bytes()
    except OSError as failed:
        raise UserError("store.changed_on_disk", file=named.file) from failed
    if hashlib.sha256(content).hexdigest() != named.sha256:
        raise UserError("store.changed_on_disk", file=named.file)
    return _alarms(street, _columns(content))


def packed(alarms: Alarms) -> dict[str, Any]:
    """Alarms as a few texts, for a pipe between two processes and for a file.

    A number a stamp would be thousands of small objects at every snapshot, which leave memory in
    pieces.
    """
    return {
        "kinds": list(alarms.kinds),
        "kind": _text(alarms.kind),
        "committee": _text(alarms.committee),
        "stamps_us": _text(alarms.stamps_us),
    }


def unpacked(said: Mapping[str, Any]) -> Alarms:
    """The alarms that `packed` said; TypeError or ValueError when it did not."""
    kind, committee = (np.frombuffer(_bytes(said[name]), "<i4") for name in ("kind", "committee"))
    stamps = np.frombuffer(_bytes(said["stamps_us"]), "<i8").reshape(-1, len(STAMPS))
    if not len(kind) == len(committee) == len(stamps):
        raise ValueError("alarms of different lengths")
    return Alarms(tuple(map(str, said["kinds"])), kind, committee, stamps)


def _text(numbers: I32 | I64) -> str:
    little = numbers.astype(numbers.dtype.newbyteorder("<"))
    return base64.b64encode(little.tobytes()).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _columns(content: bytes) -> dict[str, list[Any]]:
    """The columns that are read, each a list; instants as microseconds since 1970."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(io.BytesIO(content))
    wanted = [name for name in ("kind", *STAMPS, *_PLACES) if name in file.schema_arrow.names]
    table = file.read(columns=wanted)
    found: dict[str, list[Any]] = {}
    for name in wanted:
        column = table.column(name)
        if name in STAMPS:
            column = column.cast(pa.timestamp("us", "UTC")).cast(pa.int64())
        found[name] = column.to_pylist()
    return found


def _alarms(street: Street, columns: Mapping[str, list[Any]]) -> Alarms:
    kinds = tuple(sorted(set(columns["kind"])))
    number = {kind: index for index, kind in enumerate(kinds)}
    rows = len(columns["kind"])
    nothing = [None] * rows
    stamps = np.array(
        [
            [NEVER_US if one is None else one for one in columns.get(name, nothing)]
            for name in STAMPS
        ],
        np.int64,
    ).T
    committees = [
        _committee(street, unit, building)
        for unit, building in zip(
            columns.get("unit_id", nothing), columns.get("building_id", nothing), strict=True
        )
    ]
    order = np.argsort(stamps[:, RAISED], kind="stable")
    return Alarms(
        kinds=kinds,
        kind=np.array([number[kind] for kind in columns["kind"]], np.int32)[order],
        committee=np.array(committees, np.int32)[order],
        stamps_us=stamps[order],
    )


def _committee(street: Street, unit_id: str | None, building_id: str | None) -> int:
    """The row of the committee in which a unit or a building lies, -1 when nobody can say."""
    building = -1
    if unit_id is not None:
        unit = row_with(street.units.id, unit_id)
        building = int(street.units.building[unit]) if unit >= 0 else -1
    if building < 0 and building_id is not None:
        building = row_with(street.buildings.id, building_id)
    estate = int(street.buildings.estate[building]) if building >= 0 else -1
    return int(street.estates.committee[estate]) if estate >= 0 else -1
