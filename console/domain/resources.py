"""Where the project's own files lie: words, themes, scenarios, icons, fonts."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def root() -> Path:
    """The resources folder: inside the package when installed, beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def read_toml(*parts: str) -> dict[str, Any]:
    """The parsed TOML file at `parts` below the resources folder."""
    return tomllib.loads(root().joinpath(*parts).read_text("utf-8"))
