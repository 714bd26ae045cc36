"""What leaves and what changed, measured: a list of 20,000 as XLSX, two streets, pages."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from console.bench.goals import goal_ms
from console.bench.leaving_pages import leaving_pages
from console.bench.rounds import Act
from console.domain.instants import MICROS_A_DAY

if TYPE_CHECKING:
    from console.export.source import Source

ROWS = 20_000
_ROWS_SHEET = "xl/worksheets/sheet1.xml"
_XLSX_GATE, _DIFF_GATE = 6.0, 60.0


def leaving(snapshot: Path, folder: Path, scale: str, rounds: int) -> Iterator[Act]:
    """The acts, on the street in `snapshot`; files go into `folder`."""
    from console.export.source import open_source

    source = open_source(snapshot, masked=True)
    yield _xlsx(source, folder, scale, rounds)
    yield _diff(source, snapshot, folder, scale, rounds)
    yield from leaving_pages(source.street, scale, rounds)


def _xlsx(source: Source, folder: Path, scale: str, rounds: int) -> Act:
    """The people of a list of 20,000, taken and written; beside compressing what was written."""
    from console.export.files import export_rows

    out = folder / "list.xlsx"
    rows = np.arange(min(ROWS, source.tables["residents"].num_rows))

    def ours() -> None:
        export_rows(source, "residents", out, rows=rows)

    ours()
    with zipfile.ZipFile(out) as book:
        cells = book.read(_ROWS_SHEET)

    def floor() -> None:
        zlib.compress(cells)

    return Act(
        name="xlsx",
        ours=ours,
        floor=floor,
        floor_name="compress",
        goal_ms=goal_ms("xlsx", scale),
        floor_gate=_XLSX_GATE,
        rounds=rounds,
        counters=lambda: {"people": len(rows)},
    )


def _diff(source: Source, snapshot: Path, folder: Path, scale: str, rounds: int) -> Act:
    """The street and the same a day before, both opened before; beside hashing both."""
    from console.changes.difference import difference
    from console.export.snapshots import export_snapshot
    from console.store.frame import frame

    before = folder / "before.street"
    shown = frame(source.street, source.frame.as_of_us - MICROS_A_DAY)
    export_snapshot(replace(source, frame=shown, masked=False), before)
    difference(before, snapshot)

    def ours() -> None:
        difference(before, snapshot)

    def floor() -> None:
        for path in (*before.iterdir(), *snapshot.iterdir()):
            hashlib.sha256(path.read_bytes()).digest()

    return Act(
        name="diff",
        ours=ours,
        floor=floor,
        floor_name="hash_both",
        goal_ms=goal_ms("diff", scale),
        floor_gate=_DIFF_GATE,
        rounds=rounds,
    )
