"""Hong Kong's daily lists of buildings with cases, read as a street of buildings and districts."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from console.snapshot.schema import table_of

Pair = tuple[str, str]
"""District and name of a building."""

COLUMNS = 4
NOTHING = ("", "#N/A")
"""What stands where a cell has no value; the second is a spreadsheet's own word for it."""


@dataclass(frozen=True)
class DailyList:
    """One day's list: how often each pair stands in it, and the lines that are none."""

    day: str
    pairs: Counter[Pair]
    unread: dict[int, str]


def read_list(file: Path) -> DailyList:
    """A list as published; a line without a district or a name, or cut short, is not read."""
    pairs: Counter[Pair] = Counter()
    unread: dict[int, str] = {}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        for row in reader:
            district, name = (cell.strip() for cell in (*row, "", "")[:2])
            if len(row) == COLUMNS and district not in NOTHING and name not in NOTHING:
                pairs[district, name] += 1
            else:
                unread[reader.line_num] = ",".join(row)
    return DailyList(file.stem[-8:], pairs, unread)


def tables(listed: DailyList) -> dict[str, pa.Table]:
    """Districts as estates, each pair a building without units; `listed` counts its lines."""
    districts = sorted({district for district, _ in listed.pairs})
    pairs = sorted(listed.pairs)
    return {
        "estates": table_of("estates", {"estate_id": districts, "name": districts}),
        "buildings": table_of(
            "buildings",
            {
                "building_id": [building_id(pair) for pair in pairs],
                "name": [name for _, name in pairs],
                "estate_id": [district for district, _ in pairs],
                "floors_above": [1] * len(pairs),
                "listed": [listed.pairs[pair] for pair in pairs],
            },
        ),
    }


def building_id(pair: Pair) -> str:
    """The same id for the same pair on every day."""
    return hashlib.sha256("\x1f".join(pair).encode()).hexdigest()[:16]
