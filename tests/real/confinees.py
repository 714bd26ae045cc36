"""The published list of home confinees as a street: a building, a unit and a person a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa

ZONE = "Asia/Hong_Kong"
DAYS = 14
DISTRICTS = (
    "Central and Western", "Eastern", "Southern", "Wan Chai", "Sham Shui Po", "Kowloon City",
    "Kwun Tong", "Wong Tai Sin", "Yau Tsim Mong", "Islands", "Kwai Tsing", "North", "Sai Kung",
    "Sha Tin", "Tai Po", "Tsuen Wan", "Tuen Mun", "Yuen Long",
)  # fmt: skip

_ROW = re.compile(r"(\d+)\s+(.+?)\s+(\d{2})/(\d{2})/(\d{4})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Confinee:
    """One row of the list: its number, district, building and last day of confinement."""

    number: int
    district: str
    building: str
    last_day: date


def read_list(text: str) -> list[Confinee]:
    """The rows of a list in either language; a row may be broken over several lines."""
    return [
        Confinee(int(number), *_split(" ".join(words.split())), date(int(y), int(m), int(d)))
        for number, words, d, m, y in _ROW.findall(text)
    ]


def _split(words: str) -> tuple[str, str]:
    for district in DISTRICTS:
        if words.startswith(f"{district} "):
            return district, words[len(district) + 1 :]
    district, building = words.split(" ", 1)
    return district, building


def tables(rows: Iterable[Confinee]) -> dict[str, pa.Table]:
    """The list as the tables of a snapshot; arrival is the last day less fourteen."""
    listed = list(rows)
    numbers = [f"{row.number:02d}" for row in listed]
    tz = ZoneInfo(ZONE)
    arrivals = [
        datetime.combine(row.last_day - timedelta(DAYS), time(), tz).astimezone(UTC)
        for row in listed
    ]
    ones = pa.array([1] * len(listed), pa.int16())
    districts = sorted({row.district for row in listed})
    return {
        "estates": pa.table({"estate_id": districts, "name": districts}),
        "buildings": pa.table(
            {
                "building_id": [f"B{n}" for n in numbers],
                "name": [row.building for row in listed],
                "estate_id": [row.district for row in listed],
                "floors_above": ones,
            }
        ),
        "units": pa.table(
            {
                "unit_id": [f"U{n}" for n in numbers],
                "building_id": [f"B{n}" for n in numbers],
                "floor": ones,
                "column": pa.array([0] * len(listed), pa.int16()),
                "room": ["1"] * len(listed),
                "occupancy": ["unknown"] * len(listed),
            }
        ),
        "residents": pa.table(
            {
                "resident_id": [f"P{n}" for n in numbers],
                "unit_id": [f"U{n}" for n in numbers],
                "name": ["not published"] * len(listed),
            }
        ),
        "episodes": pa.table(
            {
                "episode_id": [f"E{n}" for n in numbers],
                "resident_id": [f"P{n}" for n in numbers],
                "unit_id": [f"U{n}" for n in numbers],
                "rule": ["home-14"] * len(listed),
                "anchor_kind": ["arrival"] * len(listed),
                "anchored_at": pa.array(arrivals, pa.timestamp("us", "UTC")),
            }
        ),
    }
