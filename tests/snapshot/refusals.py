"""How a snapshot is refused, also one whose damage its manifest vouches for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.domain.errors import UserError
from console.snapshot.read import open_snapshot
from tests.snapshot import builders


def refused(folder: Path) -> UserError:
    """How a snapshot is refused; its sentence must be there in both languages."""
    with pytest.raises(UserError) as caught:
        open_snapshot(folder)
    assert caught.value.say("zh").endswith("。")
    assert caught.value.say("en").endswith(".")
    return caught.value


def retold(folder: Path, table: str) -> Path:
    """The manifest made to tell the truth about a table's file again, its rows excepted."""
    path = folder / "manifest.json"
    said = json.loads(path.read_text("utf-8"))
    file = folder / said["tables"][table]["file"]
    said["tables"][table] = builders.described(file, said["tables"][table]["rows"])
    path.write_text(json.dumps(said), "utf-8")
    return folder
