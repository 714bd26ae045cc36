"""A snapshot examined: every file hashed and read once, every rule applied, everything reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock

import pyarrow as pa

from console.domain.errors import Cancelled
from console.snapshot.findings import Findings, Report, Rows
from console.snapshot.held import Held, plain
from console.snapshot.manifest import Manifest, TableFile, read_manifest
from console.snapshot.order import moved, order
from console.snapshot.parquet import Read, read_table, sealed_bytes
from console.snapshot.rules_forbidden import (
    check_masking,
    check_names,
    check_numbers,
    check_tags,
)
from console.snapshot.rules_geometry import checked_geometry
from console.snapshot.rules_keys import check_ids, check_levels, check_references
from console.snapshot.rules_rows import check_rows
from console.snapshot.rules_units import check_occupied, check_units
from console.snapshot.rules_values import check_values
from console.snapshot.schema import TABLES
from console.snapshot.texts import repaired
from console.snapshot.types import typed

Progress = Callable[[str, float], None]
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Examined:
    """A snapshot read and checked, in the file's order.

    held    the contract's tables
    reads   every file; the table itself only where the contract does not list it
    orders  the rows of each table in the contract's order, None where they are in it
    """

    folder: Path
    manifest: Manifest
    held: Mapping[str, Held]
    reads: Mapping[str, Read]
    orders: Mapping[str, Rows | None]
    report: Report


def check_snapshot(folder: Path) -> Report:
    """Every fault and note of a snapshot; UserError when it cannot be opened at all."""
    return examine(folder).report


def examine(
    folder: Path, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Examined:
    """Reads and checks a whole snapshot, files side by side on two threads.

    `progress` hears the table just finished and the part of all bytes done; `cancelled` is asked
    often. UserError when it cannot be opened, Cancelled.
    """
    manifest = read_manifest(folder)
    examination = _Examination(folder, manifest, progress, cancelled or (lambda: False))
    return examination.run()


class _Examination:
    """One run: what is found gathers here from both threads."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        progress: Progress | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._folder, self._manifest = folder, manifest
        self._progress, self._cancelled = progress, cancelled
        self._found = Findings(self._stop_if_cancelled)
        self._held: dict[str, Held] = {}
        self._reads: dict[str, Read] = {}
        self._orders: dict[str, Rows | None] = {}
        self._lock, self._done = Lock(), 0
        self._day = manifest.as_of_day

    def run(self) -> Examined:
        """Reads every table, largest first, then checks what lies between tables."""
        files = self._manifest.tables
        by_size = sorted(files, key=lambda name: -files[name].bytes)
        with ThreadPoolExecutor(_THREADS, "snapshot-read") as pool:
            tasks = {name: pool.submit(self._table, name, files[name]) for name in by_size}
            _raise_first([tasks[name] for name in files])
            _raise_first([pool.submit(check) for check in self._between()])
        columns = {name: read.types.names for name, read in self._reads.items()}
        order_of_tables = [name for name in TABLES if name in files]
        report = self._found.report([*order_of_tables, *files], columns)
        reads, orders = self._reads, self._orders
        return Examined(self._folder, self._manifest, self._held, reads, orders, report)

    def _table(self, name: str, said: TableFile) -> None:
        content = sealed_bytes(self._folder, name, said, self._stop_if_cancelled)
        read = read_table(content, name, said, self._stop_if_cancelled)
        del content
        self._note_file(name, read)
        check_names(name, read.table, self._found)
        if name in TABLES:
            columns = self._known(name, read)
            read = replace(read, table=read.table.schema.empty_table())
        else:
            columns = _by_name(read.table)
        self._reads[name] = read
        check_numbers(name, columns, self._day, self._found)
        self._advance(name, said.bytes)

    def _known(self, name: str, read: Read) -> dict[str, pa.ChunkedArray]:
        """Checks a table of the contract by itself; gives all its columns."""
        held = repaired(typed(TABLES[name], read.table, self._found), self._found)
        held = checked_geometry(held, read.types.metadata, self._found)
        check_values(held, self._manifest.pack, self._day, self._found)
        check_tags(held, self._found)
        check_rows(held, self._manifest.pack, self._found)
        check_ids(held, self._found)
        self._held[name] = held
        self._orders[name] = self._order(held)
        return {one: pa.chunked_array([held.columns[one]]) for one in held.columns} | dict(
            held.others
        )

    def _order(self, held: Held) -> Rows | None:
        if not held.has(*held.table.sort):
            return None
        keys = pa.table({key: plain(held.columns[key]) for key in held.table.sort})
        taken = order(keys, held.table.sort)
        if taken is not None:
            self._found.add(held.table.name, None, "order", moved(taken), "note.order")
        return taken

    def _note_file(self, name: str, read: Read) -> None:
        if not read.checksums:
            self._found.add(name, None, "checksum", None, "note.checksum")
        if not read.zstd:
            self._found.add(name, None, "compression", None, "note.compression")

    def _between(self) -> Iterator[Callable[[], None]]:
        """The checks between tables, each for any thread."""
        for held in self._held.values():
            yield partial(check_references, held, self._held, self._found)
        yield partial(check_units, self._held, self._found)
        yield partial(check_occupied, self._held, self._found)
        names, masking = self._manifest.tables, self._manifest.masking
        yield partial(check_masking, names, masking, self._found)
        if "counts" in self._held:
            yield partial(check_levels, self._held["counts"], self._held, self._found)

    def _advance(self, name: str, size: int) -> None:
        with self._lock:
            self._done += size
            whole = sum(one.bytes for one in self._manifest.tables.values()) or 1
            if self._progress is not None:
                self._progress(name, self._done / whole)

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise Cancelled


def _raise_first(tasks: list[Future[None]]) -> None:
    """Waits for all and raises the first failure in the order given."""
    for failure in [task.exception() for task in tasks]:
        if failure is not None:
            raise failure


def _by_name(table: pa.Table) -> dict[str, pa.ChunkedArray]:
    return dict(zip(table.column_names, table.columns, strict=True))
