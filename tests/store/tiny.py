"""A street of a few rows, built in memory: what most tests of the floors above work on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import shapely

from console.domain.instants import micros
from console.snapshot import schema
from console.store.build import Built, Head, build_street
from console.store.columns import Street

Row = Mapping[str, Any]

AS_OF = datetime.fromisoformat("2020-03-18T08:00:00+08:00")

_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(
        ("floors_above", "floors_below", "built", "floor", "column", "days", "extension_days"),
        pa.int16(),
    ),
    **dict.fromkeys(("span_floors", "span_columns"), pa.int8()),
    **dict.fromkeys(("height_m", "area_m2"), pa.float32()),
    **dict.fromkeys(("verified_on", "born"), pa.date32()),
    **dict.fromkeys(
        ("anchored_at", "ended_at", "due_at", "done_at", "serviced_at", "raised_at", "received_at",
         "acknowledged_at", "accepted_at", "left_at", "arrived_at", "seen_at", "closed_at"),
        pa.timestamp("us", "UTC"),
    ),
    "interval_days": pa.int16(),
    "tags": pa.list_(pa.string()),
    "geometry": pa.binary(),
    "value": pa.int32(),
    **dict.fromkeys(("lon", "lat"), pa.float64()),
}  # fmt: skip

_SORTED: dict[str, tuple[str, ...]] = {
    "committees": ("committee_id",),
    "estates": ("estate_id",),
    "buildings": ("estate_id", "building_id"),
    "units": ("building_id", "floor", "column"),
    "residents": ("unit_id", "resident_id"),
    "episodes": ("unit_id", "episode_id"),
    "checks": ("due_at", "check_id"),
    "facilities": ("facility_id",),
    "events": ("raised_at", "event_id"),
    "basemap": ("layer", "feature_id"),
    "counts": ("level", "id", "measure", "key"),
}


def at(text: str) -> datetime:
    """An instant of Shanghai: "2020-03-10 21:40"."""
    return datetime.fromisoformat(text + "+08:00").astimezone(UTC)


def square(lon: float, lat: float, side: float = 0.001) -> bytes:
    """A square footprint around a point, WKB in degrees."""
    half = side / 2
    return bytes(shapely.box(lon - half, lat - half, lon + half, lat + half).wkb)


def arrow(name: str, rows: Sequence[Row]) -> pa.Table:
    """One table of the contract from rows written out, in contract types and order."""
    if not rows:
        return schema.empty(name)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    ordered = sorted(rows, key=lambda row: tuple(_last(row.get(key)) for key in _SORTED[name]))
    return pa.table(
        {
            column: pa.array([row.get(column) for row in ordered], _TYPES.get(column, pa.string()))
            for column in columns
        }
    )


def _last(value: Any) -> tuple[bool, Any]:
    return (value is None, "" if value is None else value)


def head(**given: Any) -> Head:
    """What a manifest says; the defaults are Huamu on the 18th of March 2020."""
    said: dict[str, Any] = {
        "key": "0" * 64,
        "folder": "tiny.street",
        "code": "310115016",
        "name": {"zh": "花木街道", "en": "Huamu Subdistrict"},
        "as_of_us": micros(AS_OF),
        "zone": "Asia/Shanghai",
        "scenario": "quarantine-2020",
        "synthetic": True,
        "masking": "none",
    }
    return Head(**{**said, **given})


def built(tables: Mapping[str, Sequence[Row]], **given: Any) -> Built:
    """A street and its names from rows written out; a table not given is absent."""
    return build_street(head(**given), {name: arrow(name, rows) for name, rows in tables.items()})


def street(tables: Mapping[str, Sequence[Row]] | None = None, **given: Any) -> Street:
    """A street from rows written out; without any, the sample."""
    return built(sample() if tables is None else tables, **given).street


def write(folder: Path, tables: Mapping[str, Sequence[Row]] | None = None, **said: Any) -> Path:
    """A snapshot on disk from rows written out; without any, the sample."""
    from console.snapshot.manifest import ManifestDraft
    from console.snapshot.write import write_snapshot

    given: dict[str, Any] = {
        "street_code": "310115016",
        "street_name": {"zh": "花木街道", "en": "Huamu Subdistrict"},
        "as_of": AS_OF.isoformat(),
        "synthetic": True,
    }
    rows = sample() if tables is None else tables
    draft = ManifestDraft(**{**given, **said})
    return write_snapshot(folder, draft, {name: arrow(name, some) for name, some in rows.items()})


def sample() -> dict[str, list[dict[str, Any]]]:
    """Two committees, three estates, four buildings, 41 units, and people in every state at AS_OF.

    R01 is on day 7, R02 due today, R03 complete and waiting, R04 released in time, R05 released
    early, R06 broken off, R07 planned, R08 under the clock elsewhere (its unit is in B3), R09 not
    matched to a home and without a unit, R10 to R12 have no episode.
    """
    return {
        "committees": [
            {"committee_id": "C1", "name": "丁香居委会", "geometry": square(121.55, 31.21, 0.01)},
            {"committee_id": "C2", "name": "牡丹居委会", "geometry": square(121.57, 31.21, 0.01)},
        ],
        "estates": [
            {"estate_id": "E1", "name": "丁香苑", "committee_id": "C1", "kind": "tower",
             "address": "丁香路910弄", "geometry": square(121.55, 31.21, 0.008)},
            {"estate_id": "E2", "name": "牡丹新村", "committee_id": "C2", "kind": "slab",
             "address": "牡丹路60弄", "geometry": square(121.57, 31.21, 0.008)},
            {"estate_id": "E3", "name": "空地", "kind": "lane"},
        ],
        "buildings": [
            {"building_id": "B1", "name": "30号楼", "estate_id": "E1", "floors_above": 11,
             "floors_below": 1, "kind": "tower", "address": "丁香路910弄30号",
             "height_m": 33.0, "built": 2005, "geometry": square(121.549, 31.21)},
            {"building_id": "B2", "name": "31号楼", "estate_id": "E1", "floors_above": 2,
             "kind": "villa", "address": "丁香路910弄31号", "geometry": square(121.552, 31.21)},
            {"building_id": "B3", "name": "5号楼", "estate_id": "E2", "floors_above": 6,
             "kind": "slab", "address": "牡丹路60弄5号", "geometry": square(121.57, 31.21)},
            {"building_id": "B4", "name": "门卫室", "floors_above": 1, "kind": "other"},
        ],
        "units": _units(),
        "residents": _residents(),
        "episodes": _episodes(),
        "facilities": [
            {"facility_id": "F1", "kind": "disinfection_point", "name": "一号点",
             "interval_days": 1,
             "geometry": bytes(shapely.Point(121.551, 31.211).wkb),
             "serviced_at": at("2020-03-17 09:00")},
        ],
        "basemap": [
            {"feature_id": "M1", "layer": "road", "class": "primary", "name": "丁香路",
             "geometry": bytes(shapely.LineString([(121.54, 31.2), (121.58, 31.2)]).wkb)},
        ],
    }  # fmt: skip


def _units() -> list[dict[str, Any]]:
    units: list[dict[str, Any]] = [
        _unit("B1", floor, column, entrance="30号") for floor in range(1, 12) for column in (0, 1)
    ]
    units += [_unit("B3", floor, column) for floor in range(1, 7) for column in (0, 1, 2)]
    units.append({**_unit("B2", 1, 0, occupancy="rented"), "span_floors": 2, "area_m2": 180.0})
    return units


def _unit(building: str, floor: int, column: int, **more: Any) -> dict[str, Any]:
    return {
        "unit_id": f"{building}-{floor:02d}{column + 1:02d}",
        "building_id": building,
        "floor": floor,
        "column": column,
        "room": f"{floor}{column + 1:02d}",
        "occupancy": "vacant" if (floor, column) == (6, 0) else "owner",
        **more,
    }


def _residents() -> list[dict[str, Any]]:
    people: list[tuple[str, str | None, str, list[str] | None]] = [
        ("R01", "B1-1102", "李明珠", None),
        ("R02", "B1-1102", "李小龙", ["child_in_need"]),
        ("R03", "B1-0301", "欧阳修文", ["lives_alone", "meal_support"]),
        ("R04", "B3-0101", "王芳", ["party_member"]),
        ("R05", "B3-0102", "赵敏", ["volunteer", "棋友"]),
        ("R06", "B3-0203", "John Smith", None),
        ("R07", "B2-0101", "张三丰", ["building_leader"]),
        ("R08", "B1-0101", "单雄信", []),
        ("R09", None, "钱多多", None),
        ("R10", "B3-0501", "孙悟空", ["medic"]),
        ("R11", "B3-0501", "沙悟净", None),
        ("R12", None, "朱悟能", None),
    ]
    return [
        {"resident_id": key, "unit_id": unit, "name": name, "tags": tags, "household": unit,
         "sex": "f" if row % 2 else "m", "born": date(1940 + row * 6, 3, 18),
         "registration": ("local", "incoming", "overseas", "unknown")[row % 4],
         "relation": "户主" if row % 3 else None}
        for row, (key, unit, name, tags) in enumerate(people)
    ]  # fmt: skip


def _episodes() -> list[dict[str, Any]]:
    return [
        _episode("P01", "R01", "2020-03-11 21:40", "B1-1102", origin_code="IT"),
        _episode("P02", "R02", "2020-03-04 09:00", "B1-1102", origin_code="JP"),
        _episode("P03", "R03", "2020-03-01 10:00", "B1-0301", origin_code="420100"),
        _ended("P04", "R04", "2020-02-01 10:00", "2020-02-16 09:00", "released"),
        _ended("P05", "R05", "2020-03-10 10:00", "2020-03-15 09:00", "released"),
        _ended("P06", "R06", "2020-03-10 10:00", "2020-03-16 09:00", "transferred"),
        _episode("P07", "R07", "2020-03-20 10:00", "B2-0101", origin_code="FR"),
        {**_episode("P08", "R08", "2020-03-16 10:00", "B3-0601", origin_code="TH"),
         "rule": "arrival-14", "anchor_kind": "arrival"},
        {**_episode("P09", "R09", "2020-03-17 23:00", None), "category": "domestic",
         "extension_days": 7, "extension_reason": "复检"},
    ]  # fmt: skip


def _episode(
    key: str, resident: str, anchored: str, unit: str | None, **more: Any
) -> dict[str, Any]:
    return {
        "episode_id": key,
        "resident_id": resident,
        "unit_id": unit,
        "rule": "home-14",
        "anchor_kind": "door",
        "anchored_at": at(anchored),
        **more,
    }


def _ended(key: str, resident: str, anchored: str, ended: str, outcome: str) -> dict[str, Any]:
    home = {"R04": "B3-0101", "R05": "B3-0102", "R06": "B3-0203"}[resident]
    return _episode(key, resident, anchored, home, ended_at=at(ended), outcome=outcome)
