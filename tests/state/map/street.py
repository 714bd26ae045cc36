"""A street with geometry of every kind, for what draws maps: blocks, roads, water, rail, people."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import shapely
from shapely import affinity

from console.store.columns import Street
from tests.store import tiny

LON, LAT = 121.55, 31.21
M_LON, M_LAT = 95_300.0, 110_880.0
"""Metres a degree at the middle of the street."""
NAMES = (
    "丁香",
    "牡丹",
    "银泰",
    "东城",
    "梅花",
    "由由",
    "联洋",
    "锦绣",
    "龙汇",
    "培花",
    "白杨",
    "海桐",
)
ENDS = ("苑", "新村", "花园", "小区", "家园", "公寓", "国际城")


def wkb(shape: Any) -> bytes:
    """A shape in metres around the middle as WKB in degrees."""
    turned = affinity.rotate(shape, 17, origin=(0, 0))
    degrees = shapely.transform(turned, lambda xy: xy / (M_LON, M_LAT) + (LON, LAT))
    return bytes(shapely.to_wkb(degrees))


@cache
def street(side: int = 9, seed: int = 3) -> Street:
    """A street of about side² estates on a turned grid, cut out of an uneven boundary."""
    rng = np.random.default_rng(seed)
    step = 420.0
    reach = side * step / 2
    turns = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    radius = reach * (0.95 + 0.12 * np.sin(3 * turns) + 0.07 * np.cos(5 * turns))
    boundary = shapely.Polygon(np.stack([radius * np.cos(turns), radius * 0.9 * np.sin(turns)], 1))
    tables: dict[str, list[dict[str, Any]]] = {
        "committees": [], "estates": [], "buildings": [], "units": [], "residents": [],
        "episodes": [], "facilities": [], "basemap": [],
    }  # fmt: skip
    _basemap(tables, boundary, reach, step, side)
    for i in range(side):
        for j in range(side):
            _block(tables, boundary, rng, (i, j), (i * step - reach, j * step - reach), step)
    _committees(tables, boundary, reach)
    return tiny.street(tables)


def _basemap(tables: Any, boundary: Any, reach: float, step: float, side: int) -> None:
    rows = tables["basemap"]

    def add(layer: str, kind: str, shape: Any, name: str | None = None) -> None:
        rows.append(
            {
                "feature_id": f"M{len(rows):04}",
                "layer": layer,
                "class": kind,
                "name": name,
                "geometry": wkb(shape),
            }
        )

    add("boundary", "subdistrict", boundary, "花木街道")
    wave = [(x, 150 * np.sin(x / 700) + 60) for x in np.linspace(-reach * 1.3, reach * 1.3, 60)]
    add("water", "river", shapely.LineString(wave).buffer(28), "张家浜")
    add("green", "park", shapely.box(step * 0.08, step * 1.1, step * 1.9, step * 1.9), "世纪公园")
    for k in range(side + 1):
        at = k * step - reach
        kind = ("primary", "secondary", "secondary", "expressway", "secondary")[k % 5]
        long = [(at + 30 * np.sin(y / 800), y) for y in np.linspace(-reach * 1.2, reach * 1.2, 25)]
        add("road", kind, shapely.LineString(long), f"{NAMES[k % 12]}路")
        wide = [(x, at + 30 * np.sin(x / 900)) for x in np.linspace(-reach * 1.2, reach * 1.2, 25)]
        add(
            "road",
            ("secondary", "primary")[k % 2],
            shapely.LineString(wide),
            f"{NAMES[-k % 12]}大道",
        )
    metro = [(x, 0.4 * x) for x in np.linspace(-reach * 1.2, reach * 1.2, 20)]
    add("rail", "subway", shapely.LineString(metro), "7号线")
    for k, x in enumerate((-0.7, -0.2, 0.3, 0.75)):
        point = shapely.Point(x * reach, 0.4 * x * reach)
        add("landmark", "metro_station", point, f"{NAMES[k]}路站")


def _block(tables: Any, boundary: Any, rng: Any, ij: Any, corner: Any, step: float) -> None:
    i, j = ij
    x, y = corner
    estate_id = f"E{i:02}{j:02}"
    shape = shapely.box(x + 24, y + 24, x + step - 24, y + step - 24)
    shape = shapely.intersection(shape, shapely.buffer(boundary, -20))
    if shape.area < 15_000 or (i + j * 2) % 13 == 5:
        return
    if shape.geom_type == "MultiPolygon":
        shape = max(shape.geoms, key=lambda part: part.area)
    name = (
        NAMES[int(rng.integers(12))]
        + ("", "第三", "滨江")[(i + j) % 3]
        + ENDS[int(rng.integers(7))]
    )
    tables["estates"].append(
        {"estate_id": estate_id, "name": name, "kind": "slab", "geometry": wkb(shape),
         "committee_id": f"C{int(x > 0)}{int(y > 0)}"}
    )  # fmt: skip
    busy = rng.random() ** 4 * 0.35
    number = 0
    for row in range(6):
        for column in range(5):
            west = x + 45 + column * 68
            south = y + 45 + row * 56
            foot = shapely.box(west, south, west + 50, south + (13 if (i + j) % 3 else 22))
            if not shape.contains(foot):
                continue
            number += 1
            _building(tables, rng, f"{estate_id}-{number:02}", estate_id, number, foot, busy)
    for k in range(3):
        at = shapely.Point(x + 60 + k * 130, y + 200)
        kind = ("disinfection_point", "storm_drain", "gate")[k]
        tables["facilities"].append(
            {"facility_id": f"F{estate_id}{k}", "kind": kind, "name": "点", "geometry": wkb(at)}
        )


def _building(
    tables: Any, rng: Any, key: str, estate: str, number: int, foot: Any, busy: float
) -> None:
    floors = int(rng.choice([6, 6, 6, 11, 18]))
    tables["buildings"].append(
        {"building_id": key, "estate_id": estate, "name": f"{number}号楼",
         "floors_above": floors, "geometry": wkb(foot), "kind": "slab"}
    )  # fmt: skip
    for floor in range(1, 4):
        unit = f"{key}-{floor}"
        tables["units"].append(
            {"unit_id": unit, "building_id": key, "floor": floor, "column": 0,
             "room": f"{floor}01", "occupancy": "owner", "layout": "surveyed"}
        )  # fmt: skip
        for person in range(2):
            resident = f"{unit}-{person}"
            tables["residents"].append({"resident_id": resident, "unit_id": unit, "name": "李一"})
            if rng.random() < busy:
                _episode(tables, rng, resident, unit)


def _episode(tables: Any, rng: Any, resident: str, unit: str) -> None:
    begun = datetime.fromisoformat("2020-03-17T20:00:00+08:00")
    begun -= timedelta(hours=float(rng.integers(0, 380)))
    tables["episodes"].append(
        {"episode_id": f"P{resident}", "resident_id": resident, "unit_id": unit,
         "rule": "home-14", "anchor_kind": "arrival", "anchored_at": begun, "category": "other"}
    )  # fmt: skip


def _committees(tables: Any, boundary: Any, reach: float) -> None:
    for x in (0, 1):
        for y in (0, 1):
            quarter = shapely.box(
                (x - 1) * 2 * reach, (y - 1) * 2 * reach, x * 2 * reach, y * 2 * reach
            )
            tables["committees"].append(
                {"committee_id": f"C{x}{y}", "name": f"第{x * 2 + y + 1}居委会",
                 "geometry": wkb(shapely.intersection(quarter, boundary))}
            )  # fmt: skip
