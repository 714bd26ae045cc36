"""The screen the bench paints on: the one that is there, else one of 1920 × 1080 in memory."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console import screen
from console.domain.leftovers import temporary_prefix

_SIZE_PX = (1920, 1080)
_PLATFORM = "QT_QPA_PLATFORM"


@contextmanager
def some_screen() -> Iterator[Path]:
    """Name a screen to Qt, here and in processes started; gives a folder that goes afterwards."""
    before = os.environ.get(_PLATFORM)
    with tempfile.TemporaryDirectory(prefix=temporary_prefix()) as folder:
        if not screen.is_there():
            os.environ[_PLATFORM] = f"offscreen:configfile={_described(Path(folder))}"
        try:
            yield Path(folder)
        finally:
            os.environ.pop(_PLATFORM, None)
            if before is not None:
                os.environ[_PLATFORM] = before


def _described(folder: Path) -> Path:
    wide, high = _SIZE_PX
    one = {"name": "bench", "x": 0, "y": 0, "width": wide, "height": high}
    one |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / "screen.json"
    file.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": [one]}))
    return file
