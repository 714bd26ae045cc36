"""What an export is taken from: a street at an instant beside the tables of its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain import conditions, instants, packs
from console.domain.conditions import Condition
from console.domain.errors import UserError
from console.domain.progress import Stopped, never
from console.domain.records import dataclass
from console.snapshot.manifest import FILE as MANIFEST
from console.snapshot.manifest import Manifest, read_manifest
from console.snapshot.read import read_again, uncoded
from console.store import cache
from console.store.answers import as_of_us
from console.store.arrow import rows_of, texts_of
from console.store.columns import I32, I64, Street
from console.store.conditions import keep
from console.store.frame import Frame, frame
from console.store.kept import Kept
from console.store.load import Opened, keep_street, open_street

EVERYTHING = "snapshot"
"""What needs every table of a snapshot."""

_READ_WITH = {
    "residents": ("buildings",),
    "units": ("buildings",),
    "facilities": ("estates", "committees"),
    **dict.fromkeys(("episodes", "checks", "events"), ("residents", "buildings")),
}
"""The tables that rows of a table are told with: names of people, places of buildings."""


@dataclass(frozen=True)
class Source:
    """A street at an instant with the tables it was read from, and what conditions keep of it.

    `spoken` is the filter in words by language, where somebody has them, `listed` what the list is
    called whose rows are taken.

    `masked` says that names, phones and birth dates do not leave as they are. Table rows are those
    of the contract's order, street rows those of the columns; the maps between them are made when
    first asked for.
    """

    manifest: Manifest
    frame: Frame
    tables: Mapping[str, pa.Table]
    conditions: tuple[Condition, ...]
    masked: bool
    spoken: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)

    @property
    def street(self) -> Street:
        """The street as columns."""
        return self.frame.street

    @property
    def zone(self) -> ZoneInfo:
        """The street's time zone."""
        return instants.zone(self.street.zone)

    @cached_property
    def kept(self) -> Kept:
        """The people and units that the conditions keep."""
        return keep(self.frame, self.conditions)

    @cached_property
    def unit_ids(self) -> pa.Array:
        """The units' ids in order of street row."""
        return texts_of(self.street.units.id)

    @cached_property
    def resident_ids(self) -> pa.Array:
        """The residents' ids in order of street row, also where they have no table."""
        bare = self.street.bare.residents
        return texts_of(bare if len(bare) else self.street.residents.id)

    @cached_property
    def episode_ids(self) -> pa.Array:
        """The episodes' ids in order of street row."""
        return texts_of(self.street.details.id)

    def street_rows(self, name: str, rows: I64 | None = None) -> I32:
        """The street row of every row of a table or of some, int32[n].

        Only units, residents and episodes may lie otherwise in the columns; most do not, and those
        that do are looked up.
        """
        table = self.tables[name]
        at = np.arange(table.num_rows) if rows is None else rows
        found = at.astype(np.int32)
        ids = {"units": "unit_ids", "residents": "resident_ids", "episodes": "episode_ids"}
        if name in ids:
            known = getattr(self, ids[name])
            asked = _taken(table[f"{name[:-1]}_id"], rows)
            there = pc.equal(asked, known if rows is None else known.take(pa.array(rows)))
            moved = ~there.fill_null(False).to_numpy(zero_copy_only=False)
            if moved.any():
                found[moved] = rows_of(asked.filter(pa.array(moved)), known)
        return found

    def table_rows(self, name: str, rows: I32) -> I64:
        """The table rows of some street rows, in their order."""
        if np.array_equal(self.street_rows(name, rows.astype(np.int64)), rows):
            return rows.astype(np.int64)
        at = np.empty(self.tables[name].num_rows, np.int64)
        at[self.street_rows(name)] = np.arange(len(at))
        found: I64 = at[rows]
        return found

    def refer(self, name: str, column: str, ids: pa.Array, rows: I64 | None = None) -> I32:
        """Where each value of a column of ids stands among `ids`, int32[n], -1 for nowhere.

        Of every row of the table, or of some.
        """
        table = self.tables[name]
        if column not in table.column_names:
            return np.full(table.num_rows if rows is None else len(rows), -1, np.int32)
        return rows_of(_taken(table[column], rows), ids)


def _taken(column: pa.ChunkedArray, rows: I64 | None) -> pa.Array:
    return (column if rows is None else column.take(pa.array(rows))).combine_chunks()


def open_source(
    folder: Path,
    what: str = EVERYTHING,
    *,
    as_of: str | None = None,
    where: Sequence[str] = (),
    masked: bool = True,
    cancelled: Stopped = never,
) -> Source:
    """The source of an export of `what` from a snapshot's folder.

    UserError when the snapshot, the instant or a condition is not right; conditions on an
    aggregate snapshot are not.
    """
    manifest = read_manifest(folder)
    if cache.damaged(manifest.key):
        cache.forget(manifest.key)
    opened = open_street(folder, cancelled=cancelled)
    tables = _tables(opened, what, cancelled)
    keep_street(opened, cancelled)
    street = opened.street
    wanted = conditions.parse_all(where, packs.load(street.scenario))
    shown = frame(street, as_of_us(street, as_of))
    return source_of(shown, manifest, tables, wanted, masked=masked)


def source_of(
    shown: Frame,
    manifest: Manifest,
    tables: Mapping[str, pa.Table],
    wanted: tuple[Condition, ...] = (),
    *,
    masked: bool = True,
) -> Source:
    """The source of an export from what is open already."""
    if wanted and shown.street.is_aggregate:
        raise UserError("condition.aggregate")
    return Source(manifest, shown, tables, wanted, masked)


def source_on_show(
    shown: Frame,
    what: str = EVERYTHING,
    wanted: tuple[Condition, ...] = (),
    *,
    masked: bool = True,
    spoken: Mapping[str, str] | None = None,
    listed: Mapping[str, str] | None = None,
    cancelled: Stopped = never,
) -> Source:
    """The source of an export of `what` from the street on show; its files are hashed again.

    UserError when they changed since it was opened.
    """
    tables = _tables(Opened(shown.street), what, cancelled)
    manifest = read_manifest(Path(shown.street.folder))
    source = source_of(shown, manifest, tables, wanted, masked=masked)
    return replace(source, spoken=spoken or {}, listed=listed or {})


def _tables(opened: Opened, what: str, cancelled: Stopped) -> Mapping[str, pa.Table]:
    """The tables an export of `what` reads, hashed now where a cache had served."""
    if opened.tables is not None:
        return uncoded(opened.tables)
    folder = Path(opened.street.folder)
    manifest = read_manifest(folder)
    if manifest.key != opened.street.key:
        raise UserError("store.changed_on_disk", file=MANIFEST)
    names = set(manifest.tables) if what == EVERYTHING else {what, *_READ_WITH.get(what, ())}
    return read_again(folder, names, cancelled)
