"""One whole street for all tests of the demo room, made once."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.snapshot.read import Snapshot, open_snapshot


@dataclass(frozen=True)
class Made:
    """A written street, opened, and the seconds it took to write."""

    folder: Path
    snapshot: Snapshot
    seconds: float


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The default street: 250,000 residents."""
    folder = tmp_path_factory.mktemp("whole") / "whole.street"
    began = time.perf_counter()
    write_demo(folder, DemoOptions())
    seconds = time.perf_counter() - began
    return Made(folder, open_snapshot(folder), seconds)
