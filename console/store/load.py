"""A street from its folder: the first time checked and turned into columns, then from the cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from console.domain.errors import Cancelled, UserError
from console.snapshot.manifest import Manifest, read_manifest
from console.store import cache, people
from console.store.columns import Street

if TYPE_CHECKING:
    import pyarrow as pa

Progress = Callable[[str, float], None]
Asked = Callable[[], bool]

READING = "store.progress.reading"
BUILDING = "store.progress.building"
KEEPING = "store.progress.keeping"
"""What is being done, as `progress` is told: keys of sentences."""

_READ, _BUILT = 0.6, 0.9


@dataclass(frozen=True, slots=True)
class Opened:
    """A street and, when its files were read just now, their checked tables."""

    street: Street
    tables: Mapping[str, pa.Table] | None


def load_street(
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> Street:
    """The street of the snapshot in `folder`; see `open_street`."""
    return open_street(folder, progress=progress, cancelled=cancelled).street


def open_street(
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> Opened:
    """The street of the snapshot in `folder`, with its tables when they had to be read.

    From the cache when there is one for this very manifest and the files have the sizes it names:
    then nothing is parsed and the arrays are mapped; `verify_snapshot` re-checks the hashes. Else
    the files are hashed, checked and read, and a cache is kept. `progress` is told what is being
    done and how far, 0 to 1. UserError when the snapshot cannot be opened or has faults,
    Cancelled when `cancelled` says so.
    """
    manifest = read_manifest(folder)
    if files_have_their_sizes(folder, manifest):
        street = cache.read(manifest.key, str(folder))
        if street is not None:
            return Opened(street, None)
    return _convert(folder, progress or _silent, cancelled or _never)


def tables_of(opened: Opened, cancelled: Asked | None = None) -> Mapping[str, pa.Table]:
    """The tables of an opened street, hashed and checked: now, where the cache had served.

    A damaged cache is removed. UserError when the files changed since the street was opened.
    """
    if opened.tables is not None:
        return opened.tables
    from console.snapshot.read import open_snapshot

    snapshot = open_snapshot(Path(opened.street.folder), cancelled=cancelled)
    if snapshot.key != opened.street.key:
        raise UserError("store.changed_on_disk", file="manifest.json")
    if cache.damaged(snapshot.key):
        cache.forget(snapshot.key)
    return snapshot.tables


def verify_snapshot(folder: Path, cancelled: Asked | None = None) -> None:
    """Compare every file with the hash in the manifest, and the cache with its own.

    UserError names the first file that differs; a damaged cache is removed and is no fault.
    Reads everything once: meant for the background.
    """
    manifest = read_manifest(folder)
    asked = cancelled or _never
    for table in manifest.tables.values():
        _stop_if(asked)
        if _sha256(folder / table.file, table.file, asked) != table.sha256:
            raise UserError("store.changed_on_disk", file=table.file)
    if cache.damaged(manifest.key):
        cache.forget(manifest.key)


def files_have_their_sizes(folder: Path, manifest: Manifest) -> bool:
    """Whether every table file is there with the size the manifest names."""
    try:
        return all(
            (folder / one.file).stat().st_size == one.bytes for one in manifest.tables.values()
        )
    except OSError:
        return False


def _convert(folder: Path, progress: Progress, cancelled: Asked) -> Opened:
    from console.snapshot.read import open_snapshot
    from console.store.build import Head, build_street

    def reading(_: str, done: float) -> None:
        progress(READING, _READ * done)

    def building(done: float) -> None:
        _stop_if(cancelled)
        progress(BUILDING, _READ + (_BUILT - _READ) * done)

    snapshot = open_snapshot(folder, progress=reading, cancelled=cancelled)
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
    built = build_street(head, snapshot.tables, building)
    _stop_if(cancelled)
    progress(KEEPING, _BUILT)
    kept = cache.write(built.street, built.names, cancelled)
    _stop_if(cancelled)
    street = cache.read(head.key, head.folder) if kept else None
    if street is None:
        street = built.street
        people.keep_names(street, built.names)
    progress(KEEPING, 1.0)
    return Opened(street, snapshot.tables)


def _sha256(path: Path, shown: str, cancelled: Asked) -> str:
    import hashlib

    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                _stop_if(cancelled)
                digest.update(block)
    except OSError as failure:
        raise UserError("store.changed_on_disk", file=shown) from failure
    return digest.hexdigest()


def _stop_if(cancelled: Asked) -> None:
    if cancelled():
        raise Cancelled


def _silent(_: str, __: float) -> None:
    return


def _never() -> bool:
    return False
