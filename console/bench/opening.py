"""Opening a snapshot: first beside hashing and DuckDB's own load, again beside the first."""

from __future__ import annotations

import hashlib
from pathlib import Path

from console.bench.goals import goal_ms
from console.bench.rounds import Act
from console.snapshot.manifest import read_manifest
from console.store import cache
from console.store.frame import Frame, frame
from console.store.load import keep_street, open_street


def opened(folder: Path) -> Frame:
    """The street ready to be filtered, as somebody waiting gets it: its columns and its frame."""
    street = open_street(folder).street
    return frame(street, street.as_of_us)


def keep(folder: Path) -> None:
    """Have the street in the cache."""
    keep_street(open_street(folder))


def open_first(folder: Path, scale: str, rounds: int) -> Act:
    """Hashed, checked and turned into columns, with no cache to help."""
    key = read_manifest(folder).key

    def forget() -> None:
        cache.forget(key)

    return Act(
        name="open_first",
        ours=lambda: opened(folder),
        floor=lambda: _hash_and_load(folder),
        floor_name="hash_and_load",
        goal_ms=goal_ms("open_first", scale),
        floor_gate=1.5,
        before=forget,
        rounds=rounds,
    )


def open_again(folder: Path, scale: str, rounds: int) -> Act:
    """From the cache, beside a first opening in the same round."""
    key = read_manifest(folder).key

    def first() -> None:
        cache.forget(key)
        opened(folder)

    return Act(
        name="open_again",
        ours=lambda: opened(folder),
        floor=first,
        floor_name="open_first",
        goal_ms=goal_ms("open_again", scale),
        floor_gate=0.3,
        before=lambda: keep(folder),
        rounds=rounds,
    )


def _hash_and_load(folder: Path) -> None:
    """What nobody can do without: read every byte's hash, and let DuckDB load every table."""
    import duckdb

    manifest = read_manifest(folder)
    connection = duckdb.connect(":memory:", config={"threads": 2})
    try:
        for name, table in manifest.tables.items():
            content = (folder / table.file).read_bytes()
            hashlib.sha256(content).digest()
            connection.execute(
                f'create table "{name}" as select * from read_parquet($file)',
                {"file": str(folder / table.file)},
            )
    finally:
        connection.close()
