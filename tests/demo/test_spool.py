"""The spool gives back what it was given, from memory or from disk."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from console.demo.spool import Spool


@pytest.mark.parametrize(("rows", "on_disk"), [(6, False), (10_000_000, True)])
def test_rows_come_back_in_order(tmp_path: Path, rows: int, on_disk: bool) -> None:
    path = tmp_path / "rows.arrow"
    spool = Spool(path, rows)
    for part in ([1, 2], [3], [4, 5, 6]):
        spool.add(pa.table({"n": part}))
    assert spool.table()["n"].to_pylist() == [1, 2, 3, 4, 5, 6]
    assert path.exists() == on_disk
