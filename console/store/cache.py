"""The sidecar cache: a street's columns as plain bytes in a private folder, mapped, never parsed.

One folder a snapshot, named after the sha256 of its manifest and the layout of the columns:
`header.json`, `columns.bin` and `names.bin`. It is written aside, flushed and renamed into place;
what has another size than its header says, or another header than its hash says, is no cache.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import IO, Any

from console.domain import resources
from console.domain.digests import sha256_hex
from console.store import cells, columns
from console.store.columns import Street, Strings

FORMAT = 1
KEPT = 8
"""How many snapshots' caches are kept, the last used."""

_STALE_S = 3600.0
_HEADER, _COLUMNS, _NAMES = "header.json", "columns.bin", "names.bin"


def home() -> Path:
    """The private folder of all caches; it need not be there."""
    import platformdirs

    return platformdirs.user_cache_path("street-console", appauthor=False) / "streets"


def folder_of(key: str) -> Path:
    """Where the cache of the snapshot with manifest hash `key` lies, or would lie."""
    return home() / f"{key[:40]}-{_layout()}"


def read(key: str, folder: str) -> Street | None:
    """The street of a snapshot from its cache, mapped; None when there is no sound one.

    `folder` is where the snapshot lies now. Costs tens of milliseconds at any size.
    """
    place = folder_of(key)
    header = _header(place)
    if header is None:
        return None
    try:
        with (place / _COLUMNS).open("rb") as file:
            street = cells.restore(header["street"], _mapped(file), {"folder": folder})
        os.utime(place / _HEADER)
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return street if isinstance(street, Street) and street.key == key else None


def read_names(key: str) -> Strings | None:
    """The residents' names in order of row, mapped; None when there is no sound cache."""
    place = folder_of(key)
    header = _header(place)
    if header is None:
        return None
    try:
        with (place / _NAMES).open("rb") as file:
            names = cells.restore(header["names"], _mapped(file), {})
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return names if isinstance(names, Strings) else None


def write(street: Street, names: Strings, cancelled: Callable[[], bool] = lambda: False) -> bool:
    """Keep a street and its residents' names; False when the disk refuses or when cancelled.

    A cache of the same snapshot that looks sound stays. Cancelled leaves nothing behind.
    """
    place = folder_of(street.key)
    if _header(place) is not None:
        return True
    aside = _aside(place.parent, place.name)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside.mkdir(mode=0o700)
        _write_files(aside, street, names)
        if cancelled():
            return False
        _publish(aside, place)
        prune()
    except OSError:
        return False
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return True


def beside(key: str, name: str) -> bytes | mmap.mmap | None:
    """What was kept as `name` beside a snapshot's cache, mapped; None when nothing was."""
    try:
        with (folder_of(key) / name).open("rb") as file:
            return _mapped(file)
    except (OSError, ValueError):
        return None


def keep_beside(key: str, name: str, pieces: Iterable[bytes | memoryview]) -> bool:
    """Keep `pieces` as one file beside a snapshot's cache; it goes when the cache goes.

    False without a cache, or when the disk refuses.
    """
    place = folder_of(key)
    aside = _aside(place, name)
    try:
        with _private(aside) as file:
            for piece in pieces:
                cells.write_all(file, piece)
        aside.replace(place / name)
    except OSError:
        aside.unlink(missing_ok=True)
        return False
    return True


def damaged(key: str) -> bool:
    """Whether the kept columns or names differ from their hashes; reads them whole."""
    place = folder_of(key)
    header = _header(place)
    if header is None:
        return False
    try:
        return any(_digest(place / name) != header["sha256"][name] for name in (_COLUMNS, _NAMES))
    except (OSError, LookupError):
        return True


def forget(key: str) -> None:
    """Remove the cache of one snapshot."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def prune(kept: int = KEPT) -> None:
    """Remove all but the last used caches, and what an interrupted writer left an hour ago."""
    used: list[tuple[float, Path]] = []
    for place in home().iterdir() if home().is_dir() else ():
        try:
            when = (place / _HEADER).stat().st_mtime
        except OSError:
            when = 0.0
        if place.name.startswith("."):
            if _age_s(place) > _STALE_S:
                shutil.rmtree(place, ignore_errors=True)
        else:
            used.append((when, place))
    for _, place in sorted(used, reverse=True)[kept:]:
        shutil.rmtree(place, ignore_errors=True)


def _age_s(place: Path) -> float:
    try:
        return time.time() - place.stat().st_mtime
    except OSError:
        return 0.0


def _layout() -> str:
    """What the bytes mean: the format, the columns' classes and the scenario packs."""
    said = [str(FORMAT)]
    said += [f"{kind.__name__}:{[one.name for one in fields(kind)]}" for kind in cells.KINDS]
    said += [str(value) for name, value in vars(columns).items() if name.isupper()]
    packs = sorted(resources.root().joinpath("scenarios").glob("*.toml"))
    read = b"".join(path.read_bytes() for path in packs)
    return sha256_hex("\n".join(said).encode() + read)[:12]


def _header(place: Path) -> dict[str, Any] | None:
    """The header of a cache whose own hash and whose files' sizes are right."""
    try:
        digest, _, body = (place / _HEADER).read_text("utf-8").partition("\n")
        if digest != sha256_hex(body.encode()):
            return None
        header: dict[str, Any] = json.loads(body)
        sizes = {name: (place / name).stat().st_size for name in (_COLUMNS, _NAMES)}
        return header if header["bytes"] == sizes else None
    except (OSError, ValueError, LookupError):
        return None


def _mapped(file: IO[bytes]) -> bytes | mmap.mmap:
    if os.fstat(file.fileno()).st_size == 0:
        return b""
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _write_files(aside: Path, street: Street, names: Strings) -> None:
    header: dict[str, Any] = {"bytes": {}, "sha256": {}}
    for name, key, value in ((_COLUMNS, "street", street), (_NAMES, "names", names)):
        with _private(aside / name) as file:
            header[key], header["sha256"][name] = cells.store(value, file)
            _flush(file)
        header["bytes"][name] = (aside / name).stat().st_size
    body = json.dumps(header, ensure_ascii=False)
    with _private(aside / _HEADER) as file:
        file.write(f"{sha256_hex(body.encode())}\n{body}".encode())
        _flush(file)


def _publish(aside: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    aside.rename(place)
    if os.name == "posix":
        parent = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(parent)
        finally:
            os.close(parent)


def _aside(folder: Path, name: str) -> Path:
    """A name in a folder that nobody else writes to."""
    from secrets import token_hex

    return folder / f".{name}-{os.getpid()}-{token_hex(4)}"


def _private(path: Path) -> IO[bytes]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb", buffering=0)


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _digest(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
