"""A file that leaves is written aside, flushed, and renamed into place; or nothing is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from console.domain import leftovers
from console.domain.errors import UserError
from console.snapshot.reasons import reason

Write = Callable[[Path], None]


def publish(out: Path, write: Write, beside: dict[Path, bytes] | None = None) -> Path:
    """Let `write` fill a file beside `out`, then put it in its place; gives `out`.

    A file that is there already is replaced whole. `beside` are small files that belong to it.
    UserError when the folder or the disk refuses; then nothing new is left.
    """
    parent = out.absolute().parent
    if not parent.is_dir():
        raise UserError("export.no_parent_folder", folder=str(parent))
    if out.is_dir():
        raise UserError("export.is_a_folder", file=str(out))
    with _aside(out) as stage, _said_when_refused():
        write(stage)
        flush(stage)
        for path, content in (beside or {}).items():
            publish(path, partial(_put, content))
        os.replace(stage, out)
        flush(parent)
    return out


def flush(path: Path) -> None:
    """Have the system put a file or folder on the disk itself."""
    if path.is_dir() and os.name != "posix":
        return
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def folder_beside(stage: Path) -> Iterator[Path]:
    """A hidden folder beside `stage`, gone afterwards with all that a library left half-made."""
    prefix = leftovers.hidden_prefix("export")
    with TemporaryDirectory(
        prefix=prefix, suffix=".part", dir=stage.parent, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """A path beside `out` that is gone afterwards."""
    leftovers.sweep(out.parent)
    stage = leftovers.aside(out)
    try:
        yield stage
    finally:
        stage.unlink(missing_ok=True)


@contextmanager
def _said_when_refused() -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise UserError("export.not_written", reason=reason(failure)) from failure


def _put(content: bytes, path: Path) -> None:
    path.write_bytes(content)
