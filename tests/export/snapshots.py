"""The tiny street as a snapshot on disk, with phones, checks, alarms and foreign columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from console.export.files import export_rows
from console.export.source import Source, open_source
from console.snapshot.manifest import ManifestDraft
from console.snapshot.write import write_snapshot
from tests.store import tiny

FORMULA = '=HYPERLINK("http://x")'


def write(folder: Path, **said: Any) -> Path:
    """The sample with what only files hold; the row numbers of residents are foreign."""
    tables = {name: tiny.arrow(name, rows) for name, rows in rows_of_everything().items()}
    residents = tables["residents"]
    count = residents.num_rows
    residents = residents.append_column("bed", pa.array([f"床{row}" for row in range(count)]))
    residents = residents.append_column("state", pa.array([FORMULA] * count))
    tables["residents"] = residents
    tables["meals"] = pa.table({"resident_id": ["R01", "R10"], "meal": ["素", "清真"]})
    tables["signs"] = pa.table({"sign": ["甲", "乙"]})
    given: dict[str, Any] = {
        "street_code": "310115016",
        "street_name": {"zh": "花木街道", "en": "Huamu Subdistrict"},
        "as_of": tiny.AS_OF.isoformat(),
        "synthetic": True,
    }
    return write_snapshot(folder, ManifestDraft(**{**given, **said}), tables)


def rows_of_everything() -> dict[str, list[dict[str, Any]]]:
    """The sample's rows, and checks and alarms before and after 18 March 2020, 08:00."""
    tables = tiny.sample()
    for number, one in enumerate(tables["residents"]):
        one |= {"phone": f"1380000{number:04d}", "id_hash": f"{number:064x}"}
    at = tiny.at
    for one in tables["episodes"]:
        if one.get("origin_code"):
            one["origin"] = f"来自{one['origin_code']}"
    tables["checks"] = [
        {"check_id": "K1", "kind": "visit", "due_at": at("2020-03-17 09:00"), "resident_id": "R01",
         "done_at": at("2020-03-17 09:10"), "result": "36.5", "by": "王"},
        {"check_id": "K2", "kind": "call", "due_at": at("2020-03-18 07:00"), "episode_id": "P02",
         "done_at": at("2020-03-18 09:00"), "result": "好", "by": "王"},
        {"check_id": "K3", "kind": "visit", "due_at": at("2020-03-18 07:30"), "unit_id": "B3-0501"},
    ]  # fmt: skip
    tables["events"] = [
        {"event_id": "A1", "kind": "fall", "raised_at": at("2020-03-18 07:00"),
         "received_at": at("2020-03-18 07:01"), "closed_at": at("2020-03-18 08:30"),
         "outcome": "real", "resident_id": "R03", "note": "欧阳修文摔倒"},
        {"event_id": "A2", "kind": "smoke", "raised_at": at("2020-03-18 07:30"),
         "building_id": "B4"},
        {"event_id": "A3", "kind": "smoke", "raised_at": at("2020-03-18 09:00"),
         "lon": 121.56, "lat": 31.22},
    ]  # fmt: skip
    return tables


def source(
    folder: Path, where: Sequence[str] = (), as_of: str | None = None, *, masked: bool = True
) -> Source:
    """The source of an export from a snapshot written by `write`."""
    return open_source(folder, where=where, as_of=as_of, masked=masked)


def export(folder: Path, out: Path, what: str = "residents", **asked: Any) -> Path:
    """Rows of a snapshot in a file."""
    export_rows(source(folder, **asked), what, out)
    return out
