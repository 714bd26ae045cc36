"""A snapshot examined: every file hashed and read once, every rule applied, everything reported."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from threading import Lock

import pyarrow as pa

from console.domain.arrays import I32
from console.domain.progress import Progress, Stopped, never, silent, stop_if
from console.domain.records import dataclass
from console.snapshot.findings import Findings, Report, Rows, shown
from console.snapshot.held import Held, plain
from console.snapshot.manifest import Manifest, TableFile, read_manifest
from console.snapshot.order import moved, order, stand_in_order
from console.snapshot.parquet import Read, check_place, read_table, sealed_bytes
from console.snapshot.ranks import Ranks
from console.snapshot.rules_forbidden import (
    check_masking,
    check_names,
    check_numbers,
    check_tags,
)
from console.snapshot.rules_keys import Ids, check_ids, check_levels, check_references, ids_of
from console.snapshot.rules_rows import check_rows
from console.snapshot.rules_units import check_occupied, check_units
from console.snapshot.rules_values import check_values
from console.snapshot.schema import TABLES
from console.snapshot.texts import repaired
from console.snapshot.together import THREADS, together
from console.snapshot.types import typed

_Rule = tuple[str, Callable[[], None]]
"""The table a rule is mostly about, and the rule itself, for any thread."""
_READING = 0.6
"""How much of the whole work reading is, for the progress told."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A snapshot read and checked, in the file's order.

    held    the contract's tables
    reads   every file; the table itself only where the contract does not list it
    orders  the rows of each table in the contract's order, None where they are in it
    rows    by table and column the rows int32[n] it refers to, -1 for null; where found on the way
    """

    folder: Path
    manifest: Manifest
    held: Mapping[str, Held]
    reads: Mapping[str, Read]
    orders: Mapping[str, Rows | None]
    report: Report
    rows: Mapping[tuple[str, str], I32] = field(default_factory=dict)


def examine(folder: Path, progress: Progress = silent, cancelled: Stopped = never) -> Examined:
    """Reads and checks a whole snapshot, files side by side on two threads; `report` says it all.

    `progress` hears the table just worked on and the part of all work done; `cancelled` is asked
    often. UserError when it cannot be opened, Cancelled.
    """
    return _Examination(folder, read_manifest(folder), progress, cancelled).run()


def examine_again(
    folder: Path, names: Collection[str], cancelled: Stopped = never, *, turned: bool = True
) -> Examined:
    """Reads some tables of a snapshot that was found sound before: hashed, but no rule applied.

    Not `turned`, geometry stays as it stands in the files. UserError when a file is not as the
    manifest says, Cancelled.
    """
    manifest = read_manifest(folder)
    return _Examination(folder, manifest, silent, cancelled, turned=turned).some(names)


class _Examination:
    """One run: what is found gathers here from both threads."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        progress: Progress,
        cancelled: Stopped,
        *,
        turned: bool = True,
    ) -> None:
        self._folder, self._manifest = folder, manifest
        self._turned = turned
        self._progress = progress
        self._pause = partial(stop_if, cancelled)
        self._found = Findings(self._pause)
        self._held: dict[str, Held] = {}
        self._reads: dict[str, Read] = {}
        self._orders: dict[str, Rows | None] = {}
        self._ranks = Ranks(self._held)
        self._rows: dict[tuple[str, str], I32] = {}
        self._lock, self._done = Lock(), 0.0
        self._day = manifest.as_of_day

    def run(self) -> Examined:
        """Reads every table, then applies every rule, the largest table first each time."""
        files = self._manifest.tables
        for name in files:
            check_place(self._folder, shown(name), files[name])
        by_size = sorted(files, key=lambda name: -files[name].bytes)
        with ThreadPoolExecutor(THREADS, "snapshot-read") as pool:
            together(pool, [partial(self._read, name, files[name]) for name in by_size])
            rules = [*self._between(), *(rule for name in by_size for rule in self._within(name))]
            part = (1 - _READING) / len(rules)
            together(pool, [partial(self._apply, rule, part) for rule in rules])
        columns = {name: read.types.names for name, read in self._reads.items()}
        order_of_tables = [name for name in TABLES if name in files]
        report = self._found.report([*order_of_tables, *files], columns)
        reads, orders, rows = self._reads, self._orders, self._rows
        return Examined(self._folder, self._manifest, self._held, reads, orders, report, rows)

    def some(self, names: Collection[str]) -> Examined:
        """Reads the tables called `names` and finds their order."""
        files = self._manifest.tables
        by_size = sorted(
            (name for name in files if name in names), key=lambda one: -files[one].bytes
        )
        with ThreadPoolExecutor(THREADS, "snapshot-read") as pool:
            together(pool, [partial(self._read, name, files[name]) for name in by_size])
            together(pool, [partial(self._check_order, held) for held in self._held.values()])
        report = self._found.report([], {})
        reads, orders = self._reads, self._orders
        return Examined(self._folder, self._manifest, self._held, reads, orders, report)

    def _read(self, name: str, said: TableFile) -> None:
        """Reads one table and brings it into the contract's form."""
        content = sealed_bytes(self._folder, shown(name), said, self._pause)
        read = read_table(content, shown(name), said, self._pause)
        del content
        if not read.checksums:
            self._found.add(name, None, "checksum", None, "note.checksum")
        if not read.zstd:
            self._found.add(name, None, "compression", None, "note.compression")
        check_names(name, read.table, self._found)
        if name in TABLES:
            held = repaired(typed(TABLES[name], read.table, self._found), self._found)
            self._held[name] = self._with_geometry(held, read) if self._turned else held
            read = replace(read, table=read.table.schema.empty_table())
        self._reads[name] = read
        whole = sum(one.bytes for one in self._manifest.tables.values())
        self._advance(name, _READING * said.bytes / whole)

    def _within(self, name: str) -> Iterator[_Rule]:
        """The rules of one table by itself."""
        held = self._held.get(name)
        if held is None:
            columns = self._reads[name].table.columns
            names = self._reads[name].table.column_names
            yield name, partial(self._check_numbers, name, dict(zip(names, columns, strict=True)))
            return
        pack = self._manifest.pack
        own = {one: pa.chunked_array([held.columns[one]]) for one in held.columns}
        yield name, partial(self._check_numbers, name, {**own, **held.others})
        yield name, partial(self._check_order, held)
        yield name, partial(check_ids, held, self._ranks, self._found)
        yield name, partial(check_values, held, pack, self._day, self._found)
        yield name, partial(check_tags, held, self._found)
        yield name, partial(check_rows, held, pack, self._found)

    def _with_geometry(self, held: Held, read: Read) -> Held:
        """A table with its geometry checked, by a library that is imported when it is needed."""
        from console.snapshot.rules_geometry import checked_geometry

        return checked_geometry(held, read.types.metadata, self._found)

    def _between(self) -> Iterator[_Rule]:
        """The rules between tables."""
        ids = ids_of(self._held, self._ranks)
        for name, held in self._held.items():
            yield name, partial(self._check_references, held, ids)
        yield "units", partial(check_units, self._held, self._found)
        names, masking = self._manifest.tables, self._manifest.masking
        yield "units", partial(check_masking, names, masking, self._found)
        if "counts" in self._held:
            yield "counts", partial(check_levels, self._held["counts"], ids, self._found)

    def _apply(self, rule: _Rule, part: float) -> None:
        name, check = rule
        self._pause()
        check()
        self._advance(name, part)

    def _check_numbers(self, name: str, columns: Mapping[str, pa.ChunkedArray]) -> None:
        check_numbers(name, columns, self._day, self._found)

    def _check_references(self, held: Held, ids: Mapping[str, Ids]) -> None:
        known = check_references(held, self._held, ids, self._found)
        name = held.table.name
        self._rows.update({(name, column): rows for column, rows in known.items()})
        if name == "residents":
            check_occupied(self._held, known.get("unit_id"), self._found)

    def _check_order(self, held: Held) -> None:
        sort = [key for key in held.table.sort if key in held.present]
        if not held.has(*sort):
            return
        ranked = [self._ranks.of(held.table.name, key) for key in sort]
        if stand_in_order([one.ranks for one in ranked if one is not None]) and all(ranked):
            self._orders[held.table.name] = None
            return
        taken = order(pa.table({key: plain(held.columns[key]) for key in sort}), sort)
        self._orders[held.table.name] = taken
        if taken is not None:
            self._found.add(held.table.name, None, "order", moved(taken), "note.order")

    def _advance(self, name: str, part: float) -> None:
        with self._lock:
            self._done += part
            self._progress(name, min(self._done, 1.0))
