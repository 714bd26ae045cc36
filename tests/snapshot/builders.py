"""Tiny legal snapshots to change in tests, and a plain writer that also writes illegal ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from console.snapshot.manifest import ManifestDraft
from console.snapshot.schema import TABLES, table_of
from console.snapshot.write import write_snapshot

Columns = dict[str, list[Any]]
AS_OF = "2020-03-18T08:00:00+08:00"


def square(lon: float = 121.55, lat: float = 31.21, side: float = 0.001) -> bytes:
    """WKB of a square with its south-west corner at `lon`, `lat`, counter-clockwise."""
    return bytes(shapely.to_wkb(shapely.box(lon, lat, lon + side, lat + side), flavor="iso"))


def point(lon: float = 121.5505, lat: float = 31.2105) -> bytes:
    """WKB of a point."""
    return bytes(shapely.to_wkb(shapely.Point(lon, lat), flavor="iso"))


def instant(text: str) -> datetime:
    """The instant of an ISO text; without an offset it is UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def columns() -> dict[str, Columns]:
    """Every table of a street of one committee, one estate, two buildings and a few people.

    Each call gives fresh lists, in the contract's order of rows and in legal state, with every
    column of the contract; change what you need.
    """
    return {
        "committees": {"committee_id": ["C1"], "name": ["牡丹居委会"], "geometry": [square()]},
        "estates": {
            "estate_id": ["E1", "E2"],
            "name": ["丁香苑", "樱花苑"],
            "committee_id": ["C1", None],
            "address": ["丁香路910弄", None],
            "kind": ["slab", "tower"],
            "geometry": [square(), None],
        },
        "buildings": {
            "building_id": ["B1", "B2"],
            "name": ["30号楼", "31号楼"],
            "estate_id": ["E1", "E1"],
            "address": ["丁香路910弄30号", None],
            "kind": ["slab", None],
            "floors_above": [6, 18],
            "floors_below": [1, None],
            "height_m": [18.5, None],
            "built": [1998, None],
            "geometry": [square(side=0.0002), point()],
        },
        "units": _units(),
        "residents": _residents(),
        "episodes": _episodes(),
        "checks": {
            "check_id": ["K1", "K2"],
            "kind": ["temperature", "visit"],
            "due_at": [instant("2020-03-17T01:00"), instant("2020-03-18T01:00")],
            "resident_id": ["R1", None],
            "unit_id": [None, "U1"],
            "episode_id": ["P1", None],
            "done_at": [instant("2020-03-17T01:05"), None],
            "result": ["36.5", None],
            "by": ["王", None],
        },
        "facilities": {
            "facility_id": ["F1"],
            "kind": ["gate"],
            "geometry": [point()],
            "name": ["南门"],
            "committee_id": ["C1"],
            "estate_id": ["E1"],
            "interval_days": [7],
            "serviced_at": [instant("2020-03-16T02:00")],
            "status": ["ok"],
        },
        "events": _events(),
        "basemap": {
            "feature_id": ["M1"],
            "layer": ["road"],
            "geometry": [bytes(shapely.LineString([(121.55, 31.21), (121.56, 31.22)]).wkb)],
            "class": ["primary"],
            "name": ["丁香路"],
        },
    }


def _units() -> Columns:
    return {
        "unit_id": ["U0", "U1", "U2", "U3"],
        "building_id": ["B1", "B1", "B1", "B2"],
        "floor": [-1, 1, 1, 18],
        "floor_label": [None, None, None, "18A"],
        "column": [0, 0, 1, 0],
        "room": ["B101", "101", "102", "1801"],
        "entrance": ["30号", "30号", "30号", None],
        "span_floors": [None, 2, 1, None],
        "span_columns": [None, 1, 1, None],
        "area_m2": [40.0, 88.5, None, 120.0],
        "occupancy": ["business", "owner", "rented", "vacant"],
        "verified_on": [date(2020, 3, 1), None, None, None],
        "layout": ["surveyed", None, "inferred", "guessed"],
    }


def _residents() -> Columns:
    return {
        "resident_id": ["R1", "R2", "R3"],
        "unit_id": ["U1", "U2", None],
        "name": ["李小明", "欧阳静", "Jane"],
        "sex": ["m", "f", None],
        "born": [date(1950, 2, 3), date(1988, 12, 31), None],
        "phone": ["13800000001", None, None],
        "id_hash": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", None, None],
        "registration": ["local", "incoming", None],
        "household": ["H1", "H2", None],
        "relation": ["户主", None, None],
        "tags": [["lives_alone", "party_member"], [], None],
    }


def _episodes() -> Columns:
    return {
        "episode_id": ["P1", "P2"],
        "resident_id": ["R1", "R2"],
        "unit_id": ["U1", None],
        "rule": ["home-14", "arrival-14"],
        "anchor_kind": ["door", "arrival"],
        "anchored_at": [instant("2020-03-10T13:40"), instant("2020-03-01T02:00")],
        "days": [None, 14],
        "extension_days": [None, -2],
        "extension_reason": [None, "复查阴性"],
        "category": [None, "key"],
        "origin": ["米兰", None],
        "origin_code": ["IT", "420100"],
        "ended_at": [None, instant("2020-03-13T16:00")],
        "outcome": [None, "released"],
        "ordered_by": [None, None],
        "source": ["hotline", None],
    }


def _events() -> Columns:
    later = {
        name: [instant(f"2020-03-17T03:{minute:02}"), None]
        for minute, name in enumerate(TABLES["events"].stamps)
    }
    return {
        "event_id": ["V1", "V2"],
        "kind": ["fall", "smoke"],
        **later,
        "raised_at": [instant("2020-03-17T03:00"), instant("2020-03-17T09:00")],
        "outcome": ["real", None],
        "unit_id": ["U1", None],
        "building_id": ["B1", None],
        "facility_id": [None, None],
        "resident_id": ["R1", None],
        "lon": [None, 121.5625],
        "lat": [None, 31.25],
        "handler": ["陈", None],
        "note": [None, None],
    }


def aggregate() -> dict[str, Columns]:
    """The tables of a legal aggregate snapshot: places and counts, nobody in person."""
    whole = columns()
    kept = {name: whole[name] for name in ("committees", "estates", "buildings", "units")}
    kept["counts"] = {
        "level": ["building", "committee", "street"],
        "id": ["B1", "C1", "310115016"],
        "measure": ["clock", "tag", "occupancy"],
        "key": ["active", "lives_alone", "owner"],
        "value": [None, 10, 250],
    }
    return kept


def tables(whole: Mapping[str, Columns]) -> dict[str, pa.Table]:
    """Columns as Arrow tables, those of the contract in its types."""
    return {
        name: table_of(name, held) if name in TABLES else pa.table(held)
        for name, held in whole.items()
    }


def draft(**changes: Any) -> ManifestDraft:
    """A legal manifest of a tiny street, with `changes`."""
    said: dict[str, Any] = {
        "street_code": "310115016",
        "street_name": {"zh": "花木街道", "en": "Huamu Subdistrict"},
        "as_of": AS_OF,
        "created": "2020-03-18T08:02:11+08:00",
        "synthetic": True,
    }
    return ManifestDraft(**{**said, **changes})


def tiny_street(folder: Path, **changes: Any) -> Path:
    """A legal snapshot of every table at `folder`, written by the project's own writer."""
    return write_snapshot(folder, draft(**changes), tables(columns()))


GEO = json.dumps(
    {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
    }
)


def publish(
    folder: Path,
    whole: Mapping[str, pa.Table],
    *,
    geo: bool = True,
    rows_a_group: int | None = None,
    use_dictionary: bool = True,
    **manifest: Any,
) -> Path:
    """A snapshot of exactly these tables, legal or not, under a manifest that tells the truth.

    `manifest` replaces whole keys of the manifest; `geo` adds GeoParquet metadata where a table
    has a geometry column and none of its own; `rows_a_group` makes many row groups.
    """
    folder.mkdir(parents=True)
    listed = {}
    for name, table in whole.items():
        if geo and "geometry" in table.column_names and b"geo" not in (table.schema.metadata or {}):
            table = table.replace_schema_metadata({"geo": GEO})
        path = folder / f"{name}.parquet"
        pq.write_table(
            table,
            path,
            compression="zstd",
            write_page_checksum=True,
            row_group_size=rows_a_group,
            use_dictionary=use_dictionary,
        )
        listed[name] = described(path, table.num_rows)
    said = {**truth(listed), **manifest}
    (folder / "manifest.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return folder


def described(path: Path, rows: int) -> dict[str, Any]:
    """A table's entry in the manifest, as the file is."""
    content = path.read_bytes()
    return {
        "file": path.name,
        "rows": rows,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def truth(listed: Mapping[str, Any]) -> dict[str, Any]:
    """A legal manifest as plain JSON values."""
    return {
        "format": "street-snapshot",
        "version": 1,
        "street": {"code": "310115016", "name": {"zh": "花木街道", "en": "Huamu Subdistrict"}},
        "as_of": AS_OF,
        "timezone": "Asia/Shanghai",
        "created": "2020-03-18T08:02:11+08:00",
        "producer": "tests",
        "synthetic": True,
        "masking": "none",
        "scenario": "quarantine-2020",
        "parent": None,
        "tables": dict(listed),
    }
