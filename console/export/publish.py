"""A file that leaves is written aside, flushed, and renamed into place; or nothing is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from console.domain import leftovers
from console.domain.errors import UserError
from console.domain.reasons import reason

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


def publish_files(out: Path, contents: Sequence[bytes]) -> list[Path]:
    """Put the files of one picture in their places: `out`, or `out` with a number for each.

    All of them are there afterwards, or none that was not there before. UserError when the folder
    or the disk refuses.
    """
    fresh: list[Path] = []
    targets = _numbered(out, len(contents))
    try:
        for target, content in zip(targets, contents, strict=True):
            was_there = target.exists()
            publish(target, partial(_put, content))
            if not was_there:
                fresh.append(target)
    except UserError:
        for one in fresh:
            one.unlink(missing_ok=True)
        raise
    return targets


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


def _numbered(out: Path, count: int) -> list[Path]:
    if count == 1:
        return [out]
    digits = len(str(count))
    return [out.with_name(f"{out.stem}-{n:0{digits}}{out.suffix}") for n in range(1, count + 1)]


def _put(content: bytes, path: Path) -> None:
    path.write_bytes(content)
