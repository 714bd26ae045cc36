"""The newest snapshot in a folder, by its manifest alone: what a wall shows next."""

from __future__ import annotations

import json
from collections.abc import Container
from datetime import datetime
from pathlib import Path

from console.domain import instants, whole

_MOST_LOOKED_AT = 60
_MOST_BYTES = 1_000_000


def newest_in(
    parent: Path, code: str | None = None, after_us: int = -1, without: Container[str] = ()
) -> str:
    """The folder of the latest snapshot in `parent` that is later than an instant, or "".

    Of the street with a `code`, or (None) of any; folders `without` are not looked at. Those whose
    names begin with a dot are still being written; a manifest that cannot be read is no snapshot.
    """
    latest_us, latest = after_us, ""
    for folder in _folders(parent):
        as_of_us = _as_of(folder, code) if str(folder) not in without else -1
        if as_of_us > latest_us:
            latest_us, latest = as_of_us, str(folder)
    return latest


def _folders(parent: Path) -> list[Path]:
    try:
        found = [one for one in parent.iterdir() if not one.name.startswith(".") and one.is_dir()]
        return sorted(found, key=_changed_at, reverse=True)[:_MOST_LOOKED_AT]
    except OSError:
        return []


def _changed_at(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0


def _as_of(folder: Path, code: str | None) -> int:
    """When a snapshot of the street with a code was taken, -1 for anything else."""
    manifest = folder / "manifest.json"
    try:
        if manifest.stat().st_size > _MOST_BYTES:
            return -1
        said = json.loads(manifest.read_text("utf-8"))
        if code is not None and said["street"]["code"] != code:
            return -1
        return instants.micros(datetime.fromisoformat(said["as_of"]))
    except whole.UNSOUND:
        return -1
