"""What every test of the snapshot room may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.snapshot import builders


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A legal snapshot with every table, free to be damaged."""
    return builders.tiny_street(tmp_path / "tiny.street")
