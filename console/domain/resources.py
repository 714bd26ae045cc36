"""Where the project's own files lie: words, themes, scenarios, icons, fonts."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent
_DATE = "\0date"
"""Stands for the one type of these files that JSON does not know."""


@cache
def root() -> Path:
    """The resources folder: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def read_toml(*parts: str) -> dict[str, Any]:
    """The parsed TOML file at `parts` below the resources folder.

    What was parsed once is kept as JSON in `__pycache__` beside the file, as Python keeps what it
    compiled: read ten times faster, thrown away when the file is another, written where it may be.
    """
    file = root().joinpath(*parts)
    found = file.stat()
    stamp = [found.st_mtime_ns, found.st_size]
    kept = file.parent / "__pycache__" / f"{file.stem}.json"
    try:
        held: dict[str, Any] = json.loads(kept.read_bytes(), object_hook=_with_date)
        if held["of"] == stamp:
            parsed: dict[str, Any] = held["toml"]
            return parsed
    except (OSError, ValueError, LookupError, TypeError):
        pass
    import tomllib

    parsed = tomllib.loads(file.read_text("utf-8"))
    if not sys.dont_write_bytecode:
        _keep(kept, {"of": stamp, "toml": parsed})
    return parsed


def _keep(kept: Path, held: dict[str, Any]) -> None:
    aside = kept.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        aside.write_text(json.dumps(held, ensure_ascii=False, default=_said), "utf-8")
        aside.replace(kept)


def _said(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(value)
    return {_DATE: value.isoformat()}


def _with_date(found: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever the file holds
    return date.fromisoformat(found[_DATE]) if _DATE in found else found
