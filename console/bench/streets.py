"""The streets that are measured: built once for each scale, kept in the user's cache folder."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from console.demo.options import DemoOptions

RESIDENTS = {"street": 250_000, "district": 5_000_000, "city": 25_000_000}
"""Residents by scale."""


def street_folder(scale: str) -> Path:
    """The snapshot of `scale`, written when it is not there yet."""
    home = Path(platformdirs.user_cache_dir("street-console")) / "bench"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = home / f"{scale}.street"
    if not folder.is_dir():
        from console.demo.street import write_demo

        write_demo(folder, DemoOptions(residents=RESIDENTS[scale]))
    return folder
