"""A street from its folder: the first time checked and turned into columns, then from the cache."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from console.domain.errors import UserError
from console.domain.progress import Progress, Stopped, never, silent, stop_if
from console.domain.records import dataclass
from console.snapshot.manifest import FILE as MANIFEST
from console.snapshot.manifest import Manifest, read_manifest
from console.store import cache, cells, memory, people
from console.store.columns import Street, Strings

if TYPE_CHECKING:
    import pyarrow as pa


READING = "store.progress.reading"
BUILDING = "store.progress.building"
"""What is being done, as `progress` is told: keys of sentences."""

_READ = 0.7
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A street; when its files were read just now, also their tables and the residents' names."""

    street: Street
    tables: dict[str, pa.Table] | None = None
    names: Strings | None = None


def load_street(
    folder: Path,
    *,
    progress: Progress = silent,
    cancelled: Stopped = never,
) -> Street:
    """The street of the snapshot in `folder`, its files hashed before anything is said of them.

    From the cache when there is one for this very manifest, else checked, read and kept there.
    `progress` is told the key of a sentence and how far, 0 to 1. UserError when the snapshot
    cannot be opened or has faults, Cancelled when `cancelled` says so.
    """
    street = cached_street(folder)
    if street is not None and changed_file(folder, cancelled) is None:
        return street
    opened = _convert(folder, progress, cancelled)
    keep_street(opened, cancelled)
    return opened.street


def open_street(
    folder: Path,
    *,
    progress: Progress = silent,
    cancelled: Stopped = never,
) -> Opened:
    """As `load_street`, for somebody waiting: what can be done afterwards is left to be done.

    From the cache the files' sizes are compared but not their hashes, `tables_of` does that; what
    was read is not kept yet, `keep_street` does that. Nothing heavy is imported on a cache hit.
    """
    street = cached_street(folder)
    if street is not None:
        return Opened(street)
    return _convert(folder, progress, cancelled)


def keep_street(opened: Opened, cancelled: Stopped = never) -> None:
    """Keep what was read in the cache; nothing to do when it came from there.

    The street then stands on the mapped columns, so that its own are free.
    """
    street = opened.street
    if opened.names is not None and cache.write(street, opened.names, cancelled):
        people.drop_names(street)
        kept = cache.read(street.key, street.folder)
        if kept is not None:
            cells.stand_on(street, kept)


def tables_of(
    opened: Opened, names: Collection[str], cancelled: Stopped = never
) -> Mapping[str, pa.Table]:
    """Some tables of an opened street, to be asked for all but their geometry.

    Where the cache had served, every file is hashed first. The rules held when the cache was made,
    so they are not applied again to the same bytes, nor are rings turned. A damaged cache is
    removed. UserError when the files changed since the street was opened.
    """
    if opened.tables is not None:
        return {name: table for name, table in opened.tables.items() if name in names}
    from console.snapshot.read import read_again

    folder = Path(opened.street.folder)
    changed = changed_file(folder, cancelled)
    if changed is not None or read_manifest(folder).key != opened.street.key:
        raise UserError("store.changed_on_disk", file=changed or MANIFEST)
    if cache.damaged(opened.street.key):
        cache.forget(opened.street.key)
    return read_again(folder, names, cancelled, turned=False)


def drop_tables(opened: Opened) -> None:
    """Free the tables that were read, a column at a time; those of `tables_of` stay.

    Freed at once they would hold up the window, which needs the interpreter meanwhile.
    """
    while opened.tables:
        _, table = opened.tables.popitem()
        while table.num_columns:
            table = table.remove_column(0)


def changed_file(folder: Path, cancelled: Stopped = never) -> str | None:
    """The first file whose hash is not the manifest's, None when all are; reads them whole."""
    for table in read_manifest(folder).tables.values():
        if _sha256(folder / table.file, cancelled) != table.sha256:
            return table.file
    return None


def cached_street(folder: Path) -> Street | None:
    """The street of the snapshot in `folder` from the cache, the hashes not compared; else None.

    None without a cache for this very manifest, or when a file has another size than it names.
    UserError when there is no manifest that can be read. Costs some ten milliseconds.
    """
    manifest = read_manifest(folder)
    if not files_have_their_sizes(folder, manifest):
        return None
    return cache.read(manifest.key, str(folder))


def files_have_their_sizes(folder: Path, manifest: Manifest) -> bool:
    """Whether every table file is there with the size the manifest names."""
    try:
        return all(
            (folder / one.file).stat().st_size == one.bytes for one in manifest.tables.values()
        )
    except OSError:
        return False


def _convert(folder: Path, progress: Progress, cancelled: Stopped) -> Opened:
    with memory.keeping():
        return _converted(folder, progress, cancelled)


def _converted(folder: Path, progress: Progress, cancelled: Stopped) -> Opened:
    from console.snapshot.read import open_snapshot
    from console.store.build import Head, build_street

    def reading(_: str, done: float) -> None:
        progress(READING, _READ * done)

    def building(done: float) -> None:
        stop_if(cancelled)
        progress(BUILDING, _READ + (1 - _READ) * done)

    snapshot = open_snapshot(folder, progress=reading, cancelled=cancelled, coded=True)
    manifest = snapshot.manifest
    zh, en = (manifest.street_name.get(language, "") for language in ("zh", "en"))
    head = Head(
        key=snapshot.key,
        folder=str(folder),
        code=manifest.street_code,
        name={"zh": zh or en, "en": en or zh},
        as_of_us=manifest.as_of_us,
        zone=manifest.timezone,
        scenario=manifest.scenario,
        synthetic=manifest.synthetic,
        masking=manifest.masking,
    )
    built = build_street(head, snapshot.tables, building, snapshot.rows)
    stop_if(cancelled)
    people.keep_names(built.street, built.names)
    progress(BUILDING, 1.0)
    return Opened(built.street, dict(snapshot.tables), built.names)


def _sha256(path: Path, cancelled: Stopped) -> str | None:
    """The hash of a file's bytes, None when it cannot be read."""
    import hashlib

    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                stop_if(cancelled)
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()
